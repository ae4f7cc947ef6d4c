"""Plays the soft chimes of a guided minute, with whatever the system has; else stays silent.

Windows: ``winsound``. macOS: ``afplay``. Linux: the first of pw-play, paplay, aplay that works. A
player is a process of its own that ends by itself; nothing waits for it.
"""

import asyncio
import logging
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from deskbreak.app import supervise
from deskbreak.content.asset_files import asset

log = logging.getLogger(__name__)

PLAYERS: dict[str, Sequence[Sequence[str]]] = {
    "darwin": (("afplay",),),
    "linux": (("pw-play",), ("paplay",), ("aplay", "-q")),
}
"""Players by system, best first."""

LASTS_AT_MOST = 10.0
"""Seconds after which a player that hangs is ended."""

SILENT = "no player of sounds was found (pw-play, paplay, aplay)"


class Chime:
    """Plays one chime after the other. Belongs to the event loop's thread.

    Args:
        players: command lines to which a file is added, best first; None: those of the system.
        wave_player: plays a file by itself, without a process (Windows); None: there is none.
    """

    def __init__(
        self,
        players: Sequence[Sequence[str]] | None = None,
        wave_player: Callable[[Path], None] | None = None,
    ) -> None:
        self._players = players
        self._wave_player = wave_player or _windows_player()
        self._playing: set[asyncio.Task[None]] = set()
        self.why: str | None = None
        """Why the last chime was not heard; None if it was, or none was played yet."""

    def viable(self) -> str | None:
        """Why nothing can be played; None if something probably can."""
        if self._wave_player is not None or self._found():
            return None
        return SILENT

    def play(self, name: str) -> None:
        """Play ``chime-NAME.wav``; what goes wrong is told by ``why`` alone."""
        file = asset(f"chime-{name}.wav")
        if self._wave_player is not None:
            self.why = _played_by_system(self._wave_player, file)
            return
        task = supervise.start(self._play(file))
        self._playing.add(task)
        task.add_done_callback(self._playing.discard)

    async def played(self) -> None:
        """Wait until nothing plays any more."""
        await asyncio.gather(*self._playing)

    async def close(self) -> None:
        """End what is still playing."""
        for task in self._playing:
            task.cancel()
        await asyncio.gather(*self._playing, return_exceptions=True)

    def _found(self) -> list[list[str]]:
        """The players that are installed."""
        return installed_players(self._players)

    async def _play(self, file: Path) -> None:
        """Play by the first player that can."""
        self.why = self.viable()
        for command in self._found():
            self.why = await _run([*command, str(file)])
            if self.why is None:
                return
            log.info("%s", self.why)


def installed_players(players: Sequence[Sequence[str]] | None = None) -> list[list[str]]:
    """Command lines to which a file is added, best first; of ``players``, or of the system."""
    if players is None:
        system = "linux" if sys.platform.startswith("linux") else sys.platform
        players = PLAYERS.get(system, ())
    found = [(shutil.which(one[0]), one[1:]) for one in players]
    return [[path, *words] for path, words in found if path is not None]


def _played_by_system(play: Callable[[Path], None], file: Path) -> str | None:
    """Play without a process; why it was not heard."""
    try:
        play(file)
    except RuntimeError as error:  # what winsound raises where there is no sound device
        return f"winsound: {error}"
    return None


async def _run(command: list[str]) -> str | None:
    """Run a player to its end; why it was not heard."""
    name = Path(command[0]).name
    try:
        child = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError as error:
        return f"{name}: {error.strerror}"
    try:
        code = await asyncio.wait_for(child.wait(), LASTS_AT_MOST)
    except TimeoutError:
        return f"{name}: it hung"
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return None if code == 0 else f"{name}: exit code {code}"


def _windows_player() -> Callable[[Path], None] | None:
    """``winsound``, which plays beside the program."""
    if sys.platform != "win32":
        return None
    import winsound  # noqa: PLC0415 - only there

    flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
    return lambda file: winsound.PlaySound(str(file), flags)
