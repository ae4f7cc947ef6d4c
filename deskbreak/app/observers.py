"""What is noticed around the program: the person, the machine, and what must not be disturbed.

Sensors run from the start. Gates are made with the first settings, or earlier if a prompt that was
open before a restart wants them, and rest until a prompt is due.
"""

import sys
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeAlias

from deskbreak.app import supervise
from deskbreak.app.doctor import DoctorRow
from deskbreak.app.part_report import TURNED_OFF, PartReport
from deskbreak.app.parts import Part
from deskbreak.app.ports.engine_ports import Post
from deskbreak.app.restarted_service import RestartedService, answered_nothing
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.life import Phase
from deskbreak.domain.vocabulary.effects import Effect, UnwatchGates, WatchGates
from deskbreak.domain.vocabulary.presence_events import CameBack
from deskbreak.domain.vocabulary.settings import Rhythm, Settings

UNTRIED = frozenset({"darwin"})
"""Platforms whose sensors are written to the documented interfaces and were not run there yet."""

SENSORS, GATES = Part("sensors", "absence"), Part("gates", "calls")

STARTS_WITHIN = 20.0
"""Seconds for all sensors to start, those that hang included."""

HURRY = 1.0
"""Seconds that a start waits for the sensors; those that hang go on trying meanwhile."""


class PresencePort(Protocol):
    """All sensors as one."""

    async def start(self, *, locked: bool = False) -> object:
        """Start every sensor; ``locked``: the session was, before a restart."""

    async def stop(self) -> None: ...

    def configure(self, settings: Settings) -> None: ...

    def arm(self, *, prompt_open: bool) -> None: ...

    async def watch_typing(self) -> None: ...

    def unwatch_typing(self) -> None: ...

    def report(self) -> list[PartReport]: ...


class GatesPort(Protocol):
    """All gates as one."""

    async def stop(self) -> None: ...

    def watch(self) -> None: ...

    def unwatch(self) -> None: ...

    def look(self) -> None: ...

    def configure(self, settings: Settings) -> None: ...

    async def probe(self) -> list[PartReport]: ...

    def problems(self) -> list[str]: ...


MakePresence: TypeAlias = Callable[[Rhythm, Callable[[], None]], PresencePort]
"""From the lengths that matter, and what to call after a resume or a clock step."""

MakeGates: TypeAlias = Callable[[Settings, Callable[[], Awaitable[None]]], GatesPort]
"""From the settings in force, and what is asked together with the gates."""


class Observers:
    """Sensors and gates as one thing to start, configure and stop. Lives in the event loop.

    Args:
        post: takes the event that the person counts as present.
        make_presence, make_gates: make those of this system.
        wake_up: makes the alarm look at the time again; called after a resume or a clock step.
    """

    def __init__(
        self,
        post: Post,
        make_presence: MakePresence,
        make_gates: MakeGates,
        wake_up: Callable[[], None],
    ) -> None:
        self._post = post
        self._make_presence, self._make_gates = make_presence, make_gates
        self._wake_up = wake_up
        self._presence: PresencePort | None = None
        self._gates: GatesPort | None = None
        self._starting: RestartedService | None = None
        self._locked = False
        self._settings = Settings()

    def begin(self, state: State) -> None:
        """Start the sensors; ``state`` is what was known of the person before a restart."""
        self._settings = state.settings
        self._locked = state.presence.locked
        self._starting = RestartedService(
            SENSORS, self._start_sensors, self._stop_sensors, STARTS_WITHIN
        )

    async def begun(self) -> None:
        """Wait until the sensors have told what is so now, but not for those that hang."""
        if self._starting is not None:
            await self._starting.tried(HURRY)

    async def stop(self) -> None:
        """Tell nothing more, and end whatever is at work."""
        if self._gates is not None:
            await supervise.supervisor().let_go(GATES, self._gates.stop)
        if self._starting is not None:
            await self._starting.close()

    async def _start_sensors(self) -> None:
        """A person whom no sensor can see counts as present."""
        try:
            presence = self._make_presence(self._settings.rhythm, self._clocks_changed)
            self._presence = presence
            answered_nothing(await presence.start(locked=self._locked))
        except BaseException:  # also when it took too long
            self._post(CameBack())
            raise

    async def _stop_sensors(self) -> None:
        presence, self._presence = self._presence, None
        if presence is not None:
            await presence.stop()

    def configure(self, settings: Settings) -> None:
        """These settings are in force."""
        self._settings = settings
        if self._presence is not None:
            self._presence.configure(settings)
        if self._gates is None:
            self._gates = self._make_gates(self._settings, self._watch_typing)
        else:
            self._gates.configure(settings)

    def perform(self, effect: Effect) -> None:
        """Carry out what concerns the gates; anything else is not for here."""
        match effect:
            case WatchGates():
                self._known_gates().watch()
            case UnwatchGates():
                if self._gates is not None:
                    self._gates.unwatch()
                if self._presence is not None:
                    self._presence.unwatch_typing()
            case _:
                pass

    def look(self, state: State) -> None:
        """After a step: being gone for a short time matters while a prompt is on the screen."""
        if self._presence is not None:
            prompt = state.prompt
            shown = prompt is not None and prompt.phase is Phase.SHOWN
            self._presence.arm(prompt_open=shown)

    async def rows(self) -> list[DoctorRow]:
        """What became of each sensor and gate; every gate is asked once for it."""
        sensors = [] if self._presence is None else self._presence.report()
        gates_ = self._known_gates()
        rows = sensors + await gates_.probe()
        problems = [problem.partition(": ") for problem in gates_.problems()]
        return doctor_rows_of(rows, sys.platform) + [
            DoctorRow("calendar", name, "problem", why) for name, _, why in problems
        ]

    def problems(self) -> list[str]:
        """What is wrong with a calendar, ``name: why``; nothing is asked for it."""
        return [] if self._gates is None else self._gates.problems()

    def _known_gates(self) -> GatesPort:
        if self._gates is None:
            self._gates = self._make_gates(self._settings, self._watch_typing)
        return self._gates

    async def _watch_typing(self) -> None:
        if self._presence is not None:
            await self._presence.watch_typing()

    def _clocks_changed(self) -> None:
        """A resume or a clock step: a meeting may have begun, a prompt may be due."""
        self._wake_up()
        if self._gates is not None:
            self._gates.look()


def doctor_rows_of(rows: list[PartReport], platform: str) -> list[DoctorRow]:
    """The rows as ``doctor`` shows them on a platform (``sys.platform``)."""
    untried = "not-yet-run-there" if platform in UNTRIED else ""
    return [_doctor_row(row, untried) for row in rows]


def _doctor_row(row: PartReport, untried: str) -> DoctorRow:
    if row.why == TURNED_OFF:
        return DoctorRow(row.kind, row.name, "off", row.why)
    state = "active" if row.running else "passed-over"
    return DoctorRow(
        row.kind, row.name, state, row.why, row.answer, row.took_ms, row.advice or untried
    )
