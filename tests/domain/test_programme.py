from datetime import date

import pytest
from domain.catalogue import BY_ID
from domain.choosing import MONDAY, SMALLEST, TUESDAY, Days, later, settings
from msgspec.structs import replace

from deskbreak.domain.choice.memory import Experience, Memory, Workday
from deskbreak.domain.choice.memory_updates import with_experience
from deskbreak.domain.choice.weekly_focus import FOCUS, focus_routines
from deskbreak.domain.programme import stages
from deskbreak.domain.programme.rhythm_help import (
    heeded,
    ignores,
    missed,
    rhythm_on,
    skipped,
    told,
    untold,
)
from deskbreak.domain.programme.stages import (
    CHOICES,
    Keep,
    PauseToday,
    Wish,
    completed,
    in_stage,
    pending,
    proposed,
    riding,
)
from deskbreak.domain.time.units import HOUR, MINUTE
from deskbreak.domain.vocabulary.question_effects import Proposal
from deskbreak.domain.vocabulary.routine import Kind
from deskbreak.domain.vocabulary.settings import Mode, Rhythm, Settings


def answer(
    memory: Memory, wishes: Settings, proposal: Proposal, choice: str, day: date = MONDAY
) -> tuple[Memory, tuple[Wish, ...]] | None:
    return stages.answer(memory, wishes, proposal, choice, day)


def done(counts: list[int], stage: int = 1, memory: Memory | None = None) -> Memory:
    """So many completed prompts on each day, one day after the other, after weeks of use."""
    known = Memory(used_days=30) if memory is None else memory
    for number, count in enumerate(counts):
        for _ in range(count):
            known = completed(known, stage, later(number))
    return known


def wished(memory: Memory, proposal: Proposal, choice: str, wishes: Settings) -> tuple[Wish, ...]:
    result = answer(memory, wishes, proposal, choice)
    assert result is not None
    return result[1]


# Stages.


@pytest.mark.parametrize(
    ("counts", "ready"),
    [([2, 2, 2, 2], True), ([5, 1, 1, 1], True), ([2, 2, 2, 1], False), ([8, 8, 8], False)],
)
def test_a_stage_needs_eight_completed_on_four_days(counts: list[int], ready: bool) -> None:
    expected = Proposal.STAGE if ready else None

    assert pending(done(counts), SMALLEST, later(3)) is expected


def test_the_last_stage_has_no_next() -> None:
    assert pending(done([2] * 4, stage=3), settings(stage=3), later(4)) is None
    assert pending(done([2] * 4, stage=0), settings(stage=0), later(4)) is Proposal.STAGE


@pytest.mark.parametrize("uneasy", ["resting", "safety", "eased"])
def test_no_stage_while_something_rests(uneasy: str) -> None:
    memory = done([2] * 4)
    day = later(4)
    match uneasy:
        case "resting":
            memory = with_experience(memory, Experience("hip-hinge", rests_until=later(5)))
        case "safety":
            memory = replace(memory, safety_pause=True)
        case _:
            memory = replace(memory, eased_until=later(5))

    assert pending(memory, SMALLEST, day) is None
    if uneasy != "safety":
        assert pending(memory, SMALLEST, later(5)) is Proposal.STAGE


def test_the_count_belongs_to_the_present_stage() -> None:
    memory = done([2] * 4)

    assert pending(memory, settings(stage=2), later(4)) is None
    memory = completed(memory, 2, later(4))
    assert (memory.stage, memory.stage_completed, memory.stage_days) == (2, 1, 1)


def test_accepting_moves_on_and_the_count_begins_anew() -> None:
    memory = done([2] * 4)
    result = answer(memory, SMALLEST, Proposal.STAGE, "accept")

    assert result == (in_stage(memory, 2), (Keep("personal.stage", 2),))
    assert result[0].stage_completed == 0


