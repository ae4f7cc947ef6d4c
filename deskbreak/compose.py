"""The only file that knows every class: puts the daemon together and runs it."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from deskbreak import __version__
from deskbreak.adapters import clock as clocks
from deskbreak.adapters.alarm import SchedulerAlarm
from deskbreak.adapters.buses import Buses
from deskbreak.adapters.chime import Chime
from deskbreak.adapters.control import Control
from deskbreak.adapters.dbus_address import session_address, system_address
from deskbreak.adapters.dbus_link import Link
from deskbreak.adapters.face import Face, Keys
from deskbreak.adapters.guide_process import GuideProcess
from deskbreak.adapters.ledger import SETTINGS, Ledger
from deskbreak.adapters.notifiers.choose import rungs
from deskbreak.adapters.notifiers.ladder import Ladder
from deskbreak.adapters.notifiers.native import Native
from deskbreak.adapters.notifiers.terminal import Terminal
from deskbreak.adapters.open_file import open_in_editor
from deskbreak.adapters.paths import Paths
from deskbreak.adapters.pictures import poster
from deskbreak.adapters.recall import recall
from deskbreak.adapters.store import Store
from deskbreak.adapters.surroundings import Surroundings
from deskbreak.adapters.trays.choose import ReportingTray
from deskbreak.adapters.trays.early import EarlyTray
from deskbreak.app import codec
from deskbreak.app.commands import Commands
from deskbreak.app.doctor import Finding, doctor_text
from deskbreak.app.engine import Engine
from deskbreak.app.leading import Leading
from deskbreak.app.ports import Notice, TrayView
from deskbreak.app.presenter import Presenter
from deskbreak.app.programme_service import ProgrammeService
from deskbreak.app.question_view import safety_notice
from deskbreak.app.safety_page import about_page, safety_page
from deskbreak.app.service import Service, Tools
from deskbreak.app.status import Situation, situation
from deskbreak.app.tray_view import sentence, tray_view
from deskbreak.app.welcome import questions, welcome
from deskbreak.config.answer import Loaded, Origin, Request
from deskbreak.config.folders import make_private
from deskbreak.config.init import write_new
from deskbreak.config.live import LiveConfig
from deskbreak.config.messages import render
from deskbreak.config.paths import locate
from deskbreak.config.problems import ConfigError, Layer, Problem
from deskbreak.config.profile import update_profile
from deskbreak.config.remember import profile_change
from deskbreak.content import formats
from deskbreak.content.checks import load_checks
from deskbreak.content.loader import load_routines
from deskbreak.content.locales import language as language_of
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.asking import Question
from deskbreak.domain.effects import Effect, Remember
from deskbreak.domain.events import (
    Configured,
    NotifierChanged,
    Restarted,
    WokeUp,
)
from deskbreak.domain.moment import MINUTE, Now
from deskbreak.domain.state import State

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """The words of the command line."""

    config: str | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    language: Language | None = None
    terminal: bool = False
    tray: EarlyTray | None = None


KEY_HINTS = {
    Question.COMFORT: "prompt.keys.feedback",
    Question.KIND: "prompt.keys.kind",
    Question.CHECK: "prompt.keys.check",
}

OWN_NOTICES = frozenset({"welcome", "config", "ledger", "state", "safety"})
"""Keys of notices that belong to no prompt."""

LINUX = sys.platform.startswith("linux")

KEYS = {
    "s": "start",
    "z": "snooze",
    "n": "skip",
    "a": "another",
    "c": "seated",
    "d": "done",
    "h": "hurts-now",
    "w": "when-to-stop",
    "t": "now",
    "q": "quit",
}
"""What the keys of the daemon's own terminal do."""

ANSWER_KEYS = {
    Question.COMFORT: {"g": "good", "t": "hard", "h": "hurts"},
    Question.KIND: {"1": "hurt-a", "2": "hurt-b", "3": "hurt-c"},
    Question.CHECK: {"y": "yes", "n": "no", "f": "fix"},
    Question.OFFER: {},
}
"""What they do while something is asked after a routine."""


