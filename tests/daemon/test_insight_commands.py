"""history, report, why and preview on the command line: good words, and bad input in one line."""

import csv
import io
import json
import os
import re
import shutil
from pathlib import Path

import ledgers
import pytest
from desk import Desk
from running import Running


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ledgers.write(tmp_path_factory.mktemp("ledger") / "week.db", 5)


@pytest.fixture
def person(desk: Desk, ledger: Path) -> Running:
    """Somebody with a week of records; no daemon runs."""
    made = Running(desk)
    made.data.mkdir(mode=0o700, parents=True)
    shutil.copy(ledger, made.database)
    desk.env["TZ"] = "Asia/Tokyo"
    return made


def test_history_is_a_heading_a_day_and_a_line_a_record_in_words(person: Running) -> None:
    code, out, _ = person.call("history")
    assert code == 0
    lines = out.splitlines()
    headings = [line for line in lines if line and not line.startswith(" ")]
    assert len(headings) == 5
    assert "sitting 7 h" in headings[0]
    rows = json.loads(person.call("history", "--json")[1])
    assert len([line for line in lines if line.startswith("  ")]) == len(rows)
    assert "seated-" not in out, "titles, never ids"
    assert re.search(r"away for \d+ min, after \d", out)
    assert "looked at the set-up:" in out


def test_history_of_some_days(person: Running) -> None:
    def days(*words: str) -> set[str]:
        return {row["day"] for row in json.loads(person.call("history", "--json", *words)[1])}

    assert days("--day", "2026-11-17") == {"2026-11-17"}
    assert days("--since", "2026-11-18", "--until", "2026-11-19") == {"2026-11-18", "2026-11-19"}
    assert days("--until", "2026-11-15") == set()
    assert person.call("history", "--day", "2026-11-15")[1] == (
        "There are no records of these days.\n"
    )


def test_csv_and_json_tell_the_same_under_the_documented_names(person: Running) -> None:
    rows = json.loads(person.call("history", "--json")[1])
    table = list(csv.DictReader(io.StringIO(person.call("history", "--csv")[1])))
    names = ["at", "day", "outcome", "prompt", "routine", "sitting_s", "away_s", "detail"]
    assert list(rows[0]) == list(table[0]) == names
    as_text = [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in rows
    ]
    assert as_text == table


def test_a_ledger_goes_out_and_comes_in_again(person: Running, desk: Desk) -> None:
    file = desk.folder / "mine.jsonl"
    assert person.call("history", "--export", str(file))[0] == 0
    assert file.stat().st_mode & 0o077 == 0
    before = person.call("history", "--json")[1]
    person.database.unlink()
    code, out, _ = person.call("history", "--import", str(file))
    assert (code, "taken over" in out) == (0, True)
    assert person.call("history", "--json")[1] == before
    code, out, _ = person.call("history", "--import", str(file))
    assert (code, out.startswith("Records added: 0.")) == (0, True)


def test_nothing_is_imported_beside_a_running_daemon(person: Running, desk: Desk) -> None:
    file = desk.folder / "mine.jsonl"
    person.call("history", "--export", str(file))
    person.start()
    code, out, err = person.call("history", "--import", str(file))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert person.call("report", "--out", str(desk.folder / "beside.html"))[0] == 0
    assert person.call("why", "2026-11-16", "10:30")[0] == 0
    assert person.call("why", "2026-11-16 10:30") == person.call("why", "2026-11-16", "10:30")
    person.quit()


def test_the_report_is_one_private_file(person: Running, desk: Desk) -> None:
    code, out, _ = person.call("report")
    assert code == 0
    file = person.data / "report.html"
    assert str(file) in out
    assert file.stat().st_mode & 0o077 == 0
    page = file.read_text("utf-8")
    assert "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", ""), "nothing from elsewhere"


