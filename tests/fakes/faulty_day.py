"""The real daemon with every part replaced by one that may fail, on a loop that hastens."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from fakes.app_parts import Board, HastyLoop, MemoryStore
from fakes.faulty import Plan, faulty
from fakes.insight_parts import LookedBack, QuietCommand, QuietHooks
from fakes.presence_day import LoopAlarm, LoopClock
from fakes.presence_gate import HandGate
from fakes.presence_source import HandSource, Nobody

from deskbreak.app import supervise, wire
from deskbreak.app.daemon import Daemon
from deskbreak.app.daemon_parts import Bad, Beginning, FollowOn, Good, Handle, Parts
from deskbreak.app.guide_protocol import GuideReport, GuideRequest
from deskbreak.app.insight import InsightParts
from deskbreak.app.observers import Observers
from deskbreak.app.parts import Fault
from deskbreak.app.ports.engine_ports import Post
from deskbreak.app.ports.notice_ports import Notice, OnAction, OnServer
from deskbreak.app.ports.tray_ports import TrayView
from deskbreak.app.supervise import Supervisor
from deskbreak.content.checks import load_checks
from deskbreak.content.loader import load_routines
from deskbreak.content.model import Language
from deskbreak.domain.machine.state import begin
from deskbreak.domain.vocabulary.events import Reason
from deskbreak.domain.vocabulary.settings import Keepable, Settings
from deskbreak.holding.gate_watch import Gates
from deskbreak.holding.ignored_programs import Ignore
from deskbreak.notices.fallback_chain import FallbackChain
from deskbreak.sensing.all_sensors import Presence, Sensors
from deskbreak.sensing.presence_reporter import PresenceReporter

GATES = {
    "microphone": Reason.CALL,
    "screen-cast": Reason.SCREEN_SHARE,
    "fullscreen": Reason.FULLSCREEN,
    "do-not-disturb": Reason.DO_NOT_DISTURB,
    "calendar": Reason.CALENDAR,
}
NOTIFIERS = ("first", "second")


class NamedBoard(Board):
    """A notifier with a name of its own."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class StillGuide:
    """A guide that cannot be shown."""

    name = "window"

    def viable(self) -> str | None:
        return "there is no display"

    def advice(self) -> str:
        return ""

    async def lead(
        self, request: GuideRequest, seconds: float, on_report: Callable[[GuideReport], None]
    ) -> str | None:
        return "there is no display"


class Quiet:
    """Chimes, questions, a desktop, a terminal and a tray that only remember."""

    why: str | None = None
    has_keys = False
    is_seen = True

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.view: Callable[[], TrayView] | None = None

    def viable(self) -> str | None:
        return None

    def play(self, name: str) -> None:
        self.lines.append(name)

    async def ask(self, language: str) -> str | None:
        return None

    async def show(self, title: str, lines: list[str], language: str, theme: str) -> str | None:
        return None

    def open_page(self, name: str, page: str) -> bool:
        return True

    def set_autostart(self, *, on: bool) -> str | None:
        return None

    def open_in_editor(self, file: Path) -> bool:
        return True

    def few_files(self) -> bool:
        return False

    def files(self) -> Mapping[str, Path]:
        return {"log": Path("deskbreak.log")}

    def autostart(self) -> str | None:
        return None

    def live(self, line: str, keys: Sequence[str] = (), short: str = "") -> None:
        self.lines.append(line)

    def say(self, text: str) -> None:
        self.lines.append(text)

    def read_keys(self, pressed: Callable[[str], None]) -> None:
        pass

    def hand_over(self, view: Callable[[], TrayView], on_command: Callable[[str], None]) -> None:
        self.view = view

    def refresh(self) -> None:
        assert self.view is not None
        self.view()

    def stop(self) -> None:
        pass

    def faults(self) -> Sequence[Fault]:
        return ()

    def report(self) -> Mapping[str, str | None]:
        return {"hand": None}


class QuietThings(Quiet):
    """The same with an end that is waited for."""

    async def close(self) -> None:
        pass


class QuietVoice(QuietThings):
    """One that says nothing."""

    def rows(self, _: Language) -> tuple[tuple[str, str | None], ...]:
        return ()


class QuietTerminal(Quiet):
    """The same with an end that is not."""

    def close(self) -> None:
        pass


class HandSettings:
    """A configuration without files."""

    file = Path("config.toml")

    def __init__(self, good: Good, bad: Bad) -> None:
        self._good, self.bad = good, bad

    async def start(self) -> None:
        self._good(Settings(), ())

    def look(self) -> None:
        pass

    def reload(self) -> None:
        self._good(Settings(), ())

    async def close(self) -> None:
        pass

    def remember(self, key: str, value: Keepable) -> None:
        pass

    def set_in_file(self, key: str) -> str | None:
        return None

    def ready_to_edit(self) -> Path:
        return self.file


class HandControl:
    """A channel without a socket: the test asks by itself."""

    def __init__(self, handle: Handle, follow: FollowOn) -> None:
        self.handle, self.follow = handle, follow

    async def start(self) -> None:
        pass

    def look(self) -> None:
        pass

    async def close(self) -> None:
        pass


class WakingLoopAlarm(LoopAlarm):
    """The loop's own alarm, which can be woken."""

    def wake_up(self) -> None:
        pass


class HandWatcher:
    """A sensor of locks that has nothing to tell."""

    name = "locker"
    why: str | None = None

    async def start(self) -> None:
        pass

    async def stop(self) -> None:
        pass


