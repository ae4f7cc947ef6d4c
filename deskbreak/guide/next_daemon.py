"""When the daemon that began the guide is gone: what the person says is handed to the next one.

The rules:

- The minute goes on, and one calm line says what has happened.
- A restarted daemon shows the prompt again under its id, so an end is told to it as anybody would,
  by the command line. One that was stopped is started there first, and so ends as it did.
- While nobody takes it, it is tried again until the window is closed, and once more then.
"""

import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from threading import Event, Thread

from msgspec import Struct

from deskbreak.app.guide_protocol import (
    DONE,
    CheckTold,
    ComfortTold,
    Ended,
    GuideReport,
    GuideRequest,
    Unfit,
)

COMMAND = (sys.executable, "-P", "-m", "deskbreak")
AGAIN_S, LIMIT_S, LAST_S = 3.0, 15.0, 20.0
"""Seconds until it is tried again, for one command, and for all that is left at the end."""


class Command(Struct, frozen=True):
    """One command, and what is typed into it."""

    words: tuple[str, ...]
    typed: str = ""


def commands(report: GuideReport, request: GuideRequest) -> Iterator[Command]:
    """What tells a report to another daemon; nothing for what only this one could use."""
    its = ("--id", request.prompt)
    match report:
        case Ended(outcome) if outcome == DONE:
            yield Command(("done", *its))
        case Ended():
            yield Command(("start", *its))
            yield Command(("stop", *its))
        case ComfortTold(value, kind):
            yield Command(("feedback", value, *(("--kind", kind) if kind else ())))
        case CheckTold(value) if request.check is not None:
            yield Command(("check", request.check.id), f"{value}\n")
        case Unfit(code):
            yield Command(("not-for-me", request.routine, code))
        case _:
            pass


class NextDaemon:
    """Tells it in a thread of its own, one after the other.

    ``said`` is what the window may say of it: a key of ``guide.alone``.
    """

    def __init__(self, request: GuideRequest, command: Sequence[str] = COMMAND) -> None:
        self._request, self._command = request, command
        self._left: deque[Command] = deque()
        self._come, self._closing = Event(), Event()
        self.said = "stopped"
        self._thread = Thread(target=self._run, name="next daemon", daemon=True)
        self._thread.start()

    def take(self, report: GuideReport) -> None:
        """Hand on one report, as soon as somebody takes it."""
        self._left.extend(commands(report, self._request))
        self._come.set()

    def close(self) -> None:
        """The window is closed: try what is left once, and end."""
        self._closing.set()
        self._come.set()
        self._thread.join(LAST_S)

    def _run(self) -> None:
        while True:
            self._come.wait()
            self._come.clear()
            while self._left:
                if self._is_taken(self._left[0]):
                    self._left.popleft()
                    self.said = "noted"
                elif self._closing.is_set():
                    return
                else:
                    self.said = "not_noted"
                    self._closing.wait(AGAIN_S)
            if self._closing.is_set():
                return

    def _is_taken(self, command: Command) -> bool:
        try:
            done = subprocess.run(  # noqa: S603 - this program itself
                [*self._command, *command.words],
                input=command.typed.encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=LIMIT_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0
