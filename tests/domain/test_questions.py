"""What is asked after a routine, and what the person tells: through the real machine."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from playing import catalogue

from deskbreak.app.simulation import Simulation
from deskbreak.content.checks import load_checks
from deskbreak.domain.choice.memory import Experience, Workday, experience
from deskbreak.domain.person.sitting import Sitting, stood_this_hour
from deskbreak.domain.prompt.question import (
    FIX_STANDS_FOR,
    REPLY_STANDS_FOR,
    STANDS_FOR,
    TOO_LATE,
    Question,
)
from deskbreak.domain.time.units import HOUR, MINUTE, SECOND
from deskbreak.domain.vocabulary.effects import (
    Outcome,
    Record,
    Refuse,
    Remember,
    ShowPrompt,
    ShowSafety,
    StartRoutine,
    Why,
)
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    CheckAnswered,
    Configured,
    Event,
    FeedbackGiven,
    HurtNow,
    OfferAnswered,
    Override,
    PromptWanted,
    Restarted,
    RoutineHidden,
    SafetyDismissed,
    StageChosen,
    Ticked,
    TodayChanged,
)
from deskbreak.domain.vocabulary.lead_events import GuideClosed, GuideFound, GuideOpened
from deskbreak.domain.vocabulary.presence_events import CameBack, WentIdle
from deskbreak.domain.vocabulary.question_effects import (
    Answer,
    AskCheck,
    AskComfort,
    AskKind,
    EndQuestion,
    MakeOffer,
    Proposal,
    Reply,
    ShowFix,
)
from deskbreak.domain.vocabulary.routine import Code, Comfort, Kind
from deskbreak.domain.vocabulary.settings import (
    ChecksSettings,
    Mode,
    Personal,
    Profile,
    Rhythm,
    RoutineSettings,
    Settings,
)

TOKYO = ZoneInfo("Asia/Tokyo")
MONDAY = datetime(2026, 11, 30, 9, tzinfo=TOKYO)
NO_CHECKS = Settings(checks=ChecksSettings(enabled=False), personal=Personal(setup_done=True))
T = TypeVar("T")


def day(settings: Settings = NO_CHECKS) -> Simulation:
    it = Simulation(MONDAY, TOKYO, settings, catalogue(), checks=load_checks())
    it.feed(CameBack())
    return it


def told(it: Simulation, *kinds: type[T]) -> list[T]:
    """What happened since the last time, of these kinds."""
    found: list[T] = [one.effect for one in it.happened if isinstance(one.effect, kinds)]
    it.happened.clear()
    return found


def feed(it: Simulation, *events: Event) -> None:
    for event in events:
        it.feed(event)


def do_one(it: Simulation, routine: str | None = None) -> str:
    """A prompt is asked for, started and done; the id of its routine."""
    feed(it, PromptWanted(routine), Answered(Action.START), Answered(Action.DONE))
    assert it.state.finished is not None
    return it.state.finished.routine


def wait(it: Simulation, length: int) -> None:
    it.run_until(it.instant + length)


def last_shown(it: Simulation) -> str:
    return told(it, ShowPrompt)[-1].routine


def memory_of(it: Simulation, routine: str) -> Experience:
    return experience(it.state.memory, routine)


def test_comfort_is_asked_for_half_a_minute_and_no_answer_is_neutral() -> None:
    it = day()
    routine = do_one(it)
    [asked] = told(it, AskComfort)
    assert asked.routine == routine
    wait(it, 30 * SECOND)
    assert told(it, EndQuestion) == [EndQuestion(asked.id)]
    known = memory_of(it, routine)
    assert (known.good, known.easier_left, known.rests_until) == (0, 0, None)
    assert it.state.asking is None


def test_a_routine_that_ends_by_itself_is_asked_about_as_well() -> None:
    it = day()
    feed(it, PromptWanted(), Answered(Action.START))
    wait(it, MINUTE)
    assert len(told(it, AskComfort)) == 1


def test_what_was_stopped_is_not_asked_about_but_may_be_told() -> None:
    it = day()
    feed(it, PromptWanted("stand-one-minute"), Answered(Action.START), Answered(Action.STOP))
    assert told(it, AskComfort, AskKind) == []
    it.feed(FeedbackGiven(Comfort.HARD))
    assert told(it, Answer)[0].replies == (Reply.HARD,)
    assert memory_of(it, "stand-one-minute").easier_left == 2


def test_how_long_each_question_and_what_is_said_stand_there() -> None:
    assert {
        Question.COMFORT: 30 * SECOND,
        Question.KIND: 30 * SECOND,
        Question.OFFER: 120 * SECOND,
        Question.CHECK: 120 * SECOND,
    } == STANDS_FOR
    assert (REPLY_STANDS_FOR, FIX_STANDS_FOR, TOO_LATE) == (10_000, 30_000, 30_000)


def test_a_question_that_comes_long_after_is_not_asked() -> None:
    it = day()
    feed(it, PromptWanted(), Answered(Action.START))
    it.instant += HOUR  # the machine slept through the end of the routine
    it.feed(Ticked())
    assert told(it, Record)[0].outcome is Outcome.DONE
    assert told(it, AskComfort) == []
    assert it.state.asking is None


def test_comfort_is_told_once() -> None:
    it = day()
    it.feed(FeedbackGiven(Comfort.GOOD))
    assert told(it, Refuse) == [Refuse(Why.NOTHING_TO_FEEL)]
    do_one(it)
    feed(it, FeedbackGiven(Comfort.GOOD), FeedbackGiven(Comfort.GOOD))
    assert told(it, Refuse) == [Refuse(Why.NOTHING_TO_FEEL)]


def test_it_hurts_stops_the_routine_and_asks_what_it_is_like() -> None:
    it = day()
    feed(it, PromptWanted("sit-to-stand"), Answered(Action.START), HurtNow())
    found = told(it, Record, AskKind)
    assert isinstance(found[0], Record)
    assert found[0].outcome is Outcome.STOPPED
    assert isinstance(found[1], AskKind)
    it.feed(FeedbackGiven(Comfort.HURTS, "a"))
    assert told(it, Answer)[0].replies == (Reply.SETTLED,)
    assert it.state.asking is None
    assert memory_of(it, "sit-to-stand").rests_until is not None


def test_it_hurt_counts_as_b_if_nothing_more_is_said() -> None:
    it = day()
    routine = do_one(it)
    it.feed(HurtNow())
    assert len(told(it, AskKind)) == 1
    wait(it, 30 * SECOND)
    assert told(it, Answer)[0].replies == (Reply.RESTS,)
    assert memory_of(it, routine).goods_due == 3


def test_it_hurts_needs_something_that_hurts() -> None:
    it = day()
    it.feed(HurtNow())
    do_one(it)
    wait(it, MINUTE)
    it.feed(HurtNow())
    feed(it, PromptWanted(), Answered(Action.START), HurtNow("an-older-prompt"))
    assert told(it, Refuse) == [Refuse(Why.NOT_RUNNING)] * 3
    assert it.state.guiding


def test_how_the_last_one_felt_may_be_told_while_the_next_one_runs() -> None:
    it = day()
    do_one(it, "hip-hinge")
    feed(it, PromptWanted("sit-to-stand"), Answered(Action.START))
    told(it)
    it.feed(FeedbackGiven(Comfort.GOOD))
    assert it.state.guiding
    assert [one.routine for one in told(it, Answer)] == ["hip-hinge"]


def test_pain_told_of_by_command_ends_the_running_routine() -> None:
    it = day()
    feed(it, PromptWanted("hip-hinge"), Answered(Action.START), FeedbackGiven(Comfort.HURTS))
    assert [one.outcome for one in told(it, Record)] == [Outcome.STOPPED]
    assert memory_of(it, "hip-hinge").hurt_on is not None


def test_a_new_prompt_ends_all_asking() -> None:
    it = day()
    routine = do_one(it)
    feed(it, HurtNow(), PromptWanted())
    assert it.state.asking is None
    assert memory_of(it, routine).hurt_on is not None, "nobody said more, so it counts as b"
    assert told(it, EndQuestion) == [], "what was said stands there for a moment"
    it.run_until(it.instant + 10 * SECOND)
    assert len(told(it, EndQuestion)) == 1


def test_a_question_survives_a_short_restart_and_is_asked_anew() -> None:
    it = day()
    do_one(it)
    told(it)
    it.instant += 5 * SECOND
    it.feed(Restarted())
    assert len(told(it, AskComfort)) == 1
    it.instant += HOUR
    it.feed(Restarted())
    assert it.state.asking is None


def test_worrying_signs_open_the_safety_page_until_it_is_dismissed() -> None:
    it = day()
    do_one(it, "sit-to-stand")
    feed(it, HurtNow(), FeedbackGiven(Comfort.HURTS, "c"))
    assert told(it, ShowSafety) == [ShowSafety()]
    feed(it, PromptWanted("hip-hinge"))
    assert told(it, Refuse)[0].why is Why.EXCLUDED
    it.feed(PromptWanted())
    assert last_shown(it) == "stand-one-minute"
    feed(it, Answered(Action.SKIP), SafetyDismissed(), PromptWanted("hip-hinge"))
    assert last_shown(it) == "hip-hinge"


def test_dismissal_also_takes_a_first_answer_back() -> None:
    flagged = replace(NO_CHECKS, personal=Personal(setup_done=True, red_flag=True))
    it = day(flagged)
    it.feed(PromptWanted())
    assert last_shown(it) == "stand-one-minute"
    it.feed(SafetyDismissed())
    assert told(it, Remember) == [Remember("personal.red_flag", value=False)]
    assert not it.state.settings.personal.red_flag


def test_a_worrying_sign_changes_what_an_open_prompt_offers() -> None:
    it = day()
    do_one(it, "sit-to-stand")
    it.feed(PromptWanted("hip-hinge"))
    told(it)
    it.feed(FeedbackGiven(Comfort.HURTS, "c"))
    assert last_shown(it) == "stand-one-minute"


def guided(it: Simulation) -> str:
    """A routine that a guide leads; the id of its prompt."""
    feed(it, GuideFound(ready=True), PromptWanted(), Answered(Action.START))
    assert it.state.prompt is not None
    id_ = it.state.prompt.id
    it.feed(GuideOpened(id_))
    return id_


def test_a_guide_that_opens_although_it_does_not_lead_is_not_listened_to() -> None:
    it = day()
    feed(it, PromptWanted(), Answered(Action.START))
    prompt = it.state.prompt
    assert prompt is not None
    it.feed(GuideOpened(prompt.id))
    assert it.state.prompt == prompt


def test_a_routine_whose_guide_is_lost_goes_on_and_ends_by_itself() -> None:
    it = day()
    id_ = guided(it)
    wait(it, 5 * MINUTE)
    assert it.state.guiding, "the guide tells the end"
    it.feed(GuideClosed(id_))
    assert [one.outcome for one in told(it, Record)] == [Outcome.DONE]
    it = day()
    id_ = guided(it)
    feed(it, GuideClosed("another"), GuideClosed(id_))
    assert it.state.guiding
    wait(it, MINUTE)
    assert [one.outcome for one in told(it, Record)] == [Outcome.DONE]


def test_what_a_guide_has_asked_is_not_asked_again() -> None:
    it = day(with_checks())
    id_ = guided(it)
    feed(it, Answered(Action.DONE), GuideClosed("another"))
    assert it.state.asking is not None
    it.feed(GuideClosed(id_))
    assert it.state.asking is None
    wait(it, 5 * MINUTE)
    assert told(it, AskCheck) == []


def test_an_offer_stays_when_the_guide_is_closed() -> None:
    it = day()
    ready_for_stage_two(it)
    id_ = guided(it)
    feed(it, Answered(Action.DONE), FeedbackGiven(Comfort.GOOD), GuideClosed(id_))
    assert it.state.asking is not None
    assert it.state.asking.question is Question.OFFER


# Checks.


def with_checks(**changes: object) -> Settings:
    return Settings(
        checks=ChecksSettings(**changes),  # type: ignore[arg-type]  # fields by name
        personal=Personal(setup_done=True),
    )


def test_a_check_rides_after_comfort_and_its_purpose_is_said_once() -> None:
    it = day(with_checks())
    do_one(it)
    it.feed(FeedbackGiven(Comfort.GOOD))
    [first] = told(it, AskCheck)
    assert (first.check, first.first) == ("knees-hips-right-angle", True)
    it.feed(CheckAnswered("yes"))
    row = told(it, Record)[-1]
    assert (row.outcome, row.id, row.detail) == (Outcome.CHECK, "knees-hips-right-angle", "yes")
    do_one(it)
    wait(it, 30 * SECOND)
    [second] = told(it, AskCheck)
    assert (second.check, second.first) == ("screen-height", False)
    wait(it, 2 * MINUTE)
    assert told(it, EndQuestion) == [EndQuestion(second.id)]
    do_one(it)
    wait(it, MINUTE)
    assert told(it, AskCheck) == [], "two a day at most"


def test_after_pain_nothing_more_is_asked() -> None:
    it = day(with_checks())
    do_one(it)
    feed(it, HurtNow(), FeedbackGiven(Comfort.HURTS, "a"))
    wait(it, 5 * MINUTE)
    assert told(it, AskCheck) == []


def test_fix_shows_what_to_change() -> None:
    it = day(with_checks())
    do_one(it)
    feed(it, FeedbackGiven(Comfort.GOOD), CheckAnswered("fix"))
    [fix] = told(it, ShowFix)
    assert fix.check == "knees-hips-right-angle"
    assert it.state.asking is None


def test_answers_to_checks_that_make_no_sense_are_refused() -> None:
    it = day(with_checks())
    feed(it, CheckAnswered("yes"), CheckAnswered("perhaps"), CheckAnswered("no", "sofa"))
    assert told(it, Refuse) == [
        Refuse(Why.NO_CHECK),
        Refuse(Why.NOT_A_CHOICE, "perhaps"),
        Refuse(Why.UNKNOWN_CHECK, "sofa"),
    ]


def test_a_check_may_be_asked_by_hand_and_does_not_count_against_the_day() -> None:
    it = day(with_checks(per_day=1))
    it.feed(CheckAnswered("no", "foot-support"))
    assert told(it, Record)[0].id == "foot-support"
    do_one(it)
    wait(it, 30 * SECOND)
    assert len(told(it, AskCheck)) == 1


# The programme.


def ready_for_stage_two(it: Simulation) -> None:
    memory = replace(
        it.state.memory,
        stage=1,
        stage_completed=8,
        stage_days=4,
        stage_day=it.state.day,
        used_days=11,
    )
    it.state = replace(it.state, memory=memory)


def test_a_stage_is_offered_at_the_end_of_a_prompt_and_accepted() -> None:
    it = day(with_checks())
    ready_for_stage_two(it)
    do_one(it)
    it.feed(FeedbackGiven(Comfort.GOOD))
    assert told(it, MakeOffer, AskCheck) == [MakeOffer(it.state.asking.prompt, Proposal.STAGE)]  # type: ignore[union-attr]  # it is asked
    it.feed(OfferAnswered("accept"))
    assert told(it, Remember) == [Remember("personal.stage", 2)]
    assert it.state.settings.personal.stage == 2
    assert it.state.asking is None
    it.feed(OfferAnswered("accept"))
    assert told(it, Refuse) == [Refuse(Why.NO_OFFER)]


def test_an_offer_waits_where_one_may_look_for_it() -> None:
    it = day()
    ready_for_stage_two(it)
    it.feed(OfferAnswered("perhaps"))
    assert told(it, Refuse) == [Refuse(Why.NOT_A_CHOICE, "perhaps")]
    it.feed(OfferAnswered("decline"))
    assert (it.state.memory.stage_stays, it.state.settings.personal.stage) == (1, 1)
    it.feed(OfferAnswered("accept"))
    assert told(it, Refuse)[-1] == Refuse(Why.NO_OFFER)


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("60", [Remember("rhythm.every", HOUR)]),
        ("standing", [Remember("routines.kinds", frozenset({Kind.STAND_UP}))]),
        ("keep", []),
    ],
)
def test_the_question_of_the_next_morning(choice: str, kept: list[Remember]) -> None:
    it = day()
    yesterday = it.state.day - timedelta(days=1)
    it.state = replace(it.state, memory=replace(it.state.memory, help_on=yesterday))
    do_one(it)
    wait(it, 30 * SECOND)
    assert it.state.asking is not None
    assert it.state.asking.question is Question.OFFER
    it.feed(OfferAnswered(choice))
    assert told(it, Remember) == kept
    wait(it, 45 * MINUTE)


def test_pausing_for_today_is_among_the_answers() -> None:
    it = day()
    yesterday = it.state.day - timedelta(days=1)
    it.state = replace(it.state, memory=replace(it.state.memory, help_on=yesterday))
    it.feed(OfferAnswered("pause"))
    assert it.state.holds.paused


def test_little_done_offers_quiet_mode_once() -> None:
    it = day()
    days = tuple(Workday(it.state.day - timedelta(days=n), shown=8) for n in range(10, 0, -1))
    it.state = replace(it.state, memory=replace(it.state.memory, workdays=days))
    it.feed(OfferAnswered("quiet"))
    assert told(it, Remember) == [Remember("routines.mode", Mode.QUIET)]
    it.feed(OfferAnswered("quiet"))
    assert told(it, Refuse) == [Refuse(Why.NO_OFFER)]


def test_three_missed_in_a_row_make_the_rest_of_the_day_slower() -> None:
    it = day()
    wait(it, 6 * HOUR)
    shown = [one.at for one in it.happened if isinstance(one.effect, ShowPrompt)]
    apart = [(after - before) // timedelta(minutes=1) for before, after in pairwise(shown)]
    assert apart[:2] == [45, 45]
    assert set(apart[2:]) == {60}
    assert it.state.rhythm.ceiling == 75 * MINUTE
    it.run_until(it.instant_of(MONDAY + timedelta(hours=19, minutes=30)))
    assert it.state.rhythm == it.state.settings.rhythm, "a new day began at four"


def test_a_stage_may_be_chosen_at_any_time() -> None:
    it = day()
    feed(it, StageChosen(3), StageChosen(4), StageChosen(-1))
    assert told(it, Refuse, Remember) == [
        Remember("personal.stage", 3),
        Refuse(Why.NO_STAGE, "4"),
        Refuse(Why.NO_STAGE, "-1"),
    ]
    assert (it.state.memory.stage, it.state.settings.personal.stage) == (3, 3)


# What is left out.


def test_a_hidden_routine_leaves_the_open_prompt_and_comes_back_when_it_is_shown_again() -> None:
    it = day()
    feed(it, PromptWanted("hip-hinge"), RoutineHidden("hip-hinge"), RoutineHidden("sofa"))
    assert it.state.prompt is not None
    assert it.state.prompt.routine != "hip-hinge"
    assert told(it, Refuse) == [Refuse(Why.UNKNOWN_ROUTINE, "sofa")]
    it.feed(RoutineHidden("hip-hinge", hidden=False))
    assert told(it, Remember) == [Remember("personal.hidden", frozenset())]


def test_a_code_that_is_ticked_changes_what_an_open_or_snoozed_prompt_offers() -> None:
    it = day()
    dizzy = Personal(setup_done=True, codes=frozenset({Code.DIZZY}))
    it.feed(PromptWanted("hip-hinge"))
    feed(it, Answered(Action.SNOOZE), Configured(replace(NO_CHECKS, personal=dizzy)))
    assert it.state.prompt is not None
    assert it.state.prompt.routine != "hip-hinge"
    feed(it, Configured(NO_CHECKS), Answered(Action.SKIP), PromptWanted("march-at-desk"))
    told(it)
    it.feed(Configured(replace(NO_CHECKS, personal=dizzy)))
    assert [(one.routine, one.easier) for one in told(it, ShowPrompt)] == [("march-at-desk", True)]


@pytest.mark.parametrize("gone", ["hip-hinge", "walk-one-minute"])
def test_a_routine_that_is_gone_after_a_restart_gives_way_to_another(gone: str) -> None:
    it = day()
    it.feed(PromptWanted(gone))
    left = tuple(one for one in it.state.catalogue if one.id != gone)
    it.state = replace(it.state, catalogue=left)
    told(it)
    it.feed(Restarted())
    assert last_shown(it) != gone


def test_a_running_routine_goes_on_when_settings_change() -> None:
    it = day()
    feed(it, PromptWanted("hip-hinge"), Answered(Action.START), RoutineHidden("hip-hinge"))
    assert it.state.guiding


def test_with_nothing_else_left_it_is_the_plain_standing_minute() -> None:
    only = Settings(
        routines=RoutineSettings(kinds=frozenset({Kind.LIFTING})),
        personal=Personal(setup_done=True),
    )
    it = day(only)
    feed(it, PromptWanted("lift-practice"))
    told(it)
    it.feed(RoutineHidden("lift-practice"))
    assert last_shown(it) == "stand-one-minute"


def test_seated_for_today_changes_a_standing_routine_and_keeps_a_seated_one() -> None:
    it = day()
    feed(it, PromptWanted("hip-hinge"), TodayChanged(Override.SEATED))
    assert it.state.prompt is not None
    seated = it.state.prompt.routine
    assert seated != "hip-hinge"
    told(it)
    feed(it, TodayChanged(Override.SEATED), Answered(Action.START), TodayChanged(Override.SEATED))
    [started] = told(it, StartRoutine)
    assert (started.routine, started.seated) == (seated, True)
    feed(it, Answered(Action.DONE), TodayChanged(Override.ELSEWHERE), TodayChanged(None))
    assert it.state.memory.override is None


def test_seated_for_today_keeps_the_routine_if_there_is_no_other() -> None:
    only = Settings(
        routines=RoutineSettings(kinds=frozenset({Kind.LIFTING})),
        personal=Personal(setup_done=True),
    )
    it = day(only)
    feed(it, PromptWanted("lift-practice"), TodayChanged(Override.SEATED))
    assert it.state.prompt is not None
    assert it.state.prompt.routine == "lift-practice"


def test_the_mode_that_changes_while_a_prompt_is_open_changes_it_too() -> None:
    seated_only = RoutineSettings(mode=Mode.SEATED_ONLY)
    it = day()
    it.feed(PromptWanted("hip-hinge"))
    told(it)
    it.feed(Configured(replace(NO_CHECKS, routines=seated_only)))
    assert last_shown(it) != "hip-hinge"
    feed(it, PromptWanted("hip-hinge"), Configured(replace(NO_CHECKS, routines=seated_only)))
    assert it.state.prompt is not None
    assert it.state.prompt.routine == "hip-hinge", "it was asked for by name"


def test_back_to_normal_the_open_prompt_is_standing_again() -> None:
    it = day()
    feed(it, TodayChanged(Override.SEATED), PromptWanted(), TodayChanged(None))
    assert it.state.prompt is not None
    assert not it.state.prompt.seated


def test_seated_instead_ends_seated() -> None:
    it = day()
    feed(it, PromptWanted("hip-hinge"), Answered(Action.SEATED), Answered(Action.START))
    assert told(it, StartRoutine)[0].seated


def test_the_first_three_times_all_steps_are_shown() -> None:
    it = day()
    for _ in range(4):
        do_one(it, "sit-to-stand")
    assert [one.learn for one in told(it, StartRoutine)] == [True, True, True, False]


# Rhythm profiles and the hour.


def pauses(profile: Profile, breaks: Iterable[tuple[int, int]]) -> list[bool]:
    """For each prompt, whether it suggests a longer pause; breaks are (from, length) in minutes."""
    it = day(replace(NO_CHECKS, rhythm=Rhythm(profile=profile)))
    start = it.instant
    for begins, length in breaks:
        while it.instant < start + begins * MINUTE:
            wait(it, MINUTE)
            it.feed(Answered(Action.SKIP))
        it.feed(WentIdle())
        it.run_until(start + (begins + length) * MINUTE)
        it.feed(CameBack())
    while it.instant < start + 4 * HOUR:
        wait(it, MINUTE)
        it.feed(Answered(Action.SKIP))
    return [one.worked > 0 for one in told(it, ShowPrompt)]


def test_profiles_suggest_a_longer_pause_in_the_next_prompt() -> None:
    assert pauses(Profile.SOURCE, []) == [False] * 5
    assert pauses(Profile.JP_MHLW, []) == [False, True, False, True, False]
    assert pauses(Profile.UK_HSE, [(50, 6), (105, 6)]) == [False, False, False, True]


def test_whether_the_person_stood_within_the_hour() -> None:
    assert not stood_this_hour(Sitting(), 0)
    assert stood_this_hour(Sitting(since=0), HOUR - 1)
    assert not stood_this_hour(Sitting(since=0), HOUR)


def test_pain_told_of_while_a_check_stands_there_ends_the_asking() -> None:
    it = day(Settings(personal=Personal(setup_done=True)))
    do_one(it)
    feed(it, FeedbackGiven(Comfort.HARD))
    assert told(it, AskCheck) != []
    feed(it, PromptWanted(None), Answered(Action.START), Answered(Action.DONE))
    wait(it, 31 * SECOND)
    assert told(it, AskCheck) != []
    feed(it, FeedbackGiven(Comfort.HURTS, "b"))
    assert it.state.asking is None
    feed(it, CheckAnswered("yes"))
    assert [one.why for one in told(it, Refuse)] == [Why.NO_CHECK]


@pytest.mark.parametrize("earlier", [3, 4, 5])
@pytest.mark.parametrize("again", [Answered(Action.ANOTHER), None])
def test_after_seated_instead_whatever_takes_its_place_is_done_seated_too(
    earlier: int, again: Event | None
) -> None:
    by_id = {one.id: one for one in catalogue()}
    it = day()
    for _ in range(earlier):
        do_one(it)
    feed(it, PromptWanted(None), Answered(Action.SEATED))
    shown = last_shown(it)
    assert by_id[shown].seated_only
    feed(it, again or RoutineHidden(shown, hidden=True))
    assert by_id[last_shown(it)].seated_only


def test_stepping_up_leaves_what_was_asked_for_from_above() -> None:
    it = day()
    feed(it, PromptWanted("desk-bird-dog"), StageChosen(2))
    assert it.state.prompt is not None
    assert it.state.prompt.routine == "desk-bird-dog"


def test_stepping_back_changes_what_an_open_prompt_offers_from_above() -> None:
    it = day(replace(NO_CHECKS, personal=Personal(setup_done=True, stage=3)))
    feed(it, PromptWanted("desk-bird-dog"), StageChosen(3))
    assert last_shown(it) == "desk-bird-dog"
    feed(it, StageChosen(1))
    by_id = {one.id: one for one in catalogue()}
    assert by_id[last_shown(it)].stage <= 1


def test_a_check_put_up_anew_after_a_restart_was_asked_once() -> None:
    it = day(Settings(personal=Personal(setup_done=True)))
    do_one(it)
    feed(it, FeedbackGiven(Comfort.GOOD))
    check = told(it, AskCheck)[-1].check
    feed(it, Restarted())
    assert [one.check for one in told(it, AskCheck)] == [check]
    assert [one.times for one in it.state.memory.checks if one.check == check] == [1]
