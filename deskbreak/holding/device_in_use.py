r"""A call, as Windows notes it: an app has the microphone or a camera open.

Below ``...\CapabilityAccessManager\ConsentStore\microphone`` and ``...\webcam`` every app has a key
(programs that are no packages below ``NonPackaged``, ``#`` for ``\``) with the times of its last
use; a use that goes on has a beginning and no end. What began before the machine did was never
ended, by a loss of power, and counts for nothing.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.errors import UnavailableError
from deskbreak.holding.ignored_programs import Ignore
from deskbreak.holding.viable_by_asking import viable_by_asking
from deskbreak.protocols.threads import in_thread
from deskbreak.protocols.windows_registry import Tree

STORE = r"SOFTWARE\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
BEGAN, ENDED = "LastUsedTimeStart", "LastUsedTimeStop"
"""FILETIME: units of 100 ns since 1601 (UTC)."""


class DeviceInUse:
    """One kind of device.

    Args:
        name: as ``doctor`` names the gate.
        tree: the store's keys of this kind.
        ignore: programs that do not count.
        booted: when the machine started, as a FILETIME.
    """

    reason = Reason.CALL

    def __init__(self, name: str, tree: Tree, ignore: Ignore, booted: Callable[[], int]) -> None:
        self.name = name
        self._tree, self._ignore, self._booted = tree, ignore, booted
        self._end: Callable[[], None] | None = None

    @property
    def subscribed(self) -> bool:
        """Whether changes are told."""
        return self._end is not None

    async def viable(self) -> str | None:
        """None where Windows keeps such a store."""
        return await viable_by_asking(self.ask)

    async def ask(self) -> bool | None:
        """Whether any app uses it now."""
        try:
            return await in_thread(self._in_use, OSError)
        except OSError as error:
            raise UnavailableError("Windows keeps no record of its use here") from error

    async def watch(self, changed: Callable[[], None]) -> None:
        """Hear of apps that begin and end."""
        loop = asyncio.get_running_loop()

        def told() -> None:
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(changed)

        try:
            self._end = self._tree.watch(told)
        except OSError as error:
            raise UnavailableError("changes of the registry are not told") from error

    async def unwatch(self) -> None:
        """Hear no more."""
        end, self._end = self._end, None
        if end is not None:
            end()

    def _in_use(self) -> bool:
        booted = self._booted()
        return any(
            values.get(ENDED) == 0 and values.get(BEGAN, 0) > booted
            for path, values in self._tree.rows()
            if not self._ignore.covers(program(path))
        )


def program(path: str) -> str:
    """The program's file, or the package's name, of a key's path in the store."""
    name = path.rpartition("\\")[2]
    return name.rpartition("#")[2] if "#" in name else name.partition("_")[0]
