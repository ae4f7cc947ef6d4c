from datetime import date

from deskbreak.domain.person import sitting
from deskbreak.domain.person.sitting import Sitting, Today
from deskbreak.domain.time.units import MINUTE
from deskbreak.domain.vocabulary.effects import Outcome

DAY = Today(date(2026, 11, 30))


def test_stretch_is_the_smaller_of_sitting_and_the_time_since_a_prompt() -> None:
    assert sitting.stretch(Sitting(50 * MINUTE), 100 * MINUTE) == 50 * MINUTE
    assert sitting.stretch(Sitting(50 * MINUTE, shown_at=80 * MINUTE), 100 * MINUTE) == 20 * MINUTE
    assert sitting.stretch(Sitting(10 * MINUTE, shown_at=80 * MINUTE), 100 * MINUTE) == 10 * MINUTE


def test_when_stretch_reaches_a_length() -> None:
    assert sitting.reaches(Sitting(30 * MINUTE), 45 * MINUTE, 100 * MINUTE) == 115 * MINUTE
    shown = Sitting(90 * MINUTE, shown_at=80 * MINUTE)
    assert sitting.reaches(shown, 45 * MINUTE, 100 * MINUTE) == 125 * MINUTE


def test_unsure_minutes_are_confirmed_or_taken_back() -> None:
    it = sitting.grow(sitting.grow(Sitting(), 10, unsure=False), 4, unsure=True)
    assert (it.firm, it.unsure, it.total) == (10, 4, 14)
    assert sitting.confirm(it) == Sitting(14)
    assert sitting.take_back(it) == Sitting(10)
    assert sitting.reset(it, 20) == Sitting(since=20)


def test_no_more_can_be_doubted_than_was_sat() -> None:
    assert sitting.doubt(Sitting(10, 1), 4) == Sitting(6, 5)
    assert sitting.doubt(Sitting(3), 4) == Sitting(0, 3)


def test_the_next_full_minute_is_always_ahead() -> None:
    assert sitting.next_full_minute(Sitting(90_000), 500) == 30_500
    assert sitting.next_full_minute(Sitting(60_000), 500) == 60_500


def test_outcomes_are_counted_but_not_the_answers_to_checks() -> None:
    assert sitting.counted(DAY, Outcome.BREAK).breaks == 1
    assert sitting.counted(sitting.counted(DAY, Outcome.DONE), Outcome.DONE).done == 2
    assert sitting.counted(DAY, Outcome.CHECK) == DAY


def test_a_day_grows_and_shrinks_but_never_below_nothing() -> None:
    day = sitting.sat(DAY, 10, 10)
    assert (day.sitting, day.longest) == (10, 10)
    assert sitting.sat(day, -4, 6).sitting == 6
    assert sitting.sat(day, -4, 6).longest == 10
    assert sitting.settled(sitting.sat(day, -40, 0)).sitting == 0


def test_the_longest_sitting_of_a_day_is_never_more_than_its_sitting() -> None:
    since_yesterday = sitting.Sitting(firm=100, unsure=5)
    assert sitting.longest(sitting.sat(DAY, 10, 100), since_yesterday) == 15
    assert sitting.longest(sitting.sat(DAY, 200, 150), since_yesterday) == 150
