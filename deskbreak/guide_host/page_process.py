"""Shows a page of text in a window of our own, as a process of its own."""

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping, Sequence
from pathlib import Path

from deskbreak.content.model import Language
from deskbreak.guide_host.guide_process import GuideProcess

COMMAND = (sys.executable, "-P", "-m", "deskbreak.guide.page_window")
OPENS_WITHIN = 10.0
"""Seconds."""


class PageWindow:
    """One window at a time: another page takes the place of the one before.

    Args:
        environ: the environment variables; None: those of this process.
    """

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._environ = environ
        self._child: Process | None = None

    async def show(
        self, title: str, lines: Sequence[str], language: Language, theme: str
    ) -> str | None:
        """Show it; returns when it can be read, else the reason in one line why it cannot."""
        host = GuideProcess(environ=self._environ)
        if (why := host.viable()) is not None:
            return why
        self.close()
        environ = dict(os.environ if self._environ is None else self._environ)
        root = str(Path(__file__).parents[2])
        inherited = environ.get("PYTHONPATH")
        environ["PYTHONPATH"] = f"{root}{os.pathsep}{inherited}" if inherited else root
        try:
            child = await asyncio.create_subprocess_exec(
                *COMMAND, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environ,
                start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            return f"it did not start: {error.strerror or error}"
        self._child = child
        page = {"title": title, "lines": list(lines), "language": language, "theme": theme}
        said = b""
        try:
            async with asyncio.timeout(OPENS_WITHIN):
                if child.stdin is not None and child.stdout is not None:
                    child.stdin.write(json.dumps(page).encode() + b"\n")
                    await child.stdin.drain()
                    child.stdin.close()
                    said = await child.stdout.readline()
        except (TimeoutError, BrokenPipeError, ConnectionResetError):
            said = b""
        if said.strip() == b"shown":
            return None
        self.close()
        return "the window did not open"

    def close(self) -> None:
        """Take the window away."""
        child, self._child = self._child, None
        if child is not None and child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.terminate()
