from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from deskbreak.domain.time import working_hours
from deskbreak.domain.time.units import HOUR, MINUTE
from deskbreak.domain.time.working_hours import Hours

TOKYO, BERLIN = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Berlin")
ALWAYS, NEVER = Hours(), Hours(week=((),) * 7)
OFFICE = Hours(week=(((540, 720), (780, 1080)),) * 5 + ((), ()))
NIGHT = Hours(week=((),) * 4 + (((1320, 1800),), ((1320, 1800),), ()))
"""Friday and Saturday, 22:00 to 06:00."""


def at(text: str, zone: ZoneInfo = TOKYO) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp() * 1000)


@pytest.mark.parametrize(
    ("text", "working"),
    [
        ("2026-11-30T08:59:59", False),
        ("2026-11-30T09:00:00", True),
        ("2026-11-30T11:59:59", True),
        ("2026-11-30T12:00:00", False),
        ("2026-11-30T13:00:00", True),
        ("2026-11-29T10:00:00", False),
    ],
)
def test_spans_are_half_open_and_lunch_is_a_gap(text: str, working: bool) -> None:
    assert working_hours.is_working(OFFICE, TOKYO, at(text)) is working


def test_without_hours_every_moment_is_a_working_one() -> None:
    moment = at("2026-11-29T03:00")
    assert working_hours.is_working(ALWAYS, TOKYO, moment)
    assert working_hours.next_edge(ALWAYS, TOKYO, moment) is None
    assert working_hours.next_start(ALWAYS, TOKYO, moment) is None
    assert working_hours.working(ALWAYS, TOKYO, moment, moment + HOUR) == HOUR


def test_spans_that_touch_or_overlap_are_one_also_across_midnight() -> None:
    touching = Hours(
        week=(((540, 600), (600, 660), (650, 700), (1320, 1440)), ((0, 60),)) + ((),) * 5
    )
    morning = (at("2026-11-30T09:00"), at("2026-11-30T11:40"))
    night = (at("2026-11-30T22:00"), at("2026-12-01T01:00"))
    assert working_hours.span_at(touching, TOKYO, at("2026-11-30T10:00")) == morning
    assert working_hours.span_at(touching, TOKYO, at("2026-12-01T00:30")) == night


def test_a_day_off_takes_the_night_after_it_away() -> None:
    off = Hours(week=NIGHT.week, days_off=frozenset({date(2026, 11, 27)}))
    assert working_hours.is_working(NIGHT, TOKYO, at("2026-11-28T05:00"))
    assert not working_hours.is_working(off, TOKYO, at("2026-11-28T05:00"))
    assert working_hours.is_working(off, TOKYO, at("2026-11-28T22:00"))
    assert not working_hours.is_working(off, TOKYO, at("2026-11-27T22:00"))


def test_edges_are_the_next_start_or_end() -> None:
    edge = working_hours.next_edge(OFFICE, TOKYO, at("2026-11-30T10:00"))
    assert edge == at("2026-11-30T12:00")
    assert working_hours.next_edge(OFFICE, TOKYO, edge) == at("2026-11-30T13:00")
    assert working_hours.next_start(OFFICE, TOKYO, at("2026-12-04T18:00")) == at("2026-12-07T09:00")
    assert working_hours.next_edge(NEVER, TOKYO, edge) is None


def test_a_start_weeks_away_is_found() -> None:
    long = frozenset(date(2026, 12, day) for day in range(1, 32))
    off = Hours(week=OFFICE.week, days_off=long)
    assert working_hours.next_start(off, TOKYO, at("2026-11-30T18:00")) == at("2027-01-01T09:00")


def test_only_the_parts_inside_spans_are_working() -> None:
    start, end = at("2026-11-30T11:30"), at("2026-11-30T13:10")
    assert working_hours.working(OFFICE, TOKYO, start, end) == 40 * MINUTE
    assert working_hours.working(OFFICE, TOKYO, start, at("2026-12-01T09:30")) == 6 * HOUR
    assert working_hours.working(OFFICE, TOKYO, end, start) == 0


