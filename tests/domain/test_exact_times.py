"""What falls exactly on an edge: of a span, of a pause, of down time, of a day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from domain.catalogue import CATALOGUE, CHECKS
from msgspec.structs import replace

from deskbreak.app.simulation import Simulation
from deskbreak.domain.machine.state import State
from deskbreak.domain.machine.step import next_prompt
from deskbreak.domain.machine.transition import Transition
from deskbreak.domain.person.presence import Absence, Presence
from deskbreak.domain.person.sitting import Sitting, Today
from deskbreak.domain.prompt.life import Phase
from deskbreak.domain.prompt.question import Asking, Question, Statement
from deskbreak.domain.time.units import MINUTE
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.effects import EndDay, Outcome, Record
from deskbreak.domain.vocabulary.events import Paused, PromptWanted, Restarted, Ticked
from deskbreak.domain.vocabulary.presence_events import CameBack, WentIdle
from deskbreak.domain.vocabulary.question_effects import EndQuestion
from deskbreak.domain.vocabulary.settings import Personal, Settings

TOKYO = ZoneInfo("Asia/Tokyo")
MONDAY = date(2026, 11, 30)


def at_work(hours: Hours | None = None, hour: int = 9, minute: int = 0) -> Simulation:
    """A person who has just come, on Monday at this time."""
    start = datetime(2026, 11, 30, hour, minute, tzinfo=TOKYO)
    settings = Settings(hours=hours or Hours(), personal=Personal(setup_done=True))
    it = Simulation(start, TOKYO, settings, CATALOGUE, checks=CHECKS)
    it.feed(CameBack())
    return it


@pytest.mark.parametrize(("end", "comes"), [(585, None), (586, 45 * MINUTE)])
def test_a_prompt_due_with_the_end_of_a_span_does_not_come(end: int, comes: int | None) -> None:
    assert next_prompt(at_work(Hours(week=(((540, end),),) * 7)).state) == comes


def test_what_is_due_with_the_end_of_a_pause_was_not_kept_back() -> None:
    it = at_work()
    it.feed(Paused(45 * MINUTE))
    assert next_prompt(it.state) == 45 * MINUTE


@pytest.mark.parametrize(("back", "open_"), [(30, True), (31, False)])
def test_a_clock_set_back_to_the_start_of_a_span_stays_inside(back: int, open_: bool) -> None:
    it = at_work(Hours(week=(((540, 720),),) * 7), 9, 30)
    it.feed(PromptWanted())
    it.offset -= back * MINUTE
    it.feed(Ticked())
    assert (it.state.prompt is not None) is open_


def test_a_clock_set_back_over_four_is_in_the_day_before() -> None:
    it = at_work(hour=4, minute=5)
    it.offset -= 20 * MINUTE
    it.feed(Ticked())
    assert it.state.today.day == date(2026, 11, 29)


def test_what_was_missed_while_down_was_missed_by_who_had_left() -> None:
    it = at_work()
    it.run_until(20 * MINUTE)
    it.feed(PromptWanted())
    it.feed(WentIdle())
    it.run_until(22 * MINUTE)
    it.instant += 6 * MINUTE
    it.feed(Restarted())
    rows = [one.effect for one in it.happened if isinstance(one.effect, Record)]
    assert [(one.outcome, one.sitting) for one in rows] == [(Outcome.MISSED, 20 * MINUTE)]


def test_what_was_said_before_a_restart_is_said_no_more() -> None:
    it = at_work()
    it.state = replace(it.state, statement=Statement("1", MINUTE))
    it.feed(Restarted())
    assert it.state.statement is None


def test_what_a_hold_took_away_is_as_it_was_after_a_restart() -> None:
    it = at_work()
    it.feed(PromptWanted())
    assert it.state.prompt is not None
    kept = replace(it.state.prompt, phase=Phase.WITHDRAWN)
    change = Transition(replace(it.state, prompt=kept))
    change.advance(replace(it.now(), instant=it.instant + MINUTE), down=True)
    assert change.state.prompt == kept


@pytest.mark.parametrize(("proof", "then"), [(100, 50), (99, 99), (200, 200)])
def test_what_proves_an_absence_goes_back_with_its_beginning_alone(proof: int, then: int) -> None:
    absence = Absence(since=100, proof=proof)
    change = Transition(State(300, 0, Today(MONDAY), presence=Presence(absence=absence)))
    change.reach_back(50)
    assert change.state.presence.absence == Absence(since=50, length=50, proof=then)


@pytest.mark.parametrize(
    ("sat", "unsure", "longest", "told"),
    [(0, 0, 0, False), (0, 0, 9, True), (0, 5, 0, True), (7, 0, 0, True), (7, 5, 9, True)],
)
def test_a_day_on_which_anything_was_sat_is_kept(
    sat: int, unsure: int, longest: int, told: bool
) -> None:
    it = at_work()
    over = Today(date(2026, 11, 29), sitting=sat, longest=longest)
    change = Transition(replace(it.state, today=over, sitting=Sitting(unsure=unsure)))
    change.keep_day()
    assert change.effects == ([EndDay(over.day, sat + unsure, longest)] if told else [])
    assert change.state.today == Today(MONDAY)


@pytest.mark.parametrize(("said", "asked"), [("1", "2"), ("2", "1"), ("1", "1")])
def test_what_is_said_of_the_same_prompt_alone_stays_when_its_question_goes(
    said: str, asked: str
) -> None:
    asking = Asking(Question.COMFORT, asked, "hip-hinge", 0, until=9)
    state = replace(at_work().state, statement=Statement(said, 9), asking=asking)
    change = Transition(state)
    change.drop_question()
    assert change.effects == ([] if said == asked else [EndQuestion(asked)])
    assert change.state.statement == state.statement
