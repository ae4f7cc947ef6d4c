"""The local time zone: the system's own rules, by a name only where the name is proven right.

A name alone may be wrong: ``TZ`` may be a rule ("JST-9"), quoted, misspelt or a file, and the name
beside the clock's own rules may be stale. So a name counts only if it gives the offsets that the
system itself gives; else the system is asked for each moment, through the C library.

On Windows it is the other way round: the C library there reads the zone once, knows this year's
rule alone and takes a name in ``TZ`` for the offset 0, while tzlocal asks the registry. So what
tzlocal says counts, and the C library only where tzlocal knows no name.
"""

import os
import sys
import time
import warnings
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

LOCALTIME = Path("/etc/localtime")
PROBED_YEARS = (2023, 2026, 2030)
BEYOND = (OverflowError, ValueError, OSError)
"""What the first and the last days of the calendar raise, and a zone a whole day away."""
A_DAY_S = 24 * 3600


class SystemZone(tzinfo):
    """The system's own offset rules, without a name."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """The offset at a local moment."""
        if moment is not None:
            try:
                return moment.replace(tzinfo=None).astimezone().utcoffset() or timedelta(0)
            except BEYOND:
                pass
        seconds = -time.timezone  # TZ=UTC+24 is a whole day, which no offset may be
        return timedelta(seconds=max(60 - A_DAY_S, min(seconds, A_DAY_S - 60)))

    def dst(self, moment: datetime | None) -> None:
        """Not told apart from the rest."""

    def tzname(self, moment: datetime | None) -> str:
        """The offset stands for a name."""
        seconds = int(self.utcoffset(moment).total_seconds())
        sign = "-" if seconds < 0 else "+"
        return f"UTC{sign}{abs(seconds) // 3600:02}:{abs(seconds) // 60 % 60:02}"

    def fromutc(self, moment: datetime) -> datetime:
        """The local moment; the second of two equal ones has ``fold`` 1."""
        try:
            offset = moment.replace(tzinfo=UTC).astimezone().utcoffset() or timedelta(0)
        except BEYOND:
            offset = self.utcoffset(None)
        local = (moment + offset).replace(fold=0)
        return local if self.utcoffset(local) == offset else local.replace(fold=1)

    def __repr__(self) -> str:
        return "the system's own time zone"


SYSTEM_ZONE = SystemZone()
"""The only one: times in it are compared by the clock's face, as those of any zone."""


def local_zone() -> tzinfo:
    """The zone as the system has it now; ``SYSTEM_ZONE`` if it has no name that can be trusted."""
    if hasattr(time, "tzset"):
        time.tzset()  # the C library looks at the system's choice again
    named = _named()
    if named is None:
        return SYSTEM_ZONE
    return named if sys.platform == "win32" or _agrees(named) else SYSTEM_ZONE


def zone_mark() -> object:
    """Changes when the system's choice of a zone does."""
    try:
        stat = os.stat(LOCALTIME)  # noqa: PTH116 - asked with every look at the clock
    except OSError:
        return os.environ.get("TZ")
    return os.environ.get("TZ"), stat.st_ino, stat.st_mtime_ns


def zone_file() -> Path | None:
    """The file that decides on the zone and may change; None where the environment decides."""
    return None if os.environ.get("TZ") else LOCALTIME


def _named() -> tzinfo | None:
    import logging  # noqa: PLC0415 - as tzlocal does

    import tzlocal  # noqa: PLC0415 - reads files; not wanted at import

    logging.getLogger("tzlocal").setLevel(logging.CRITICAL)  # what it doubts is asked of the system
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tzlocal.reload_localzone()
    except (*BEYOND, LookupError, AttributeError, TypeError, EOFError):
        return None


def _agrees(zone: tzinfo) -> bool:
    """Whether a zone and the system give the same offsets; not for one that cannot be asked."""
    moments = (
        datetime(year, month, 15, 12, tzinfo=UTC)
        for year in PROBED_YEARS
        for month in (1, 4, 7, 10)
    )
    try:
        return all(
            moment.astimezone(zone).utcoffset() == moment.astimezone().utcoffset()
            for moment in moments
        )
    except BEYOND:
        return False