def test_a_night_has_nine_hours_when_the_clock_goes_back_and_seven_when_it_goes_forward() -> None:
    back = working_hours.span_at(NIGHT, BERLIN, at("2026-10-24T23:00", BERLIN))
    forward = working_hours.span_at(NIGHT, BERLIN, at("2026-03-28T23:00", BERLIN))
    assert back is not None
    assert forward is not None
    assert back[1] - back[0] == 9 * HOUR
    assert forward[1] - forward[0] == 7 * HOUR


def test_a_span_of_which_a_clock_change_leaves_nothing_is_none() -> None:
    lost = Hours(week=((),) * 6 + (((150, 180),),))
    moment = at("2026-03-29T01:00", BERLIN)
    assert working_hours.next_start(lost, BERLIN, moment) == at("2026-04-05T02:30", BERLIN)


@pytest.mark.parametrize(
    ("text", "day", "began"),
    [
        ("2026-11-30T03:59", date(2026, 11, 29), "2026-11-29T06:00"),
        ("2026-11-30T04:00", date(2026, 11, 30), "2026-11-30T04:00"),
        ("2026-11-28T23:00", date(2026, 11, 28), "2026-11-28T06:00"),
        ("2026-11-29T05:59", date(2026, 11, 28), "2026-11-28T06:00"),
        ("2026-11-29T06:00", date(2026, 11, 29), "2026-11-29T06:00"),
    ],
)
def test_a_day_begins_at_four_or_with_the_end_of_the_night_before(
    text: str, day: date, began: str
) -> None:
    assert working_hours.day_at(NIGHT, TOKYO, at(text)) == day
    assert working_hours.day_begins(NIGHT, TOKYO, day) == at(began)


def test_a_span_of_yesterday_that_begins_in_the_morning_puts_the_day_off() -> None:
    late = Hours(week=((),) * 6 + (((1680, 1740),),))
    assert working_hours.day_begins(late, TOKYO, date(2026, 11, 30)) == at("2026-11-30T05:00")
    assert working_hours.day_at(late, TOKYO, at("2026-11-30T04:00")) == date(2026, 11, 29)
    assert working_hours.day_at(late, TOKYO, at("2026-11-30T05:00")) == date(2026, 11, 30)
    over = Hours(week=((),) * 6 + (((1320, 1680),),))
    assert working_hours.day_begins(over, TOKYO, date(2026, 11, 30)) == at("2026-11-30T04:00")


@pytest.mark.parametrize(
    ("hours", "text", "over"),
    [
        (OFFICE, "2026-11-30T10:00", "2026-12-01T09:00"),
        (OFFICE, "2026-12-04T17:00", "2026-12-07T09:00"),
        (OFFICE, "2026-12-01T02:00", "2026-12-01T09:00"),
        (NIGHT, "2026-11-28T01:00", "2026-11-28T22:00"),
        (ALWAYS, "2026-11-30T10:00", "2026-12-01T04:00"),
        (NEVER, "2026-11-30T03:00", "2026-11-30T04:00"),
    ],
)
def test_today_is_over_with_the_first_start_after_it(hours: Hours, text: str, over: str) -> None:
    assert working_hours.start_after_day(hours, TOKYO, at(text)) == at(over)


def test_the_next_time_of_day_is_today_or_tomorrow() -> None:
    assert working_hours.next_time(TOKYO, at("2026-11-30T10:00"), 14, 0) == at("2026-11-30T14:00")
    assert working_hours.next_time(TOKYO, at("2026-11-30T14:00"), 14, 0) == at("2026-12-01T14:00")


def test_spans_ahead_begin_with_the_present_one() -> None:
    ahead = working_hours.spans_ahead(OFFICE, TOKYO, at("2026-12-04T12:00"))
    assert next(ahead) == (at("2026-12-04T13:00"), at("2026-12-04T18:00"))
    assert next(ahead) == (at("2026-12-07T09:00"), at("2026-12-07T12:00"))


ROUND_THE_CLOCK = Hours(week=(((0, 1440),),) * 7)


def test_of_a_span_without_an_end_the_near_part_is_known() -> None:
    span = working_hours.span_at(ROUND_THE_CLOCK, TOKYO, at("2026-11-30T10:00"))
    assert span == (at("2026-11-28T00:00"), at("2026-12-11T00:00"))
    assert working_hours.next_edge(ROUND_THE_CLOCK, TOKYO, at("2026-11-30T10:00")) == span[1]


