"""What the tray menu asks for beside answers: which page, which file, and what is said instead."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from fakes.app_parts import Board, HastyLoop
from fakes.presence_day import LoopClock

from deskbreak.app.menu_actions import MenuActions
from deskbreak.app.own_notices import CONFIG, HELP, LEDGER, OWN_NOTICES, STATE, OwnNotices
from deskbreak.app.page_text import as_html, plain
from deskbreak.app.ports.config_ports import SettingsError, SettingsLine
from deskbreak.app.ports.engine_ports import LedgerChange
from deskbreak.app.ports.notice_ports import Button, Notice
from deskbreak.app.presenter import Presenter
from deskbreak.app.question_view import SAFETY
from deskbreak.app.safety_page import about_page, about_reading, safety_page, safety_reading
from deskbreak.app.supervise import Supervisor
from deskbreak.app.welcome import KEY as WELCOME
from deskbreak.content.loader import load_routines
from deskbreak.content.model import LANGUAGES, Language
from deskbreak.content.strings import items, text
from deskbreak.domain.machine.state import begin
from deskbreak.domain.time.units import MINUTE
from deskbreak.domain.vocabulary.settings import Settings


class Window:
    """Questions and pages; ``why`` says why they have no window."""

    def __init__(self) -> None:
        self.why: str | None = None
        self.asked: list[str] = []
        self.shown: list[tuple[str, list[str], str, str]] = []
        self.answered = asyncio.Event()
        self.closed = 0

    async def ask(self, language: Language) -> str | None:
        self.asked.append(language)
        await self.answered.wait()
        return self.why

    async def show(
        self, title: str, lines: Sequence[str], language: Language, theme: str
    ) -> str | None:
        self.shown.append((title, list(lines), language, theme))
        return self.why

    def close(self) -> None:
        self.closed += 1


class Place:
    """A desktop that opens what it may."""

    def __init__(self) -> None:
        self.opens = True
        self.opened: list[tuple[str, str]] = []
        self.edited: list[Path] = []
        self.at_login: list[bool] = []
        self.no_autostart: str | None = None

    def open_page(self, name: str, page: str) -> bool:
        self.opened.append((name, page))
        return self.opens

    def open_in_editor(self, file: Path) -> bool:
        self.edited.append(file)
        return self.opens

    def set_autostart(self, *, on: bool) -> str | None:
        self.at_login.append(on)
        return self.no_autostart

    def files(self) -> Mapping[str, Path]:
        return {"log": Path("x.log"), "config": Path("here.toml")}


class Reader:
    """The settings' source, and who remembers what was chosen."""

    def __init__(self) -> None:
        self.source = self
        self.kept: list[tuple[str, object]] = []
        self.damaged = False

    def remember(self, key: str, value: object) -> None:
        self.kept.append((key, value))

    def ready_to_edit(self) -> Path:
        if self.damaged:
            raise SettingsError((SettingsLine("file", lambda _: "no room"), line("second")))
        return Path("here.toml")


def line(words: str) -> SettingsLine:
    return SettingsLine("file", lambda _: words)


class Scene:
    """The actions, with all that they reach."""

    def __init__(self) -> None:
        self.watch = Supervisor()
        self.board, self.window, self.place, self.reader = Board(), Window(), Place(), Reader()
        self.said: list[str] = []
        presenter = Presenter(self.board, load_routines(None), lambda: "en")
        self.notices = OwnNotices(presenter, lambda: "en")
        desktop: Any = self.place
        self.it = MenuActions(
            self.watch,
            self.notices,
            self.window,
            desktop,
            lambda: "en",
            pages=self.window,
            theme=lambda: "dark",
            every=lambda: 30 * MINUTE,
        )
        settings: Any = self.reader
        insight: Any = self
        self.calls = self.it.calls(settings, insight, lambda: self.said.append("quit"))

    def open_report(self) -> None:
        self.said.append("report")

    def why(self) -> None:
        self.said.append("why")

    async def does(self, word: str, rest: str = "") -> None:
        self.calls[word](rest)
        await asyncio.sleep(0.1)

    @property
    def notice(self) -> Notice:
        (only,) = self.board.shown.values()
        return only


def play(work: Callable[[Scene], Awaitable[None]]) -> None:
    async def run() -> None:
        scene = Scene()
        await work(scene)
        assert scene.watch.faults == ()
        await scene.it.close()
        assert scene.window.closed == 1

    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        runner.run(run())


def test_each_word_does_its_own_thing_in_the_loops_thread() -> None:
    async def work(scene: Scene) -> None:
        scene.calls["report"]("")
        assert scene.said == [], "in its turn"
        for word in ("why", "quit"):
            await asyncio.to_thread(scene.calls[word], "")
        await scene.does("language", "ja")
        assert scene.said == ["report", "why", "quit"]
        assert scene.reader.kept == [("language", "ja")]
        assert set(scene.calls) == {
            "questions", "language", "safety-page", "help", "autostart", "config", "report",
            "why", "quit",
        }  # fmt: skip

    play(work)


