"""What the tray menu and the notices ask for beside answers: pages, questions, settings."""

import asyncio
import logging
from collections.abc import Callable

from deskbreak.app.engine import Engine
from deskbreak.app.own_notices import OwnNotices
from deskbreak.app.parts import Part
from deskbreak.app.ports import Desktop, QuestionsWindow, SettingsError, SettingsSource
from deskbreak.app.presenter import Presenter
from deskbreak.app.safety_page import about_page, safety_page
from deskbreak.app.supervise import Supervisor
from deskbreak.content.model import Language

log = logging.getLogger(__name__)

QUESTIONS = Part("questions", "questions")


class MenuActions:
    """Belongs to the event loop's thread."""

    def __init__(
        self,
        watch: Supervisor,
        engine: Engine,
        presenter: Presenter,
        notices: OwnNotices,
        questions: QuestionsWindow,
        desktop: Desktop,
        language: Callable[[], Language],
    ) -> None:
        self._watch, self._engine, self._presenter = watch, engine, presenter
        self._notices, self._questions, self._desktop = notices, questions, desktop
        self._language = language
        self._asking: asyncio.Task[None] | None = None

    def ask_questions(self) -> None:
        """The first questions, in a window where there can be one."""
        if self._asking is None or self._asking.done():
            self._asking = self._watch.start(self._ask(), QUESTIONS)

    async def _ask(self) -> None:
        why = await self._questions.ask(self._language())
        if why is not None:
            log.info("the questions have no window: %s", why)
            self._notices.questions()

    async def close(self) -> None:
        """Take the questions away."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait({self._asking})

    def show_safety_page(self) -> None:
        """Open the safety page; without anything to open it with, say where it is told."""
        language = self._language()
        page = [*safety_page(language), "", *about_page(language)]
        if not self._desktop.open_page(f"safety-{language}.txt", page):
            self._notices.safety()

    def show_stop_rule(self) -> None:
        """When to stop, in place of the running routine's steps."""
        self._presenter.show_stop_rule(self._engine.state)

    def show_how(self) -> None:
        """How to find out about the set-up check that is being asked."""
        self._presenter.show_how(self._engine.state)

    def open_config(self, settings: SettingsSource) -> None:
        """Open the configuration, after writing a first one if there is none."""
        try:
            file = settings.ready_to_edit()
        except SettingsError as error:
            self._notices.config_line(error.lines[0])
            return
        if not self._desktop.open_in_editor(file):
            self._notices.no_editor(file)
