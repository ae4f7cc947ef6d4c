"""Standard output and error that never stop a program: the one place where that is seen to.

- A letter that the terminal or the pipe cannot take is replaced, by its kin where it has one.
- A stream that was closed is as good as one that nobody reads. Its number is taken, so that no file
  of ours gets it and is written into by mistake.
- NUL of Windows is no terminal, though Windows says so: nobody sits there who could press keys.
- A full device, or a reader that has gone, ends a command with a sensible exit code, never with a
  traceback.
- The daemon does not wait for a reader: what is not taken at once is dropped (``let_go``).

Imports nothing slow: every command comes through here.
"""

from __future__ import annotations

import codecs
import io
import os
import sys

TYPE_CHECKING = False  # importing typing takes a tenth of the time of a call
if TYPE_CHECKING:
    from typing import TextIO, TypeGuard

FAILED = 1
KIN = {"·": "・-", "—": "―-", "–": "-"}
"""What stands for a letter that a code page lacks, best first; code page 932 has none of these."""
AT_ONCE = 512
"""Bytes that a pipe which takes any takes whole (POSIX)."""


def by_kin(error: UnicodeError) -> tuple[str, int]:
    """What is written in place of one letter that cannot be."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    for one in KIN.get(error.object[error.start], ""):
        try:
            one.encode(error.encoding)
        except UnicodeEncodeError:
            continue
        return one, error.start + 1
    return "?", error.start + 1


REPLACED = "by-kin"
codecs.register_error(REPLACED, by_kin)


def prepare() -> None:
    """Before anything is read or written."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = getattr(sys, name)
        if stream is None or not _is_open(number):
            _take_number(number)
            stream = open(os.devnull, "w" if number else "r", encoding="utf-8")  # noqa: SIM115, PTH123 -- as long as we live
            _put(name, stream)
        if sys.platform == "win32" and _only_seems_a_terminal(stream):
            stream = _NoTerminal(stream.detach(), stream.encoding, stream.errors)
            _put(name, stream)
        if number and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=REPLACED)


def finish(code: int) -> int:
    """The exit code, now that everything is really written; 1 if it cannot be."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = code or FAILED
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "closed"
        complain(f"deskbreak: the output cannot be written: {why}")
        code = code or FAILED
    else:
        return code
    _write_nowhere(1)
    return code


def complain(line: str) -> None:
    """One line on standard error, if anybody can read it; a narrow terminal gets it in several."""
    try:
        line = _fitted(line)
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        _write_nowhere(2)


def _fitted(line: str) -> str:
    """As it fits the terminal; whole where there is too little memory to see to that."""
    if not sys.stderr.isatty():
        return line
    try:
        from deskbreak.desktop.terminal_text import fit  # noqa: PLC0415 - only for a person

        return fit(line, sys.stderr)
    except (ImportError, MemoryError):
        return line


def not_done(error: OSError) -> None:
    """Say in one line what the system refused; nothing if the reader has only gone."""
    if error.filename is None:
        _write_nowhere(1)  # it was the output itself
        complain(f"deskbreak: the output cannot be written: {error.strerror}")
    else:
        complain(f"deskbreak: {error.filename}: {error.strerror}")


def let_go() -> None:
    """From now on a reader that does not read holds nothing up. For who runs for a long time."""
    sys.stdout = _Dropping(sys.stdout)
    sys.stderr = _Dropping(sys.stderr)


class _NoTerminal(io.TextIOWrapper):
    """A stream on NUL: Windows takes it for a terminal, as it takes every device."""

    def isatty(self) -> bool:
        return False


class _Dropping(io.TextIOBase):
    """A text stream that drops what cannot be written without waiting."""

    def __init__(self, under: TextIO) -> None:
        super().__init__()
        self._encoding = getattr(under, "encoding", None) or "utf-8"
        self._number = under.fileno()
        self._is_terminal = under.isatty()

    @property
    def encoding(self) -> str:  # type: ignore[override]  # it is known
        """That of the stream below."""
        return self._encoding

    def fileno(self) -> int:
        return self._number

    def isatty(self) -> bool:
        return self._is_terminal

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        data = text.encode(self._encoding, REPLACED)
        try:
            while data and _takes(self._number):
                data = data[os.write(self._number, data[:AT_ONCE]) :]
        except OSError:
            pass  # whoever read it has gone
        return len(text)


def _takes(number: int) -> bool:
    """Whether some bytes can be written without waiting."""
    if sys.platform == "win32":
        return True
    import select  # noqa: PLC0415 -- only the daemon asks

    asking = select.poll()
    asking.register(number, select.POLLOUT)
    return any(event & select.POLLOUT for _, event in asking.poll(0))


def _put(name: str, stream: TextIO) -> None:
    setattr(sys, name, stream)
    setattr(sys, f"__{name}__", stream)


def _only_seems_a_terminal(stream: TextIO) -> TypeGuard[io.TextIOWrapper]:
    """Whether it is a device, NUL say, but no console: Python opens those in a way of their own."""
    if not isinstance(stream, io.TextIOWrapper) or not stream.isatty():
        return False
    raw = getattr(stream.buffer, "raw", stream.buffer)  # what is not buffered has none
    return type(raw).__name__ != "_WindowsConsoleIO"


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _take_number(number: int) -> None:
    """Let a standard number lead nowhere, if nothing has it."""
    if not _is_open(number):
        nowhere = os.open(os.devnull, os.O_RDWR)
        if nowhere != number:
            os.dup2(nowhere, number)
            os.close(nowhere)


def _write_nowhere(number: int) -> None:
    """What is still in a buffer must not fail once more at the very end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
