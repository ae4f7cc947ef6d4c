"""A ledger that travels: everything arrives, once; a wrong file changes nothing."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import ledgers
import pytest

from deskbreak.domain.time.units import Now
from deskbreak.storage.ledger_schema import LedgerError
from deskbreak.storage.records import days, history
from deskbreak.storage.travel import bring_in, export

NOW = Now(0, datetime(2026, 12, 1, 9, tzinfo=ZoneInfo("Asia/Tokyo")))
TABLES = ("record", "hold", "comfort", "day")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return ledgers.write(tmp_path / "old.db", 4)


def contents(file: Path) -> dict[str, list[object]]:
    with closing(sqlite3.connect(file)) as connection:
        return {
            "record": connection.execute(
                "SELECT at, outcome, prompt, routine, sitting_s, away_s, detail FROM record "
                "ORDER BY epoch, number"
            ).fetchall(),
            "hold": connection.execute("SELECT reason, since, until FROM hold").fetchall(),
            "comfort": connection.execute("SELECT at, routine, answer FROM comfort").fetchall(),
            "day": connection.execute(
                "SELECT day, sum(sitting_s), max(longest_s) FROM day GROUP BY day"
            ).fetchall(),
        }


def test_a_new_computer_gets_all_of_it_and_goes_on_from_there(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    done = bring_in(new, export(old), "old.jsonl", NOW)
    assert contents(new) == contents(old)
    assert (done.records, done.known, done.state) == (len(contents(old)["record"]), 0, True)


def test_twice_is_once(old: Path, tmp_path: Path) -> None:
    new, lines = tmp_path / "new.db", list(export(old))
    bring_in(new, lines, "f", NOW)
    before = contents(new)
    done = bring_in(new, lines, "f", NOW)
    assert (done.records, done.known, done.state) == (0, len(before["record"]), False)
    assert contents(new) == before
    assert bring_in(old, lines, "f", NOW).records == 0, "one's own"


def test_two_machines_give_each_record_once_and_their_days_together(
    old: Path, tmp_path: Path
) -> None:
    other = ledgers.write(tmp_path / "other.db", 3, ledgers.night)
    merged, again = tmp_path / "merged.db", tmp_path / "again.db"
    for target, order in ((merged, (old, other)), (again, (other, old))):
        for source in (*order, *order):
            bring_in(target, list(export(source)), "f", NOW)
    assert len(list(history(merged))) == len(list(history(old))) + len(list(history(other)))
    assert contents(merged) == contents(again)
    sat = {row.day: row.sitting_s for row in days(merged)}
    for day in ("2026-11-16", "2026-11-17"):
        assert sat[day] == sum(
            row.sitting_s for file in (old, other) for row in days(file) if row.day == day
        )
    third = tmp_path / "third.db"
    bring_in(third, list(export(merged)), "f", NOW)
    assert contents(third) == contents(merged), "and they travel on together"


def test_two_prompts_that_two_machines_gave_one_id_are_both_kept(old: Path, tmp_path: Path) -> None:
    lines = list(export(old))
    head = json.loads(lines[0]) | {"origin": "another"}
    record = json.loads(next(line for line in lines if b'"done"' in line))
    changed = [json.dumps(head).encode(), json.dumps(record | {"sitting_s": 7}).encode()]
    before = len(list(history(old)))
    assert bring_in(old, changed, "f", NOW).records == 1
    assert bring_in(old, changed, "f", NOW).records == 0
    assert len(list(history(old))) == before + 1


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "it is empty"),
        ([b"nonsense"], "f.jsonl:1:"),
        ([b'{"type":"record"}'], "f.jsonl:1:"),
        ([b"{}"], "f.jsonl:1:"),
        ([b'{"type":"day","day":"2026-01-01","origin":"","sitting_s":1,"longest_s":1}'], "no exp"),
        ([b'{"type":"deskbreak-ledger","format":9,"origin":"x"}'], "newer deskbreak"),
        ([b'{"type":"deskbreak-ledger","format":1,"origin":"x"}', b"\xff\xfe"], "f.jsonl:2:"),
        (
            [
                b'{"type":"deskbreak-ledger","format":1,"origin":"x"}',
                b'{"type":"day","day":"2026-01-01","origin":"x","sitting_s":1,"longest_s":1}',
                b'{"type":"day","day":"yesterday","origin":"x","sitting_s":1,"longest_s":1}',
            ],
            "f.jsonl:3:",
        ),
    ],
)
def test_a_wrong_file_is_named_by_its_line_and_changes_nothing(
    old: Path, lines: list[bytes], told: str
) -> None:
    before = contents(old)
    with pytest.raises(LedgerError, match=told) as caught:
        bring_in(old, lines, "f.jsonl", NOW)
    assert "\n" not in str(caught.value)
    assert contents(old) == before


def test_every_table_of_the_ledger_travels_or_is_said_to_stay() -> None:
    from deskbreak.storage.ledger_schema import TABLES as THERE  # noqa: PLC0415 - to compare

    stay = {"state", "set_aside", "journal", "identity"}
    assert set(THERE) == set(TABLES) | stay
