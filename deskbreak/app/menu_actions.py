"""What the tray menu and the notices ask for beside answers: pages, questions, settings."""

import asyncio
import logging
from collections.abc import Callable

from deskbreak.app.help_page import help_reading
from deskbreak.app.insight import Insight
from deskbreak.app.own_notices import OwnNotices
from deskbreak.app.page_text import as_html
from deskbreak.app.parts import Part
from deskbreak.app.ports.config_ports import SettingsError, SettingsSource
from deskbreak.app.ports.desktop_ports import Desktop, PageWindow
from deskbreak.app.ports.guide_ports import QuestionsWindow
from deskbreak.app.safety_page import about_reading, safety_reading
from deskbreak.app.settings_in_force import SettingsInForce
from deskbreak.app.supervise import Supervisor
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.time.units import Millis

log = logging.getLogger(__name__)

QUESTIONS, PAGE = Part("questions", "questions"), Part("page", "something")


class MenuActions:
    """Belongs to the event loop's thread."""

    def __init__(
        self,
        watch: Supervisor,
        notices: OwnNotices,
        questions: QuestionsWindow,
        desktop: Desktop,
        language: Callable[[], Language],
        *,
        pages: PageWindow,
        theme: Callable[[], str],
        every: Callable[[], Millis],
    ) -> None:
        self._watch = watch
        self._notices, self._questions, self._desktop = notices, questions, desktop
        self._pages, self._theme, self._every = pages, theme, every
        self._language = language
        self._asking: asyncio.Task[None] | None = None

    def calls(
        self, settings: SettingsInForce, insight: Insight, quit_: Callable[[], None]
    ) -> dict[str, Callable[[str], None]]:
        """What each word does, in the loop's thread whoever says it."""
        loop = asyncio.get_running_loop()
        now: dict[str, Callable[[str], None]] = {
            "questions": lambda _: self.ask_questions(),
            "language": lambda name: settings.remember("language", name),
            "safety-page": lambda _: self.show_safety_page(),
            "help": lambda _: self.show_help(),
            "autostart": self.set_autostart,
            "config": lambda _: self.open_config(settings.source),
            "report": lambda _: insight.open_report(),
            "why": lambda _: insight.why(),
            "quit": lambda _: quit_(),
        }

        def later(call: Callable[[str], None]) -> Callable[[str], None]:
            def soon(rest: str) -> None:
                loop.call_soon_threadsafe(call, rest)

            return soon

        return {word: later(call) for word, call in now.items()}

    def ask_questions(self) -> None:
        """The first questions, in a window where there can be one."""
        if self._asking is None or self._asking.done():
            self._asking = self._watch.start(self._ask(), QUESTIONS)

    async def _ask(self) -> None:
        self._notices.make_way()
        why = await self._questions.ask(self._language())
        if why is not None:
            log.info("the questions have no window: %s", why)
            self._notices.questions()

    async def close(self) -> None:
        """Take the questions and the page away."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait({self._asking})
        self._pages.close()

    def show_safety_page(self) -> None:
        """Open the safety page; without anything to open it with, say where it is told."""
        language = self._language()
        lines = [*safety_reading(language), *about_reading(language)]
        self._read("safety", "safety.title", lines, self._notices.safety)

    def show_help(self) -> None:
        """What can be done, and with which command."""
        language = self._language()
        file = str(self._desktop.files()["config"])
        lines = help_reading(language, file, self._every())
        self._read("help", "tray.menu.help", lines, self._notices.help)

    def set_autostart(self, words: str) -> None:
        """Start with the session, or not (``on``, ``off``)."""
        why = self._desktop.set_autostart(on=words == "on")
        if why is not None:
            self._notices.autostart(why)

    def _read(self, name: str, title: str, lines: list[str], otherwise: Callable[[], None]) -> None:
        self._watch.start(self._show(name, title, lines, otherwise), PAGE)

    async def _show(
        self, name: str, title: str, lines: list[str], otherwise: Callable[[], None]
    ) -> None:
        """In a window of our own, else in the browser, else a notice names the command."""
        language = self._language()
        heading = text(language, title)
        why = await self._pages.show(heading, lines, language, self._theme())
        if why is None:
            return
        log.info("the page %s has no window: %s", name, why)
        page = as_html(heading, lines, language)
        if not self._desktop.open_page(f"{name}-{language}.html", page):
            otherwise()

    def open_config(self, settings: SettingsSource) -> None:
        """Open the configuration, after writing a first one if there is none."""
        try:
            file = settings.ready_to_edit()
        except SettingsError as error:
            self._notices.config_line(error.lines[0])
            return
        if not self._desktop.open_in_editor(file):
            self._notices.no_editor(file)
