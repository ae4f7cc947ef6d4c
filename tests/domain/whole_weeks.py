"""Weeks of a person who does everything now and then, told in full.

``tell`` plays a week drawn by a seed and tells all that the core did, line by line: each event,
each effect with its fields, when the core wants to be woken next, and what the state came to at
the end of a day. The files in ``weeks`` beside this one hold what it was before: they say that
nothing changed, not that all of it is right; for that there are the other tests.

After a change of the rules that is meant, ``PYTHONPATH=.:tests python -m domain.whole_weeks``
writes them anew; the difference is to be read.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec
from domain.catalogue import CATALOGUE, CHECKS
from domain.week_person import ANSWERS, REPLIES, SELDOM, at_work, while_running
from msgspec.structs import replace

from deskbreak.app.codec import decode, encode
from deskbreak.app.simulation import Simulation
from deskbreak.domain.machine.state import State, rebased
from deskbreak.domain.machine.step import deadline, heartbeat, next_prompt
from deskbreak.domain.prompt.life import Phase
from deskbreak.domain.time.units import HOUR, MINUTE, SECOND, Instant
from deskbreak.domain.time.working_hours import Hours, wall_at
from deskbreak.domain.vocabulary.effects import Effect
from deskbreak.domain.vocabulary.events import (
    Event,
    GateClosed,
    GateOpened,
    Reason,
    Restarted,
    Ticked,
)
from deskbreak.domain.vocabulary.presence_events import Locked, Unlocked
from deskbreak.domain.vocabulary.routine import Code, Place, Prop
from deskbreak.domain.vocabulary.settings import (
    Personal,
    Profile,
    Rhythm,
    RoutineSettings,
    Settings,
)

T = TypeVar("T")

WEEKS = Path(__file__).parent / "weeks"
SEEDS = range(1, 7)
ZONE = ZoneInfo("Asia/Tokyo")
MONDAY = datetime(2026, 11, 30, 8, 55, tzinfo=ZONE)
DAYS = 4
OFFICE = Hours(week=(((540, 720), (780, 1080)),) * 5 + ((), ()))
SETTINGS = {
    1: Settings(personal=Personal(setup_done=True)),
    2: Settings(hours=OFFICE),
    3: Settings(
        hours=OFFICE,
        rhythm=Rhythm(profile=Profile.JP_MHLW),
        personal=Personal(setup_done=True, codes=frozenset({Code.KNEE, Code.OST})),
    ),
    4: Settings(
        rhythm=Rhythm(every=30 * MINUTE, ceiling=35 * MINUTE, profile=Profile.UK_HSE),
        routines=RoutineSettings(places=frozenset(Place), props=frozenset(Prop)),
        personal=Personal(setup_done=True, floor_allowed=True, stage=3),
    ),
    5: Settings(
        rhythm=Rhythm(every=20 * MINUTE, ceiling=20 * MINUTE, max_snoozes=1, pause=0),
        hours=OFFICE,
        personal=Personal(setup_done=True, stage=2),
    ),
    6: Settings(
        rhythm=Rhythm(taken_after=0, away_after=3 * MINUTE, expires=4 * MINUTE),
        personal=Personal(setup_done=True, red_flag=True),
    ),
}

LENGTHS = (20 * SECOND, MINUTE, 2 * MINUTE, 4 * MINUTE, 7 * MINUTE, 12 * MINUTE, 25 * MINUTE)
ROUTINES = tuple(replace(one, steps=(10, 20, 30), easier_steps=(25, 35)) for one in CATALOGUE)
GATES = tuple(one for one in Reason if one is not Reason.PAUSE)


class Week:
    """One week, and what is told of it."""

    def __init__(self, seed: int) -> None:
        self.lot = random.Random(seed)
        self.it = Simulation(MONDAY, ZONE, SETTINGS[seed], ROUTINES, seed=seed, checks=CHECKS)
        self.it.on_step = self._note
        self.lines: list[str] = []

    def run(self) -> list[str]:
        """Play it."""
        for day in range(DAYS):
            start = self.it.instant_of(MONDAY + timedelta(days=day))
            self.it.run_until(start)
            self.it.feed(Unlocked())
            while self.it.instant < start + 10 * HOUR:
                self._turn()
            self.it.feed(Locked())
            self.lines += [f"  {name}: {value}" for name, value in self._state()]
        return self.lines

    def _turn(self) -> None:
        """Time goes by, then something happens that fits."""
        length = self._draw(LENGTHS)
        it, prompt = self.it, self.it.state.prompt
        if it.state.asking is not None or (prompt is not None and prompt.phase is Phase.STARTED):
            length = min(length, self._draw(range(0, 40 * SECOND, SECOND)))
        it.run_until(it.instant + length)
        asking, prompt = it.state.asking, it.state.prompt
        if self.lot.random() < 0.1:
            self._seldom()
        elif asking is not None:
            it.feed(self._draw(REPLIES[asking.question]))
        elif prompt is None:
            it.feed(self._draw(at_work(it.instant)))
        elif prompt.phase is Phase.STARTED:
            it.feed(self._draw(while_running(prompt.id)))
        else:
            it.feed(self._draw(ANSWERS))

    def _seldom(self) -> None:
        """A gate, a restart, a step of the wall clock, or something else that seldom happens."""
        it = self.it
        match self._draw(range(9)):
            case 0:
                gate = self._draw(GATES)
                it.closed[gate] = it.instant
                it.feed(GateClosed(gate))
            case 1 | 2:
                it.closed.clear()
                it.feed(GateOpened())
            case 3:
                self._restart(self._draw((3 * SECOND, 40 * SECOND, 400 * SECOND)))
            case 4:
                it.offset += self._draw((-5 * MINUTE, 3 * HOUR, -3 * HOUR))
                it.feed(Ticked())
            case _:
                it.feed(self._draw(SELDOM))

    def _draw(self, choices: Sequence[T]) -> T:
        """One of these."""
        return choices[int(self.lot.random() * len(choices))]

    def _restart(self, down: Instant) -> None:
        """The daemon is down for a while; the clock of instants begins anew meanwhile."""
        it, state = self.it, self.it.state
        saved = decode(encode(state), state.settings, state.catalogue, ZONE, checks=state.checks)
        it.state = rebased(saved, 1000)
        it.closed = {reason: since + 1000 for reason, since in it.closed.items()}
        it.offset -= 1000
        it.instant = it.state.at + down
        it.feed(Restarted())

    def _note(self, state: State, event: Event, effects: tuple[Effect, ...]) -> None:
        """One line of what happened, and one of each effect."""
        wall = wall_at(ZONE, state.epoch)
        sitting = f"{state.sitting.firm}+{state.sitting.unsure}"
        waits = [self._clock(one(state)) for one in (next_prompt, deadline, heartbeat)]
        self.lines.append(f"{wall:%d %H:%M:%S} {words(event)} | {sitting} {' '.join(waits)}")
        self.lines += [f"    {words(effect)}" for effect in effects]

    def _clock(self, instant: Instant | None) -> str:
        if instant is None:
            return "-"
        return f"{wall_at(ZONE, instant + self.it.offset):%d %H:%M:%S}"

    def _state(self) -> Iterator[tuple[str, Any]]:
        """What the state came to, without what was given."""
        saved = msgspec.json.decode(encode(self.it.state))
        for name, value in saved.items():
            if name == "memory":
                for inner, one in value.items():
                    if filled(one):
                        yield f"memory {inner}", told(one)
            elif filled(value):
                yield name, told(value)


def filled(value: object) -> bool:
    """Whether a value says something."""
    return value not in (None, False, 0, "", [], {})


def told(value: Any) -> Any:
    """A value in one line, without what says nothing."""
    if isinstance(value, dict):
        return " ".join(f"{name}={told(one)}" for name, one in value.items() if filled(one))
    if isinstance(value, list):
        return ", ".join(str(told(one)) for one in value)
    return value


def words(value: Event | Effect) -> str:
    """An event or an effect in one line."""
    return f"{type(value).__name__} {told(msgspec.to_builtins(value))}".strip()


def tell(seed: int) -> list[str]:
    """All that happened in the week of this seed."""
    return Week(seed).run()


def write() -> None:
    """The files anew."""
    for seed in SEEDS:
        (WEEKS / f"{seed}.txt").write_text("\n".join(tell(seed)) + "\n", "utf-8")


if __name__ == "__main__":
    write()
