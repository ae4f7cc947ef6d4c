"""What was on and when, told from the states that follow one another: the answer to "why".

Rules
- A mark is written when something a person could ask about changes: where they are, what becomes of
  a prompt, what keeps it back, a pause, working hours, down time, other settings.
- Reading without input is present; an idleness that turns out to be an absence is marked at its
  start, which lies in the past.
- What a day came to is noted with every mark, and once more when it is over.
- How a routine felt is noted as its answer only.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from deskbreak.app.journal_marks import (
    COUNTING,
    OFF_HOURS,
    PAUSED,
    RELOADED,
    Course,
    Mark,
    Where,
)
from deskbreak.domain.machine.showing import is_due
from deskbreak.domain.machine.state import State
from deskbreak.domain.person.sitting import stretch
from deskbreak.domain.prompt.life import Phase
from deskbreak.domain.time.units import SECOND, Millis
from deskbreak.domain.vocabulary.effects import Effect, EndDay, Remember
from deskbreak.domain.vocabulary.question_effects import Answer, Reply

ANSWERS = {
    Reply.SAFETY: "hurts-c",
    Reply.RESTS: "hurts-b",
    Reply.SETTLED: "hurts-a",
    Reply.HARD: "hard",
    Reply.THANKS: "good",
}
"""What the person said of a routine, by what they were told at once; the first that fits."""


class DayTotal(NamedTuple):
    """What a day came to so far."""

    day: str
    sitting_s: int
    longest_s: int


class Felt(NamedTuple):
    """How a routine felt."""

    routine: str
    answer: str


class Notes(NamedTuple):
    """What one step adds to the journal."""

    marks: tuple[Mark, ...] = ()
    days: tuple[DayTotal, ...] = ()
    felt: tuple[Felt, ...] = ()


FIRST_READING: Millis = 10 * SECOND
"""Within which the settings of a first run are read; until then those of nobody are in force."""


class Journal:
    """Watches the states go by. ``seen_ms``: when an earlier run wrote last, epoch ms."""

    def __init__(self, seen_ms: int | None) -> None:
        self._seen_ms = seen_ms
        self._began_ms: int | None = None
        """When the very first run began, whose first reading of the settings changes nothing."""
        self._last: State | None = None
        self._shown: tuple[str, str | None] | None = None

    def notes(self, state: State, effects: tuple[Effect, ...]) -> Notes:
        """What is to be kept of a step."""
        marks = tuple(self._marks(state, effects))
        days = tuple(_days(state, effects, marks=bool(marks)))
        self._last = state
        felt = (_felt(one) for one in effects if isinstance(one, Answer))
        return Notes(marks, days, tuple(one for one in felt if one is not None))

    def _marks(self, state: State, effects: tuple[Effect, ...]) -> Iterator[Mark]:
        if self._last is None and self._seen_ms is None:
            self._began_ms = state.epoch
        if self._last is None and self._seen_ms is not None:
            down = min(self._seen_ms, state.epoch) // SECOND
            yield Mark(down, f"{Where.DOWN}{Course.NONE}", 0, 0, 0)
        if self._reloaded(state, effects):
            yield _mark(state, RELOADED, None)
        seen = what(state), about(state)
        if seen != self._shown:
            mark = _mark(state, *seen)
            since = self._away_since(state)
            yield mark if since is None else mark._replace(at=since)
            self._shown = seen

    def _reloaded(self, state: State, effects: tuple[Effect, ...]) -> bool:
        """Whether the person's settings changed; what the program remembers is not that."""
        last = self._last
        if last is None or last.settings is state.settings:
            return False
        told = any(isinstance(one, Remember) for one in effects)
        first = self._began_ms is not None and state.epoch - self._began_ms < FIRST_READING
        return last.settings != state.settings and not told and not first

    def _away_since(self, state: State) -> int | None:
        """When an idleness began that has just turned out to be an absence, epoch seconds."""
        absence = state.presence.absence
        fresh = self._shown is not None and self._shown[0][0] in COUNTING
        if absence is None or not fresh or where(state) is not Where.AWAY:
            return None
        return (absence.since + state.offset) // SECOND


def _days(state: State, effects: tuple[Effect, ...], *, marks: bool) -> Iterator[DayTotal]:
    for one in effects:
        if isinstance(one, EndDay):
            yield _total(one.day, one.sitting, one.longest)
    if marks:
        today = state.today
        yield _total(today.day, today.sitting + state.sitting.unsure, today.longest)


def where(state: State) -> Where:
    """Where the person is; a short idleness is reading."""
    presence = state.presence
    match presence.kind:
        case "present":
            return Where.PRESENT
        case "watching":
            return Where.WATCHING
        case "locked":
            return Where.LOCKED
        case "asleep":
            return Where.ASLEEP
        case "standing":
            return Where.STANDING
        case _:
            return Where.PRESENT if presence.counts else Where.AWAY


def course(state: State) -> Course:
    """How far a prompt has come."""
    prompt, kept = state.prompt, state.holds.kept
    if prompt is not None and prompt.phase is Phase.STARTED:
        return Course.STARTED
    if prompt is not None and prompt.phase is Phase.SHOWN:
        return Course.SHOWN
    if kept is not None:
        return Course.HELD if kept.settled_at is None else Course.SETTLING
    if prompt is not None:
        return Course.SNOOZED if prompt.phase is Phase.SNOOZED else Course.DUE
    return Course.DUE if is_due(state) else Course.NONE


def what(state: State) -> str:
    """The letters of a state."""
    off = "" if state.working else OFF_HOURS
    paused = PAUSED if state.holds.paused else ""
    return f"{where(state)}{course(state)}{off}{paused}"


def about(state: State) -> str | None:
    """The reason of a hold, or the cause and the routine of what is shown."""
    prompt, kept = state.prompt, state.holds.kept
    match course(state):
        case Course.HELD if kept is not None:
            return kept.reason.value
        case Course.SHOWN | Course.STARTED if prompt is not None:
            return f"{prompt.reason.value} {prompt.routine}"
        case _:
            return None


def _felt(answer: Answer) -> Felt | None:
    said = (value for reply, value in ANSWERS.items() if reply in answer.replies)
    found = next(said, None)
    return None if found is None else Felt(answer.routine, found)


def _mark(state: State, letters: str, more: str | None) -> Mark:
    return Mark(
        state.epoch // SECOND,
        letters,
        state.sitting.total // SECOND,
        stretch(state.sitting, state.at) // SECOND,
        state.rhythm.every // SECOND,
        more,
    )


def _total(day: date, sitting: Millis, longest: Millis) -> DayTotal:
    return DayTotal(day.isoformat(), max(0, sitting // SECOND), max(0, longest // SECOND))