def off_until(day: date) -> Hours:
    """Office hours that begin on this day, after Monday the 30th."""
    last = (day - date(2026, 11, 30)).days
    off = frozenset(date(2026, 11, 30) + timedelta(days=number) for number in range(last))
    return Hours(week=(((540, 720),),) * 7, days_off=off)


def test_a_start_is_looked_for_a_year_ahead_and_not_for_ever() -> None:
    moment, last = at("2026-11-30T10:00"), date(2026, 11, 30) + timedelta(days=400)
    found = at(f"{last}T09:00")
    assert working_hours.next_start(off_until(last), TOKYO, moment) == found
    assert next(working_hours.spans_ahead(off_until(last), TOKYO, moment))[0] == found
    beyond = off_until(last + timedelta(days=1))
    assert working_hours.next_start(beyond, TOKYO, moment) is None
    assert working_hours.next_edge(beyond, TOKYO, moment) is None
    assert list(working_hours.spans_ahead(beyond, TOKYO, moment)) == []


def test_a_span_inside_another_does_not_shorten_it() -> None:
    inside = Hours(week=(((600, 610), (540, 720), (640, 650)),) + ((),) * 6)
    whole = (at("2026-11-30T09:00"), at("2026-11-30T12:00"))
    assert working_hours.span_at(inside, TOKYO, at("2026-11-30T11:00")) == whole


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("2026-11-30T08:59", "2026-11-30T09:00"),
        ("2026-11-30T09:00", "2026-11-30T12:00"),
        ("2026-11-30T12:00", "2026-11-30T13:00"),
        ("2026-12-04T18:00", "2026-12-07T09:00"),
    ],
)
def test_an_edge_is_always_after_the_moment(text: str, edge: str) -> None:
    assert working_hours.next_edge(OFFICE, TOKYO, at(text)) == at(edge)


def test_the_next_start_is_not_the_one_that_is_now() -> None:
    start = at("2026-11-30T09:00")
    assert working_hours.next_start(OFFICE, TOKYO, start) == at("2026-11-30T13:00")
    assert working_hours.next_start(OFFICE, TOKYO, start - 1) == start
    assert next(working_hours.spans_ahead(OFFICE, TOKYO, start - 1))[0] == start
    over = at("2026-11-30T12:00")
    assert next(working_hours.spans_ahead(OFFICE, TOKYO, over - 1))[1] == over
    assert next(working_hours.spans_ahead(OFFICE, TOKYO, over))[0] == at("2026-11-30T13:00")


def test_working_time_counts_from_the_night_before_to_the_last_day() -> None:
    start, end = at("2026-11-28T05:00"), at("2026-11-29T07:00")
    assert working_hours.working(NIGHT, TOKYO, start, end) == 9 * HOUR
    assert working_hours.working(NIGHT, TOKYO, start, start) == 0
    assert working_hours.working(ALWAYS, TOKYO, end, start) == 0


def test_an_hour_that_exists_twice_is_the_first_and_one_that_does_not_is_later() -> None:
    twice = working_hours.next_time(BERLIN, at("2026-10-25T00:00", BERLIN), 2, 30)
    assert twice == at("2026-10-25T00:00", BERLIN) + 2 * HOUR + 30 * MINUTE
    missing = working_hours.next_time(BERLIN, at("2026-03-29T00:00", BERLIN), 2, 30)
    assert missing == at("2026-03-29T00:00", BERLIN) + 2 * HOUR + 30 * MINUTE


def test_a_morning_inside_working_hours_belongs_to_today_already() -> None:
    early = Hours(week=(((240, 300),),) * 7)
    assert working_hours.start_after_day(early, TOKYO, at("2026-11-30T10:00")) == at(
        "2026-12-01T04:00"
    )


def test_working_time_of_a_year_is_that_of_all_its_days() -> None:
    start = at("2026-01-01T00:00")
    daily = Hours(week=(((540, 600),),) * 7)
    for days in (1, 30, 366, 800):
        end = start + days * 24 * HOUR
        assert working_hours.working(daily, TOKYO, start, end) == days * HOUR
