"""The program's own command line, in a process of its own: what it reads leaves with it."""

import asyncio
import contextlib
import sys
from subprocess import DEVNULL, PIPE, STDOUT

from deskbreak.errors import UnavailableError

LIMIT = 30.0
"""Seconds."""
COMMAND = (sys.executable, "-m", "deskbreak")


class OwnProcess:
    """Runs one command and takes down what it says."""

    async def run(self, *words: str) -> tuple[int, str]:
        """Exit code, and what it wrote to either output. Raises UnavailableError."""
        try:
            process = await asyncio.create_subprocess_exec(
                *COMMAND, *words, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT, start_new_session=True
            )
        except OSError as error:
            raise UnavailableError(f"{COMMAND[0]}: {error.strerror or error}") from None
        try:
            async with asyncio.timeout(LIMIT):
                said, _ = await process.communicate()
        except TimeoutError:
            raise UnavailableError(f"{words[-1]}: no answer within {LIMIT:g} s") from None
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        return process.returncode or 0, said.decode("utf-8", "replace").strip()