class Walk:
    """One daemon whose parts fail by ``plan``; all names that may fail are in ``NAMES``."""

    NAMES = (
        "guide", "chime", "voice", "questions", "pages", "desktop", "terminal", "tray",
        "picture_of", "store", "settings", "control", "hooks", "own command", "looked back",
        "alarm", "presence", "gates", "source", "locker",
        *(f"gate {name}" for name in GATES), *(f"notifier {name}" for name in NOTIFIERS),
    )  # fmt: skip

    def __init__(
        self,
        plan: Plan,
        *,
        first: bool = False,
        beginning: Beginning | None = None,
    ) -> None:
        self.plan = plan
        self.clock = LoopClock()
        self.boards = [NamedBoard(name) for name in NOTIFIERS]
        self.watch = Supervisor(lambda: self.clock.now().wall)
        supervise.attach(self.watch, asyncio.get_running_loop())
        content = load_routines(None)
        state = begin(self.clock.now(), Settings(), content.facts, 1, load_checks())
        beginning = beginning or Beginning("test", 1, {"LANG": "en_GB.UTF-8"}, first=first)
        self.control: HandControl | None = None
        self.use: Good | None = None
        self.hand: HandSource | None = None
        self.daemon = Daemon(self._parts(), self.watch, content, state, beginning)

    def _faulty(self, real: Any, name: str) -> Any:
        return faulty(real, name, self.plan)

    def _parts(self) -> Parts:
        return Parts(
            clock=self.clock,
            guide=self._faulty(StillGuide(), "guide"),
            chime=self._faulty(QuietThings(), "chime"),
            voice=self._faulty(QuietVoice(), "voice"),
            questions=self._faulty(QuietThings(), "questions"),
            pages=self._faulty(QuietTerminal(), "pages"),
            desktop=self._faulty(Quiet(), "desktop"),
            terminal=self._faulty(QuietTerminal(), "terminal"),
            tray=self._faulty(Quiet(), "tray"),
            picture_of=self._faulty(lambda _, **__: None, "picture_of"),
            insight=InsightParts(
                self._faulty(QuietHooks(), "hooks"),
                self._faulty(QuietCommand(), "own command"),
                self._faulty(LookedBack(), "looked back"),
            ),
            own_routines="routines",
            make_store=lambda *_: self._faulty(MemoryStore(), "store"),
            make_notifiers=self._notifiers,
            make_settings=self._settings,
            make_control=self._control,
            make_alarm=lambda ring: self._faulty(WakingLoopAlarm(self.clock, ring), "alarm"),
            make_observers=self._observers,
        )

    def _notifiers(self, on_action: OnAction, on_server: OnServer) -> FallbackChain:
        chain = FallbackChain(self.clock, on_server)
        chain.set_notifiers(
            [self._faulty(board, f"notifier {board.name}") for board in self.boards]
        )
        return chain

    def _settings(self, good: Good, bad: Bad) -> Any:
        self.use = good
        return self._faulty(HandSettings(good, bad), "settings")

    def reload(self, settings: Settings) -> None:
        """The configuration is read again, with other values."""
        assert self.use is not None
        self.use(settings, ())

    def _control(self, handle: Handle, follow: FollowOn) -> Any:
        self.control = HandControl(handle, follow)
        return self._faulty(self.control, "control")

    def _observers(self, post: Post, wake_up: Callable[[], None]) -> Observers:
        def presence(rhythm: Any, woken: Callable[[], None]) -> Any:
            reporter = PresenceReporter(post, self.clock, woken)
            self.hand = HandSource()
            hand = self._faulty(self.hand, "source")
            locker = self._faulty(HandWatcher(), "locker")
            made = Presence(reporter, Sensors((hand,), (locker,), Nobody()), rhythm)
            return self._faulty(made, "presence")

        def gates(settings: Settings, beside: Callable[[], Awaitable[None]]) -> Any:
            hands = [
                self._faulty(HandGate(name, reason), f"gate {name}")
                for name, reason in GATES.items()
            ]
            made = Gates(post, lambda: hands, Ignore(), settings, beside=beside)
            return self._faulty(made, "gates")

        return Observers(post, presence, gates, wake_up)

    async def type_now_and_then(self) -> None:
        """Somebody sits there."""
        while True:
            await asyncio.sleep(50)
            if self.hand is not None:
                self.hand.move()

    async def ask(self, request: wire.AnyRequest) -> wire.Reply:
        """The daemon's answer, within what a command waits for."""
        assert self.control is not None
        async with asyncio.timeout(10):
            return await self.control.handle(request)

    async def status(self) -> dict[str, Any]:
        data: dict[str, Any] = (await self.ask(wire.Status())).data
        return data

    def prompts(self) -> list[tuple[float, Notice]]:
        """Every notice of a prompt that was shown anywhere, with the time on the loop's clock."""
        shown = [each for board in self.boards for each in board.ever]
        return [each for each in shown if each[1].key not in ("welcome", "config", "ledger")]


@contextlib.asynccontextmanager
async def running(plan: Plan, *, first: bool = False) -> AsyncIterator[Walk]:
    """A daemon that runs, and is ended in the end, however badly its parts behave."""
    walk = Walk(plan, first=first)
    loop = asyncio.get_running_loop()
    task = loop.create_task(walk.daemon.run())
    typing = loop.create_task(walk.type_now_and_then())
    try:
        yield walk
    finally:
        typing.cancel()
        walk.daemon.quit()
        async with asyncio.timeout(120):
            await task


def play(scene: Callable[[], Awaitable[None]]) -> None:
    """Run a scene on a loop in which an hour takes no time."""

    async def run() -> None:
        await scene()

    logging.getLogger("deskbreak").setLevel(logging.CRITICAL)
    try:
        with asyncio.Runner(loop_factory=HastyLoop) as runner:
            runner.run(run())
    finally:
        logging.getLogger("deskbreak").setLevel(logging.NOTSET)


MINUTES = 60.0