@pytest.mark.parametrize(("stage", "days"), [(0, 0), (1, 10), (2, 20)])
def test_a_stage_needs_its_weeks_with_the_program(stage: int, days: int) -> None:
    memory = replace(done([2] * 4, stage), used_days=days)
    early = replace(memory, used_days=days - 1)

    assert pending(memory, settings(stage=stage), later(4)) is Proposal.STAGE
    if days:
        assert pending(early, settings(stage=stage), later(4)) is None
        unfinished = replace(early, used_days=days, workdays=(Workday(later(4), 1, 0),))
        assert pending(unfinished, settings(stage=stage), later(4)) is None


def test_after_stay_not_for_ten_working_days_and_after_the_second_not_again() -> None:
    memory = proposed(done([2] * 4), Proposal.STAGE, later(3))
    for again in (10, None):
        result = answer(memory, SMALLEST, Proposal.STAGE, "decline", later(3))
        assert result is not None
        memory, wishes = result
        assert wishes == ()
        since = memory.stage_stayed_at
        for days in range(10):
            memory = replace(memory, used_days=since + days)
            assert pending(memory, SMALLEST, later(30)) is None
        for days in (11, 10):
            memory = replace(memory, used_days=since + days)
            offered = riding(memory, SMALLEST, later(30))
            assert offered is (Proposal.STAGE if again else None)
    memory = replace(memory, used_days=1000)
    assert pending(memory, SMALLEST, later(30)) is None
    assert in_stage(memory, 2).stage_stays == 0


def test_a_stage_rides_once_and_then_waits_to_be_looked_for() -> None:
    memory = done([2] * 4)
    assert riding(memory, SMALLEST, later(4)) is Proposal.STAGE
    memory = proposed(memory, Proposal.STAGE, later(4))

    assert riding(memory, SMALLEST, later(4)) is None
    assert riding(memory, SMALLEST, later(40)) is None
    assert pending(memory, SMALLEST, later(40)) is Proposal.STAGE


def test_a_user_of_eight_weeks_is_offered_each_stage_when_its_conditions_hold() -> None:
    days = Days()
    moved: dict[int, int] = {}
    for number in range(56):
        if number % 7 < 5:
            for _ in range(3):
                days.prompt()
                stage = days.settings.personal.stage
                days.memory = completed(days.memory, stage, days.day)
                if riding(days.memory, days.settings, days.day) is Proposal.STAGE:
                    result = answer(days.memory, days.settings, Proposal.STAGE, "accept")
                    assert result is not None
                    days.memory, (wish,) = result
                    assert isinstance(wish, Keep)
                    assert isinstance(wish.value, int)
                    days.settings = settings(stage=wish.value)
                    moved[wish.value] = number
        days.next_day()

    assert moved == {2: 14, 3: 28}
    assert all(one.shown == one.completed == 3 for one in days.memory.workdays)


# Weekly focus.


def test_each_focus_names_known_routines() -> None:
    assert len(FOCUS) == 5
    for week in FOCUS:
        assert week <= BY_ID.keys()


def test_the_focus_of_the_week_leads() -> None:
    assert focus_routines(Memory(), MONDAY) == FOCUS[0]
    assert focus_routines(Memory(focus_week=2, focus_since=MONDAY), later(6)) == FOCUS[1]
    assert focus_routines(Memory(focus_week=2, focus_since=MONDAY), later(7)) == FOCUS[2]
    assert focus_routines(Memory(focus_week=5, focus_since=MONDAY), later(90)) == FOCUS[4]


# Staying useful.


def miss(memory: Memory, count: int) -> Memory:
    for _ in range(count):
        memory = missed(memory, MONDAY)
    return memory


@pytest.mark.parametrize(
    ("rhythm", "every", "ceiling"),
    [
        (Rhythm(), 60, 75),
        (Rhythm(every=90 * MINUTE, ceiling=105 * MINUTE), 90, 105),
        (Rhythm(every=30 * MINUTE, ceiling=120 * MINUTE), 60, 120),
    ],
)
def test_three_missed_in_a_row_slow_the_rest_of_that_day(
    rhythm: Rhythm, every: int, ceiling: int
) -> None:
    memory = miss(Memory(), 3)
    slow = rhythm_on(memory, rhythm, MONDAY)

    assert (slow.every, slow.ceiling) == (every * MINUTE, ceiling * MINUTE)
    assert replace(slow, every=rhythm.every, ceiling=rhythm.ceiling) == rhythm
    assert rhythm_on(memory, rhythm, TUESDAY) == rhythm


