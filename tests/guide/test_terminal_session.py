"""The minute in a terminal, in simulated time."""

import asyncio
from collections.abc import Sequence

import pytest
from fakes.guide_console import FakeConsole
from msgspec.structs import replace

from deskbreak.app.guide_protocol import (
    AskedCheck,
    CheckTold,
    Closed,
    ComfortTold,
    Eased,
    Ended,
    GuideReport,
    GuideRequest,
    Opened,
    Started,
    StepBegan,
)
from deskbreak.content.model import LANGUAGES
from deskbreak.content.strings import text
from deskbreak.guide.colours import DARK
from deskbreak.guide.lesson import lesson_of
from deskbreak.guide.minute import READY
from deskbreak.guide.terminal.canvas import Canvas
from deskbreak.guide.terminal.colour import Depth
from deskbreak.guide.terminal.ink import Ink
from deskbreak.guide.terminal.keys import HANG_UP, LEAVE
from deskbreak.guide.terminal.session import Session
from deskbreak.guide.terminal.view import View

CHECK = AskedCheck("screen-height", "Is it level?", "Look ahead", "Raise it")
TRUE = Ink(DARK, Depth.TRUE)


def lead(
    console: FakeConsole, request: GuideRequest, *, ink: Ink = TRUE, still: bool = False
) -> list[GuideReport]:
    """Lead a routine to its end; what was told."""
    told: list[GuideReport] = []
    lesson = lesson_of(request)
    view = View(lesson, ink, still=still)
    session = Session(lesson, console, view, told.append, easier=request.easier, still=still)
    asyncio.run(session.lead())
    return told


def seen(keys: Sequence[tuple[float, str]], request: GuideRequest, at: float) -> str:
    """What the screen shows at a time, without its empty columns."""
    shown: list[str] = []

    def watch(console: FakeConsole) -> None:
        if console.now() >= at and not shown:
            shown.extend(console.screen.text())

    lead(FakeConsole(keys, watch=watch), request)
    return "".join(shown).replace(" ", "")


def test_a_minute_that_is_let_run_tells_every_step_and_the_end() -> None:
    console = FakeConsole()
    told = lead(console, GuideRequest("1", "seated-cat-cow", ask_comfort=False))
    steps = [StepBegan(number) for number in (1, 2, 3, 4)]
    assert told == [Opened(), Started(), *steps, Ended("done"), Closed()]
    assert console.now() == pytest.approx(READY + 60 + 3, abs=0.2)
    assert console.history == ["open", "close"]


def test_keys_lead_from_the_first_step_to_the_check() -> None:
    keys = [(1.0, "\n"), (2.0, "e"), (3.0, "n"), (4.0, "right"), (5.0, "d"), (6.0, "g"), (7.0, "f")]
    request = GuideRequest("1", "seated-cat-cow", check=CHECK)
    told = lead(FakeConsole([*keys, (8.0, "q")]), request)
    assert told == [
        Opened(), Started(), StepBegan(1), Eased(), StepBegan(2), StepBegan(3),
        Ended("done"), ComfortTold("good"), CheckTold("fix"), Closed(),
    ]  # fmt: skip


@pytest.mark.parametrize(("key", "kind"), [("a", "a"), ("2", "b"), ("c", "c")])
def test_it_hurts_asks_what_it_is_like(key: str, kind: str) -> None:
    keys = [(1.0, "\n"), (2.0, "h"), (3.0, key), (4.0, "esc")]
    told = lead(FakeConsole(keys), GuideRequest("1", "hip-hinge", check=CHECK))
    assert told[3:] == [Ended("stopped"), ComfortTold("hurts", kind), Closed()]


@pytest.mark.parametrize("key", ["q", "esc", HANG_UP])
def test_closing_early_counts_as_stopped(key: str) -> None:
    told = lead(FakeConsole([(1.0, key)]), GuideRequest("1", "hip-hinge"))
    assert told == [Opened(), Ended("stopped"), Closed()]


def test_the_clock_stands_still_in_a_pause_and_while_when_to_stop_is_read() -> None:
    keys = [(1.0, "\n"), (2.0, " "), (52.0, " "), (53.0, "w"), (83.0, "w")]
    console = FakeConsole(keys)
    lead(console, GuideRequest("1", "hip-hinge", ask_comfort=False))
    assert console.now() == pytest.approx(1 + 60 + 50 + 30 + 3, abs=0.3)


def test_nothing_is_drawn_over_and_over_while_it_rests() -> None:
    console = FakeConsole([(1.0, "\n"), (2.0, " "), (302.0, "q")])
    lead(console, GuideRequest("1", "hip-hinge"))
    assert console.waits < 40


def test_after_ctrl_z_the_screen_is_drawn_anew_and_no_time_has_passed() -> None:
    console = FakeConsole([(1.0, "\n"), (2.0, LEAVE)])
    lead(console, GuideRequest("1", "hip-hinge", ask_comfort=False))
    assert console.history == ["open", "close", "suspend", "open", "close"]
    assert console.now() == pytest.approx(1 + 60 + 100 + 3, abs=0.3)
    assert "Hip hinge" in console.screen.text()[0]


