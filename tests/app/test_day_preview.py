"""What a day looks like: the times of the settings, and routines that the settings allow."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from deskbreak.app.day_preview import preview, preview_data, preview_lines
from deskbreak.content.checks import load_checks
from deskbreak.content.loader import load_routines
from deskbreak.content.model import LANGUAGES
from deskbreak.domain.time.units import MINUTE
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.routine import Code
from deskbreak.domain.vocabulary.settings import ChecksSettings, Personal, Rhythm, Settings

TOKYO = ZoneInfo("Asia/Tokyo")
WEDNESDAY, SUNDAY = date(2026, 11, 25), date(2026, 11, 29)
CATALOGUE = load_routines()
OFFICE = Hours(week=(*[((540, 720), (780, 1080))] * 5, (), ()))


def day(settings: Settings, on: date = WEDNESDAY) -> list[str]:
    found = preview(on, TOKYO, settings, CATALOGUE, load_checks())
    return [f"{one.at:%H:%M}" for one in found.prompts]


def test_m2_an_office_day_at_45_minutes() -> None:
    times = day(Settings(hours=OFFICE))
    assert times == [
        "09:45", "10:31", "11:17",
        "13:45", "14:31", "15:17", "16:03", "16:49", "17:35",
    ]  # fmt: skip


def test_another_rhythm_gives_other_times() -> None:
    hourly = Rhythm(every=60 * MINUTE, ceiling=75 * MINUTE)
    assert day(Settings(hours=OFFICE, rhythm=hourly))[:2] == ["10:00", "11:01"]


def test_a_day_off_has_nothing() -> None:
    found = preview(SUNDAY, TOKYO, Settings(hours=OFFICE), CATALOGUE, ())
    assert (found.spans, found.prompts) == ((), ())
    assert preview_lines(found, CATALOGUE, "en", WEDNESDAY)[1:] == ["A day off."]
    holiday = Hours(week=OFFICE.week, days_off=frozenset({WEDNESDAY}))
    assert day(Settings(hours=holiday)) == []


def test_without_hours_an_ordinary_day_is_shown_and_that_is_said() -> None:
    found = preview(WEDNESDAY, TOKYO, Settings(), CATALOGUE, ())
    assert found.always
    assert len(found.prompts) == 11
    assert "9:00 to 18:00" in preview_lines(found, CATALOGUE, "en", WEDNESDAY)[1]
    assert "9:00から18:00" in preview_lines(found, CATALOGUE, "ja", WEDNESDAY)[1]


def test_a_night_shift_belongs_to_the_day_it_starts_on() -> None:
    night = Hours(week=(*[((1320, 1800),)] * 5, (), ()))
    found = preview(WEDNESDAY, TOKYO, Settings(hours=night), CATALOGUE, ())
    assert [start.isoformat() for start, _ in found.spans] == ["2026-11-25T22:00:00+09:00"]
    assert found.prompts[-1].at.date() == WEDNESDAY + timedelta(days=1)
    assert preview_lines(found, CATALOGUE, "en", WEDNESDAY)[1] == "22:00–Thu 06:00"


def test_a_whole_day_ends_at_four_or_midnight() -> None:
    late = Hours(week=(((1200, 1440),),) * 7)
    found = preview(WEDNESDAY, TOKYO, Settings(hours=late), CATALOGUE, ())
    assert preview_lines(found, CATALOGUE, "ja", WEDNESDAY)[1] == "20:00〜24:00"
    always = Hours(week=(((0, 1440),),) * 7)
    found = preview(WEDNESDAY, TOKYO, Settings(hours=always), CATALOGUE, ())
    assert [(start.hour, end.hour) for start, end in found.spans] == [(4, 4)]


def test_m7_no_routine_with_a_ticked_code_is_in_it() -> None:
    codes = frozenset({Code.OST, Code.DIZZY})
    settings = Settings(hours=OFFICE, personal=Personal(setup_done=True, codes=codes, stage=3))
    found = preview(WEDNESDAY, TOKYO, settings, CATALOGUE, ())
    routines = [CATALOGUE.find(one.routine) for one in found.prompts]
    assert [one.number for one in routines if one.leave_out & codes] == []
    easier = [one for one in found.prompts if CATALOGUE.find(one.routine).easier_with & codes]
    assert all(one.easier for one in easier)


def test_m11_at_most_two_checks_ride_along() -> None:
    found = preview(WEDNESDAY, TOKYO, Settings(hours=OFFICE), CATALOGUE, load_checks())
    assert sum(one.check is not None for one in found.prompts) == 2
    none = Settings(hours=OFFICE, checks=ChecksSettings(enabled=False))
    found = preview(WEDNESDAY, TOKYO, none, CATALOGUE, load_checks())
    assert all(one.check is None for one in found.prompts)


def test_it_reads_well_and_has_the_same_in_json() -> None:
    found = preview(WEDNESDAY, TOKYO, Settings(hours=OFFICE), CATALOGUE, load_checks())
    for language in LANGUAGES:
        lines = preview_lines(found, CATALOGUE, language, WEDNESDAY)
        assert len(lines) == 1 + 2 + 9 + 1
        assert not any("{" in line for line in lines)
    assert "11月25日（水）" in preview_lines(found, CATALOGUE, "ja", WEDNESDAY)[0]
    data = preview_data(found)
    assert (data["date"], data["always"], len(data["spans"])) == ("2026-11-25", False, 2)
    first = data["prompts"][0]
    assert datetime.fromisoformat(first["at"]) == found.prompts[0].at
    assert first["check"] in {one.id for one in load_checks()}


def test_what_would_be_due_when_the_day_is_over_is_none_of_it() -> None:
    for minutes, count in ((539, 1), (540, 0)):
        rhythm = Rhythm(every=minutes * MINUTE, ceiling=600 * MINUTE)
        assert len(day(Settings(rhythm=rhythm))) == count


def test_a_meeting_that_begins_when_a_prompt_is_due_keeps_it_back() -> None:
    at = datetime(2026, 11, 25, 9, 45, tzinfo=TOKYO)
    meeting = (at, at + timedelta(minutes=20))
    found = preview(WEDNESDAY, TOKYO, Settings(), CATALOGUE, (), meetings=[meeting])
    assert found.prompts[0].at >= meeting[1]


def test_a_meeting_that_began_before_the_day_is_on_when_it_begins() -> None:
    nine = datetime(2026, 11, 25, 9, tzinfo=TOKYO)
    for begins in (nine - timedelta(hours=1), nine):
        meeting = (begins, nine + timedelta(hours=1))
        found = preview(WEDNESDAY, TOKYO, Settings(), CATALOGUE, (), meetings=[meeting])
        assert meeting[1] <= found.prompts[0].at < meeting[1] + timedelta(minutes=5)


def test_meetings_that_are_over_overlap_or_last_beyond_the_day() -> None:
    def at(hour: float) -> datetime:
        return datetime(2026, 11, 25, tzinfo=TOKYO) + timedelta(hours=hour)

    def prompts(*meetings: tuple[float, float]) -> list[datetime]:
        spans = [(at(start), at(end)) for start, end in meetings]
        found = preview(WEDNESDAY, TOKYO, Settings(), CATALOGUE, (), meetings=spans)
        return [one.at for one in found.prompts]

    assert prompts((-20, -19), (7, 8)) == prompts()
    first = prompts((9.5, 10.5), (8.5, 10), (7, 8))[0]
    assert at(10.5) <= first < at(10.6), "the other one lasts"
    assert [one for one in prompts((17, 19)) if one >= at(17)] == []
