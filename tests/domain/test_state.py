"""The first state, and the same state on another clock: every instant moves, and nothing else."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from domain.catalogue import CATALOGUE, CHECKS

from deskbreak.domain.choice.memory import Memory
from deskbreak.domain.machine.state import State, begin, rebased
from deskbreak.domain.person.presence import Absence, Activity, Presence
from deskbreak.domain.person.sitting import Sitting, Today
from deskbreak.domain.prompt.hold import Holds, Kept
from deskbreak.domain.prompt.life import Lead, Phase, Prompt
from deskbreak.domain.prompt.question import Asking, Question, Statement
from deskbreak.domain.time.units import HOUR, MINUTE, Now
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.effects import Cause
from deskbreak.domain.vocabulary.events import Reason
from deskbreak.domain.vocabulary.settings import Rhythm, Settings

TOKYO = ZoneInfo("Asia/Tokyo")
MONDAY = date(2026, 11, 30)
TEN = datetime(2026, 11, 30, 10, tzinfo=TOKYO)
EPOCH = int(TEN.timestamp()) * 1000
OFFICE = Settings(hours=Hours(week=(((540, 720), (780, 1080)),) * 5 + ((), ())))


def on_clock(more: int) -> State:
    """A state in which every instant is known; on a clock that shows so much more."""
    return State(
        at=1 + more,
        offset=2 - more,
        today=Today(MONDAY),
        watched_since=3 + more,
        sitting=Sitting(firm=30, unsure=31, shown_at=4 + more, since=5 + more, worked=32),
        asking=Asking(Question.CHECK, "1", "a", since=6 + more, until=7 + more),
        statement=Statement("1", 8 + more),
        presence=Presence(
            input_at=9 + more,
            idle_since=10 + more,
            stand_until=11 + more,
            quiet_since=12 + more,
            absence=Absence(since=13 + more, proof=14 + more, length=33, standing=34),
        ),
        holds=Holds(
            on=((Reason.CALL, 15 + more), (Reason.PAUSE, 16 + more)),
            pause_until=17 + more,
            kept=Kept(Reason.CALL, 18 + more, settled_at=19 + more),
        ),
        prompt=Prompt(
            "1",
            "a",
            Phase.SHOWN,
            Cause.DUE,
            shown_at=20 + more,
            expires_at=21 + more,
            back_at=22 + more,
            ends_at=23 + more,
        ),
    )


@pytest.mark.parametrize("shift", [1000, -1000, 0])
def test_on_another_clock_every_instant_moves_and_nothing_else(shift: int) -> None:
    assert rebased(on_clock(0), shift) == on_clock(shift)
    assert rebased(on_clock(0), shift).epoch == on_clock(0).epoch == 3


def test_what_is_not_known_is_not_known_on_another_clock() -> None:
    nothing = State(1, 2, Today(MONDAY))
    moved = State(1001, -998, Today(MONDAY), presence=Presence(input_at=1000, idle_since=1000))
    assert rebased(nothing, 1000) == moved
    held = State(1, 2, Today(MONDAY), holds=Holds(kept=Kept(Reason.CALL, 7)))
    assert rebased(held, 1000).holds == Holds(kept=Kept(Reason.CALL, 1007))


def test_at_first_nobody_is_there_and_nothing_was_counted() -> None:
    first = begin(Now(5000, TEN), OFFICE, CATALOGUE, 7, CHECKS)
    assert first == State(
        at=5000,
        offset=EPOCH - 5000,
        today=Today(MONDAY),
        settings=OFFICE,
        catalogue=CATALOGUE,
        checks=CHECKS,
        zone=TOKYO,
        working=True,
        presence=Presence(input_at=5000, idle_since=5000),
        seed=7,
    )
    assert (first.epoch, first.day) == (EPOCH, MONDAY)
    assert first.instant(EPOCH + 1) == 5001
    night = begin(Now(0, datetime(2026, 11, 30, 3, tzinfo=TOKYO)), OFFICE)
    assert (night.working, night.today, night.seed) == (False, Today(date(2026, 11, 29)), 0)
    assert begin(Now(0, datetime(2026, 11, 30, 3)), Settings()).zone is UTC  # noqa: DTZ001 - none


def test_the_slow_rhythm_is_that_of_its_day_alone() -> None:
    slow = State(0, EPOCH, Today(MONDAY), zone=TOKYO, memory=Memory(slow_on=MONDAY))
    assert slow.rhythm == Rhythm(every=HOUR, ceiling=75 * MINUTE)
    assert slow.rhythm_at(EPOCH + 17 * HOUR) == slow.rhythm
    assert slow.rhythm_at(EPOCH + 18 * HOUR) == Rhythm()
    assert slow.rhythm_at(EPOCH - 7 * HOUR) == Rhythm()


@pytest.mark.parametrize(
    ("phase", "lead", "easier", "ends"),
    [
        (Phase.STARTED, Lead.STEPS, False, (60_000,)),
        (Phase.STARTED, Lead.CUE, False, ()),
        (Phase.STARTED, Lead.GUIDE, False, ()),
        (Phase.STARTED, Lead.STOP_RULE, False, ()),
        (Phase.SHOWN, Lead.STEPS, False, ()),
        (Phase.STARTED, Lead.STEPS, True, (60_000,)),
    ],
)
def test_steps_end_only_where_the_notification_leads(
    phase: Phase, lead: Lead, easier: bool, ends: tuple[int, ...]
) -> None:
    prompt = Prompt("1", "hip-hinge", phase, Cause.DUE, 0, 0, easier, lead=lead, ends_at=60_000)
    state = State(0, EPOCH, Today(MONDAY), catalogue=CATALOGUE, prompt=prompt)
    assert state.step_ends == ends
    assert state.guiding is (phase is Phase.STARTED)


HERE = Presence(Activity.PRESENT)


@pytest.mark.parametrize(
    ("working", "there", "phase", "counts"),
    [
        (True, True, Phase.SHOWN, True),
        (False, True, Phase.SHOWN, False),
        (True, False, Phase.SHOWN, False),
        (True, True, Phase.STARTED, False),
    ],
)
def test_sitting_grows_in_working_hours_for_who_is_there_and_does_nothing_else(
    working: bool, there: bool, phase: Phase, counts: bool
) -> None:
    prompt = Prompt("1", "hip-hinge", phase, Cause.DUE, 0, 0)
    person = HERE if there else Presence()
    state = State(0, EPOCH, Today(MONDAY), working=working, presence=person, prompt=prompt)
    assert state.counts is counts
