"""Reads both clocks. The only file that does.

Instants come from a clock that counts suspend: CLOCK_BOOTTIME on Linux, CLOCK_MONOTONIC on macOS
(which counts sleep there), GetTickCount64 on Windows.
"""

import os
import sys
import time
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

from deskbreak.domain.time.units import Instant, Millis, Now
from deskbreak.protocols.local_zone import SYSTEM_ZONE, local_zone, zone_mark

MILLION = 1_000_000
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class SystemClock:
    """The machine's clocks in its own time zone."""

    def __init__(self) -> None:
        self._zone: tzinfo = UTC
        self._zone_mark: object = None

    def now(self) -> Now:
        """Both clocks, read together."""
        return Now(instant(), datetime.now(self.zone()))  # noqa: TID251 - this is the clock

    def suspended(self) -> Millis:
        """How long the machine has been suspended since it booted; 0 where that cannot be told."""
        return suspended()

    def zone(self) -> tzinfo:
        """The local zone; looked up again when the system's choice of it changed."""
        mark = _zone_mark()
        if mark != self._zone_mark:
            self._zone, self._zone_mark = local_zone(), mark
        return self._zone

    def zone_note(self) -> str | None:
        """What ``doctor`` says if the time zone has no name that can be trusted."""
        if self.zone() is not SYSTEM_ZONE:
            return None
        named = os.environ.get("TZ")
        offset = self.now().wall.tzname()
        return f"no known name ({f'TZ={named!r}, ' if named else ''}{offset} by the system's rules)"


def calendar_day() -> date:
    """Today, for who needs no more: looking up the zone's name takes half of a short command."""
    if sys.platform == "win32":  # the C library's rules are not to be trusted there
        return SystemClock().now().wall.date()
    return datetime.now().date()  # noqa: TID251, DTZ005 - this is the clock, at any offset


def _zone_mark() -> object:
    """Changes when the system's choice of a zone does."""
    if sys.platform == "win32":
        from deskbreak.timing import windows_zone  # noqa: PLC0415 - only there

        return windows_zone.zone_mark()
    return zone_mark()


def instant() -> Instant:
    """Milliseconds that go on during suspend."""
    if sys.platform == "win32":
        from deskbreak.timing import windows_clock  # noqa: PLC0415 - only there

        return windows_clock.ticks()
    clock = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.clock_gettime_ns(clock) // MILLION


def suspended() -> Millis:
    """How long the machine has been suspended since it booted; 0 where that cannot be told."""
    if sys.platform == "win32":
        from deskbreak.timing import windows_clock  # noqa: PLC0415 - only there

        return max(0, windows_clock.ticks() - windows_clock.awake())
    if sys.platform != "linux":
        return 0
    return (
        time.clock_gettime_ns(time.CLOCK_BOOTTIME) - time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    ) // MILLION


def boot_id() -> str:
    """Names this boot of the machine; empty where the system does not."""
    try:
        return BOOT_ID.read_text().strip()
    except OSError:
        return ""