def test_a_page_of_somebody_without_records_says_so(desk: Desk) -> None:
    nobody = Running(desk)
    file = desk.folder / "page.html"
    assert nobody.call("report", "--out", str(file))[0] == 0
    assert "There are no records yet" in file.read_text("utf-8")
    assert nobody.call("why", "yesterday", "9:00")[1].startswith("There is no record")
    assert nobody.call("history")[1] == "There are no records yet.\n"
    assert not nobody.database.exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["history", "--since", "soon"], 2),
        (["history", "--day", "2026-02-30"], 2),
        (["history", "--day", "monday", "--since", "monday"], 2),
        (["history", "--import", "/no/such/file"], 1),
        (["history", "--export", "/no/such/folder/file"], 1),
        (["history", "--export", "/"], 1),
        (["report", "--since", "whenever"], 2),
        (["report", "--for", "boss"], 2),
        (["report", "--out", "/no/such/folder/page.html"], 1),
        (["report", "--out", "/proc/page.html"], 1),
        (["why", "noon"], 2),
        (["why", "24:00"], 2),
        (["why", "someday", "11:00"], 2),
        (["why", "a", "b", "11:00"], 2),
        (["preview", "--date", "never"], 2),
        (["preview", "--open"], 2),
        (["preview", "--html", "/no/such/folder/page.html"], 1),
        (["preview", "--against", "/no/such/file.toml"], 4),
    ],
)
def test_bad_input_gets_one_line_and_its_exit_code(
    person: Running, words: list[str], code: int
) -> None:
    found, out, said = person.call(*words)
    assert (found, out, said.count("\n")) == (code, "", 1), said
    assert "Traceback" not in said


@pytest.mark.parametrize("words", [["history"], ["report"], ["why", "9:00"]])
def test_a_ledger_that_is_none_is_told_in_one_line(person: Running, words: list[str]) -> None:
    person.database.write_bytes(b"no database at all " * 300)
    code, out, said = person.call(*words)
    assert (code, out, said.count("\n")) == (1, "", 1), said
    assert not (person.data / "report.html").exists()


def test_a_page_that_cannot_be_written_leaves_the_old_one(person: Running, desk: Desk) -> None:
    if os.getuid() == 0:
        folder = desk.folder / "full"
        folder.mkdir()
        (folder / "page.html").mkdir()
        assert person.call("report", "--out", str(folder / "page.html"))[0] == 1
        assert [one.name for one in folder.iterdir()] == ["page.html"]
        return
    folder = desk.folder / "closed"
    folder.mkdir()
    (folder / "page.html").write_text("old")
    folder.chmod(0o500)
    assert person.call("report", "--out", str(folder / "page.html"))[0] == 1
    assert (folder / "page.html").read_text() == "old"
    folder.chmod(0o700)


def test_a_schedule_before_and_after(person: Running, desk: Desk) -> None:
    new, page = desk.folder / "new.toml", desk.folder / "coming.html"
    new.write_text('[rhythm]\nevery = "30m"\n[hours]\nmon = ["09:00-12:00"]\n')
    words = ["preview", "--date", "2026-11-30", "--config", str(new), "--against", "current"]
    code, out, err = person.call(*words, "--json")
    assert code == 0, err
    both = json.loads(out)
    assert len(both["before"]["prompts"]) == 11
    assert both["after"]["spans"][0]["end"] == "2026-11-30T12:00:00+09:00"
    assert person.call(*words, "--week", "--html", str(page))[0] == 0
    drawn = page.read_text("utf-8")
    assert drawn.count('class="strip"') == 14
    assert "9:30–10:00" in drawn, "from its earliest to its latest moment"


def test_a_simulated_day_may_leave_a_ledger_but_never_over_another(
    person: Running, desk: Desk
) -> None:
    day, file = desk.folder / "day.jsonl", desk.folder / "simulated.db"
    day.write_text(
        '{"at":"2026-11-30T09:00:00","event":"present"}\n'
        '{"at":"2026-11-30T09:46:00","event":"answer","action":"done"}\n'
    )
    words = ["simulate", "--events", str(day), "--ledger", str(file)]
    code, out, err = person.call(*words)
    assert (code, err) == (0, "")
    assert '"outcome": "done"' in out
    shutil.copy(file, person.database)
    assert "done, after 46 min of sitting" in person.call("history")[1]
    code, out, err = person.call(*words)
    assert (code, out, err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize(
    ("opener", "said"),
    [
        ("exit 3", "no browser could be opened"),
        ("exit 0", "The report is written, and your browser should open it."),
        ("sleep 8", "The report is written, and your browser should open it."),
    ],
)
def test_a_browser_that_does_not_come_is_not_said_to_have_come(
    desk: Desk, person: Running, opener: str, said: str
) -> None:
    program = desk.folder / "bin/xdg-open"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{opener}\n")
    program.chmod(0o755)
    desk.env["PATH"] = f"{program.parent}:{desk.env['PATH']}"
    code, out, _ = person.call("report", "--open")
    assert code == 0
    assert said in out
    assert "report.html" in out


def test_each_reason_why_a_routine_was_left_out_is_said_once(desk: Desk) -> None:
    running = Running(desk)
    running.start()
    lines = running.call("next", "--why")[1].partition("Left out:")[2].splitlines()
    reasons = [line.partition(":")[0] for line in lines if line]
    assert len(reasons) == len(set(reasons)) > 1
    assert any(", " in line for line in lines)
