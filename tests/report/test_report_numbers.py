"""Every number of the report is that of a query of its own."""

import re
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import ledgers
import pytest

from deskbreak.cli.report_command import make_page
from deskbreak.content import formats
from deskbreak.content.checks import check_card
from deskbreak.content.loader import load_routines
from deskbreak.domain.time.units import SECOND

CONTENT = load_routines()


def shown(page: str, name: str) -> int | None:
    found = re.search(rf'data-n="{re.escape(name)}">(\d+)<', page)
    return None if found is None else int(found[1])


def test_outcomes(made: Any) -> None:
    page, _, ledger = made
    counts = dict(ledger.execute("SELECT outcome, count(*) FROM record GROUP BY outcome"))
    names = ("done", "taken", "stopped", "skipped", "missed")
    for name in names:
        assert shown(page, name) == counts.get(name, 0)
    assert shown(page, "prompts") == sum(counts.get(name, 0) for name in names)
    assert f"from {sum(counts.values())} records" in page


def test_holds(made: Any) -> None:
    page, _, ledger = made
    counts = dict(ledger.execute("SELECT reason, count(*) FROM hold GROUP BY reason"))
    for reason, count in counts.items():
        assert shown(page, f"hold-{reason}") == count
    assert ("Why prompts were held back</h3><p>None" in page) == (not counts)


def test_movement_by_region(made: Any) -> None:
    page, _, ledger = made
    region = {one.id: one.region.value for one in CONTENT.facts}
    counts: Counter[str] = Counter()
    for routine, count in ledger.execute(
        "SELECT routine, count(*) FROM record WHERE outcome IN ('done', 'stopped') GROUP BY routine"
    ):
        counts[region[routine]] += count
    for name in set(region.values()):
        assert (shown(page, f"region-{name}") or 0) == counts[name]


def test_comfort(made: Any) -> None:
    page, _, ledger = made
    for routine, answer, count in ledger.execute(
        "SELECT routine, answer, count(*) FROM comfort GROUP BY routine, answer"
    ):
        assert shown(page, f"felt-{routine}-{answer}") == count


def test_set_up_checks_with_their_last_answer_and_what_was_changed(made: Any) -> None:
    page, _, ledger = made
    part = page.partition('id="h-checks"')[2].partition("</section>")[0]
    answers = {"yes": "yes", "no": "no, left as it is", "fix": "no, changed"}
    checks = ledger.execute(
        "SELECT prompt, day, detail FROM record WHERE outcome = 'check' ORDER BY epoch"
    ).fetchall()
    assert (part.count("<tr>") - 1 if checks else 0) == len({check for check, _, _ in checks})
    for check in {check for check, _, _ in checks}:
        question = escape(check_card(check).texts().question.en, quote=False)
        row = part.partition(question)[2].partition("</tr>")[0]
        cells = re.findall(r"<td>([^<]*)</td>", row)
        last = [one for one in checks if one[0] == check][-1]
        assert cells[:2] == [answers[last[2]], formats.day("en", date.fromisoformat(last[1]))]
        changed = [day for name, day, answer in checks if (name, answer) == (check, "fix")]
        said = [formats.day("en", date.fromisoformat(day)) for day in reversed(changed)]
        assert cells[2] == (", ".join(said) or "–")


def test_checks_and_comfort_are_in_the_ledgers_that_are_looked_at(tmp_path: Path) -> None:
    file = ledgers.write(tmp_path / "month.db", 28)
    with closing(sqlite3.connect(file)) as ledger:
        (checks,) = ledger.execute("SELECT count(*) FROM record WHERE outcome='check'").fetchone()
        (felt,) = ledger.execute("SELECT count(*) FROM comfort").fetchone()
    assert min(checks, felt) >= 8


def test_longest_sittings(made: Any) -> None:
    page, _, ledger = made
    part = page.partition('id="h-longest"')[2].partition("</section>")[0]
    found = re.findall(r'<th scope="row">[^<]+ (\d+:\d\d)</th>', part)
    want = ledger.execute(
        "SELECT substr(at, 12, 5) FROM record WHERE outcome IN ('done','taken','stopped','break') "
        "ORDER BY sitting_s DESC, at DESC LIMIT 8"
    )
    assert found == [at for (at,) in want]


