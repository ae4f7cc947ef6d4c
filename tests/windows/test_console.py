"""The old console of Windows, which takes no control sequences: plain lines, and no keys."""

import sys

assert sys.platform == "win32"

import io  # noqa: E402 - the rest is Windows'

import pytest  # noqa: E402

from deskbreak.desktop.own_terminal import OwnTerminal  # noqa: E402
from deskbreak.guide.terminal.start_terminal import viable  # noqa: E402
from deskbreak.protocols.windows_console import Screen  # noqa: E402


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
