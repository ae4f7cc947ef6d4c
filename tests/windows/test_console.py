"""Consoles of Windows that take no control sequences, or show them: plain lines, and no keys."""

import sys

assert sys.platform == "win32"

import io  # noqa: E402 - the rest is Windows'
import subprocess  # noqa: E402
from pathlib import Path  # noqa: E402

import pytest  # noqa: E402

from deskbreak.desktop.own_terminal import OwnTerminal  # noqa: E402
from deskbreak.guide.terminal.start_terminal import viable  # noqa: E402
from deskbreak.protocols.windows_console import NOTHING, Buffer, Screen  # noqa: E402

NEW_CONSOLE = 16
TAKEN = """
import ctypes, pathlib, sys
from deskbreak.protocols.windows_console import Buffer, Screen

def look():
    found = Buffer()
    api.GetConsoleScreenBufferInfo(handle, ctypes.byref(found))
    return found.dwCursorPosition.X, found.dwCursorPosition.Y, mode.value

print("before", end="", flush=True)
api, mode = ctypes.WinDLL("kernel32"), ctypes.c_ulong()
api.GetStdHandle.restype = ctypes.c_void_p
handle = ctypes.c_void_p(api.GetStdHandle(-11))
api.GetConsoleMode(handle, ctypes.byref(mode))
before = look()
screen = Screen()
took = screen.take()
if took:
    screen.give()
api.GetConsoleMode(handle, ctypes.byref(mode))
line, read = ctypes.create_unicode_buffer(81), ctypes.c_ulong()
api.ReadConsoleOutputCharacterW(handle, line, 80, before[1] << 16, ctypes.byref(read))
same = before == look()
pathlib.Path(sys.argv[1]).write_text(f"{took in (True, False)} {same} {line.value.rstrip()}")
"""


class Terminal(io.StringIO):
    """What says that somebody sits there."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture(params=[True, False])
def takes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the console takes control sequences."""
    takes = bool(request.param)
    monkeypatch.setattr(Screen, "take", lambda _: takes)
    monkeypatch.setattr(Screen, "give", lambda _: None)
    return takes


def test_the_guide_is_led_in_lines(takes: bool) -> None:
    why = None if takes else "the console cannot place text"
    assert viable(Terminal(), Terminal(), {}) == why


def test_no_keys_are_read(takes: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stdout", Terminal())
    heard: list[object] = []

    def keys(pressed: object) -> object:
        heard.append(pressed)
        return Terminal()

    monkeypatch.setattr("deskbreak.protocols.windows_console.ConsoleKeys", keys)
    terminal = OwnTerminal(asked=False)
    terminal.read_keys(lambda _: None)
    assert (terminal.has_keys, bool(heard)) == (takes, takes)
    terminal.close()


class Console:
    """What is asked of kernel32; one that lies shows control sequences as letters."""

    def __init__(self, *, lies: bool) -> None:
        self.lies, self.column, self.mode, self.blanked = lies, 7, 3, 0

    def GetConsoleMode(self, _: object, mode: object) -> int:  # noqa: N802 - its name there
        mode._obj.value = self.mode  # type: ignore[attr-defined]  # what byref gave
        return 1

    def SetConsoleMode(self, _: object, mode: object) -> int:  # noqa: N802 - the same
        self.mode = int(getattr(mode, "value", mode))  # type: ignore[call-overload]
        return 1

    def GetConsoleScreenBufferInfo(self, _: object, info: object) -> int:  # noqa: N802 - the same
        buffer: Buffer = info._obj  # type: ignore[attr-defined]
        buffer.dwCursorPosition.X = self.column
        return 1

    def WriteConsoleW(self, _: object, text: str, *_more: object) -> int:  # noqa: N802 - the same
        self.column += len(text) if self.lies else 0
        return 1

    def SetConsoleCursorPosition(self, _: object, place: object) -> int:  # noqa: N802 - the same
        self.column = place.X  # type: ignore[attr-defined]
        return 1

    def FillConsoleOutputCharacterW(  # noqa: N802 - the same
        self, _: object, letter: str, count: int, *_more: object
    ) -> int:
        self.blanked = count if letter == " " else 0
        return 1


@pytest.mark.parametrize("lies", [True, False])
def test_one_that_shows_sequences_as_letters_is_found_out(lies: bool) -> None:
    screen, console = Screen(), Console(lies=lies)
    screen._kernel32 = console  # type: ignore[assignment]
    assert screen.take() is not lies
    assert (console.column, console.blanked) == (7, len(NOTHING) if lies else 0)
    assert console.mode == (3 if lies else 3 | 4)
    screen.give()
    assert console.mode == 3


def test_asking_a_real_console_leaves_no_trace(tmp_path: Path) -> None:
    found = tmp_path / "found"
    words = [sys.executable, "-c", TAKEN, str(found)]
    assert subprocess.Popen(words, creationflags=NEW_CONSOLE).wait(180) == 0
    assert found.read_text() == "True True before"
