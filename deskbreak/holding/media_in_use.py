"""A call, as macOS tells of it: a program records sound, or a camera runs. Not yet run there.

Sound: each process that Core Audio serves says whether it runs input (macOS 14). Devices say only
that they run, which music in a headset makes them do as well, so they are not asked. Video: each
camera says whether it runs in any program, and does not say in which: ``hold.ignore`` knows no
cameras here.
"""

from collections.abc import Callable
from contextlib import suppress

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.errors import UnavailableError
from deskbreak.holding.ignored_programs import Ignore
from deskbreak.holding.viable_by_asking import viable_by_asking
from deskbreak.protocols.media_properties import SYSTEM_OBJECT, Numbers
from deskbreak.protocols.threads import in_thread

PROCESSES, RECORDS, NUMBER = "prs#", "piri", "ppid"
DEVICES, RUNS = "dev#", "gone"


class MediaInUse:
    """The microphone or the cameras. Nobody tells of changes: it is asked again while it matters.

    Args:
        name: as ``doctor`` names the gate.
        in_use: whether it is; asked in a thread, raises OSError where macOS does not say.
    """

    reason = Reason.CALL
    subscribed = False

    def __init__(self, name: str, in_use: Callable[[], bool]) -> None:
        self.name, self._in_use = name, in_use

    async def viable(self) -> str | None:
        """None where macOS answers."""
        return await viable_by_asking(self.ask)

    async def ask(self) -> bool | None:
        """Whether it is in use now."""
        try:
            return await in_thread(self._in_use, OSError)
        except OSError as error:
            raise UnavailableError(f"macOS does not say: {error}") from error

    async def watch(self, changed: Callable[[], None]) -> None:
        """Nobody tells."""

    async def unwatch(self) -> None:
        """Nothing was watched."""


def records(numbers: Numbers, name_of: Callable[[int], str | None], ignore: Ignore) -> bool:
    """Whether a program that counts records sound."""
    for process in numbers(SYSTEM_OBJECT, PROCESSES):
        with suppress(OSError):  # it has ended meanwhile
            if any(numbers(process, RECORDS)):
                pids = numbers(process, NUMBER)
                if not (ignore and pids and ignore.covers(name_of(pids[0]))):
                    return True
    return False


def films(numbers: Numbers) -> bool:
    """Whether a camera runs."""
    for device in numbers(SYSTEM_OBJECT, DEVICES):
        with suppress(OSError):  # it was unplugged meanwhile
            if any(numbers(device, RUNS)):
                return True
    return False
