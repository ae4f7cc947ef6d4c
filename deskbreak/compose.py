"""The only file that knows every class: puts the daemon together and runs it."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from deskbreak import __version__
from deskbreak.app import codec
from deskbreak.app.commands import Commands
from deskbreak.app.doctor import DoctorRow, doctor_text
from deskbreak.app.doctor_rows import part_rows
from deskbreak.app.engine import Engine
from deskbreak.app.guide_session import GuideSession
from deskbreak.app.observers import Observers
from deskbreak.app.own_notices import OWN_NOTICES, OwnNotices
from deskbreak.app.ports import TrayView
from deskbreak.app.presenter import Presenter
from deskbreak.app.programme_service import ProgrammeService
from deskbreak.app.safety_page import about_page, safety_page
from deskbreak.app.service import Service, Tools
from deskbreak.app.terminal_commands import command_of, keys_hint
from deskbreak.app.tray_view import sentence, tray_view
from deskbreak.config.answer import Loaded, Origin, Request
from deskbreak.config.init import keys_below, write_new
from deskbreak.config.layer_paths import locate
from deskbreak.config.live import LiveConfig
from deskbreak.config.messages import render
from deskbreak.config.problems import ConfigError, Layer, Problem
from deskbreak.config.profile import update_profile
from deskbreak.config.remember import profile_change
from deskbreak.content.checks import load_checks
from deskbreak.content.loader import load_routines
from deskbreak.content.locales import language as language_of
from deskbreak.content.model import Language
from deskbreak.content.posters import poster
from deskbreak.content.strings import text
from deskbreak.control.server import Control
from deskbreak.desktop.open_file import open_in_editor
from deskbreak.desktop.paths import Paths
from deskbreak.desktop.terminal_line import KeyReader, TerminalLine
from deskbreak.desktop.text_pages import open_page
from deskbreak.domain.machine.state import State
from deskbreak.domain.time.units import MINUTE, Now
from deskbreak.domain.vocabulary.effects import Effect, Remember
from deskbreak.domain.vocabulary.events import (
    Configured,
    NotifierChanged,
    Restarted,
    WokeUp,
)
from deskbreak.guide_host.chime import Chime
from deskbreak.guide_host.guide_process import GuideProcess
from deskbreak.guide_host.questions_window import QuestionsWindow
from deskbreak.holding.system_gates import gates
from deskbreak.notices.fallback_chain import FallbackChain
from deskbreak.notices.native import Native
from deskbreak.notices.system_notifiers import notifier_links
from deskbreak.notices.terminal_notifier import Terminal
from deskbreak.protocols.buses import Buses
from deskbreak.protocols.dbus.address import session_address, system_address
from deskbreak.protocols.dbus.shared_connection import Link
from deskbreak.sensing.system_sensors import presence
from deskbreak.storage.ledger import SETTINGS, Ledger
from deskbreak.storage.restore import restore
from deskbreak.storage.store import Store
from deskbreak.timing import clock as clocks
from deskbreak.timing.alarm import SchedulerAlarm
from deskbreak.tray.startup_tray import StartupTray
from deskbreak.tray.system_tray import ReportingTray

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """The words of the command line."""

    config: str | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    language: Language | None = None
    terminal: bool = False
    tray: StartupTray | None = None


LINUX = sys.platform.startswith("linux")


class Daemon:
    """Everything that runs, wired together. Lives in the event loop."""

    def __init__(self, paths: Paths, options: Options, ledger: Ledger, now: Now) -> None:
        self._paths = paths
        self._options = options
        self._ledger = ledger
        self._clock = clocks.SystemClock()
        self._boot = clocks.boot_id()
        self._content = load_routines(paths.config_dir / "routines")
        for problem in self._content.problems:
            log.warning("a routine was left out: %s", problem)
        self._over = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._warnings: tuple[Problem, ...] = ()
        self._sources: Mapping[str, Origin] = {}
        self._restored = restore(
            ledger,
            self._boot,
            now,
            self._clock.zone(),
            os.getpid(),
            self._content.facts,
            load_checks(),
        )
        self._is_first = self._restored.first
        self._store = Store(ledger, self._boot, self._ledger_trouble)
        self._engine = Engine(self._restored.state, self._clock, self._store, self._perform)
        self._link = Link(session_address(os.environ))
        self._system = Link(system_address(os.environ) if LINUX else None)
        self._terminal_line = TerminalLine()
        self._keys: KeyReader | None = None
        self._chain = self._build_chain()
        self._presenter = Presenter(self._chain, self._content, self._language, poster)
        self._notices = OwnNotices(self._presenter, self._language)
        self._chime, self._guide = Chime(), GuideProcess()
        self._questions = QuestionsWindow()
        self._asking: asyncio.Task[None] | None = None
        self._guide_session = GuideSession(
            self._guide,
            self._engine.post,
            self._presenter,
            self._content,
            self._language,
            self._chime.play,
            str(paths.config_dir / "routines"),
        )
        self._commands = Commands(
            self._engine.post,
            {
                "when-to-stop": lambda _: self._soon(self._show_stop_rule),
                "questions": lambda _: self._soon(self._ask_questions),
                "steps": lambda _: self._soon(self._presenter.show_steps),
                "language": lambda name: self._soon(lambda: self._set_language(name)),
                "safety-page": lambda _: self._soon(self._show_safety_page),
                "config": lambda _: self._soon(self._open_config),
                "quit": lambda _: self._soon(self.quit),
            },
        )
        self._config = LiveConfig(self._request, self._configured, self._config_bad)
        self._service = Service(
            self._engine,
            self._content,
            self._language,
            version=__version__,
            pid=os.getpid(),
            programme=ProgrammeService(self._engine, self._content, self._set_in_file),
            tools=Tools(self._doctor, self._config.reload, self.quit),
        )
        self._control = Control(paths.socket, self._service.handle, self._service.follow)
        self._tray: ReportingTray | None = None
        self._tray_shows: TrayView | None = None
        self._alarm = SchedulerAlarm(self._clock, self._engine.ring, self._longest_wait())
        post, clock = self._engine.post, self._clock
        buses = Buses(self._link, self._system, os.environ)
        cache = paths.cache_dir / "calendars.json"
        self._around = Observers(
            lambda rhythm, wake_up: presence(post, clock, rhythm, wake_up, buses),
            lambda settings, beside: gates(post, clock, settings, buses, cache, beside=beside),
            self._alarm.wake_up,
        )

    # Life.

    async def run(self) -> None:
        """Start, go on until ``quit``, and end."""
        loop = asyncio.get_running_loop()
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(getattr(signal, name), self.quit)
        self._engine.after_step(self._look_around)
        if self._options.tray is not None:
            self._tray = self._options.tray.hand_over(self._tray_view, self._commands.run)
        await self._engine.ask(Restarted())
        await self._engine.ask(WokeUp())
        self._engine.use(self._alarm)
        self._around.begin(self._engine.state)
        self._notices.losses(self._ledger.renamed, state_lost=self._restored.lost)
        await self._config.start()
        await self._around.begun()
        await self._control.start()  # whoever asks finds the person's own settings in force
        self._open_terminal()
        self._look_around(self._engine.state)
        try:
            await self._over.wait()
        finally:
            await self._end()

    def quit(self) -> None:
        """End soon."""
        self._over.set()

    async def _end(self) -> None:
        """Take everything down, the eyes first and the ledger last."""
        self._alarm.close()
        await self._around.stop()
        await self._system.close()
        await self._config.close()
        await self._control.close()
        await self._guide_session.close()
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait({self._asking})
        await self._chime.close()
        await self._presenter.close()
        await self._link.close()
        if self._keys is not None:
            self._keys.close()
        self._terminal_line.close()
        if self._tray is not None:
            await asyncio.to_thread(self._tray.stop)
        self._engine.ring()
        self._ledger.close()

    @staticmethod
    def _longest_wait() -> int | None:
        """Where no clock step is told of, look at the time at least once a minute."""
        return None if LINUX else MINUTE

    # Effects.

    def _perform(self, effect: Effect, state: State) -> None:
        """Hand an effect to whoever it is for."""
        if isinstance(effect, Remember):
            self._remember(dict([profile_change(effect.key, effect.value)]))
        else:
            self._around.perform(effect)
            self._guide_session.perform(effect, state)
            self._presenter.perform(effect, state)

    def _look_around(self, state: State) -> None:
        """After a step: the tray and the terminal show what has changed."""
        self._config.look()
        self._around.look(state)
        if self._tray is not None:
            view = self._view_of(state)
            if view != self._tray_shows:
                self._tray_shows = view
                self._tray.refresh()
        if self._keys is not None or self._options.terminal:
            language = self._language()
            line = sentence(state, language, self._title, "status")
            hint = "" if self._keys is None else keys_hint(state, language)
            self._terminal_line.live(f"{line}  {hint}".rstrip())

    # Configuration and language.

    def _request(self) -> Request:
        """What the configuration depends on."""
        paths = locate(os.environ, self._options.config)
        numbers = {one.number: one.id for one in self._content.facts}
        return Request(
            paths=paths,
            today=self._clock.now().wall.date(),
            environ=dict(os.environ),
            overrides=self._options.overrides,
            routine_ids=numbers,
        )

    def _configured(self, loaded: Loaded) -> None:
        """A good configuration: it is in force from now on, and kept for worse days."""
        settings = loaded.settings
        self._warnings = loaded.warnings
        self._sources = loaded.sources
        for problem in loaded.warnings:
            log.warning("%s", render(problem, "en"))
        body = codec.encode_settings(settings)
        self._ledger.save(SETTINGS, codec.VERSION, body, self._boot)
        if self._options.language is not None:
            settings = replace(settings, language=self._options.language)
        self._chain.choose(settings.notification.backend)
        for rung in self._links:
            if isinstance(rung, Native):
                rung.buttons = settings.notification.buttons
        self._engine.post(Configured(settings))
        self._around.configure(settings)
        self._notices.config_fine()
        self._greet()

    def _config_bad(self, problems: tuple[Problem, ...]) -> None:
        """The last good configuration stays; the person is told once what is wrong."""
        for problem in problems:
            log.warning("%s", render(problem, "en"))
        self._warnings = problems
        kept = self._ledger.load(SETTINGS) is not None
        self._notices.config_bad(render(problems[0], self._language()), kept=kept)
        self._greet()

    def _language(self) -> Language:
        """The language in force."""
        return language_of(self._engine.state.settings.language, os.environ)

    def _set_in_file(self, key: str) -> str | None:
        """Where the person has set a key, so that the profile's value does not count."""
        origin = self._sources.get(key)
        if origin is None or origin.layer in (Layer.SYSTEM, Layer.PROFILE):
            return None
        return origin.file or origin.label

    def _set_language(self, name: str) -> None:
        """Chosen in the menu."""
        self._remember({"language": name})

    def _remember(self, changes: Mapping[str, object]) -> None:
        """Keep what was chosen in the profile; if that cannot be written, say so."""
        try:
            update_profile(self._paths.profile, changes, self._clock.now().wall)
        except ConfigError as error:
            self._config_bad(error.problems)
        self._config.reload()

    def _title(self, routine: str) -> str:
        return self._service.title(routine, self._language())

    # Notices.

    def _build_chain(self) -> FallbackChain:
        """Every way to show a notice, best first."""
        chain = FallbackChain(self._clock, lambda up: self._engine.post(NotifierChanged(up)))

        def on_action(key: str, action: str) -> None:
            self._commands.run(action, None if key in OWN_NOTICES else key)

        tray = self._options.tray
        self._links = notifier_links(
            self._link,
            on_action,
            lambda up: chain.server_changed("native", up=up),
            None if tray is None else tray.tray,
            Terminal(asked=self._options.terminal, write=self._terminal_line.say),
            terminal_only=self._options.terminal,
        )
        chain.climb(self._links)
        return chain

    def _ledger_trouble(self, why: str | None) -> None:
        """Writing began to fail, or works again."""
        if why is None:
            log.warning("the ledger is written again")
            self._notices.disk_fine()
            return
        log.error("the ledger cannot be written, everything is kept in memory: %s", why)
        self._notices.disk(self._paths.ledger)

    def _greet(self) -> None:
        """Once, at the very first start, when the settings are known."""
        if self._is_first:
            self._is_first = False
            self._soon(lambda: self._notices.welcome(self._engine.state))

    def _ask_questions(self) -> None:
        """The first questions, in a window where there can be one."""

        async def ask() -> None:
            why = await self._questions.ask(self._language(), self._options.config)
            if why is not None:
                log.info("the questions have no window: %s", why)
                self._notices.questions()

        if self._asking is None or self._asking.done():
            self._asking = self._loop.create_task(ask())

    def _show_safety_page(self) -> None:
        """Open the safety page; without anything to open it with, say where it is told."""
        language = self._language()
        page = [*safety_page(language), "", *about_page(language)]
        if not open_page(self._paths.cache_dir / f"safety-{language}.txt", page):
            self._notices.safety()

    def _show_stop_rule(self) -> None:
        self._presenter.show_stop_rule(self._engine.state)

    # Tray, terminal, tools.

    def _tray_view(self) -> TrayView:
        """Asked by the tray's own thread; only reads."""
        state, _ = self._engine.look()
        return self._view_of(state)

    def _view_of(self, state: State) -> TrayView:
        return tray_view(
            state,
            self._language(),
            self._title,
            language_set=self._set_in_file("language") is not None,
        )

    def _open_terminal(self) -> None:
        """Read keys if somebody sits at this terminal."""
        if not (sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()):
            return

        def pressed(key: str) -> None:
            command = command_of(key, self._engine.state)
            if command is not None:
                self._commands.run(command)

        self._keys = KeyReader(pressed)

    def _open_config(self) -> None:
        """Open the configuration, after writing a first one if there is none."""
        file = self._request().paths.user
        try:
            if not file.exists():
                write_new(file, set_below=keys_below(self._sources))
        except ConfigError as error:
            self._notices.config(render(error.problems[0], self._language()))
            return
        if not open_in_editor(file):
            self._notices.no_editor(file)

    def _soon(self, call: Callable[[], None]) -> None:
        """Do something in the loop's thread."""
        self._loop.call_soon_threadsafe(call)

    async def _doctor(self, language: Language) -> tuple[str, Any]:
        """Every part: what is active, and what was passed over and why."""
        findings = [*part_rows(self._chain, self._tray, self._guide, self._chime)]
        findings += await self._around.findings()
        findings += [
            DoctorRow("files", name, "info", str(path))
            for name, path in (
                ("config", self._request().paths.user),
                ("ledger", self._paths.ledger),
                ("log", self._paths.log),
                ("socket", self._paths.socket),
            )
        ]
        findings += [
            DoctorRow("config", problem.key or "file", "problem", render(problem, language))
            for problem in self._warnings
        ]
        findings += [DoctorRow("routines", "own", "problem", why) for why in self._content.problems]
        findings.append(autostart_row(language))
        return doctor_text(findings, language), [finding.as_json() for finding in findings]


def autostart_row(language: Language) -> DoctorRow:
    """Whether deskbreak starts with the session."""
    from deskbreak.desktop.autostart import system_autostart  # noqa: PLC0415 - only for doctor

    autostart = system_autostart(os.environ, Path.home())
    if autostart.is_on():
        return DoctorRow("autostart", "login", "active", autostart.place)
    return DoctorRow("autostart", "login", "info", text(language, "autostart.off"))


def run_daemon(paths: Paths, options: Options, ledger: Ledger, now: Now) -> None:
    """Run until it is told to quit."""

    async def main() -> None:
        await Daemon(paths, options, ledger, now).run()

    asyncio.run(main())
