"""Terminal, log and tray balloon."""

import asyncio
import logging
import threading

import pytest
from fakes.notif_balloon import FakeBalloon

from deskbreak.app.ports.notice_ports import Button, Notice, NotifierError
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
        "  · はじめる：deskbreak start\n  · 今回はやめる：deskbreak skip\n"
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
        "立ち上がりましょう | はじめる：deskbreak start | 今回はやめる：deskbreak skip"
    ]


def test_the_balloon_is_cut_to_what_windows_takes_and_removed() -> None:
    tray = FakeBalloon()
    balloon = TrayBalloon(tray, lambda *_: None)

    async def run() -> None:
        assert await balloon.viable() is None
        await balloon.show(Notice("p1", "t" * 80, "b" * 300))
        assert tray.live == [("t" * 62 + "…", "b" * 254 + "…")]
        assert balloon.vanished("p1")
        await balloon.withdraw("another")
        assert tray.live
        await balloon.withdraw("p1")
        await balloon.withdraw("p1")
        assert tray.removed == 1
        await balloon.show(JA)
        await balloon.close()
        assert tray.removed == 2

    asyncio.run(run())


def test_a_click_on_the_balloon_is_the_answer_of_a_click_on_a_notice() -> None:
    tray, acted = FakeBalloon(), list[tuple[str, str]]()
    balloon = TrayBalloon(tray, lambda key, action: acted.append((key, action)))

    async def run() -> None:
        await balloon.show(Notice("p1", "title", "body", default_action="start"))
        old = tray.click
        await balloon.show(Notice("p2", "title", "body", default_action="how"))
        thread = threading.Thread(target=tray.click)
        thread.start()
        thread.join()
        tray.click()
        old()
        assert acted == [], "nothing is done in a foreign thread"
        await asyncio.sleep(0)
        assert acted == [("p2", "how")], "once, and not for a notice that has gone"
        await balloon.show(Notice("p3", "title", "body"))
        tray.click()
        await asyncio.sleep(0)
        assert len(acted) == 1, "a notice without such an answer"

    asyncio.run(run())
    tray.click()
    assert len(acted) == 1, "the loop has ended"


def test_no_balloon_without_a_tray_that_has_one_or_a_taskbar() -> None:
    none, acted = TrayBalloon(None, lambda *_: None), list[tuple[str, str]]()
    assert asyncio.run(none.viable()) == "this tray shows no balloons"
    with pytest.raises(NotifierError, match="no balloons"):
        asyncio.run(none.show(JA))
    tray = FakeBalloon()
    balloon = TrayBalloon(tray, lambda key, action: acted.append((key, action)))

    async def run() -> None:
        await balloon.show(JA)
        tray.broken = OSError("no taskbar")
        with pytest.raises(NotifierError, match="did not take it: no taskbar"):
            await balloon.show(JA)
        await balloon.close()

    asyncio.run(run())


def test_a_text_is_cut_as_windows_counts() -> None:
    assert cut("席" * 63, 63) == "席" * 63
    assert cut("🙂" * 31 + "x", 63) == "🙂" * 31 + "x"
    assert cut("🙂" * 40, 63) == "🙂" * 31 + "…"
    assert cut("🙂" * 40, 62) == "🙂" * 30 + "…", "no half of a character is left"


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        ("Sit down. Then rest.", 12, "Sit down."),
        ("Sit down. Then rest.", 9, "Sit down."),
        ("Sit down. Then rest.", 8, "Sit dow…"),
        ("Lift it 1.5 cm and more", 12, "Lift it 1.5…"),
        ("座る。休む。また立つ", 6, "座る。休む。"),
        ("座る。休む。また立つ", 5, "座る。"),
        ("first line\nsecond line", 20, "first line"),
        ("first line\nsecond line", 10, "first line"),
        ("a averylongwordindeed", 12, "a averylong…"),
        ("Stand up slowly and wait", 20, "Stand up slowly and…"),
    ],
)
def test_what_is_cut_ends_with_a_line_a_sentence_or_a_word(text: str, most: int, kept: str) -> None:
    assert cut(text, most) == kept
