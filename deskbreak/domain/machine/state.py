"""All that the core knows. A state is a value; ``step`` makes a new one from it.

Rules
- Every instant in a state moves when the clock of instants begins anew (``rebased``).
- The rhythm in force is ``rhythm_at``; the settings know only the person's wish.
"""

from datetime import UTC, date, tzinfo

from msgspec import Struct, field
from msgspec.structs import replace

from deskbreak.domain.choice.eligibility import find
from deskbreak.domain.choice.memory import Memory
from deskbreak.domain.person.presence import Presence
from deskbreak.domain.person.sitting import Sitting, Today
from deskbreak.domain.programme import rhythm_help
from deskbreak.domain.prompt.hold import Holds
from deskbreak.domain.prompt.life import Lead, Phase, Prompt, step_ends
from deskbreak.domain.prompt.question import Asking, Finished, Statement
from deskbreak.domain.time import working_hours
from deskbreak.domain.time.units import Instant, Millis, Now
from deskbreak.domain.vocabulary.routine import Check, Routine
from deskbreak.domain.vocabulary.settings import Rhythm, Settings

NOT_SAVED = frozenset({"settings", "catalogue", "checks", "zone"})
"""Fields that are given anew at every start; the others survive it."""


class State(Struct, frozen=True):
    """One moment of the machine.

    ``at`` is the instant up to which everything is accounted for; ``offset`` is epoch milliseconds
    minus instant, as the wall clock was last read.
    """

    at: Instant
    offset: Millis
    today: Today
    settings: Settings = field(default_factory=Settings)
    catalogue: tuple[Routine, ...] = ()
    checks: tuple[Check, ...] = ()
    zone: tzinfo = UTC
    working: bool = True
    """Whether ``at`` lies inside working hours."""
    presence: Presence = field(default_factory=Presence)
    sitting: Sitting = field(default_factory=Sitting)
    holds: Holds = field(default_factory=Holds)
    prompt: Prompt | None = None
    memory: Memory = field(default_factory=Memory)
    asking: Asking | None = None
    """The question that stands in place of a finished routine."""
    statement: Statement | None = None
    """What is said in place of a question at present."""
    guide_ready: bool = False
    """A guide could lead a routine, as far as is known."""
    finished: Finished | None = None
    """The last routine that was done or stopped."""
    watched_since: Instant | None = None
    """Since when gates are watched; None: they rest."""
    gates_known: bool = False
    """Every gate has answered since then."""
    prompts: int = 0
    """How many there were in all; part of each id."""
    seed: int = 0

    @property
    def epoch(self) -> int:
        """The wall clock at ``at``, milliseconds since 1970-01-01 UTC."""
        return self.at + self.offset

    @property
    def day(self) -> date:
        """The day that ``at`` belongs to."""
        return working_hours.day_at(self.settings.hours, self.zone, self.epoch)

    @property
    def rhythm(self) -> Rhythm:
        """The rhythm in force today."""
        return self.rhythm_at(self.epoch)

    def rhythm_at(self, epoch: int) -> Rhythm:
        """The rhythm in force at a wall-clock time."""
        if self.memory.slow_on is None:
            return self.settings.rhythm
        day = working_hours.day_at(self.settings.hours, self.zone, epoch)
        return rhythm_help.rhythm_on(self.memory, self.settings.rhythm, day)

    @property
    def guiding(self) -> bool:
        """Whether a routine is running."""
        return self.prompt is not None and self.prompt.phase is Phase.STARTED

    @property
    def step_ends(self) -> tuple[Instant, ...]:
        """When each step of the running routine ends, if the notification leads step by step."""
        prompt = self.prompt
        if prompt is None or prompt.phase is not Phase.STARTED or prompt.lead is not Lead.STEPS:
            return ()
        routine = find(self.catalogue, prompt.routine)
        steps = routine.easier_steps if prompt.easier else routine.steps
        return step_ends(prompt, steps, routine.seconds)

    @property
    def counts(self) -> bool:
        """Whether sitting grows right now."""
        return self.working and self.presence.counts and not self.guiding

    def instant(self, epoch: int) -> Instant:
        """The instant of a wall-clock time, as the clocks stand now."""
        return epoch - self.offset


def begin(
    now: Now,
    settings: Settings,
    catalogue: tuple[Routine, ...] = (),
    seed: int = 0,
    checks: tuple[Check, ...] = (),
) -> State:
    """The first state: nobody is there yet, nothing has been counted."""
    zone = now.wall.tzinfo or UTC
    return State(
        at=now.instant,
        offset=now.epoch - now.instant,
        today=Today(working_hours.day_at(settings.hours, zone, now.epoch)),
        settings=settings,
        catalogue=catalogue,
        checks=checks,
        zone=zone,
        working=working_hours.is_working(settings.hours, zone, now.epoch),
        presence=Presence(input_at=now.instant, idle_since=now.instant),
        seed=seed,
    )


def rebased(state: State, shift: Millis) -> State:
    """The same state on another clock: every instant moves by ``shift``, the wall clock does not.

    The clock of instants begins anew when the machine boots.
    """
    presence, prompt, holds = state.presence, state.prompt, state.holds
    absence, kept = presence.absence, holds.kept
    return replace(
        state,
        at=state.at + shift,
        offset=state.offset - shift,
        watched_since=_moved(state.watched_since, shift),
        sitting=replace(
            state.sitting,
            shown_at=_moved(state.sitting.shown_at, shift),
            since=_moved(state.sitting.since, shift),
        ),
        asking=state.asking
        and replace(
            state.asking,
            since=state.asking.since + shift,
            until=_moved(state.asking.until, shift),
        ),
        statement=state.statement and replace(state.statement, until=state.statement.until + shift),
        presence=replace(
            presence,
            input_at=presence.input_at + shift,
            idle_since=presence.idle_since + shift,
            stand_until=_moved(presence.stand_until, shift),
            quiet_since=_moved(presence.quiet_since, shift),
            absence=absence
            and replace(absence, since=absence.since + shift, proof=absence.proof + shift),
        ),
        holds=replace(
            holds,
            on=tuple((reason, since + shift) for reason, since in holds.on),
            pause_until=_moved(holds.pause_until, shift),
            kept=kept
            and replace(kept, since=kept.since + shift, settled_at=_moved(kept.settled_at, shift)),
        ),
        prompt=prompt
        and replace(
            prompt,
            shown_at=prompt.shown_at + shift,
            expires_at=prompt.expires_at + shift,
            back_at=prompt.back_at + shift,
            ends_at=prompt.ends_at + shift,
        ),
    )


def _moved(instant: Instant | None, shift: Millis) -> Instant | None:
    """An instant on the other clock."""
    return None if instant is None else instant + shift
