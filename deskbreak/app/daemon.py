"""The running program: what it does with the parts that ``compose`` made for it.

The way of everything that happens: a part posts an event, the engine steps, and ``_perform`` hands
each effect to whoever it is for. What goes wrong on the way ends up in ``problems``, which
``status``, the tray and ``doctor`` read.
"""

import asyncio
import logging
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from deskbreak.app.commands import Commands
from deskbreak.app.daemon_parts import Beginning, Parts
from deskbreak.app.doctor_report import Asked, DoctorReport
from deskbreak.app.engine import STORE, Engine
from deskbreak.app.guide_session import GUIDE, GuideSession
from deskbreak.app.insight import INSIGHT, Insight
from deskbreak.app.menu_actions import MenuActions
from deskbreak.app.own_notices import OWN_NOTICES, OwnNotices
from deskbreak.app.parts import Part, PartFailedError
from deskbreak.app.ports.control_ports import AlreadyRunning
from deskbreak.app.ports.engine_ports import LedgerChange
from deskbreak.app.ports.notice_ports import Notice
from deskbreak.app.presenter import Presenter
from deskbreak.app.problems import Problem, Problems, of_faults
from deskbreak.app.programme_service import ProgrammeService
from deskbreak.app.records_watch import RecordsWatch
from deskbreak.app.restarted_service import RestartedService
from deskbreak.app.service import Service, Tools
from deskbreak.app.settings_in_force import SettingsInForce
from deskbreak.app.supervise import Supervisor
from deskbreak.app.surfaces import Surfaces
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.locales import language as language_of
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import State
from deskbreak.domain.vocabulary.effects import Effect, Remember, ShowPrompt
from deskbreak.domain.vocabulary.events import Configured, NotifierChanged, Restarted
from deskbreak.domain.vocabulary.presence_events import WokeUp
from deskbreak.domain.vocabulary.settings import GUIDE_ON_START, Settings

log = logging.getLogger(__name__)

NOTICES = Part("notices", "notices")
OBSERVERS, CONFIG = Part("observers", "absence"), Part("configuration", "settings")
CONTROL, TRAY = Part("control", "commands"), Part("tray", "tray")
TERMINAL = Part("terminal", "terminal")
ENDING = Part("ending", "something")

STARTS_WITHIN = 20.0
"""Seconds for the first reading of the configuration, a hung child included."""
BEGINS_WITHIN = 5.0
"""Seconds that a part has to begin."""
ENDS_WITHIN = 5.0
"""Seconds that each part has to end."""


