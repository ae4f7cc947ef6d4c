"""The guide in a real terminal: keys, signals, and what is left behind."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.pty_run import Pty

from deskbreak.content.strings import text

LEADS = """
import asyncio, sys
from deskbreak.app.guide_protocol import GuideRequest, encode_report
from deskbreak.guide.lesson import lesson_of
from deskbreak.guide.terminal.start_terminal import lead
request = GuideRequest("1", "hip-hinge", reduced_motion="off")
def tell(report):
    sys.stderr.write(encode_report(report).decode())
    sys.stderr.flush()
asyncio.run(lead(request, lesson_of(request), tell))
"""
GIVEN_BACK = "\x1b[?1049l"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    folders = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "STATE")}
    return folders | {
        "HOME": str(tmp_path), "TERM": "xterm-256color", "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin",
    }  # fmt: skip


@pytest.fixture
def guide(environ: dict[str, str]) -> Iterator[Pty]:
    with Pty(["-c", LEADS], environ) as one:
        one.until(text("en", "terminal_guide.close"))
        yield one


def test_the_command_leads_in_the_terminal_from_the_start_to_the_end(
    environ: dict[str, str],
) -> None:
    words = ["-m", "deskbreak", "--lang", "ja", "guide", "hip-hinge", "--terminal"]
    with Pty(words, environ) as one:
        assert "\x1b[?1049h" in one.until("準備")
        one.press("\r")
        one.until("整える")
        one.press("n")
        one.until("2/3")
        one.press("\x1b[C")
        one.until("3/3")
        one.press("d")
        one.until(text("ja", "guide.done"))
        one.press("q")
        assert one.end() == (0, [])
        assert one.shown.endswith(GIVEN_BACK)
        assert one.settings() == one.before


def test_answers_are_told(guide: Pty) -> None:
    guide.press("\r")
    guide.until("Settle")
    guide.press("d")
    guide.until(text("en", "prompt.buttons.good"))
    guide.press("h")
    guide.until(text("en", "feedback.follow_up.title"))
    guide.press("b")
    guide.until(text("en", "feedback.thanks"))
    guide.press("\x1b")
    code, told = guide.end()
    assert code == 0
    assert told == [
        '{"event": "opened"}',
        '{"event": "started"}',
        '{"event": "step", "number": 1}',
        '{"event": "ended", "outcome": "done"}',
        '{"event": "comfort", "value": "hurts", "kind": "b"}',
        '{"event": "closed"}',
    ]


def test_ctrl_c_gives_the_terminal_back_and_tells_the_end(guide: Pty) -> None:
    assert guide.settings() != guide.before
    guide.press("\x03")
    code, told = guide.end()
    assert code != 0
    assert told[1:3] == ['{"event": "ended", "outcome": "stopped"}', '{"event": "closed"}']
    assert guide.shown.endswith(GIVEN_BACK)
    assert guide.settings() == guide.before


def test_a_request_to_end_gives_the_terminal_back(guide: Pty) -> None:
    guide.signal(signal.SIGTERM)
    assert guide.end()[0] == 0
    assert guide.shown.endswith(GIVEN_BACK)
    assert guide.settings() == guide.before


def test_it_ends_when_the_terminal_hangs_up(guide: Pty) -> None:
    guide.hang_up()
    code, told = guide.end()
    assert code == 0
    assert told[-2:] == ['{"event": "ended", "outcome": "stopped"}', '{"event": "closed"}']


def test_another_size_is_drawn(guide: Pty) -> None:
    guide.resize((40, 16))
    guide.until(text("en", "terminal_guide.close"))
    assert "Hip hinge" in guide.screen.text()[0]
    assert text("en", "guide.get_ready") in "".join(guide.screen.text())


def test_ctrl_z_gives_the_terminal_back_until_it_goes_on(guide: Pty) -> None:
    guide.press("\x1a")
    guide.until(GIVEN_BACK)
    guide.until_stopped()
    assert guide.settings() == guide.before
    guide.resize((60, 20))
    guide.signal(signal.SIGCONT)
    guide.until("Hip hinge")
    guide.press("q")
    assert guide.end()[0] == 0


def test_without_colours_none_are_written(environ: dict[str, str]) -> None:
    with Pty(["-c", LEADS], environ | {"NO_COLOR": "1"}) as one:
        said = one.until("close")
        assert "░" in said
        assert "38;" not in said
        assert "48;" not in said


def test_a_terminal_that_cannot_place_text_gets_plain_lines(environ: dict[str, str]) -> None:
    words = ["-m", "deskbreak", "--lang", "en", "guide", "hip-hinge", "--terminal"]
    with Pty(words, environ | {"TERM": "dumb"}) as one:
        said = one.until(text("en", "guide.get_ready"))
        assert "Hip hinge" in said
        assert "\x1b" not in said