def test_a_screen_of_another_size_is_drawn_anew() -> None:
    rows: list[list[str]] = []

    def watch(console: FakeConsole) -> None:
        if 2.5 < console.now() < 2.8:
            rows.append(console.screen.text())

    sizes = [(2.0, (50, 18)), (2.2, (120, 50))]
    console = FakeConsole([(3.0, "q")], resized=sizes, watch=watch)
    lead(console, GuideRequest("1", "hip-hinge"))
    assert len(rows[0]) == 50
    assert "Hip hinge" in rows[0][0]
    assert text("en", "terminal_guide.close") in rows[0][-1]
    assert sum("▀" in row for row in rows[0]) > 10


def test_the_terminal_is_given_back_and_the_end_told_whatever_happens() -> None:
    class Torn(View):
        def draw(self, it: object, now: float, size: tuple[int, int]) -> Canvas:
            raise ZeroDivisionError

    told: list[GuideReport] = []
    console = FakeConsole()
    lesson = lesson_of(GuideRequest("1", "hip-hinge"))
    session = Session(lesson, console, Torn(lesson, TRUE), told.append)
    with pytest.raises(ZeroDivisionError):
        asyncio.run(session.lead())
    assert console.history == ["open", "close"]
    assert told == [Ended("stopped"), Closed()]


def test_reduced_motion_shows_two_poses() -> None:
    pictures: set[str] = set()

    def watch(console: FakeConsole) -> None:
        if 9 < console.now() < 45:  # inside the step that repeats
            pictures.add("\n".join(row[:40] for row in console.screen.text()[1:]))

    shades = Ink(DARK, Depth.NONE)
    request = GuideRequest("1", "seated-cat-cow", ask_comfort=False)
    lead(FakeConsole(watch=watch), request, ink=shades, still=True)
    assert len(pictures) == 2
    pictures.clear()
    lead(FakeConsole(watch=watch), request, ink=shades)
    assert len(pictures) > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screen_says_what_to_do_and_which_keys_there_are(language: str) -> None:
    request = GuideRequest("1", "hip-hinge", language)
    lesson = lesson_of(request)
    shown = seen([(1.0, "\n"), (3.0, "q")], request, 1.5)
    for words in (lesson.title, lesson.usual.steps[0], lesson.usual.cue):
        assert words.replace(" ", "") in _joined(shown, words)
    for name in ("done", "pause", "skip", "easier", "hurts", "when_to_stop", "close"):
        assert text(lesson.language, f"terminal_guide.{name}").replace(" ", "") in shown


def _joined(shown: str, words: str) -> str:
    """The letters of a text that was broken into lines beside a picture."""
    return "".join(character for character in shown if character in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_of_every_page_is_shown_with_its_key(language: str) -> None:
    request = GuideRequest("1", "hip-hinge", language, check=CHECK)
    pages = {
        "prompt.buttons": (("good", "hard", "hurts"), [(1.0, "\n"), (2.0, "d")]),
        "feedback.follow_up": (("a", "b", "c"), [(1.0, "\n"), (2.0, "h")]),
    }
    lesson = lesson_of(request)
    for table, (names, keys) in pages.items():
        shown = seen([*keys, (9.0, "q")], request, 2.0)
        for name in names:
            words = text(lesson.language, f"{table}.{name}").replace(" ", "")
            assert words in _joined(shown, words), words
    assert CHECK.question.replace(" ", "") in seen(
        [(1.0, "\n"), (2.0, "d"), (3.0, "g"), (9.0, "q")], request, 3.0
    )


def test_a_page_that_is_too_long_is_read_on_with_the_arrows() -> None:
    rows: list[list[str]] = []

    def watch(console: FakeConsole) -> None:
        rows.append(console.screen.text())

    keys = [(1.0, "\n"), (2.0, "h"), (3.0, "c"), (4.0, "down"), (5.0, "page down"), (6.0, "up")]
    more = [(7.0, "page down")] * 9
    console = FakeConsole([*keys, *more, (8.0, "q")], size=(40, 16), watch=watch)
    lead(console, GuideRequest("1", "hip-hinge"))
    everything = "\n".join(line for screen in rows for line in screen)
    assert text("en", "safety.title") in everything
    scroll = text("en", "terminal_guide.scroll")
    assert scroll in everything
    assert scroll not in rows[-1][-1], "the end is reached"
    words = text("en", "safety.soon.heading").split()
    assert all(word in everything for word in words)


@pytest.mark.parametrize("depth", list(Depth))
@pytest.mark.parametrize(
    "size", [(1, 1), (3, 2), (10, 5), (40, 16), (60, 16), (80, 24), (60, 40), (300, 90)]
)
def test_every_size_can_be_drawn_at_every_moment(depth: Depth, size: tuple[int, int]) -> None:
    keys = [(1.0, "w"), (1.5, "w"), (2.0, "\n"), (2.3, "d"), (3.0, "h"), (4.0, "c"), (5.0, "q")]
    console = FakeConsole(keys, size=size)
    told = lead(console, GuideRequest("1", "hip-hinge", "ja", check=CHECK), ink=Ink(DARK, depth))
    assert told[-1] == Closed()
    assert len(console.screen.text()) == size[1]


def test_a_routine_without_a_figure_is_led_all_the_same() -> None:
    told: list[GuideReport] = []
    lesson = replace(lesson_of(GuideRequest("1", "hip-hinge", ask_comfort=False)), movement=None)
    console = FakeConsole()
    asyncio.run(Session(lesson, console, View(lesson, TRUE), told.append).lead())
    assert told[-2:] == [Ended("done"), Closed()]
