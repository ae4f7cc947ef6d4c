"""What Windows itself takes for a bad moment: SHQueryUserNotificationState (shellapi.h).

It tells of presentation settings, of a window over the whole screen, and of the quiet time after a
first login. It tells of no change, so it is asked again while a prompt waits. Focus assist and "do
not disturb" of Windows 10 and 11 have no documented question: those hide the toast themselves.
"""

from collections.abc import Callable

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.errors import UnavailableError
from deskbreak.holding.ignored_programs import Ignore
from deskbreak.holding.viable_by_asking import viable_by_asking
from deskbreak.protocols.threads import in_thread

BUSY, FULL_SCREEN_3D, PRESENTATION, QUIET_TIME, APP = 2, 3, 4, 6, 7
"""QUNS_BUSY, QUNS_RUNNING_D3D_FULL_SCREEN, ... of QUERY_USER_NOTIFICATION_STATE."""
FULLSCREEN = frozenset({BUSY, FULL_SCREEN_3D, PRESENTATION, APP})
QUIET = frozenset({QUIET_TIME})


class NotificationState:
    """One reason for which Windows shows nothing.

    Args:
        name: as ``doctor`` names the gate.
        reason: what is kept back for.
        closed: the states in which.
        state: asks Windows; raises OSError.
        front: the program of the window in front, None where that cannot be told.
        ignore: programs that do not count.
    """

    subscribed = False

    def __init__(
        self,
        name: str,
        reason: Reason,
        closed: frozenset[int],
        state: Callable[[], int],
        front: Callable[[], str | None],
        ignore: Ignore,
    ) -> None:
        self.name, self.reason = name, reason
        self._closed, self._state, self._front, self._ignore = closed, state, front, ignore

    async def viable(self) -> str | None:
        """None where Windows answers."""
        return await viable_by_asking(self.ask)

    async def ask(self) -> bool | None:
        """Whether it is one of its moments."""
        try:
            return await in_thread(self._is_closed, OSError)
        except OSError as error:
            raise UnavailableError(f"SHQueryUserNotificationState failed: {error}") from error

    async def watch(self, changed: Callable[[], None]) -> None:
        """Nobody tells: it is asked again."""

    async def unwatch(self) -> None:
        """Nothing was watched."""

    def _is_closed(self) -> bool:
        if self._state() not in self._closed:
            return False
        return not (self._ignore and self._ignore.covers(self._front()))
