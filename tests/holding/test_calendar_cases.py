"""One bad item of a calendar never decides for the others; one bad calendar never for another."""

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fakes.named_pipe import make_pipe
from holding.calendar_cases import CASES, GOOD, SLOW, SOUND, meeting, of

from deskbreak.holding.calendar.cache import Cache, Entry, digest, labels, load, save
from deskbreak.holding.calendar.meetings import read
from deskbreak.holding.calendar.read_process import refresh
from deskbreak.holding.calendar.wish import Wish

NOW = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
FOLD = "a\n "
SOUND_SPAN = (NOW.timestamp() + 9 * 3600, NOW.timestamp() + 10 * 3600)


@pytest.mark.parametrize("name", CASES)
def test_what_is_sound_holds_and_what_is_not_is_told(name: str) -> None:
    text, meetings, problem = CASES[name]
    found = read(text.encode(), "work.ics", NOW, BERLIN)
    shown = [
        f"{datetime.fromtimestamp(start, UTC):%d.%H:%M}-{datetime.fromtimestamp(end, UTC):%H:%M}"
        for start, end in found.spans
    ]
    assert (shown, found.problem) == (meetings, problem)


def test_one_is_in_utf_16() -> None:
    assert read(of(GOOD).encode("utf-16"), "work.ics", NOW, BERLIN).spans == (SOUND_SPAN,)


def test_twenty_endless_series_leave_the_daily_meeting_alone() -> None:
    endless = [
        meeting(f"UID:e{number}\nDTSTART:20070621T080000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY\n")
        for number in range(20)
    ]
    found = read(of(*endless, meeting(SOUND + "RRULE:FREQ=DAILY\n")).encode(), "a", NOW, BERLIN)
    assert SOUND_SPAN in found.spans
    assert found.problem == f"{SLOW} (20)"


def wish(cache: Path, *sources: Path, now: datetime = NOW) -> Wish:
    return Wish(tuple(map(str, sources)), False, str(cache), now.timestamp(), "Europe/Berlin")


def entries(cache: Path, *sources: Path) -> list[Entry]:
    known = load(cache).entries
    return [known[digest(str(source))] for source in sources]


def test_pipes_and_devices_are_refused_at_once(tmp_path: Path) -> None:
    cache, good, pipe = tmp_path / "cache.json", tmp_path / "good.ics", tmp_path / "pipe.ics"
    good.write_text(of(GOOD))
    make_pipe(pipe)
    bad = [pipe, Path("/dev/zero"), tmp_path]
    start = time.perf_counter()
    refresh(wish(cache, *bad, good))
    assert time.perf_counter() - start < 10
    assert entries(cache, good)[0].spans == (SOUND_SPAN,)
    why = "a folder, a device or a pipe; a file is needed"
    assert [one.problem for one in entries(cache, *bad)] == [
        f"pipe.ics: {why}", f"zero: {why}", f"{tmp_path.name}: {why}"
    ]  # fmt: skip


def test_what_takes_too_much_takes_it_from_itself_alone(tmp_path: Path) -> None:
    cache, good, big = tmp_path / "cache.json", tmp_path / "good.ics", tmp_path / "big.ics"
    good.write_text(of(GOOD))
    many = (meeting(SOUND.replace("UID:sound", f"UID:{number}")) for number in range(30_000))
    big.write_text(of(*many))
    refresh(wish(cache, big, good))
    sound, loaded = entries(cache, good)[0], entries(cache, big)[0]
    assert sound.spans == (SOUND_SPAN,)
    assert not sound.problem
    assert loaded.problem or loaded.note.startswith(f"big.ics: {SLOW}")


def test_what_needs_too_much_memory_is_named_and_the_others_hold(tmp_path: Path) -> None:
    cache, good, big = tmp_path / "cache.json", tmp_path / "good.ics", tmp_path / "big.ics"
    good.write_text(of(GOOD))
    folded = f"SUMMARY:{FOLD * 2_000_000}\n"
    big.write_text(of(GOOD, meeting(f"UID:a\nDTSTART:20261130T110000Z\n{folded}")))
    refresh(wish(cache, big, good))
    sound, heavy = entries(cache, good, big)
    assert sound.spans == (SOUND_SPAN,)
    assert not sound.problem
    assert heavy.problem == "big.ics: reading it needs more than 128 MB of memory"


