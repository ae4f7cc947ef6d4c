"""The daemon's live rows in a real terminal emulator (tmux), compared with approved screens.

``test_terminal_states.py approve`` writes ``approved/terminal.txt`` anew; read what it wrote.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest
from desk import Desk, wait_for
from running import PROGRAM, ROOT

from deskbreak.content.columns import columns

pytestmark = pytest.mark.desktop

APPROVED = Path(__file__).parent / "approved" / "terminal.txt"
WIDTHS = (30, 80, 200)
SETTINGS = 'language = "{language}"\n[guide]\nopen = "never"\n'
MASKS = ((r"\d{1,2}:\d\d", "00:00"), (r"(\d+) (s left)", r"59 \2"), (r"あと\d+秒", "あと59秒"))


class Tmux:
    """The daemon in a terminal of its own."""

    def __init__(self, desk: Desk, language: str, width: int) -> None:
        self.desk = desk
        desk.env |= {"PYTHONPATH": str(ROOT), "TERM": "screen-256color", "LANG": "C.UTF-8"}
        file = Path(desk.env["XDG_CONFIG_HOME"], "deskbreak/config.toml")
        file.parent.mkdir(parents=True)
        file.write_text(SETTINGS.format(language=language))
        program = " ".join(map(str, PROGRAM))
        self._tmux("new-session", "-d", "-x", str(width), "-y", "40", f"{program} run --no-tray")

    def _tmux(self, *words: str) -> str:
        return self.desk.run("tmux", "-u", "-S", self.desk.folder / "tmux", *words)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._tmux("kill-server")

    def press(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def resize(self, width: int) -> None:
        self._tmux("resize-window", "-x", str(width), "-y", "40")

    def letters(self) -> str:
        """What stands there."""
        text = self._tmux("capture-pane", "-p")
        return "\n".join(line.rstrip() for line in text.rstrip().split("\n"))

    def screen(self) -> str:
        """The same, with what differs from run to run masked."""
        text = self.letters()
        for pattern, mask in MASKS:
            text = re.sub(pattern, mask, text)
        return text

    def shows(self, *words: str) -> str:
        """Wait until the screen shows these words, and return it."""
        wait_for(lambda: all(word in self.screen() for word in words), 20, f"{words}")
        return self.screen()


def states(desk: Desk, language: str, width: int) -> Iterator[tuple[str, str]]:
    """The states of the live rows, by name."""
    with Tmux(desk, language, width) as it:
        yield "at rest", it.shows("q " if width > 30 else "t ")
        it.press("x")
        yield "an unknown key", it.shows("x does" if language == "en" else "x：")
        it.press("p")
        yield "paused", it.shows("r resume" if language == "en" else "r 再開する")
        it.press("r")
        it.shows("p pause" if language == "en" else "いま1分動く")
        it.press("t")
        yield "a prompt", it.shows("s start" if language == "en" else "s 始める")
        it.press("s")
        yield "running", it.shows("d done" if language == "en" else "d できた", "59")


def live_rows(screen: str) -> list[str]:
    """The last rows: how things stand, and the keys."""
    return screen.split("\n")[-2:]


def drawn() -> str:
    """All states in both languages at all widths."""
    parts = []
    for language in ("en", "ja"):
        for width in WIDTHS:
            with tempfile.TemporaryDirectory() as folder, Desk(Path(folder)) as desk:
                for name, screen in states(desk, language, width):
                    parts.append(f"== {language}, {width} columns: {name}")
                    parts += live_rows(screen)
    return "\n".join([*parts, ""])


def test_every_state_looks_as_approved() -> None:
    assert drawn() == APPROVED.read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_window_that_changes_its_width_is_left_no_rests(desk: Desk, language: str) -> None:
    with Tmux(desk, language, 120) as it:
        before = it.shows("t ", "p ")
        for width in (40, 30, 200, 64, 120):
            it.resize(width)
            wait_for(lambda width=width: _fits(it.letters(), width), 10, f"{width} columns")  # type: ignore[misc]  # bound
            told = [row for row in it.screen().split("\n") if row.startswith("t ")]
            assert len(told) == 1, "no rests of the rows before"
        wait_for(lambda: live_rows(it.screen()) == live_rows(before), 10, "the first width")


def _fits(screen: str, width: int) -> bool:
    """Two live rows, neither of them broken."""
    status, keys = live_rows(screen)
    return columns(status) < width and columns(keys) < width and keys.startswith("t ")


if __name__ == "__main__" and sys.argv[1:] == ["approve"]:
    APPROVED.write_text(drawn(), "utf-8")