def test_an_answer_in_between_breaks_the_row() -> None:
    for between in (heeded(miss(Memory(), 2)), completed(miss(Memory(), 2), 1, MONDAY)):
        assert rhythm_on(miss(between, 2), Rhythm(), MONDAY) == Rhythm()
        assert rhythm_on(miss(between, 3), Rhythm(), MONDAY) != Rhythm()


def test_the_next_morning_has_one_question() -> None:
    memory = miss(Memory(), 3)
    assert pending(memory, SMALLEST, MONDAY) is None
    assert riding(memory, SMALLEST, TUESDAY) is Proposal.RHYTHM
    memory = proposed(memory, Proposal.RHYTHM, TUESDAY)

    assert riding(memory, SMALLEST, TUESDAY) is None
    assert pending(memory, SMALLEST, TUESDAY) is Proposal.RHYTHM
    assert pending(memory, SMALLEST, later(2)) is None


def test_a_question_noted_under_a_clock_that_was_ahead_comes_all_the_same() -> None:
    assert pending(Memory(help_on=later(9)), SMALLEST, MONDAY) is Proposal.RHYTHM
    assert pending(Memory(help_on=MONDAY), SMALLEST, MONDAY) is None


def test_three_missed_or_skipped_in_a_row_ask_without_slowing() -> None:
    memory = skipped(skipped(missed(Memory(), MONDAY), MONDAY), MONDAY)

    assert rhythm_on(memory, Rhythm(), MONDAY) == Rhythm()
    assert pending(memory, SMALLEST, MONDAY) is None
    assert pending(memory, SMALLEST, TUESDAY) is Proposal.RHYTHM
    assert not ignores(memory)
    assert ignores(miss(Memory(), 3))
    assert not ignores(skipped(miss(Memory(), 3), MONDAY))
    broken = skipped(skipped(heeded(skipped(Memory(), MONDAY)), MONDAY), MONDAY)
    assert pending(broken, SMALLEST, TUESDAY) is None


@pytest.mark.parametrize("choice", ["keep", None, "60"])
def test_not_asked_again_for_twenty_working_days_unless_it_was_changed(choice: str | None) -> None:
    memory = told(replace(miss(Memory(), 3), used_days=5), Proposal.RHYTHM, TUESDAY)
    if choice is not None:
        result = answer(memory, SMALLEST, Proposal.RHYTHM, choice, TUESDAY)
        assert result is not None
        memory = result[0]
    soon = miss(replace(memory, used_days=24), 3)
    late = miss(replace(memory, used_days=25), 3)

    again = pending(soon, SMALLEST, later(2)) is Proposal.RHYTHM
    assert again is (choice == "60")
    assert pending(late, SMALLEST, later(2)) is Proposal.RHYTHM


def test_it_is_told_before_the_first_prompt_of_a_day_and_once() -> None:
    memory = miss(Memory(), 3)
    assert untold(memory, MONDAY) is None
    assert untold(memory, TUESDAY) is Proposal.RHYTHM
    assert untold(told(memory, Proposal.RHYTHM, TUESDAY), TUESDAY) is None
    assert untold(replace(memory, workdays=(Workday(TUESDAY, 1, 0),)), TUESDAY) is None
    little = history(8, 0)
    assert untold(little, later(12)) is Proposal.QUIET
    assert untold(told(little, Proposal.QUIET, later(12)), later(12)) is None


def test_after_keep_nothing_of_it_for_twenty_working_days() -> None:
    little = replace(history(8, 0), used_days=10)
    result = answer(replace(little, help_on=MONDAY), SMALLEST, Proposal.RHYTHM, "keep", later(12))
    assert result is not None

    assert pending(result[0], SMALLEST, later(12)) is None
    later_on = replace(result[0], used_days=30)
    assert pending(later_on, SMALLEST, later(12)) is Proposal.QUIET