def test_the_day_bars_carry_what_the_days_came_to(made: Any) -> None:
    page, _, ledger = made
    week = page.partition('class="week"')[2].partition("</ol>")[0]
    said = re.findall(r'<span class="sum">([^<]+)</span>', week)
    assert len(said) == 7
    lengths = [row[0] for row in ledger.execute("SELECT sitting_s FROM day ORDER BY day")]
    in_words = {formats.minutes("en", one * SECOND // 60_000 * 60_000) for one in lengths}
    assert {one for one in said if one != "–"} <= in_words


def test_what_a_day_came_to_is_what_the_journal_adds_up_to(made: Any) -> None:
    """Two ways to know how long was sat: the machine's own count, and the journal's pieces."""
    from deskbreak.app.journal_marks import Mark  # noqa: PLC0415 - beside its only use
    from deskbreak.app.why_timeline import timeline  # noqa: PLC0415 - the same

    ledger = made.ledger
    marks = [
        Mark._make(row)
        for row in ledger.execute(
            "SELECT at, what, sitting_s, stretch_s, every_s, about FROM journal ORDER BY number"
        )
    ]
    pieces = timeline(marks, marks[-1].at).pieces
    (total,) = ledger.execute("SELECT sum(sitting_s) FROM day").fetchone()
    assert sum(one.end - one.start for one in pieces if one.counts) == pytest.approx(total, abs=60)


def test_getting_up_is_counted_and_told(made: Any) -> None:
    page, _, ledger = made
    week = page.partition('class="sentences"')[2].partition("</ul>")[0]
    (days,) = ledger.execute("SELECT count(DISTINCT day) FROM record").fetchone()
    if days <= 7 and "got up" in week:
        (count,) = ledger.execute(
            "SELECT count(*) FROM record WHERE outcome IN ('done', 'taken', 'break') AND day >= "
            "(SELECT date(max(day), 'weekday 0', '-6 days') FROM record)"
        ).fetchone()
        said = re.search(r"got up (\d+) times", week)
        assert said is not None
        assert int(said[1]) == count


def test_no_file_gives_a_page_that_says_so(tmp_path: Path) -> None:
    for language, words in (("en", "There are no records yet"), ("ja", "まだ記録がありません")):
        page = make_page(
            tmp_path / "none.db",
            "ja" if language == "ja" else "en",
            date(2026, 11, 28),
            content=CONTENT,
        )
        assert words in page


def test_the_clinician_gets_no_times_of_day_and_every_routine_with_its_dose(
    tmp_path: Path,
) -> None:
    file = ledgers.write(tmp_path / "month.db", 28)
    page = make_page(file, "en", date(2026, 12, 14), content=CONTENT, reader="clinician")
    assert re.findall(r"\b\d{1,2}:\d\d\b", page.partition("</style>")[2]) == []
    with closing(sqlite3.connect(file)) as ledger:
        for routine, count in ledger.execute(
            "SELECT routine, count(*) FROM record WHERE outcome IN ('done','stopped') GROUP BY 1"
        ):
            assert shown(page, f"routine-{routine}") == count
            card = CONTENT.card(routine)
            assert card.dose is None or card.dose.en in page


def test_ten_years_stay_small(tmp_path: Path) -> None:
    file = ledgers.write(tmp_path / "ten.db", 7)
    with closing(sqlite3.connect(file)) as ledger:
        ledgers.copy_weeks(ledger, 520)
        ledger.commit()
        (records,) = ledger.execute("SELECT count(*) FROM record").fetchone()
    assert records > 25_000
    page = make_page(file, "ja", date(2026, 11, 28), content=CONTENT)
    assert len(page.encode()) < 500_000


def test_luck_plays_no_part(tmp_path: Path) -> None:
    first = ledgers.write(tmp_path / "first.db", 3)
    second = ledgers.write(tmp_path / "second.db", 3)
    pages = [make_page(one, "en", date(2026, 11, 20), content=CONTENT) for one in (first, second)]
    assert pages[0] == pages[1]
