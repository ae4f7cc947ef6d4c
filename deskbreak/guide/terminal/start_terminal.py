"""Finds out what this process's terminal can do, and leads the minute in it."""

import asyncio
import os
import sys
from collections.abc import Callable, Mapping
from typing import TextIO

from deskbreak.app.guide_protocol import GuideReport, GuideRequest
from deskbreak.guide import motion
from deskbreak.guide.lesson import Lesson
from deskbreak.guide.terminal.colour import depth_of, look_of
from deskbreak.guide.terminal.console import Console
from deskbreak.guide.terminal.ink import Ink
from deskbreak.guide.terminal.session import Session
from deskbreak.guide.terminal.view import View


def viable(keys: TextIO, screen: TextIO, environ: Mapping[str, str]) -> str | None:
    """Why the guide cannot have the whole screen; None if it can."""
    if not (keys.isatty() and screen.isatty()):
        return "this is no terminal"
    if sys.platform != "win32" and environ.get("TERM", "dumb") in ("dumb", ""):
        return "the terminal cannot place text (TERM)"
    try:
        "▀━ 立つ".encode(screen.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return "the terminal's encoding is not UTF-8"
    return _refused()


def _refused() -> str | None:
    """What a console of Windows cannot do: the old one, which the settings still offer."""
    if sys.platform == "win32":
        from deskbreak.protocols.windows_console import Screen  # noqa: PLC0415 - only there

        mode = Screen()
        if not mode.take():
            return "the console cannot place text"
        mode.give()
    return None


async def lead(request: GuideRequest, lesson: Lesson, tell: Callable[[GuideReport], None]) -> None:
    """Lead one routine in the terminal of this process, which ``viable`` must have found fit."""
    still = await asyncio.to_thread(motion.unwanted, request.reduced_motion)
    ink = Ink(look_of(request.theme, os.environ), depth_of(os.environ, _colours))
    view = View(lesson, ink, still=still)
    console = _console()
    await Session(
        lesson, console, view, tell, easier=request.easier, still=still
    ).lead()  # fmt: skip


def _console() -> Console:
    if sys.platform == "win32":
        from deskbreak.guide.terminal.windows_tty import WindowsTty  # noqa: PLC0415 - only there

        return WindowsTty(sys.stdout)
    else:  # noqa: RET505 - mypy reads no import that is in the other branch
        from deskbreak.guide.terminal.tty import Tty  # noqa: PLC0415 - not on Windows

        return Tty(sys.stdin, sys.stdout)


def _colours(term: str) -> int:
    """How many colours a kind of terminal has, as terminfo says; 0 if it is not known."""
    try:
        import curses  # noqa: PLC0415 - not in every Python
    except ImportError:
        return 0
    try:
        curses.setupterm(term, sys.stdout.fileno())
    except curses.error:
        return 0
    return curses.tigetnum("colors")
