import pytest
from msgspec.structs import replace

from deskbreak.domain.prompt import answers, life
from deskbreak.domain.prompt.life import Phase, Prompt
from deskbreak.domain.time.units import MINUTE, SECOND
from deskbreak.domain.vocabulary.effects import Cause, Outcome, Why
from deskbreak.domain.vocabulary.events import Action, Reason
from deskbreak.domain.vocabulary.settings import Rhythm

R = Rhythm()
SHOWN = Prompt("1", "hip-hinge", Phase.SHOWN, Cause.DUE, shown_at=1000, expires_at=601_000)
STARTED = life.start(SHOWN, MINUTE, 5000)
SNOOZED = replace(SHOWN, phase=Phase.SNOOZED)
WITHDRAWN = replace(SHOWN, phase=Phase.WITHDRAWN)


@pytest.mark.parametrize("it", [SHOWN, STARTED, SNOOZED, WITHDRAWN])
def test_done_is_accepted_in_every_phase(it: Prompt) -> None:
    assert answers.answer(it, Action.DONE, None, R, 9000) is Outcome.DONE


@pytest.mark.parametrize(
    ("it", "action", "result"),
    [
        (STARTED, Action.STOP, Outcome.STOPPED),
        (SHOWN, Action.STOP, Why.NOT_RUNNING),
        (STARTED, Action.START, Why.RUNNING),
        (STARTED, Action.SKIP, Why.RUNNING),
        (STARTED, Action.ANOTHER, Why.RUNNING),
        (SHOWN, Action.SKIP, Outcome.SKIPPED),
        (SNOOZED, Action.SKIP, Outcome.SKIPPED),
        (SNOOZED, Action.SNOOZE, Why.NOTHING_OPEN),
        (SNOOZED, Action.START, SNOOZED),
        (SHOWN, Action.ANOTHER, SHOWN),
    ],
)
def test_what_an_answer_makes_of_a_prompt(
    it: Prompt, action: Action, result: answers.Answer
) -> None:
    assert answers.answer(it, action, None, R, 9000) == result


def test_a_snooze_takes_the_first_length_unless_one_is_named() -> None:
    first = answers.snooze(SHOWN, None, R, 9000)
    named = answers.snooze(SHOWN, 15 * MINUTE, R, 9000)
    assert first.back_at == 9000 + 5 * MINUTE
    assert named.back_at == 9000 + 15 * MINUTE
    assert (first.phase, first.snoozes) == (Phase.SNOOZED, 1)


def test_a_length_not_offered_is_refused_before_the_limit() -> None:
    spent = replace(SHOWN, snoozes=2)
    assert answers.answer(spent, Action.SNOOZE, 7 * MINUTE, R, 9000) is Why.NOT_OFFERED
    assert answers.answer(spent, Action.SNOOZE, 5 * MINUTE, R, 9000) is Why.NO_SNOOZE_LEFT
    for action in Action:
        if action is not Action.SNOOZE:
            plain = answers.answer(SHOWN, action, None, R, 9000)
            assert answers.answer(SHOWN, action, 7 * MINUTE, R, 9000) == plain
    assert answers.answer(SNOOZED, Action.SNOOZE, 7 * MINUTE, R, 9000) is Why.NOTHING_OPEN
    assert answers.answer(spent, Action.START, None, R, 9000) == spent
    assert life.snoozes_left(spent, R) == 0
    assert life.snoozes_left(replace(SHOWN, snoozes=2), replace(R, max_snoozes=1)) == 0


def test_what_was_asked_for_passes_holds_only_until_it_is_put_off_or_started() -> None:
    asked = replace(SHOWN, passes=frozenset({Reason.CALL}))
    snoozed = answers.snooze(asked, None, R, 9000)
    assert snoozed.passes == frozenset()
    assert life.start(asked, MINUTE, 9000).passes == frozenset()


def test_each_showing_has_its_full_time_but_a_restart_gives_none() -> None:
    again = life.shown(SHOWN, Cause.RELEASED, R, 300_000)
    assert again.expires_at == 300_000 + 10 * MINUTE
    back = life.shown(replace(WITHDRAWN, returns=True), Cause.RESTORED, R, 300_000)
    assert (back.expires_at, back.returns) == (601_000, False)
    late = life.shown(replace(WITHDRAWN, returns=True), Cause.RESTORED, R, 700_000)
    assert late.expires_at == 700_000 + SECOND


@pytest.mark.parametrize(
    ("steps", "seconds", "ends"),
    [
        ((10, 20, 30), 60, (15_000, 35_000, 65_000)),
        ((), 60, (65_000,)),
        ((20, 30), 60, (35_000, 65_000)),
    ],
)
def test_steps_end_with_the_routine(
    steps: tuple[int, ...], seconds: int, ends: tuple[int, ...]
) -> None:
    assert life.step_ends(STARTED, steps, seconds) == ends


@pytest.mark.parametrize(("at", "step"), [(0, 1), (14, 1), (15, 2), (34, 2), (35, 3), (65, 3)])
def test_which_step_is_on(at: int, step: int) -> None:
    assert life.step_at((15, 35, 65), at) == step


def test_a_start_and_a_showing_change_no_more_than_they_must() -> None:
    told = replace(
        SHOWN, snoozes=1, changes=2, step=3, guided=True, passes=frozenset({Reason.CALL})
    )
    begun = replace(told, phase=Phase.STARTED, ends_at=69_000, passes=frozenset(), step=0)
    assert life.start(told, MINUTE, 9000) == begun
    guide = life.start(told, MINUTE, 9000, life.Lead.GUIDE)
    assert guide == replace(begun, lead=life.Lead.GUIDE)
    again = life.shown(told, Cause.RELEASED, R, 9000)
    assert again == replace(told, reason=Cause.RELEASED, shown_at=9000, expires_at=609_000)


def test_a_routine_ends_by_itself_and_a_guide_that_hangs_ten_minutes_later() -> None:
    assert (life.ends(STARTED), life.ended(STARTED)) == (5000 + MINUTE, Outcome.DONE)
    guided = replace(STARTED, guided=True)
    assert (life.ends(guided), life.ended(guided)) == (5000 + 11 * MINUTE, Outcome.STOPPED)
