"""A call, as the system sees it: a program of this user has a video device open.

The open files of other users cannot be read, and are not asked for. Without a camera nothing is
looked at but the folder of devices.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.errors import UnavailableError
from deskbreak.holding.ignored_programs import Ignore
from deskbreak.protocols.program_name import program_name
from deskbreak.protocols.threads import in_thread

DEVICES, PATTERN = Path("/dev"), "video*"
PLUMBING = frozenset({"pipewire", "wireplumber", "pipewire-media-session"})
"""They open a device for others, or to see what it can do; ``camera-pipewire`` knows which."""


class Camera:
    """Open files of this user's processes."""

    name = "camera"
    reason = Reason.CALL
    subscribed = False

    def __init__(
        self, ignore: Ignore, devices: Path = DEVICES, processes: Path = Path("/proc")
    ) -> None:
        self._ignore, self._devices, self._processes = ignore, devices, processes

    async def viable(self) -> str | None:
        """None where open files can be looked up."""
        return None if self._processes.is_dir() else "this system has no /proc"

    async def ask(self) -> bool | None:
        """Whether any video device is open."""
        if (why := await self.viable()) is not None:
            raise UnavailableError(why)
        devices = {str(path) for path in self._devices.glob(PATTERN)}
        if not devices:
            return False
        return await in_thread(partial(self._is_open, devices), OSError)

    async def watch(self, changed: Callable[[], None]) -> None:
        """Nobody tells: it is asked again."""

    async def unwatch(self) -> None:
        """Nothing was watched."""

    def _is_open(self, devices: set[str]) -> bool:
        return any(
            program not in PLUMBING and not self._ignore.covers(program)
            for program in _openers(self._processes, devices)
        )


def _openers(processes: Path, devices: set[str]) -> Iterator[str]:
    """The names of own programs that have one of the devices open."""
    me = os.getuid() if hasattr(os, "getuid") else 0
    for number in filter(str.isdigit, os.listdir(processes)):  # noqa: PTH208 -- names are enough
        process = processes / number
        with suppress(OSError):  # it ended meanwhile, or will not be looked into
            if process.stat().st_uid == me and _holds(f"{process}/fd", devices):
                yield program_name(number, processes)


def _holds(folder: str, devices: set[str]) -> bool:
    for number in os.listdir(folder):  # noqa: PTH208 -- there are thousands of them
        with suppress(OSError):  # closed meanwhile
            if os.readlink(f"{folder}/{number}") in devices:  # noqa: PTH115 -- the same
                return True
    return False
