"""``why`` about days that are known: what was on, and the sentence that says it."""

import random
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import ledgers
import pytest

from deskbreak.app.titles_by_id import TitlesById
from deskbreak.app.why_answer import Answer
from deskbreak.app.why_view import WhyView
from deskbreak.cli.why_command import look_up
from deskbreak.content.loader import load_routines
from deskbreak.content.model import LANGUAGES, Language
from deskbreak.content.strings import everything
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.settings import Settings

ZONE = ZoneInfo("Asia/Tokyo")
DAY = date(2026, 11, 16)
OFFICE = Hours(week=(((540, 720), (780, 1080)),) * 5 + ((), ()))


def eventful(day: datetime, _: random.Random) -> Iterator[ledgers.Line]:
    """A day on which everything happens that one may ask about."""
    yield ledgers.at(day, 9, "present")
    yield ledgers.at(day, 9.5, "busy", reason="call")
    yield ledgers.at(day, 10 + 22 / 60, "free")
    yield ledgers.at(day, 10.5, "answer", action="snooze")
    yield ledgers.at(day, 10.7, "answer", action="done")
    yield ledgers.at(day, 11, "pause", **{"for": "30m"})
    yield ledgers.at(day, 11.6, "config", set={"rhythm.every": "30m"})
    yield ledgers.at(day, 12, "lock")
    yield ledgers.at(day, 13, "unlock")
    yield ledgers.at(day, 13.1, "typing")
    yield ledgers.at(day, 13.8, "answer", action="start")
    yield ledgers.at(day, 14, "idle")
    yield ledgers.at(day, 14.5, "present")
    yield ledgers.at(day, 14.6, "restart", down="20m")
    yield ledgers.at(day, 15, "stand", **{"for": "20m"})
    yield ledgers.at(day, 15.5, "present")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("why") / "day.db"
    return ledgers.write(file, 1, eventful, first=DAY, settings=Settings(hours=OFFICE))


def at(clock: str, day: date = DAY) -> int:
    moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE)
    return int(moment.timestamp())


def asked(ledger: Path, clock: str, day: date = DAY) -> Answer:
    return look_up(ledger, at(clock, day), at("22:00"), running=True)[0]


def view(language: Language) -> WhyView:
    return WhyView(
        language,
        TitlesById(load_routines, language),
        lambda epoch: datetime.fromtimestamp(epoch, ZONE),
        DAY,
    )


@pytest.mark.parametrize(
    ("clock", "reason", "state"),
    [
        ("09:20", "not_due", "working"),
        ("09:50", "held", "held"),
        ("10:22:10", "settling", "held"),
        ("10:25", "shown", "prompting"),
        ("10:32", "snoozed", "working"),
        ("11:10", "paused", "paused"),
        ("12:30", "off_hours", "off-hours"),
        ("13:35", "waiting", "working"),
        ("14:20", "away", "away"),
        ("14:45", "down", "down"),
        ("15:10", "standing", "away"),
        ("20:00", "off_hours", "off-hours"),
    ],
)
def test_what_was_on(ledger: Path, clock: str, reason: str, state: str) -> None:
    found = asked(ledger, clock)
    assert (found.reason, found.state) == (reason, state)


def test_a_hold_is_told_with_its_beginning_its_end_and_what_came_after(ledger: Path) -> None:
    assert view("en").sentence(asked(ledger, "09:50")) == (
        "Nothing at 09:50: the prompt that was due at 09:45 was held back (in a call). "
        "The next one came at 10:22."
    )
    found = asked(ledger, "09:50")
    assert found.waits is not None
    assert (found.hold, found.waits.start, found.waits.end) == ("call", at("09:45"), at("10:22:30"))
    assert (found.sitting_s, found.stretch_s, found.every_s) == (50 * 60, 50 * 60, 45 * 60)


def test_an_absence_down_time_and_a_reload_are_told_with_their_times(ledger: Path) -> None:
    away = dict(asked(ledger, "14:20").spans)["absence"]
    assert (away.start, away.end) == (at("14:00"), at("14:30"))
    down = dict(asked(ledger, "14:45").spans)["down"]
    assert (down.start, down.end) == (at("14:36"), at("14:56"))
    assert asked(ledger, "13:35").reloads == (at("11:36"),)
    assert asked(ledger, "13:35").every_s == 30 * 60


def test_what_lies_ahead_or_before_the_journal_is_said_to(ledger: Path) -> None:
    assert asked(ledger, "23:00").reason == "future"
    assert asked(ledger, "11:00", date(2026, 11, 10)).reason == "no_record"


def test_without_a_daemon_nothing_is_known_after_its_last_word(ledger: Path) -> None:
    found, _ = look_up(ledger, at("11:00", date(2026, 11, 20)), at("12:00", date(2026, 11, 20)),
                       running=False)  # fmt: skip
    assert found.reason == "down"


def test_no_ledger_is_no_record(tmp_path: Path) -> None:
    found, first = look_up(tmp_path / "none.db", at("11:00"), at("12:00"), running=False)
    assert (found.reason, first) == ("no_record", None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_minute_of_the_day_has_words_in_both_languages(
    ledger: Path, language: Language
) -> None:
    words = view(language)
    reasons = set()
    for minute in range(0, 24 * 60, 7):
        found = asked(ledger, f"{minute // 60:02}:{minute % 60:02}")
        reasons.add(found.reason)
        lines = words.lines(found)
        assert lines
        assert not re.search(r"[{}]|None", " ".join(lines))
    assert len(reasons) >= 8


def test_every_reason_there_is_has_its_sentence() -> None:
    source = Path(ledgers.__file__).parents[1] / "deskbreak/app/why.py"
    reasons = set(re.findall(r'return "(\w+)"|Answer\(at, "(\w+)"', source.read_text("utf-8")))
    known = {key.removeprefix("why.sentences.") for key in everything("en")}
    names = {one or other for one, other in reasons} - {
        "guiding", "prompting", "working", "down", "paused", "away",
    }  # fmt: skip
    assert names <= known


def test_a_minute_in_which_a_prompt_came_is_about_that_prompt(ledger: Path) -> None:
    shown = asked(ledger, "10:22:40")
    assert shown.prompt is not None
    minute = shown.prompt.at // 60 * 60
    assert minute < shown.prompt.at, "the prompt did not come at the very beginning of a minute"

    def why(moment: int, *, whole_minute: bool) -> Answer:
        return look_up(ledger, moment, at("22:00"), running=True, whole_minute=whole_minute)[0]

    assert why(minute, whole_minute=False).state == "held"
    assert why(minute, whole_minute=True).prompt == shown.prompt
    later = minute + 60
    assert why(later, whole_minute=True) == why(later, whole_minute=False)


def test_the_minute_in_which_the_journal_begins_is_known(ledger: Path) -> None:
    first = look_up(ledger, at("09:10"), at("22:00"), running=True)[1]
    assert first is not None
    before = look_up(ledger, first - 30, at("22:00"), running=True, whole_minute=True)[0]
    assert before.at == first
    assert before.reason != "no_record"