def test_the_questions_are_asked_once_at_a_time() -> None:
    async def work(scene: Scene) -> None:
        await scene.does("questions")
        await scene.does("questions")
        assert scene.window.asked == ["en"]
        scene.window.answered.set()
        await asyncio.sleep(0.1)
        assert scene.board.shown == {}
        scene.window.why = "there is no display"
        await scene.does("questions")
        assert len(scene.window.asked) == 2
        assert scene.notice == Notice(
            WELCOME, text("en", "prompt.buttons.questions"), text("en", "first_start.questions")
        )

    play(work)


def test_the_welcome_makes_way_for_the_window_of_the_questions() -> None:
    async def work(scene: Scene) -> None:
        scene.notices.welcome(begin(LoopClock().now(), Settings(), (), 1, ()))
        await asyncio.sleep(0.1)
        assert scene.notice.key == WELCOME
        await scene.does("questions")
        assert scene.board.shown == {}

    play(work)


def test_the_questions_go_when_the_program_ends() -> None:
    async def work(scene: Scene) -> None:
        await scene.does("questions")

    play(work)


PAGES = (
    ("safety-page", "safety", "safety.title", SAFETY),
    ("help", "help", "tray.menu.help", HELP),
)


@pytest.mark.parametrize(("word", "name", "title", "key"), PAGES, ids=[one[0] for one in PAGES])
def test_a_page_has_a_window_else_the_browser_else_a_notice(
    word: str, name: str, title: str, key: str
) -> None:
    async def work(scene: Scene) -> None:
        heading = text("en", title)
        await scene.does(word)
        ((shown, lines, language, theme),) = scene.window.shown
        assert (shown, language, theme) == (heading, "en", "dark")
        assert (scene.place.opened, scene.board.shown) == ([], {})
        assert lines[-3:] == about_reading("en")[-3:]
        assert any("here.toml" in one for one in lines) == (word == "help")
        assert any("30 min" in one for one in lines) == (word == "help")
        scene.window.why = "there is no display"
        await scene.does(word)
        assert scene.place.opened == [(f"{name}-en.html", as_html(heading, lines, "en"))]
        assert scene.board.shown == {}
        scene.place.opens = False
        await scene.does(word)
        assert scene.notice.key == key

    play(work)


@pytest.mark.parametrize(("words", "on"), [("on", True), ("off", False), ("", False)])
def test_starting_with_the_session_is_set_or_it_is_said_why_not(words: str, *, on: bool) -> None:
    async def work(scene: Scene) -> None:
        await scene.does("autostart", words)
        assert (scene.place.at_login, scene.board.shown) == ([on], {})
        scene.place.no_autostart = "the folder is read-only"
        await scene.does("autostart", words)
        assert scene.notice.key == HELP
        assert scene.notice.title == text("en", "tray.menu.autostart")
        assert "the folder is read-only" in scene.notice.body

    play(work)


def test_the_configuration_is_opened_or_it_is_said_where_it_is_or_what_is_wrong() -> None:
    async def work(scene: Scene) -> None:
        await scene.does("config")
        assert (scene.place.edited, scene.board.shown) == ([Path("here.toml")], {})
        scene.place.opens = False
        await scene.does("config")
        assert scene.notice.key == CONFIG
        assert scene.notice.title == text("en", "config.error_title")
        assert scene.notice.body == text("en", "config.no_editor", file="here.toml")
        scene.reader.damaged = True
        await scene.does("config")
        assert len(scene.place.edited) == 2
        assert scene.notice.body == "no room"

    play(work)


