"""The tables by hour, month, week and year: each figure is that of a query of its own."""

import re
import sqlite3
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from deskbreak.content import formats

if TYPE_CHECKING:
    from report.conftest import Made

SUMS = """  -- a day with neither sitting nor a record is none
    SELECT {key} AS period, count(*), sum(sitting_s) / count(*), max(longest_s),
        sum((SELECT count(*) FROM record WHERE record.day = day.day
             AND outcome IN ('done', 'taken', 'break'))),
        sum((SELECT count(*) FROM record WHERE record.day = day.day AND outcome = 'done'))
    FROM (SELECT day, sum(sitting_s) AS sitting_s, max(longest_s) AS longest_s FROM
          (SELECT day, sitting_s, longest_s FROM day WHERE sitting_s > 0 UNION ALL
           SELECT DISTINCT day, 0, 0 FROM record) GROUP BY day) AS day
    GROUP BY period ORDER BY period DESC
"""
MONTH, YEAR = "substr(day.day, 1, 7)", "substr(day.day, 1, 4)"
WEEK = "date(day.day, 'weekday 0', '-6 days')"
"""The Monday on or before the day."""
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def table(page: str, section: str, number: int = 0) -> list[list[str]]:
    """The rows of a section's table, their heading first."""
    part = page.partition(f'id="h-{section}"')[2].partition("</section>")[0]
    body = re.findall(r"<tbody>(.*?)</tbody>", part, re.DOTALL)[number]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in rows]


def length(seconds: int) -> str:
    """Hours, however many, and minutes."""
    hours, minutes = divmod(seconds // 60, 60)
    parts = [f"{hours} h"] * (hours > 0) + [f"{minutes} min"] * (minutes > 0 or not hours)
    return " ".join(parts)


def sums(ledger: sqlite3.Connection, key: str) -> list[tuple[str, list[str]]]:
    """What each period came to, as the page writes it."""
    return [
        (period, [str(days), length(sat), length(longest), f"{up / days:.1f}", str(done)])
        for period, days, sat, longest, up, done in ledger.execute(SUMS.format(key=key))
    ]


def month(period: str) -> str:
    return f"{MONTHS[int(period[5:]) - 1]} {period[:4]}"


def test_every_hour_of_the_day(every: "Made") -> None:
    counts = every.ledger.execute(
        "SELECT CAST(substr(at, 12, 2) AS INTEGER) AS hour, "
        "sum(outcome IN ('done', 'taken', 'stopped')), sum(outcome IN ('skipped', 'missed')) "
        "FROM record WHERE outcome IN ('done', 'taken', 'stopped', 'skipped', 'missed') "
        "GROUP BY hour"
    ).fetchall()
    want = {int(hour): [str(yes), str(no)] for hour, yes, no in counts}
    shown = {int(row[0].partition("–")[0]): row[1:] for row in table(every.page, "hours")}
    assert {hour: row for hour, row in shown.items() if row != ["0", "0"]} == want
    assert list(shown) == list(range(min(want), max(want) + 1))


def test_the_bars_of_the_hours_are_as_long_as_their_counts(every: "Made") -> None:
    part = every.page.partition('class="hours-chart"')[2].partition("</svg>")[0]
    bars = re.findall(r"<rect ([^>]*)>", part)
    heights = [float(re.findall(r'height="([\d.]+)"', bar)[0]) for bar in bars]
    counts = [int(one) for row in table(every.page, "hours") for one in row[1:]]
    most = max(sum(counts[at : at + 2]) for at in range(0, len(counts), 2))
    assert heights == pytest.approx([96 * one / most for one in counts], abs=0.06)


def test_every_month_of_the_calendar(every: "Made") -> None:
    want = [[month(period), *row] for period, row in sums(every.ledger, MONTH)]
    assert table(every.page, "calendar") == want


def test_the_calendar_has_a_cell_for_every_day_in_its_tint(every: "Made") -> None:
    part = every.page.partition('id="h-calendar"')[2].partition('class="legend"')[0]
    cells = {
        tint: sum(path.count("z") for path in re.findall(rf'<path[^>]*class="tint-{tint}"', part))
        for tint in range(4)
    }
    levels: Any = "CASE WHEN s >= 25200 THEN 3 WHEN s >= 18000 THEN 2 WHEN s >= 10800 THEN 1"
    counts = dict(
        every.ledger.execute(
            f"SELECT {levels} ELSE 0 END AS tint, count(*) FROM (SELECT day, sum(s) AS s FROM "
            "(SELECT day, sitting_s AS s FROM day WHERE s > 0 UNION ALL "
            "SELECT DISTINCT day, 0 FROM record) GROUP BY day) GROUP BY tint"
        )
    )
    assert cells == {tint: counts.get(tint, 0) for tint in range(4)}


def test_every_period_of_the_clinicians_table(every: "Made") -> None:
    rows = table(every.clinician, "weeks")
    weeks, months = sums(every.ledger, WEEK), sums(every.ledger, MONTH)
    if len(months) > 36:
        assert rows == [[year, *row] for year, row in sums(every.ledger, YEAR)]
    elif len(weeks) > 26:
        assert rows == [[month(period), *row] for period, row in months]
    else:
        mondays = [formats.day("en", date.fromisoformat(monday)) for monday, _ in weeks]
        assert rows == [[day, *row] for day, (_, row) in zip(mondays, weeks, strict=True)]
        assert all(date.fromisoformat(monday).weekday() == 0 for monday, _ in weeks)


def test_a_year_of_holds_has_every_reason_and_every_length(every: "Made") -> None:
    part = every.page.partition("Why prompts were held back</h3>")[2].partition("</table>")[0]
    rows = {
        reason: (int(count), said)
        for reason, count, said in re.findall(
            r'data-n="hold-([a-z-]+)">(\d+)</span></td><td>([^<]*)</td>', part
        )
    }
    want = {
        reason: (count, length(int(seconds)))
        for reason, count, seconds in every.ledger.execute(
            "SELECT reason, count(*), sum(strftime('%s', until) - strftime('%s', since)) "
            "FROM hold GROUP BY reason"
        )
    }
    assert rows == want


def test_the_ledgers_that_are_looked_at_reach_every_form_of_the_tables(every: "Made") -> None:
    """A year has days enough for months, ten years for years."""
    (first, last) = every.ledger.execute("SELECT min(day), max(day) FROM day").fetchone()
    span = date.fromisoformat(last) - date.fromisoformat(first)
    heading = every.clinician.partition('id="h-weeks"')[2].partition("</h2>")[0]
    word = "year" if span > timedelta(1100) else "month" if span > timedelta(190) else "week"
    assert word in heading.lower()
