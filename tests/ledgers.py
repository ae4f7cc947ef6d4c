"""Ledgers as people have them, written by the real machine on simulated time."""

import json
import random
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from deskbreak.app.day_file import read
from deskbreak.app.simulation import simulate
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.checks import load_checks
from deskbreak.content.loader import load_routines
from deskbreak.domain.time.durations import parse_duration
from deskbreak.domain.time.units import Now
from deskbreak.domain.vocabulary.settings import Settings
from deskbreak.storage.recorder import Recorder

Line = dict[str, Any]
HOLDS = ("call", "call", "screen-share", "fullscreen", "do-not-disturb", "calendar")
Day = Callable[[datetime, random.Random], Iterator[Line]]


def at(day: datetime, hours: float, event: str, **more: Any) -> Line:
    """Something that happened so many hours after midnight."""
    when = day.replace(tzinfo=None) + timedelta(hours=hours)
    return {"at": when.isoformat(timespec="seconds"), "event": event, **more}


def office(day: datetime, luck: random.Random) -> Iterator[Line]:
    """A day at the desk: answers, a meeting, lunch, comings and goings."""
    yield at(day, 8.9 + luck.random() / 20, "present")
    yield at(day, 9.7, "answer", action="start")
    yield at(day, 9.7225, "feedback", value=luck.choice(["good", "good", "hard"]))
    yield at(day, 9.725, "check", value=luck.choice(["yes", "fix", "no"]))
    yield at(day, 10.3, "busy", reason=luck.choice(["call", "fullscreen", "calendar"]))
    yield at(day, 11.1 + luck.random() / 5, "free")
    yield at(day, 11.5, "answer", action=luck.choice(["done", "skip", "snooze", "start"]))
    yield at(day, 12, "lock")
    yield at(day, 13, "unlock")
    yield at(day, 13.8, "answer", action=luck.choice(["done", "start"]))
    yield at(day, 13.805, "answer", action=luck.choice(["stop", "done"]))
    yield at(day, 14.5, "idle")
    yield at(day, 14.6 + luck.random() / 5, "present")
    yield at(day, 16.8, "idle")
    yield at(day, 16.95, "present")
    yield at(day, 17.8, "answer", action="done")
    yield at(day, 18, "idle")


def night(day: datetime, _: random.Random) -> Iterator[Line]:
    """A night at the desk, over midnight and over 04:00."""
    yield at(day, 21, "present")
    yield at(day, 22, "answer", action="done")
    yield at(day, 24.5, "idle")
    yield at(day, 24.75, "present")
    yield at(day, 26, "answer", action="skip")
    yield at(day, 28.5, "idle")


def held(day: datetime, luck: random.Random) -> Iterator[Line]:
    """A day that is held back from end to end, each by another reason."""
    yield at(day, 9, "present")
    yield at(day, 9.1, "busy", reason=luck.choice(HOLDS))
    yield at(day, 16.5, "free")
    yield at(day, 17.2, "idle")


def write(
    file: Path,
    days: int,
    kind: Day = office,
    *,
    first: date = date(2026, 11, 16),
    zone: str = "Asia/Tokyo",
    settings: Settings | None = None,
    content: Catalogue | None = None,
) -> Path:
    """A ledger of so many days, weekends left out for office days."""
    luck, lines = random.Random(7), list[str]()
    for number in range(days):
        day = first + timedelta(days=number)
        if kind is office and day.weekday() > 4:
            continue
        midnight = datetime.combine(day, time())
        lines += [json.dumps(line) for line in kind(midnight, luck)]
    local = ZoneInfo(zone)
    told = list(read(lines, local))
    wishes = settings or Settings()

    def configure(keys: Mapping[str, Any]) -> Settings:
        every = parse_duration(keys["rhythm.every"])
        assert every is not None
        return replace(wishes, rhythm=replace(wishes.rhythm, every=every))

    recorder = Recorder(file, Now(0, datetime.combine(first, time(), local)))
    for _ in simulate(
        told,
        local,
        wishes,
        (content or load_routines()).facts,
        checks=load_checks(),
        configure=configure,
        on_step=recorder.step,
    ):
        pass
    recorder.close()
    return file


def copy_weeks(ledger: sqlite3.Connection, weeks: int) -> None:
    """The same week again and again, into the past."""
    columns = "at, epoch, day, outcome, prompt, routine, sitting_s, away_s, detail"
    rows = ledger.execute(f"SELECT {columns} FROM record").fetchall()
    marks = ledger.execute(
        "SELECT at, what, sitting_s, stretch_s, every_s, about FROM journal ORDER BY number"
    ).fetchall()
    days = ledger.execute("SELECT day, sitting_s, longest_s FROM day").fetchall()
    for week in range(1, weeks):
        back = f"-{7 * week} days"
        ledger.executemany(
            "INSERT INTO record (at, epoch, day, outcome, prompt, routine, sitting_s, away_s, "
            "detail) VALUES (date(?, ?) || substr(?, 11), ? - ?, date(?, ?), ?, ?, ?, ?, ?, ?)",
            [
                (row[0][:10], back, row[0], row[1], week * 604_800_000, row[2], back, row[3],
                 f"{row[4]}-{week}", *row[5:])
                for row in rows
            ],
        )  # fmt: skip
        ledger.executemany(
            "INSERT INTO day (day, sitting_s, longest_s) VALUES (date(?, ?), ?, ?)",
            [(day, back, sat, longest) for day, sat, longest in days],
        )
        ledger.executemany(
            "INSERT INTO journal (at, what, sitting_s, stretch_s, every_s, about) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [(at - week * 604_800, *more) for at, *more in marks],
        )
