"""Promises (evidence, section 7) that only whole days show: through the real machine."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from playing import DAYS, Fields, catalogue, configure, run

from deskbreak.app.day_output import Happened
from deskbreak.app.simulation import Simulation
from deskbreak.app.tray_view import menu
from deskbreak.content.checks import load_checks
from deskbreak.domain.choice.eligibility import find
from deskbreak.domain.choice.memory import experience
from deskbreak.domain.time.units import MINUTE
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.effects import Outcome, Record, Refuse, ShowPrompt, WithdrawPrompt
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    CheckAnswered,
    FeedbackGiven,
    HurtNow,
    OfferAnswered,
    PromptWanted,
    Reason,
)
from deskbreak.domain.vocabulary.presence_events import CameBack, TypingBegan, WentIdle
from deskbreak.domain.vocabulary.question_effects import AskCheck, MakeOffer, Proposal
from deskbreak.domain.vocabulary.routine import Comfort, Region
from deskbreak.domain.vocabulary.settings import Personal, Rhythm, Settings

TOKYO = ZoneInfo("Asia/Tokyo")
MONDAY = datetime(2026, 11, 30, 9, tzinfo=TOKYO)
OFFICE = Hours(week=(((9 * 60, 17 * 60),),) * 5 + ((), ()))
KNOWN = Settings(hours=OFFICE, personal=Personal(setup_done=True))


def office(settings: Settings = KNOWN, seed: int = 0) -> Simulation:
    """Monday at nine: the person sits down."""
    it = Simulation(MONDAY, TOKYO, settings, catalogue(), seed, checks=load_checks())
    it.feed(CameBack())
    return it


def shown(it: Simulation) -> list[tuple[datetime, ShowPrompt]]:
    return [(one.at, one.effect) for one in it.happened if isinstance(one.effect, ShowPrompt)]


@pytest.mark.parametrize("typing", [False, True])
@pytest.mark.parametrize(("every", "most"), [(45, 10), (60, 8)])
def test_m2_unsolicited_prompts_keep_their_distance(every: int, most: int, typing: bool) -> None:
    rhythm = Rhythm(every=every * MINUTE, ceiling=(every + 15) * MINUTE)
    it = office(replace(KNOWN, rhythm=rhythm))
    if typing:
        it.feed(TypingBegan())
    for _ in range(8 * 60):
        it.run_until(it.instant + MINUTE)
        it.feed(Answered(Action.SKIP))
    times = [at for at, _ in shown(it)]
    assert 0 < len(times) <= most
    assert min(after - before for before, after in pairwise(times)) >= timedelta(minutes=every)


def test_m3_every_worked_hour_holds_an_offer_to_stand() -> None:
    it = office()
    it.feed(TypingBegan())
    for _ in range(8 * 60):
        it.run_until(it.instant + MINUTE)
        it.feed(Answered(Action.SKIP))
    times = [MONDAY, *(at for at, _ in shown(it)), MONDAY + timedelta(hours=8)]
    assert max(after - before for before, after in pairwise(times)) <= timedelta(hours=1)


def test_m8_one_action_answers_and_a_routine_needs_nothing_more() -> None:
    for action in (Action.START, Action.DONE, Action.SKIP, Action.SNOOZE):
        it = office()
        it.feed(PromptWanted())
        it.feed(Answered(action))
        assert not [one for one in it.happened if isinstance(one.effect, Refuse)]
    it = office()
    it.feed(PromptWanted())
    it.feed(Answered(Action.START))
    it.run_until(it.instant + MINUTE)
    rows = [one.effect for one in it.happened if isinstance(one.effect, Record)]
    assert [one.outcome for one in rows] == [Outcome.DONE]


def test_m9_two_snoozes_at_most_and_no_second_alert() -> None:
    it = office()
    it.feed(PromptWanted())
    for _ in range(3):
        it.feed(Answered(Action.SNOOZE))
        it.run_until(it.instant + 5 * MINUTE)
    snoozed = [one for one in it.happened if _outcome(one) is Outcome.SNOOZED]
    assert len(snoozed) == 2
    it.happened.clear()
    it.run_until(it.instant + 5 * MINUTE)
    assert [_outcome(one) for one in it.happened if _outcome(one)] == [Outcome.MISSED]
    assert shown(it) == []
    assert any(isinstance(one.effect, WithdrawPrompt) for one in it.happened)


@pytest.mark.parametrize("reason", [one for one in Reason if one is not Reason.PAUSE])
def test_m10_nothing_during_a_hold_and_one_prompt_after_it(reason: Reason) -> None:
    effects = run(
        [
            '{"at": "2026-11-30T09:00:00", "event": "present"}',
            f'{{"at": "2026-11-30T09:30:00", "event": "busy", "reason": "{reason}"}}',
            '{"at": "2026-11-30T12:30:00", "event": "free"}',
        ],
        settings=KNOWN,
        until=MONDAY + timedelta(hours=3, minutes=40),
    )
    prompts = [(one["at"][11:], one["reason"]) for one in effects if one["effect"] == "prompt"]
    assert prompts == [("12:30:30", "released")]


def test_m11_checks_ride_on_finished_prompts_two_a_day_at_most() -> None:
    it = office()
    for _ in range(8 * 60):
        it.run_until(it.instant + MINUTE)
        it.feed(Answered(Action.DONE))
    asked = [place for place, one in enumerate(it.happened) if isinstance(one.effect, AskCheck)]
    assert len(asked) == 2
    for place in asked:
        before = [_outcome(one) for one in it.happened[:place] if _outcome(one)]
        assert before[-1] is Outcome.DONE


def test_m15_the_stop_rule_is_one_action_away_and_stopping_counts_as_done() -> None:
    it = office()
    it.feed(PromptWanted("stand-one-minute"))
    it.feed(Answered(Action.START))
    entries = [one.command for one in menu(it.state, "en", str)]
    assert "when-to-stop" in entries
    it.feed(HurtNow())
    assert it.state.memory.stage_completed == 1
    assert it.state.memory.workdays[-1].completed == 1


# Eight weeks.


def weeks(it: Simulation, count: int) -> Iterator[int]:
    """The minutes of so many working weeks, nine to five; the person goes home at night."""
    for day in range(7 * count):
        opening = MONDAY + timedelta(days=day)
        it.run_until(it.instant_of(opening))
        if opening.weekday() >= 5:
            continue
        it.feed(CameBack())
        for minute in range(8 * 60):
            it.run_until(it.instant_of(opening + timedelta(minutes=minute)))
            yield day
        it.feed(WentIdle())


def test_eight_weeks_of_a_user_who_does_most_of_it() -> None:
    it = office()
    offers: list[tuple[int, Proposal]] = []
    stages: dict[int, int] = {}
    seen = 0
    hurt_on: int | None = None
    rested: list[int] = []
    for day in weeks(it, 8):
        it.feed(Answered(Action.DONE))
        for one in it.happened[seen:]:
            if isinstance(one.effect, MakeOffer):
                offers.append((day, one.effect.proposal))
                it.feed(OfferAnswered("accept"))
            elif isinstance(one.effect, AskCheck):
                it.feed(CheckAnswered("yes"))
            elif isinstance(one.effect, ShowPrompt) and one.effect.routine == "seated-cat-cow":
                if hurt_on is None and day >= 7:
                    hurt_on = day
                    it.feed(FeedbackGiven(Comfort.HURTS, "b"))
                elif hurt_on is not None:
                    rested.append(day)
        seen = len(it.happened)
        stages.setdefault(it.state.settings.personal.stage, day)
    assert [proposal for _, proposal in offers] == [Proposal.STAGE, Proposal.STAGE]
    assert set(stages) == {1, 2, 3}
    assert stages[2] >= 10, "from the third week of use on"
    assert stages[3] >= 20, "from the fifth"
    assert hurt_on is not None
    assert min(rested) > hurt_on
    assert experience(it.state.memory, "seated-cat-cow").rests_until is not None
    first_day = [effect for at, effect in shown(it) if at < MONDAY + timedelta(days=1)]
    regions = {find(catalogue(), one.routine).region for one in first_day[:7]}
    assert regions == set(Region)
    checks = [one for one in it.happened if isinstance(one.effect, AskCheck)]
    assert {one.effect.check for one in checks if isinstance(one.effect, AskCheck)} == {
        one.id for one in load_checks() if one.group != "rhythm"
    }
    early = [one for one in checks if one.at < MONDAY + timedelta(weeks=2)]
    late = [one for one in checks if one.at > MONDAY + timedelta(weeks=6)]
    assert len(late) * 2 < len(early), "three yes in a row ask less"


def test_eight_weeks_of_a_user_who_never_answers() -> None:
    it = office()
    for _ in weeks(it, 8):
        pass
    offers = [one for one in it.happened if isinstance(one.effect, MakeOffer)]
    kinds = [one.effect.proposal for one in offers if isinstance(one.effect, MakeOffer)]
    assert kinds == [Proposal.RHYTHM, Proposal.QUIET, Proposal.RHYTHM], "once in twenty days"
    for one in offers:
        before = [at for at, _ in shown(it) if at.date() == one.at.date() and at < one.at]
        assert before == [], "at the first sitting of a day"
    by_day: dict[str, int] = {}
    for at, _ in shown(it):
        by_day[f"{at:%F}"] = by_day.get(f"{at:%F}", 0) + 1
    assert max(by_day.values()) <= 10
    assert it.state.settings.personal.stage == 1


def test_a_stage_comes_through_simulate_as_data() -> None:
    lines = []
    for day in range(11):
        for hour in (9, 10, 11):
            at = MONDAY + timedelta(days=day, hours=hour - 9)
            stamp = at.replace(tzinfo=None).isoformat()
            lines.append(f'{{"at": "{stamp}", "event": "now"}}')
            lines.append(f'{{"at": "{stamp}", "event": "answer", "action": "done"}}')
    lines.append('{"at": "2026-12-10T11:10:00", "event": "offer", "choice": "accept"}')
    lines.append('{"at": "2026-12-10T11:20:00", "event": "config", "set": {"rhythm.every": "50m"}}')
    effects: list[Fields] = run(lines, configure=configure(DAYS / "always.toml"))
    assert next(one for one in effects if one["effect"] == "offer")["offer"] == "stage"
    assert not [one for one in effects if one["effect"] == "refused"]


def _outcome(one: Happened) -> Outcome | None:
    """The outcome, if a record happened."""
    return one.effect.outcome if isinstance(one.effect, Record) else None
