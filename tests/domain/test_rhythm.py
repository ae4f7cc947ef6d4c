from datetime import date

import pytest

from deskbreak.domain.person import sitting
from deskbreak.domain.person.sitting import Sitting, Today
from deskbreak.domain.time.units import HOUR, MINUTE
from deskbreak.domain.vocabulary.effects import Outcome
from deskbreak.domain.vocabulary.settings import Profile, Rhythm

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


@pytest.mark.parametrize(
    ("outcome", "day"),
    [
        (Outcome.DONE, Today(DAY.day, done=1)),
        (Outcome.TAKEN, Today(DAY.day, taken=1)),
        (Outcome.SKIPPED, Today(DAY.day, skipped=1)),
        (Outcome.MISSED, Today(DAY.day, missed=1)),
        (Outcome.SNOOZED, Today(DAY.day, snoozed=1)),
        (Outcome.STOPPED, Today(DAY.day, stopped=1)),
        (Outcome.BREAK, Today(DAY.day, breaks=1)),
    ],
)
def test_each_outcome_has_its_own_count(outcome: Outcome, day: Today) -> None:
    assert sitting.counted(DAY, outcome) == day


@pytest.mark.parametrize(
    ("since", "stood"), [(None, False), (0, True), (1, True), (-1, False), (HOUR, True)]
)
def test_standing_counts_for_less_than_an_hour(since: int | None, stood: bool) -> None:
    assert sitting.stood_this_hour(Sitting(since=since), HOUR - 1) is stood


@pytest.mark.parametrize(
    ("profile", "worked", "suggests"),
    [
        (Profile.SOURCE, 10 * HOUR, False),
        (Profile.JP_MHLW, 60 * MINUTE - 1, False),
        (Profile.JP_MHLW, 60 * MINUTE, True),
        (Profile.UK_HSE, 50 * MINUTE - 1, False),
        (Profile.UK_HSE, 50 * MINUTE, True),
    ],
)
def test_after_how_long_a_profile_suggests_a_pause(
    profile: Profile, worked: int, suggests: bool
) -> None:
    assert sitting.suggests_pause(Sitting(worked=worked), Rhythm(profile=profile)) is suggests


@pytest.mark.parametrize(
    ("profile", "away", "worked"),
    [
        (Profile.SOURCE, 7 * MINUTE, 0),
        (Profile.SOURCE, 7 * MINUTE - 1, 90),
        (Profile.JP_MHLW, 10 * MINUTE, 0),
        (Profile.JP_MHLW, 10 * MINUTE - 1, 90),
        (Profile.UK_HSE, 5 * MINUTE, 0),
        (Profile.UK_HSE, 5 * MINUTE - 1, 90),
    ],
)
def test_how_long_a_pause_begins_the_count_of_work_anew(
    profile: Profile, away: int, worked: int
) -> None:
    rhythm = Rhythm(profile=profile, away_after=7 * MINUTE)
    it = Sitting(firm=5, unsure=3, shown_at=2, since=1, worked=90)
    paused = Sitting(firm=5, unsure=3, shown_at=2, since=1, worked=worked)
    assert sitting.paused_for(it, rhythm, away) == paused


def test_what_changes_sitting_leaves_the_rest_of_it() -> None:
    it = Sitting(firm=10, unsure=4, shown_at=7, since=3, worked=90)
    assert sitting.grow(it, 2, unsure=True) == Sitting(10, 6, 7, 3, 90)
    assert sitting.grow(it, 2, unsure=False) == Sitting(12, 4, 7, 3, 90)
    assert sitting.doubt(it, 2) == Sitting(8, 6, 7, 3, 90)
    assert sitting.confirm(it) == Sitting(14, 0, 7, 3, 90)
    assert sitting.take_back(it) == Sitting(10, 0, 7, 3, 90)
    assert sitting.reset(it, 20) == Sitting(0, 0, 7, 20, 90)


def test_a_day_grows_and_shrinks_but_never_below_nothing() -> None:
    day = sitting.sat(DAY, 10, 10)
    assert (day.sitting, day.longest) == (10, 10)
    assert sitting.sat(day, -4, 6).sitting == 6
    assert sitting.sat(day, -4, 6).longest == 10
    assert sitting.settled(sitting.sat(day, -40, 0)).sitting == 0


def test_the_longest_sitting_of_a_day_is_never_more_than_its_sitting() -> None:
    since_yesterday = sitting.Sitting(firm=100, unsure=6)
    assert sitting.longest(sitting.sat(DAY, 10, 100), since_yesterday) == 16
    assert sitting.longest(sitting.sat(DAY, 200, 150), since_yesterday) == 150