def test_what_the_program_says_of_itself() -> None:
    def said(name: str, **values: str) -> str:
        return text("en", name, **values)

    kept, defaults = said("config.kept"), said("config.defaults")
    ended = SettingsLine("file", lambda _: "x", of_the_file=False)
    rows: list[tuple[Callable[[OwnNotices], None], str, str, str]] = [
        (
            lambda it: it.config_bad(line("x"), kept=True),
            CONFIG,
            "config.error_title",
            f"x\n{kept}",
        ),
        (
            lambda it: it.config_bad(line("x"), kept=False),
            CONFIG,
            "config.error_title",
            f"x\n{defaults}",
        ),
        (
            lambda it: it.config_bad(ended, kept=True),
            CONFIG,
            "config.unread_title",
            f"x\n{said('config.kept_unread')}",
        ),
        (
            lambda it: it.config_bad(ended, kept=False),
            CONFIG,
            "config.unread_title",
            f"x\n{said('config.defaults_unread')}",
        ),
        (
            lambda it: it.config_fine(),
            CONFIG,
            "notice.config_fine_title",
            said("notice.config_fine_body"),
        ),
        (
            lambda it: it.config_fine(was_wrong=False),
            CONFIG,
            "notice.config_read_title",
            said("notice.config_fine_body"),
        ),
        (
            lambda it: it.losses(Path("old.db"), state_lost=False),
            LEDGER,
            "notice.database_title",
            said("notice.database_body", file="old.db"),
        ),
        (
            lambda it: it.losses(None, state_lost=True),
            STATE,
            "notice.state_title",
            said("notice.state_body"),
        ),
        (
            lambda it: it.ledger_changed(LedgerChange.TAKEN_AWAY, Path("a.db")),
            LEDGER,
            "notice.database_title",
            said("notice.taken_away_body", file="a.db"),
        ),
        (
            lambda it: it.ledger_changed(LedgerChange.REPLACED, Path("a.db")),
            LEDGER,
            "notice.replaced_title",
            said("notice.replaced_body", file="a.db"),
        ),
        (
            lambda it: it.losses(Path("a.db"), state_lost=False, foreign=True),
            LEDGER,
            "notice.database_title",
            said("notice.foreign_body", file="a.db"),
        ),
        (
            lambda it: it.disk("a.db: full"),
            LEDGER,
            "notice.disk_title",
            said("notice.disk_body", file="a.db: full"),
        ),
        (lambda it: it.disk(None), LEDGER, "notice.disk_fine_title", said("notice.disk_fine_body")),
        (lambda it: it.help(), HELP, "tray.menu.help", said("cli.more")),
    ]

    async def work(scene: Scene) -> None:
        for say, key, title, body in rows:
            say(scene.notices)
            await asyncio.sleep(0.1)
            _, notice = scene.board.ever[-1]
            assert notice == Notice(key=key, title=said(title), body=body)
            assert key in OWN_NOTICES
        count = len(scene.board.ever)
        scene.notices.losses(None, state_lost=False)
        await asyncio.sleep(0.1)
        assert len(scene.board.ever) == count
        scene.notices.safety()
        await asyncio.sleep(0.1)
        _, notice = scene.board.ever[-1]
        assert notice.buttons == (Button("safety-page", said("safety.read")),)
        assert (notice.key, notice.default_action) == (SAFETY, "safety-page")
        assert {WELCOME, SAFETY, "report", "why", "weekly"} < OWN_NOTICES

    play(work)


def test_a_page_for_a_browser_has_its_lists_and_headings_and_nothing_else_of_the_text() -> None:
    page = as_html("A & B", ["# One <1>", "para & graph", "", "• a<", "• b", "after", "• c"], "ja")
    body = page.partition("<body>")[2]
    assert body.splitlines() == [
        "<h1>A &amp; B</h1>",
        "<h2>One &lt;1&gt;</h2>",
        "<p>para &amp; graph</p>",
        "<ul>",
        "<li>a&lt;</li>",
        "<li>b</li>",
        "</ul>",
        "<p>after</p>",
        "<ul>",
        "<li>c</li>",
        "</ul>",
        "</body></html>",
    ]
    assert '<html lang="ja">' in page
    assert "<title>A &amp; B</title>" in page
    assert "default-src 'none'" in page
    assert as_html("", ["x"], "en").count("<ul>") == as_html("", ["x"], "en").count("</ul>") == 0


def test_a_page_for_a_terminal_has_no_marks() -> None:
    assert plain(["# Head", "• item", "• • x", "words # and •", ""]) == [
        "Head",
        "  - item",
        "  - • x",
        "words # and •",
        "",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_safety_page_names_every_sign_under_how_soon_it_is(language: Language) -> None:
    reading = safety_reading(language)
    heads = [one for one in reading if one.startswith("# ")]
    assert heads[:2] == [
        f"# {text(language, 'running.stop_title')}",
        f"# {text(language, 'safety.title')}",
    ]
    assert reading[1] == text(language, "card.stop_rule")
    assert reading[3] == text(language, "safety.short")
    assert reading[6] == text(language, "safety.intro")
    now, soon = reading.index(heads[2]), reading.index(heads[3])
    for at, urgency in ((now, "now"), (soon, "soon")):
        assert text(language, f"safety.{urgency}.action") in reading[at]
        assert reading[at - 1] == ""
        signs = items(language, f"safety.{urgency}.signs")
        assert reading[at + 1 : at + 1 + len(signs)] == [f"• {sign}" for sign in signs]
    assert now < soon
    assert safety_page(language) == plain(reading)
    assert about_page(language) == [
        text(language, f"about.{key}") for key in ("title", "claim", "privacy", "licence")
    ]
    assert about_reading(language)[0] == f"# {text(language, 'about.title')}"
