"""The window of the first questions, as a process of its own."""

import asyncio
import contextlib
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-P", "-m", "deskbreak", "setup", "--window")


class SetupWindow:
    """One window at most. Belongs to the event loop's thread.

    Args:
        command: what is started.
    """

    def __init__(self, command: Sequence[str | Path] = COMMAND) -> None:
        self._command = [str(part) for part in command]
        self._task: asyncio.Task[None] | None = None

    def open(self, *words: str) -> None:
        """Open it, unless it is open; it saves the answers itself. ``words`` go to its command."""
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._hold(words))

    async def close(self) -> None:
        """Take it away."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _hold(self, words: Sequence[str]) -> None:
        """From its start to its end."""
        try:
            child = await asyncio.create_subprocess_exec(
                *self._command,
                *words,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            log.warning("the questions' window did not start: %s", error.strerror)
            return
        try:
            await child.wait()
        finally:
            if child.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    child.terminate()
                await child.wait()
