"""The last page of ``setup``: what is left and why, and when prompts come today."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from deskbreak.cli.setup_report import hours_line, offered_lines
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.routine import Code, Kind
from deskbreak.domain.vocabulary.settings import Mode, Personal, Settings

TOKYO = ZoneInfo("Asia/Tokyo")
THURSDAY = date(2026, 11, 26)
WORKDAY = ((540, 720), (780, 1080))
HOURS = Hours(week=(*[WORKDAY] * 5, (), ()))

ANSWERED = Personal(setup_done=True)


def test_what_is_left_out_is_told_with_its_reason() -> None:
    wishes = Settings(personal=replace(ANSWERED, codes=frozenset({Code.DIZZY})))
    lines = list(offered_lines(wishes, THURSDAY, "en"))

    assert lines[0] == "Routines that can be offered now: 10 of 32"
    assert "5 because of your answers" in lines[1]
    counts = [int(word) for word in lines[1].replace(",", "").split() if word.isdecimal()]
    assert sum(counts) == 22


def test_hardly_anything_left_is_told_with_what_to_change() -> None:
    routines = replace(Settings().routines, mode=Mode.SEATED_ONLY)
    hurt = Settings(personal=replace(ANSWERED, codes=frozenset({Code.SURG})), routines=routines)
    english, japanese = (list(offered_lines(hurt, THURSDAY, it))[-1] for it in ("en", "ja"))

    assert english == (
        'With your answers and settings one routine is left: "Seated breathing". '
        'For more: routines.mode = "all"'
    )
    assert japanese == (
        "はじめの質問の答えと設定に合う動きは「椅子で呼吸」だけです。"
        '増やすには routines.mode = "all"'
    )


def test_own_settings_are_told_as_settings() -> None:
    routines = replace(Settings().routines, kinds=frozenset({Kind.WALKING}))
    lines = list(offered_lines(Settings(personal=ANSWERED, routines=routines), THURSDAY, "en"))

    assert "because of your settings" in lines[1]
    assert lines[-1].endswith("For more: routines.kinds = []")


def test_during_working_hours_their_end_is_told() -> None:
    now = datetime(2026, 11, 26, 10, tzinfo=TOKYO)
    assert hours_line(HOURS, now, TOKYO, "en") == (
        "Prompts come until 12:00, then again when your next working hours begin."
    )
    assert hours_line(HOURS, now, TOKYO, "ja") == (
        "提案が出るのは12:00までで、そのあとは次の勤務時間からです。"
    )


def test_outside_working_hours_their_beginning_is_told_with_its_day() -> None:
    friday_evening = datetime(2026, 11, 27, 19, tzinfo=TOKYO)
    said = hours_line(HOURS, friday_evening, TOKYO, "en")
    assert said == "It is outside your working hours now. The next ones begin: Mon 09:00"


def test_without_working_hours_nothing_is_told_of_them() -> None:
    now = datetime(2026, 11, 26, 10, tzinfo=TOKYO)
    assert hours_line(Hours(), now, TOKYO, "en") is None
    assert hours_line(Hours(week=((),) * 7), now, TOKYO, "en") is None