class Daemon:
    """Everything that runs. Lives in the event loop."""

    def __init__(
        self,
        parts: Parts,
        watch: Supervisor,
        content: Catalogue,
        state: State,
        beginning: Beginning,
    ) -> None:
        self._parts, self._watch = parts, watch
        self._beginning = beginning
        self._over = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._problems = Problems(watch, lambda: parts.clock.now().wall, self._problems_changed)
        watch.changed = self._problems_changed
        self._problems.add_source(lambda: of_faults(watch.faults))
        if parts.tray is not None:
            tray = parts.tray
            self._problems.add_source(lambda: of_faults(tray.faults()))
        self._problems.add_source(self._calendar_problems)
        self._problems.add_source(self._file_problems)
        self._records = RecordsWatch(watch, self._problems, lambda: self._store, self._tell_disk)
        self._problems.add_source(self._records.lasting)
        self._store = parts.make_store(self._records.trouble, self._ledger_changed)
        self._engine = Engine(state, parts.clock, self._store, self._perform, watch)
        self._notifiers = parts.make_notifiers(
            self._on_action, lambda up: self._engine.post(NotifierChanged(up))
        )
        self._presenter = Presenter(
            self._notifiers,
            content,
            self._language,
            self._picture_of,
            lambda: self._guide_session.is_there,
        )
        self._notices = OwnNotices(self._presenter, self._language)
        self._menu = MenuActions(
            watch,
            self._notices,
            parts.questions,
            parts.desktop,
            self._language,
            pages=parts.pages,
            theme=lambda: self._engine.state.settings.guide.theme,
            every=lambda: self._engine.state.rhythm.every,
        )
        self._insight = Insight(
            parts.insight,
            watch,
            lambda: self._engine,
            self._presenter,
            content,
            self._language,
            lambda effect: self._observers.perform(effect),  # noqa: PLW0108 - they are made later
        )
        self._problems.add_source(self._insight.problems)
        self._guide_session = GuideSession(
            parts.guide,
            self._engine.post,
            content,
            self._language,
            parts.chime.play,
            parts.own_routines,
            voice=parts.voice,
            opened=self._presenter.withdraw,
        )
        self._settings = SettingsInForce(
            parts.make_settings,
            watch,
            self._use_settings,
            self._store,
            self._problems,
            self._notices,
            language=beginning.language,
            known=self._greet,
        )
        calls = self._menu.calls(self._settings, self._insight, self.quit)
        self._commands = Commands(self._engine.post, calls)
        self._alarm = parts.make_alarm(self._engine.ring)
        self._observers = parts.make_observers(self._engine.post, self._alarm.wake_up)
        report = DoctorReport(
            watch,
            self._problems,
            Asked(self._notifiers, self._observers, parts, self._is_guided, self._store.kept_files),
            lambda: self._settings.lines,
            content.problems,
        )
        self._service = Service(
            self._engine,
            content,
            self._language,
            version=beginning.version,
            pid=beginning.pid,
            programme=ProgrammeService(self._engine, content, self._settings.set_in_file),
            tools=Tools(
                report.make,
                self._settings.source.reload,
                self.quit,
                self._problems,
                lambda: self._settings.changed_at,
                self._store.unwritten,
                lambda: self._watch.value(STORE, None, self._store.look),
            ),
        )
        self._control = parts.make_control(self._service.handle, self._service.follow)
        self._surfaces = Surfaces(
            self._engine,
            parts.tray,
            parts.terminal,
            self._language,
            lambda routine: self._service.title(routine, self._language()),
            lambda: self._settings.set_in_file("language") is not None,
            self._problems,
            starts_at_login=lambda: parts.desktop.autostart() is not None,
        )

    # Life.

    async def run(self) -> None:
        """Start, go on until ``quit``, and end."""
        self._engine.after_step(lambda _: self._settings.source.look(), CONFIG)
        self._engine.after_step(self._observers.look, OBSERVERS)
        self._engine.after_step(self._surfaces.look_at_tray, TRAY)
        self._engine.after_step(self._guide_session.look, GUIDE)
        self._engine.after_step(self._surfaces.look_at_terminal, TERMINAL)
        self._engine.after_step(self._insight.look, INSIGHT)
        self._watch.call(TRAY, self._surfaces.begin, self._commands.run)
        await self._engine.ask(Restarted())
        await self._engine.ask(WokeUp())
        self._engine.use(self._alarm)
        self._watch.call(OBSERVERS, self._observers.begin, self._engine.state)
        begun = self._beginning
        if begun.left_out:
            self._problems.begin("left-out", lambda language: text(language, begun.left_out))
        self._notices.losses(begun.renamed, state_lost=begun.lost, foreign=begun.foreign)
        self._reading = RestartedService(
            CONFIG, self._settings.source.start, self._settings.source.close, STARTS_WITHIN
        )
        await self._reading.tried(STARTS_WITHIN)
        await self._observers.begun()
        # Whoever asks finds the person's own settings in force.
        self._listening = RestartedService(
            CONTROL, self._listen, self._control.close, BEGINS_WITHIN
        )
        await self._listening.tried(BEGINS_WITHIN)
        self._engine.after_step(lambda _: self._control.look(), CONTROL)
        self._watch.call(TERMINAL, self._surfaces.read_keys, self._commands.run)
        self._look_at_problems()
        try:
            await self._over.wait()
        finally:
            await self._end()

    def quit(self) -> None:
        """End soon."""
        self._over.set()

    async def _listen(self) -> None:
        """Take commands, unless another daemon took our place while our lock was gone."""
        try:
            await self._control.start()
        except AlreadyRunning as error:
            log.warning("this one ends: %s", error)
            self.quit()

    async def _end(self) -> None:
        """Take everything down, what the person sees first and the records last."""
        self._engine.close()
        self._watch.call(ENDING, self._alarm.close)
        for close in (
            self._observers.stop,
            self._reading.close,
            self._listening.close,
            self._guide_session.close,
            self._menu.close,
            self._insight.close,
            self._parts.chime.close,
            self._parts.voice.close,
            self._presenter.close,
            self._surfaces.close,
            *self._parts.closers,
        ):
            try:
                await self._watch.guard(ENDING, close, ENDS_WITHIN)
            except PartFailedError as error:
                log.warning("a part did not end as it should: %s", error)
        self._engine.ring()
        await self._watch.end()

    # Effects.

    def _perform(self, effect: Effect, state: State) -> None:
        """Hand an effect to everybody it may be for; one that fails does not stop the others."""
        if isinstance(effect, Remember):
            self._watch.call(CONFIG, self._settings.remember, effect.key, effect.value)
            return
        self._watch.call(OBSERVERS, self._observers.perform, effect)
        self._watch.call(GUIDE, self._guide_session.perform, effect, state)
        self._watch.call(INSIGHT, self._insight.perform, effect, state)
        if isinstance(effect, ShowPrompt):
            self._watch.call(NOTICES, self._notices.make_way)
        done = self._watch.call(NOTICES, self._presenter.perform, effect, state)
        if not done and isinstance(effect, ShowPrompt):  # better a bare notice than none
            self._presenter.show(Notice(effect.id, "deskbreak", effect.routine))

    def _picture_of(self, id_: str, /, *, easier: bool) -> Path | None:
        """A notice goes without its picture if that cannot be had."""
        find = partial(self._parts.picture_of, id_, easier=easier)
        return self._watch.value(NOTICES, None, find)

    # Configuration and language.

    def _use_settings(self, settings: Settings) -> None:
        """From now on these count, everywhere."""
        self._notifiers.choose(settings.notification.backend, buttons=settings.notification.buttons)
        self._engine.post(Configured(settings))
        if settings.personal.setup_done:  # also by the command
            self._watch.call(NOTICES, self._notices.make_way)
        self._watch.call(OBSERVERS, self._observers.configure, settings)
        self._watch.call(INSIGHT, self._insight.configure, settings)

    def _language(self) -> Language:
        """The language in force."""
        return language_of(self._engine.state.settings.language, self._beginning.environ)

    def _is_guided(self) -> bool:
        """Whether a guide leads what is started."""
        return self._engine.state.settings.guide.open == GUIDE_ON_START

    def _greet(self) -> None:
        """At the very first start, when the settings are known."""
        if self._beginning.first:
            self._loop.call_soon(lambda: self._notices.welcome(self._engine.state))

    # What is wrong.

    def _problems_changed(self) -> None:
        """Whoever shows problems looks again."""
        self._loop.call_soon_threadsafe(self._look_at_problems)

    def _look_at_problems(self) -> None:
        self._watch.call(TRAY, self._surfaces.look_at_tray, self._engine.state)
        self._watch.call(TERMINAL, self._surfaces.look_at_terminal, self._engine.state)
        self._service.changed()

    def _calendar_problems(self) -> Iterator[Problem]:
        for line in self._observers.problems():
            yield Problem("calendar", lambda _, line=line: line, None)  # type: ignore[misc]  # bound

    def _file_problems(self) -> Iterator[Problem]:
        if self._parts.desktop.few_files():
            yield Problem("files", lambda language: text(language, "doctor.few_files"), None)

    def _ledger_changed(self, change: LedgerChange, file: Path) -> None:
        self._records.changed(change, file)
        self._notices.ledger_changed(change, file)
        self._problems_changed()

    def _tell_disk(self, why: str | None) -> None:
        self._notices.disk(why)

    def _on_action(self, key: str, action: str) -> None:
        self._commands.run(action, None if key in OWN_NOTICES else key)