def test_the_process_of_a_calendar_gets_so_much_memory_and_no_more() -> None:
    asked = """
from deskbreak.holding.calendar.budget import MEMORY, limit_this_process
limit_this_process()
kept = bytearray(MEMORY // 2)
del kept
try:
    bytearray(MEMORY)
except MemoryError:
    print("refused")
"""
    done = subprocess.run((sys.executable, "-c", asked), capture_output=True, check=True)
    assert done.stdout == b"refused\n"


def test_a_calendar_that_was_cut_off_leaves_the_reading_before_it(tmp_path: Path) -> None:
    cache, file = tmp_path / "cache.json", tmp_path / "work.ics"
    text = of(GOOD, meeting(SOUND.replace("T09", "T13").replace("T10", "T14")))
    file.write_text(text)
    refresh(wish(cache, file))
    (before,) = entries(cache, file)
    file.write_text(text[: text.index("T130000Z")])
    later = NOW.replace(hour=3)
    refresh(wish(cache, file, now=later))
    (after,) = entries(cache, file)
    assert (after.spans, after.read_at) == (before.spans, NOW.timestamp())
    assert after.problem == "work.ics: cut off before its end"
    file.write_text(text)
    refresh(wish(cache, file, now=later))
    assert not entries(cache, file)[0].problem


def test_one_that_was_always_cut_off_holds_with_what_it_has(tmp_path: Path) -> None:
    cache, file = tmp_path / "cache.json", tmp_path / "work.ics"
    file.write_text(of(GOOD).removesuffix("END:VCALENDAR\n"))
    refresh(wish(cache, file))
    (entry,) = entries(cache, file)
    assert (entry.spans, entry.read_at) == ((SOUND_SPAN,), 0.0)
    assert entry.problem


def test_a_note_stays_as_long_as_the_file_does(tmp_path: Path) -> None:
    cache, file = tmp_path / "cache.json", tmp_path / "work.ics"
    file.write_text(of(GOOD, meeting("UID:hole\n")))
    for _ in range(2):
        refresh(wish(cache, file))
        assert entries(cache, file)[0].note.startswith("work.ics: ")


def test_times_without_a_zone_where_the_system_has_no_name_for_its_own(tmp_path: Path) -> None:
    cache, file = tmp_path / "cache.json", tmp_path / "work.ics"
    file.write_text(of(meeting("UID:a\nDTSTART:20261130T180000\nDURATION:PT1H\n")))
    asked = Wish((str(file),), False, str(cache), NOW.timestamp(), "").to_json()
    command = (sys.executable, "-m", "deskbreak.holding.calendar.read_process")
    env = {**os.environ, "TZ": "JST-9", "PYTHONPATH": str(Path.cwd())}
    subprocess.run(command, input=asked, env=env, check=True, timeout=60)
    assert entries(cache, file)[0].spans == (SOUND_SPAN,)


@pytest.mark.parametrize(
    "damage",
    ['{"a":' * 3000, '{"version": 2, "entries": {"a": {"spans": [[1e999, 2]]}}}', "[9" * 90],
)
def test_a_damaged_cache_is_begun_anew(tmp_path: Path, damage: str) -> None:
    (tmp_path / "cache.json").write_text(damage)
    assert load(tmp_path / "cache.json") == Cache()


def test_a_cache_keeps_what_was_put_into_it(tmp_path: Path) -> None:
    kept = Cache({digest("a\udcff.ics"): Entry(1.0, 2.0, ((3.0, 4.0),), "m", "p", "n", 5.0)})
    save(tmp_path / "cache.json", kept)
    assert load(tmp_path / "cache.json") == kept
    assert "a" not in json.loads((tmp_path / "cache.json").read_text())["entries"]


def test_calendars_of_one_host_are_told_apart_without_what_is_secret() -> None:
    private = "https://example.org/a%40b/private-0123456789/basic.ics"
    public = "https://example.org/holidays/public/basic.ics"
    sources = (private, "/home/a/work.ics", public, private, "/home/b/work.ics", "/home/a/x.ics")
    named = labels(sources)
    assert list(named.values()) == [
        "example.org (1)", "work.ics (2)", "example.org (3)", "work.ics (5)", "x.ics",
    ]  # fmt: skip
    assert list(named) == list(dict.fromkeys(sources))
