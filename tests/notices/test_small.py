"""Terminal, log and tray balloon."""

import asyncio
import logging

import pytest

from deskbreak.app.ports import Button, Notice, NotifierError
from deskbreak.notices.log_notifier import Log
from deskbreak.notices.notice_text import cut
from deskbreak.notices.terminal_notifier import Terminal
from deskbreak.notices.tray_balloon import TrayBalloon

JA = Notice(
    "p1",
    "立ち上がりましょう",
    "足を肩幅に開きます。\n\nゆっくり立ちます。",
    (Button("start", "はじめる"), Button("skip", "今回はやめる")),
)
ASKED = Notice("p1", "How was it?", "", (Button("good", "Good"), Button("hurts", "It hurt")))


def test_the_terminal_prints_calm_lines() -> None:
    said: list[str] = []
    asyncio.run(Terminal(write=said.append).show(JA))
    assert "".join(said) == (
        "\n* 立ち上がりましょう\n  足を肩幅に開きます。\n  ゆっくり立ちます。\n"
        "  · はじめる: deskbreak start\n  · 今回はやめる: deskbreak skip\n"
    )


def test_the_terminal_names_commands_that_exist() -> None:
    said: list[str] = []
    asyncio.run(Terminal(write=said.append).show(ASKED))
    assert "Good: deskbreak feedback good" in said[0]
    assert "It hurt: deskbreak feedback hurts" in said[0]


def test_the_terminal_is_not_steered_by_a_text() -> None:
    said: list[str] = []
    asyncio.run(Terminal(write=said.append).show(Notice("p1", "a\x1b[2Jb", "c\rd\x07")))
    assert said == ["\n* a[2Jb\n  cd\n"]


def test_the_terminal_serves_on_a_terminal_or_when_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert asyncio.run(Terminal().viable()) == "standard output is not a terminal"
    assert asyncio.run(Terminal(asked=True).viable()) is None
    asyncio.run(Terminal(asked=True).show(ASKED))
    assert "How was it?" in capsys.readouterr().out


def test_a_closed_terminal_is_said() -> None:
    def write(_: str) -> None:
        raise OSError(5, "Input/output error")

    with pytest.raises(NotifierError, match="cannot be written: Input/output error"):
        asyncio.run(Terminal(write=write).show(JA))


def test_the_log_has_title_and_answers_but_no_body(caplog: pytest.LogCaptureFixture) -> None:
    log = Log()
    assert asyncio.run(log.viable()) is None
    with caplog.at_level(logging.WARNING):
        asyncio.run(log.show(JA))
    assert caplog.messages == [
        "立ち上がりましょう | はじめる: deskbreak start | 今回はやめる: deskbreak skip"
    ]


def test_the_balloon_is_cut_to_what_windows_takes_and_removed() -> None:
    shown: list[tuple[str, str]] = []
    removed: list[int] = []
    balloon = TrayBalloon(
        lambda: None, lambda title, body: shown.append((title, body)), lambda: removed.append(1)
    )

    async def run() -> None:
        await balloon.show(Notice("p1", "t" * 80, "b" * 300))
        assert shown == [("t" * 62 + "…", "b" * 254 + "…")]
        await balloon.withdraw("another")
        assert removed == []
        await balloon.withdraw("p1")
        await balloon.withdraw("p1")
        assert removed == [1]
        await balloon.show(JA)
        await balloon.close()
        assert removed == [1, 1]

    asyncio.run(run())


def test_the_balloon_passes_on_why_not() -> None:
    balloon = TrayBalloon(lambda: "no tray here", lambda *_: None, lambda: None)
    assert asyncio.run(balloon.viable()) == "no tray here"


def test_a_text_is_cut_as_windows_counts() -> None:
    assert cut("席" * 63, 63) == "席" * 63
    assert cut("🙂" * 31 + "x", 63) == "🙂" * 31 + "x"
    assert cut("🙂" * 40, 63) == "🙂" * 31 + "…"
    assert cut("🙂" * 40, 62) == "🙂" * 30 + "…", "no half of a character is left"
