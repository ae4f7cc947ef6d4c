"""Days of choosing, without a clock: settings by their words, and prompts one after another."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.catalogue import CATALOGUE, IDS
from msgspec.structs import replace

from deskbreak.domain.choice import rotation
from deskbreak.domain.choice.eligibility import barred, ground
from deskbreak.domain.choice.memory import Memory
from deskbreak.domain.choice.memory_updates import changed, offered
from deskbreak.domain.choice.rotation import Choice
from deskbreak.domain.vocabulary.routine import Code, Kind, Place, Prop, Routine
from deskbreak.domain.vocabulary.settings import (
    Mode,
    Personal,
    RoutineSettings,
    Settings,
    StandPolicy,
)

MONDAY = date(2026, 3, 2)
TUESDAY = MONDAY + timedelta(days=1)


def later(days: int) -> date:
    """So many days after Monday."""
    return MONDAY + timedelta(days=days)


def settings(
    *,
    stage: int = 1,
    codes: str = "",
    wall: bool = False,
    floor: bool = False,
    towel: bool = False,
    mode: Mode = Mode.ALL,
    discreet: int = 0,
    strict: bool = False,
    kinds: frozenset[Kind] = frozenset(),
    hide: str = "",
    setup_done: bool = True,
) -> Settings:
    """Settings by what matters to choosing; ``hide`` takes numbers."""
    usual = RoutineSettings()
    places = {Place.WALL: wall, Place.FLOOR: floor}
    return Settings(
        routines=replace(
            usual,
            places=usual.places | {place for place, wanted in places.items() if wanted},
            props=usual.props | ({Prop.TOWEL} if towel else set()),
            mode=mode,
            discreet=discreet,
            stand_policy=StandPolicy.STRICT_SOURCE if strict else StandPolicy.BALANCED,
            kinds=kinds,
            hide=frozenset(IDS[number] for number in hide.split()),
        ),
        personal=Personal(
            setup_done=setup_done,
            codes=frozenset(Code(code) for code in codes.split()),
            floor_allowed=floor,
            stage=stage,
        ),
    )


SMALLEST = settings()
"""Stage 1 without floor, wall or towel: 15 routines."""

EVERYTHING = settings(stage=3, wall=True, floor=True, towel=True)


def only(*numbers: str) -> tuple[Routine, ...]:
    """A catalogue of these routines alone."""
    return tuple(one for one in CATALOGUE if one.number in numbers)


@dataclass
class Days:
    """Prompts offered one after another, each remembered."""

    settings: Settings = SMALLEST
    catalogue: tuple[Routine, ...] = CATALOGUE
    seed: int = 0
    memory: Memory = field(default_factory=Memory)
    day: date = MONDAY

    def prompt(self) -> Choice:
        """The next prompt of the day."""
        choice = rotation.choose(self.catalogue, self.memory, self.settings, self.day, self.seed)
        self.memory = offered(self.memory, choice.routine.id, self.day)
        return choice

    def prompts(self, count: int) -> list[Routine]:
        """The routines of the next prompts of the day."""
        return [self.prompt().routine for _ in range(count)]

    def name(self, number: str) -> None:
        """A prompt with a routine that was named by hand."""
        self.memory = offered(self.memory, IDS[number], self.day)

    def change(self, *, seated: bool = False) -> Choice | None:
        """Another routine for the open prompt, or one to be done seated."""
        choice = rotation.change(
            self.catalogue, self.memory, self.settings, self.day, self.seed, seated=seated
        )
        if choice is not None:
            self.memory = changed(self.memory, choice.routine.id)
        return choice

    def next_day(self, days: int = 1) -> None:
        """Another day begins."""
        self.day += timedelta(days=days)

    def remember(self, change: Callable[[Memory], Memory]) -> None:
        """Something else happens that is remembered."""
        self.memory = change(self.memory)


def eligible(wishes: Settings, memory: Memory | None = None, day: date = MONDAY) -> set[str]:
    """Numbers of the routines that are not barred for the next prompt."""
    known = Memory() if memory is None else memory
    on = ground(CATALOGUE, known, wishes, day, known.prompts + 1)
    return {one.number for one in CATALOGUE if barred(one, on) is None}


def lost_by(choice: Choice, number: str) -> str:
    """Why a routine was not the choice."""
    return next(str(one.by) for one in choice.lost if one.routine == IDS[number])
