"""The log: a rotating file of the owner alone, and warnings on standard error.

A log that cannot be written stops nothing: it is told once on standard error, and in ``doctor``.
"""

import contextlib
import logging
import logging.handlers
import os
import stat
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

SIZE = 512 * 1024
KEPT = 2
FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"
FLAGS = os.O_CREAT | os.O_APPEND | os.O_WRONLY | getattr(os, "O_NONBLOCK", 0)
"""A pipe that nobody reads must not stop who opens it."""


class OneLine(logging.Formatter):
    """For people: a line each that names the program once; tracebacks are for the file."""

    def format(self, record: logging.LogRecord) -> str:
        """The message alone."""
        said = record.getMessage()
        for already in ("deskbreak: ", "deskbreak："):  # in English, and in Japanese
            said = said.removeprefix(already)
        return f"deskbreak: {said}"


class ForPeople(logging.StreamHandler[TextIO]):
    """Warnings on standard error, or everything if that was asked for.

    While the terminal shows live rows nothing is written into them: with ``verbose`` the lines go
    above, else they are for the file alone: what a person has to know is a notice, and in status.
    """

    def __init__(self, *, verbose: bool) -> None:
        super().__init__(sys.stderr)
        self.setFormatter(OneLine())
        self.setLevel(logging.DEBUG if verbose else logging.WARNING)
        self._verbose = verbose
        self.above: Callable[[str], None] | None = None
        """Writes above the live rows."""

    def emit(self, record: logging.LogRecord) -> None:
        """A line, where it disturbs nothing."""
        if self.above is None or not self.stream.isatty():
            super().emit(record)
        elif self._verbose:
            self.above(self.format(record))


class LogFile(logging.handlers.RotatingFileHandler):
    """The file, opened again after a rotation.

    ``trouble`` says why it cannot be written at present; empty if it can.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", errors="replace")
        self.trouble = ""
        self.setFormatter(logging.Formatter(FORM))

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; one that is written ends the trouble."""
        before = self.trouble
        if not os.path.exists(self.baseFilename):  # noqa: PTH110 - its folder was cleared, say
            self._begin_anew()
        super().emit(record)
        if self.trouble == before:
            self.trouble = ""

    def _begin_anew(self) -> None:
        """Have the library open the file again, in a folder that is there."""
        with contextlib.suppress(OSError):  # then the library's own attempt says why
            Path(self.baseFilename).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.stream is not None:
            self.stream.close()
            self.stream = None

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 -- the library's name
        """Said once for as long as it lasts, never with a traceback."""
        error = sys.exception()
        why = getattr(error, "strerror", None) or type(error).__name__
        if not self.trouble:
            sys.stderr.write(f"deskbreak: {self.baseFilename} cannot be written: {why}\n")
        self.trouble = why


class NoLogFile(logging.NullHandler):
    """Stands where the file would be."""

    def __init__(self, trouble: str) -> None:
        super().__init__()
        self.trouble = trouble


def begin(file: Path, *, verbose: bool, refused: str = "") -> None:
    """Send the program's log to the file, and what matters to standard error.

    ``refused`` says why its folder may not be used; then nothing is written there.
    """
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    root.addHandler(ForPeople(verbose=verbose))
    if refused:
        root.addHandler(NoLogFile(refused))
        root.warning("the log cannot be written: %s", refused)
        return
    try:
        number = os.open(file, FLAGS, 0o600)
        is_file = stat.S_ISREG(os.fstat(number).st_mode)
        os.close(number)
        if is_file:
            root.addHandler(LogFile(file))
            return
        why = "not a file"
    except OSError as error:
        why = error.strerror or "not a file"
    root.addHandler(NoLogFile(why))
    root.warning("%s cannot be written: %s", file, why)


def write_above(above: Callable[[str], None] | None) -> None:
    """While ``above`` is given the terminal has live rows, and lines for it go there."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, ForPeople):
            handler.above = above


def keep_line(file: Path, line: str) -> None:
    """Write down why the program does not start; where that is not possible nothing is kept."""
    with contextlib.suppress(OSError):
        number = os.open(file, FLAGS, 0o600)
        with os.fdopen(number, "a", encoding="utf-8", errors="replace") as log:
            if stat.S_ISREG(os.fstat(number).st_mode):
                record = logging.makeLogRecord({"msg": line, "levelname": "ERROR", "name": "start"})
                log.write(f"{logging.Formatter(FORM).format(record)}\n")


def keep_traceback(file: Path, error: BaseException) -> bool:
    """Write down what ended a command; False if that is not possible."""
    lines = "".join(traceback.format_exception(error))
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = os.open(file, FLAGS, 0o600)
        with os.fdopen(number, "a", encoding="utf-8", errors="replace") as log:
            log.write(lines)
    except OSError:
        return False
    return True


def trouble() -> str | None:
    """Why the log cannot be written; None if it can."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, LogFile | NoLogFile):
            return handler.trouble or None
    return None
