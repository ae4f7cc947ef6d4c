"""The real machine on simulated time: days as data go in, effects come out.

Nothing waits: the clock jumps to the next deadline or to the next line of the day, whichever is
first. Gates are played here: like the real ones they are remembered while nobody asks, and told
when the core wants to know.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta, tzinfo
from typing import Any

from deskbreak.app.day_file import DayError, EventLine, event_of, span
from deskbreak.app.day_file import step_of as clock_step
from deskbreak.app.day_lines import Busy, Clock, Config, Free, Restart
from deskbreak.app.day_output import Happened
from deskbreak.domain.machine.state import State, begin
from deskbreak.domain.machine.step import deadline, step
from deskbreak.domain.time.units import SECOND, Instant, Millis, Now
from deskbreak.domain.time.working_hours import day_at, day_begins, wall_at
from deskbreak.domain.vocabulary.effects import (
    Effect,
    Remember,
    WatchGates,
)
from deskbreak.domain.vocabulary.events import (
    Configured,
    Event,
    GateClosed,
    GateOpened,
    GatesAsked,
    Reason,
    Restarted,
    Ticked,
)
from deskbreak.domain.vocabulary.routine import Check, Routine
from deskbreak.domain.vocabulary.settings import Settings, kept

OnStep = Callable[[State, Event, tuple[Effect, ...]], None]
"""Is told of every step: the state after it, the event, and what followed."""

Configure = Callable[[Mapping[str, Any]], Settings]
"""All ``set`` keys so far → settings; raises when one is wrong."""


class Simulation:
    """One run of the machine."""

    def __init__(
        self,
        start: datetime,
        zone: tzinfo,
        settings: Settings,
        catalogue: tuple[Routine, ...],
        seed: int = 0,
        configure: Configure | None = None,
        checks: tuple[Check, ...] = (),
    ) -> None:
        self.on_step: OnStep | None = None
        self.zone = zone
        self.instant: Instant = 0
        self.offset: Millis = round(start.timestamp() * SECOND)
        self.state: State = begin(self.now(), settings, catalogue, seed, checks)
        self.closed: dict[Reason, Instant] = {}
        """Since when."""
        self.happened: list[Happened] = []
        self._configure = configure
        self._set: dict[str, Any] = {}
        self._remembered: list[Remember] = []
        self._down_from: Instant | None = None

    def now(self) -> Now:
        """Both simulated clocks."""
        return Now(self.instant, wall_at(self.zone, self.instant + self.offset))

    def instant_of(self, at: datetime) -> Instant:
        """The instant at which the wall clock, as it stands, shows a time."""
        return round(at.timestamp() * SECOND) - self.offset

    def day_ends(self) -> Instant:
        """When the present day is over: at 04:00, or with its last span."""
        hours = self.state.settings.hours
        today = day_at(hours, self.zone, self.instant + self.offset)
        return day_begins(hours, self.zone, today + timedelta(days=1)) - self.offset

    def run_until(self, instant: Instant) -> None:
        """Let time go by, with a step at each deadline."""
        while (due := deadline(self.state)) is not None and due <= instant:
            self.instant = due
            self.feed(Ticked())
        self.instant = max(self.instant, instant)

    def feed(self, event: Event) -> None:
        """One step of the machine now; gates answer at once."""
        now = self.now()
        self.state, effects = step(self.state, event, now)
        if self.on_step is not None:
            self.on_step(self.state, event, effects)
        for effect in effects:
            self.happened.append(Happened(now.wall, effect))
            if isinstance(effect, Remember):
                self._remembered.append(effect)
        if WatchGates() in effects:
            for reason, since in tuple(self.closed.items()):
                self.feed(GateClosed(reason, since))
            self.feed(GatesAsked())

    def play(self, told: EventLine) -> None:
        """One line of a day. Raises DayError."""
        at = self.instant_of(told.at)
        if self._down_from is not None and self._down_from <= at < self.instant:
            at = self.instant  # the daemon was down; it learns of it now
        if at < self.instant:
            raise DayError(f"line {told.number}: {told.line.at} is before the line above")
        self.run_until(at)
        line = told.line
        match line:
            case Clock():
                self.offset += clock_step(told.number, line.step)
                self.feed(Ticked())
            case Restart():
                self.feed(Ticked())
                self._down_from = self.instant
                self.instant += span(told.number, line.down)
                self.feed(Restarted())
            case Busy():
                since = self.closed.setdefault(line.reason, self.instant)
                self._gate(GateClosed(line.reason, since))
            case Free():
                for reason in [line.reason] if line.reason else list(self.closed):
                    self.closed.pop(reason, None)
                self._gate(GateOpened(line.reason))
            case Config():
                self._reconfigure(told.number, line.set)
            case _:
                event = event_of(told, self.instant_of)
                if event is not None:
                    self.feed(event)

    def _gate(self, event: Event) -> None:
        """Gates tell of changes only while they are watched."""
        if self.state.watched_since is not None:
            self.feed(event)

    def _reconfigure(self, number: int, keys: Mapping[str, Any]) -> None:
        """New settings; the keys of earlier lines stay set."""
        if self._configure is None:
            raise DayError(f"line {number}: settings cannot be changed here")
        self._set |= keys
        try:
            settings = self._configure(self._set)
        except ValueError as error:
            raise DayError(f"line {number}: {error}") from None
        for one in self._remembered:
            settings = kept(settings, one.key, one.value)
        self.feed(Configured(settings))


def simulate(  # noqa: PLR0913 - a run has as many sides
    day: Iterable[EventLine],
    zone: tzinfo,
    settings: Settings,
    catalogue: tuple[Routine, ...],
    *,
    seed: int = 0,
    until: datetime | None = None,
    configure: Configure | None = None,
    checks: tuple[Check, ...] = (),
    on_step: OnStep | None = None,
) -> Iterator[Happened]:
    """Run a day; it goes on to ``until``, or to the end of its last line's day. Raises DayError.

    ``until`` is on the wall clock as the day's last ``clock`` line leaves it.
    """
    simulation: Simulation | None = None
    lines = tuple(day)
    last_clock = max((told.number for told in lines if isinstance(told.line, Clock)), default=0)
    for told in lines:
        past_steps = told.number > last_clock
        if until is not None and past_steps and told.at.timestamp() > until.timestamp():
            break
        if simulation is None:
            simulation = Simulation(told.at, zone, settings, catalogue, seed, configure, checks)
            simulation.on_step = on_step
        simulation.play(told)
        yield from _drain(simulation)
    if simulation is None:
        return
    end = simulation.day_ends() if until is None else simulation.instant_of(until)
    simulation.run_until(end)
    yield from _drain(simulation)


def _drain(simulation: Simulation) -> list[Happened]:
    """What happened since the last time."""
    happened, simulation.happened = simulation.happened, []
    return happened