@pytest.mark.parametrize(
    ("choice", "wishes"),
    [
        ("45", (Keep("rhythm.every", 45 * MINUTE),)),
        ("60", (Keep("rhythm.every", 60 * MINUTE),)),
        ("standing", (Keep("routines.kinds", frozenset({Kind.STAND_UP})),)),
        ("pause", (PauseToday(),)),
        ("keep", ()),
        ("decline", ()),
    ],
)
def test_the_answers_about_the_rhythm(choice: str, wishes: tuple[Wish, ...]) -> None:
    memory = miss(Memory(), 3)
    result = answer(memory, SMALLEST, Proposal.RHYTHM, choice)

    assert result is not None
    assert (result[0].slow_on, result[0].help_on, result[1]) == (None, None, wishes)
    assert pending(result[0], SMALLEST, TUESDAY) is None


def history(shown: int, done_on_last: int, days: int = 10) -> Memory:
    each = [Workday(later(number), shown, 0) for number in range(days)]
    each[-1] = replace(each[-1], completed=done_on_last)
    return Memory(workdays=tuple(each))


@pytest.mark.parametrize(
    ("memory", "told"),
    [
        (history(8, 19), True),
        (history(8, 20), False),
        (history(8, 0, days=9), False),
        (replace(history(8, 0), quiet_answered=True), False),
        (replace(history(8, 0), quiet_proposed_on=later(5)), False),
    ],
)
def test_little_completed_over_ten_working_days_is_noticed_once(memory: Memory, told: bool) -> None:
    today = replace(memory, workdays=(*memory.workdays, Workday(later(20), 1, 1)))

    assert riding(today, SMALLEST, later(20)) is (Proposal.QUIET if told else None)


def test_that_proposal_waits_for_its_day_and_never_comes_again() -> None:
    memory = proposed(history(8, 0), Proposal.QUIET, later(10))

    assert pending(memory, SMALLEST, later(10)) is Proposal.QUIET
    assert pending(memory, SMALLEST, later(11)) is None
    result = answer(memory, SMALLEST, Proposal.QUIET, "decline")
    assert result is not None
    assert pending(result[0], SMALLEST, later(10)) is None


@pytest.mark.parametrize(
    ("every", "choice", "wish"),
    [
        (45, "quiet", Keep("routines.mode", Mode.QUIET)),
        (45, "fewer", Keep("rhythm.every", 60 * MINUTE)),
        (60, "fewer", Keep("rhythm.every", 75 * MINUTE)),
        (239, "fewer", Keep("rhythm.every", 4 * HOUR)),
    ],
)
def test_the_answers_about_fewer_prompts(every: int, choice: str, wish: Keep) -> None:
    wishes = replace(SMALLEST, rhythm=Rhythm(every=every * MINUTE, ceiling=8 * HOUR))

    assert wished(history(8, 0), Proposal.QUIET, choice, wishes) == (wish,)


def test_one_proposal_a_day_the_question_first() -> None:
    memory = replace(done([2] * 4), help_on=later(3))
    assert riding(memory, SMALLEST, later(4)) is Proposal.RHYTHM
    memory = proposed(memory, Proposal.RHYTHM, later(4))
    result = answer(memory, SMALLEST, Proposal.RHYTHM, "keep")
    assert result is not None

    assert riding(result[0], SMALLEST, later(4)) is None
    assert riding(result[0], SMALLEST, later(5)) is Proposal.STAGE


@pytest.mark.parametrize("proposal", list(Proposal))
def test_another_word_is_no_answer(proposal: Proposal) -> None:
    assert answer(Memory(), SMALLEST, proposal, "perhaps") is None
    for choice in (*CHOICES[proposal], "decline"):
        assert answer(Memory(), SMALLEST, proposal, choice) is not None
