"""A week in sentences: no more is said than what happened can tell."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import pytest

from deskbreak.app.titles_by_id import TitlesById
from deskbreak.cli.known_routines import all_routines
from deskbreak.content.model import LANGUAGES, Language
from deskbreak.report.tally import Tally
from deskbreak.report.week_sentences import sentences
from deskbreak.report.words import Words

DAY = "2026-11-25"
HOUR = 3600


@dataclass(frozen=True)
class Hold:
    """A prompt was kept back."""

    since: str
    until: str | None
    reason: str = "call"


def week(*, sat: int, up: int, hour: int = 17) -> Tally:
    return Tally(
        outcomes=Counter(done=up),
        up_hours=Counter({hour: up}),
        sitting={DAY: sat},
        longest_of={DAY: sat},
    )


def said(it: Tally, *holds: Hold, language: Language = "en") -> list[str]:
    words = Words(language, TitlesById(all_routines, language), date(2026, 11, 27))
    return sentences(it, holds, words)


def test_a_few_minutes_say_nothing_about_the_time_of_day() -> None:
    assert said(week(sat=240, up=4))[0] == "You got up 4 times this week."
    assert said(week(sat=240, up=4), language="ja")[0] == "この週は4回席を立ちました。"
    assert said(week(sat=240, up=1))[0] == "You got up once this week."


def test_hours_of_sitting_do() -> None:
    assert "mostly between 16 and 18" in said(week(sat=5 * HOUR, up=4))[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wait_of_seconds_is_no_wait_of_none(language: Language) -> None:
    short = Hold(f"{DAY}T10:00:00+00:00", f"{DAY}T10:00:40+00:00")
    last = said(week(sat=HOUR, up=1), short, language=language)[-1]
    assert ("less than a minute" if language == "en" else "1分未満") in last
    assert "2 min" in said(week(sat=HOUR, up=1), *[short] * 3)[-1]


def test_a_wait_that_lasts_is_told_as_one() -> None:
    last = said(week(sat=HOUR, up=1), Hold(f"{DAY}T10:00:00+00:00", None))[-1]
    assert last == "A prompt is waiting for a better moment (in a call)."
