"""Notices as a few calm lines in the terminal that the daemon runs in."""

import sys
from collections.abc import Callable

from deskbreak.app.ports.notice_ports import Notice, NotifierError
from deskbreak.notices.notice_text import answers, plain


class Terminal:
    """Prints where a person can read it: on a terminal, or anywhere if ``asked`` for.

    ``write`` gets whole lines; by default they go to standard output at once.
    """

    name = "terminal"

    def __init__(self, *, asked: bool = False, write: Callable[[str], None] | None = None) -> None:
        self._asked = asked
        self._write = write or _to_stdout

    async def viable(self) -> str | None:
        if self._asked or (sys.stdout is not None and sys.stdout.isatty()):
            return None
        return "standard output is not a terminal"

    async def show(self, notice: Notice) -> None:
        indented = (f"  {line}" for line in plain(notice.body).splitlines() if line.strip())
        offered = (f"  · {line}" for line in answers(notice))
        lines = ("", f"* {plain(notice.title)}", *indented, *offered)
        try:
            self._write("\n".join(lines) + "\n")
        except OSError as error:  # the terminal was closed
            raise NotifierError(f"the terminal cannot be written: {error.strerror}") from error

    async def withdraw(self, key: str) -> None:
        """What is printed stays."""

    async def close(self) -> None:
        """Nothing is held."""


def _to_stdout(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
