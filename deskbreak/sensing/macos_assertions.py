"""What keeps the screen on, on macOS: ``pmset -g assertions``, asked only while idle. Not yet run.

Its list of sums has a line ``PreventUserIdleDisplaySleep`` with a number, as IOKit's assertion of
that name (IOPMLib.h) is held or not. It tells of no change, so it is asked again.
"""

import asyncio
from collections.abc import Callable

from deskbreak.app import supervise
from deskbreak.errors import UnavailableError
from deskbreak.sensing.idle_source import Disarm

COMMAND = ("/usr/bin/pmset", "-g", "assertions")
NAME = "PreventUserIdleDisplaySleep"
LIMIT = 2.0
AGAIN = 30.0
"""Seconds between two questions."""


class Assertions:
    """Whether a program keeps the screen on."""

    def __init__(self, command: tuple[str, ...] = COMMAND, again: float = AGAIN) -> None:
        self._command, self._again = command, again

    async def follow(self, tell: Callable[[bool], None]) -> Disarm:
        """Ask now and from time to time."""
        tell(await self._holds())

        async def ask_again() -> None:
            while True:
                await asyncio.sleep(self._again)
                tell(await self._holds())

        task = supervise.start(ask_again())
        return lambda: _cancel(task)

    async def _holds(self) -> bool:
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
        except OSError as error:
            raise UnavailableError(f"pmset cannot be started: {error}", hopeless=True) from error
        try:
            async with asyncio.timeout(LIMIT):
                said, _ = await process.communicate()
        except TimeoutError as error:
            raise UnavailableError(f"pmset did not answer within {LIMIT:g} s") from error
        finally:
            if process.returncode is None:
                process.kill()
        return holds(said.decode("utf-8", "replace"))


def holds(said: str) -> bool:
    """Whether the sum of those assertions is not 0."""
    words = [line.split() for line in said.splitlines()]
    return any(len(line) == 2 and line[0] == NAME and line[1] != "0" for line in words)


def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