class Daemon:
    """Everything that runs, wired together. Lives in the event loop."""

    def __init__(self, paths: Paths, options: Options, ledger: Ledger, now: Now) -> None:
        self._paths = paths
        self._options = options
        self._ledger = ledger
        self._clock = clocks.SystemClock()
        self._boot = clocks.boot_id()
        self._content = load_routines(paths.config_dir / "routines")
        self._over = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._warnings: tuple[Problem, ...] = ()
        self._sources: Mapping[str, Origin] = {}
        self._recalled = recall(
            ledger,
            self._boot,
            now,
            self._clock.zone(),
            os.getpid(),
            self._content.facts,
            load_checks(),
        )
        self._is_first = self._recalled.first
        self._store = Store(ledger, self._boot, self._ledger_trouble)
        self._engine = Engine(self._recalled.state, self._clock, self._store, self._perform)
        self._link = Link(session_address(os.environ))
        self._system = Link(system_address(os.environ) if LINUX else None)
        self._face = Face()
        self._keys: Keys | None = None
        self._ladder = self._climb()
        self._presenter = Presenter(self._ladder, self._content, self._language, poster)
        self._chime = Chime()
        self._leading = Leading(
            GuideProcess(),
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
                "questions": lambda _: self._soon(self._show_questions),
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
        self._around = Surroundings(
            self._engine.post,
            self._clock,
            self._alarm.wake_up,
            Buses(self._link, self._system, os.environ),
            paths.cache_dir / "calendars.json",
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
        self._open_terminal()
        self._tell_of_losses()
        await self._config.start()
        await self._around.begun()
        await self._control.start()  # whoever asks finds the person's own settings in force
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
        await self._leading.close()
        await self._chime.close()
        await self._presenter.close()
        await self._link.close()
        if self._keys is not None:
            self._keys.close()
        self._face.close()
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
            self._leading.perform(effect, state)
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
            line = sentence(state, self._language(), self._title, "status")
            self._face.live(f"{line}  {self._keys_hint(state)}".rstrip())

    def _keys_hint(self, state: State) -> str:
        """Which keys answer now, if keys are read."""
        language, now = self._language(), situation(state)
        asking = state.asking
        if self._keys is not None and asking is not None and asking.question in KEY_HINTS:
            return text(language, KEY_HINTS[asking.question])
        if self._keys is None or now not in (Situation.PROMPTING, Situation.GUIDING):
            return ""
        if now is Situation.GUIDING:
            return text(language, "prompt.keys.running")
        length = formats.duration(language, state.settings.rhythm.snooze[0])
        return text(language, "prompt.keys.hint", length=length)

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
        self._ladder.choose(settings.notification.backend)
        for rung in self._rungs:
            if isinstance(rung, Native):
                rung.buttons = settings.notification.buttons
        self._engine.post(Configured(settings))
        self._around.configure(settings)
        self._presenter.withdraw("config")
        self._greet()

    def _config_bad(self, problems: tuple[Problem, ...]) -> None:
        """The last good configuration stays; the person is told once what is wrong."""
        language = self._language()
        lines = [render(problem, language) for problem in problems]
        for problem in problems:
            log.warning("%s", render(problem, "en"))
        self._warnings = problems
        kept = "defaults" if self._ledger.load(SETTINGS) is None else "kept"
        self._tell("config", "error_title", f"{lines[0]}\n{text(language, f'config.{kept}')}")
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

    def _climb(self) -> Ladder:
        """Every way to show a notice, best first."""
        ladder = Ladder(self._clock, lambda up: self._engine.post(NotifierChanged(up)))

        def on_action(key: str, action: str) -> None:
            self._commands.run(action, None if key in OWN_NOTICES else key)

        tray = self._options.tray
        self._rungs = rungs(
            self._link,
            on_action,
            lambda up: ladder.server_changed("native", up=up),
            None if tray is None else tray.tray,
            Terminal(asked=self._options.terminal, write=self._face.say),
            terminal_only=self._options.terminal,
        )
        ladder.climb(self._rungs)
        return ladder

    def _tell(self, key: str, title: str, body: str) -> None:
        """A message of the program itself."""
        where = "config" if key == "config" else "notice"
        headline = text(self._language(), f"{where}.{title}")
        self._presenter.show(Notice(key=key, title=headline, body=body))

    def _tell_of_losses(self) -> None:
        """What could not be read at the start."""
        language = self._language()
        if (file := self._ledger.renamed) is not None:
            self._tell(
                "ledger", "database_title", text(language, "notice.database_body", file=file)
            )
        if self._recalled.lost:
            self._tell("state", "state_title", text(language, "notice.state_body"))

    def _ledger_trouble(self, why: str | None) -> None:
        """Writing began to fail, or works again."""
        if why is None:
            log.warning("the ledger is written again")
            self._presenter.withdraw("ledger")
            return
        log.error("the ledger cannot be written, everything is kept in memory: %s", why)
        body = text(self._language(), "notice.disk_body", file=self._paths.ledger)
        self._tell("ledger", "disk_title", body)

    def _greet(self) -> None:
        """Once, at the very first start, when the settings are known."""
        if self._is_first:
            self._is_first = False
            self._soon(lambda: self._presenter.show(welcome(self._engine.state, self._language())))

    def _show_questions(self) -> None:
        self._presenter.show(questions(self._language()))

    def _show_safety_page(self) -> None:
        """Open the safety page; without anything to open it with, say where it is told."""
        language = self._language()
        file = self._paths.cache_dir / f"safety-{language}.txt"
        page = "\n".join([*safety_page(language), "", *about_page(language)])
        try:
            make_private(file.parent)
            file.write_text(page + "\n", "utf-8")
        except OSError as error:
            log.warning("the safety page was not written: %s", error.strerror)
        if not open_in_editor(file):
            self._presenter.show(safety_notice(language))

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
            asking = self._engine.state.asking
            keys = KEYS if asking is None else KEYS | ANSWER_KEYS[asking.question]
            if key in keys:
                self._commands.run(keys[key])

        self._keys = Keys(pressed)

    def _open_config(self) -> None:
        """Open the configuration, after writing a first one if there is none."""
        file = self._request().paths.user
        language = self._language()
        try:
            if not file.exists():
                write_new(file)
        except ConfigError as error:
            self._tell("config", "error_title", render(error.problems[0], language))
            return
        if not open_in_editor(file):
            self._tell("config", "error_title", text(language, "config.no_editor", file=file))

    def _soon(self, call: Callable[[], None]) -> None:
        """Do something in the loop's thread."""
        self._loop.call_soon_threadsafe(call)

    async def _doctor(self, language: Language) -> tuple[str, Any]:
        """Every part: what is active, and what was passed over and why."""
        findings = [
            Finding("notifier", rung.name, rung.state.replace(" ", "-"), rung.reason)
            for rung in self._ladder.report()
        ]
        if self._tray is not None:
            findings += [
                Finding("tray", name, "active" if why is None else "passed-over", why or "")
                for name, why in self._tray.report().items()
            ]
        findings += await self._around.findings()
        findings += [
            Finding("files", name, "info", str(path))
            for name, path in (
                ("config", self._request().paths.user),
                ("ledger", self._paths.ledger),
                ("log", self._paths.log),
                ("socket", self._paths.socket),
            )
        ]
        findings += [
            Finding("config", problem.key or "file", "problem", render(problem, language))
            for problem in self._warnings
        ]
        findings += [Finding("routines", "own", "problem", why) for why in self._content.problems]
        return doctor_text(findings, language), [finding.as_json() for finding in findings]


def run_daemon(paths: Paths, options: Options, ledger: Ledger, now: Now) -> None:
    """Run until it is told to quit."""

    async def main() -> None:
        await Daemon(paths, options, ledger, now).run()

    asyncio.run(main())
