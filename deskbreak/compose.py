"""Wires the program together: the only file that knows every class. What it does is in ``app``."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, field

from deskbreak import __version__
from deskbreak.app import supervise
from deskbreak.app.daemon import Daemon
from deskbreak.app.daemon_parts import Bad, Beginning, Good, Parts
from deskbreak.app.insight import InsightParts
from deskbreak.app.observers import Observers
from deskbreak.app.ports.engine_ports import Post
from deskbreak.app.ports.notice_ports import OnAction, OnServer
from deskbreak.app.supervise import Supervisor
from deskbreak.config.answer import Request
from deskbreak.config.child_ahead import ChildAhead
from deskbreak.config.layer_paths import locate
from deskbreak.config.settings_files import SettingsFiles
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.checks import load_checks
from deskbreak.content.loader import load_routines
from deskbreak.content.model import Language
from deskbreak.content.posters import poster
from deskbreak.control.server import Control
from deskbreak.desktop import free_memory
from deskbreak.desktop.hook_runner import HookRunner
from deskbreak.desktop.last_look_back import LastLookBack
from deskbreak.desktop.own_command import OwnProcess
from deskbreak.desktop.own_terminal import OwnTerminal
from deskbreak.desktop.paths import Paths
from deskbreak.desktop.system_desktop import SystemDesktop
from deskbreak.domain.time.units import MINUTE, Now
from deskbreak.guide_host.chime import Chime
from deskbreak.guide_host.guide_process import GuideProcess
from deskbreak.guide_host.page_process import PageWindow
from deskbreak.guide_host.questions_window import QuestionsWindow
from deskbreak.guide_host.voice import Voice
from deskbreak.holding.system_gates import gates
from deskbreak.notices.fallback_chain import FallbackChain
from deskbreak.notices.system_notifiers import notifier_links
from deskbreak.notices.terminal_notifier import Terminal
from deskbreak.protocols.buses import system_buses
from deskbreak.protocols.frugal_loop import new_loop
from deskbreak.sensing.system_sensors import presence
from deskbreak.storage.ledger import Ledger
from deskbreak.storage.restore import restore
from deskbreak.storage.store import Store
from deskbreak.timing import clock as clocks
from deskbreak.timing.alarm import SchedulerAlarm
from deskbreak.tray.startup_tray import StartupTray

log = logging.getLogger(__name__)

MACOS = sys.platform == "darwin"
SETTLED_S = 3.0
"""After so long the start is over: what only it has used is given back."""


class Options(Struct, frozen=True):
    """The words of the command line."""

    config: str | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    language: Language | None = None
    terminal: bool = False
    tray: StartupTray | None = None
    reader: ChildAhead | None = None
    """The child that will read the configuration, already there."""
    hold_lock: Callable[[], None] = lambda: None
    """See that no other daemon runs; called before commands are listened for."""
    left_out: str = ""
    """What there is no room for, as the key of a text."""


def parts_of(
    paths: Paths, options: Options, ledger: Ledger, content: Catalogue, boot: str
) -> Parts:
    """Every part of this system. Call it in the event loop; nothing is started yet."""
    clock = clocks.SystemClock()
    buses = system_buses(os.environ)
    terminal = OwnTerminal(asked=options.terminal)
    calendars = paths.cache_dir / "calendars.json"
    numbers = {one.number: one.id for one in content.facts}

    def request() -> Request:
        return Request(
            paths=locate(os.environ, options.config),
            today=clock.now().wall.date(),
            environ=dict(os.environ),
            overrides=options.overrides,
            routine_ids=numbers,
        )

    def settings(good: Good, bad: Bad) -> SettingsFiles:
        return SettingsFiles(
            request, paths.profile, lambda: clock.now().wall, good, bad, options.reader
        )

    def notifiers(on_action: OnAction, on_server: OnServer) -> FallbackChain:
        chain = FallbackChain(clock, on_server)
        chain.set_notifiers(
            notifier_links(
                buses,
                on_action,
                lambda up: chain.server_changed("native", up=up),
                None if options.tray is None else options.tray.tray,
                Terminal(asked=options.terminal, write=terminal.say),
                terminal_only=options.terminal,
            )
        )
        return chain

    def observers(post: Post, wake_up: Callable[[], None]) -> Observers:
        return Observers(
            post,
            lambda rhythm, woken: presence(post, clock, rhythm, woken, buses),
            lambda now, beside: gates(post, clock, now, buses, calendars, beside=beside),
            wake_up,
        )

    return Parts(
        clock=clock,
        guide=GuideProcess(),
        chime=Chime(),
        voice=Voice(),
        pages=PageWindow(),
        questions=QuestionsWindow(config=options.config),
        desktop=SystemDesktop(paths, lambda: request().paths.user, os.environ, clock.zone_note),
        terminal=terminal,
        tray=options.tray,
        picture_of=poster,
        insight=InsightParts(
            HookRunner(), OwnProcess(), LastLookBack(paths.data_dir / "looked-back")
        ),
        own_routines=str(paths.config_dir / "routines"),
        make_store=lambda trouble, changed: Store(ledger, boot, trouble, changed),
        make_notifiers=notifiers,
        make_settings=settings,
        make_control=lambda handle, follow: Control(
            paths.socket, handle, follow, before=(options.hold_lock,)
        ),
        # Where no clock step is told of, look at the time at least once a minute.
        make_alarm=lambda ring: SchedulerAlarm(clock, ring, MINUTE if MACOS else None),
        make_observers=observers,
        closers=() if buses is None else (buses.session.close, buses.system.close),
    )


async def _run(paths: Paths, options: Options, ledger: Ledger, now: Now) -> None:
    loop, boot = asyncio.get_running_loop(), clocks.boot_id()
    content = load_routines(paths.config_dir / "routines")
    for problem in content.problems:
        log.warning("a routine was left out: %s", problem.en)
    parts = parts_of(paths, options, ledger, content, boot)
    restored = restore(
        ledger, boot, now, clocks.SystemClock().zone(), os.getpid(), content.facts, load_checks()
    )
    watch = Supervisor(lambda: parts.clock.now().wall)
    supervise.attach(watch, loop)
    beginning = Beginning(
        version=__version__,
        pid=os.getpid(),
        environ=os.environ,
        language=options.language,
        first=restored.first,
        lost=restored.lost,
        renamed=ledger.renamed,
        foreign=ledger.renamed_is_foreign,
        left_out=options.left_out,
    )
    daemon = Daemon(parts, watch, content, restored.state, beginning)
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(getattr(signal, name), daemon.quit)
    loop.call_later(SETTLED_S, free_memory.give_back)
    try:
        await daemon.run()
    finally:
        ledger.close()


def run_daemon(paths: Paths, options: Options, ledger: Ledger, now: Now) -> None:
    """Run until it is told to quit."""
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(_run(paths, options, ledger, now))
