"""The days of each year as a grid of weeks, tinted by how long was sat; and the same by month."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from xml.etree.ElementTree import Element

from deskbreak.report.markup import element, svg
from deskbreak.report.tables import folded, scrolled, table
from deskbreak.report.tally import UP, Tally
from deskbreak.report.words import Words

LEVELS = (0, 3, 5, 7)
"""Hours of sitting from which a tint begins."""
CELL, GAP = 10, 2
STEP = CELL + GAP
TOP = 14
WEEKS = 53


def calendar(whole: Tally, words: Words) -> list[Element]:
    """A grid for each year, the newest first, what the tints mean, and a table by month."""
    if not whole.days and not whole.sitting:
        return []
    years: dict[int, list[date]] = defaultdict(list)
    for day in sorted({*whole.days, *whole.sitting}):
        years[int(day[:4])].append(date.fromisoformat(day))
    grids = [_year(year, years[year], whole, words) for year in sorted(years, reverse=True)]
    months = scrolled(
        words.say("scroll", what=words.say("calendar.heading")), _months(whole, words)
    )
    return [*grids, _legend(words), folded(words.say("table"), months)]


def _year(year: int, days: Sequence[date], whole: Tally, words: Words) -> Element:
    sat = [whole.sitting.get(day.isoformat(), 0) for day in days]
    paths: dict[int, list[str]] = defaultdict(list)
    for day, seconds in zip(days, sat, strict=True):
        x, y = _week(day) * STEP, day.weekday() * STEP + TOP
        paths[level(seconds)].append(f"M{x} {y}h{CELL}v{CELL}h-{CELL}z")
    cells = [
        element("path", d="".join(path), class_=f"tint-{number}")
        for number, path in sorted(paths.items())
    ]
    months = [
        element("text", str(month), x=_week(date(year, month, 1)) * STEP, y=9)
        for month in range(1, 13)
    ]
    average = sum(sat) // max(1, len(days))
    label = words.say("calendar.label", year=year, days=len(days), sitting=words.length(average))
    size = f"0 0 {WEEKS * STEP + STEP} {7 * STEP + TOP}"
    picture = svg(*months, *cells, label=label, viewBox=size, class_="year")
    return element("div", element("h3", str(year)), picture, class_="of-year")


def _week(day: date) -> int:
    """In which column of its year a day is; a column begins with Monday."""
    first = date(day.year, 1, 1)
    return ((day - first).days + first.weekday()) // 7


def level(seconds: int) -> int:
    """Which tint a day has."""
    return max(number for number, hours in enumerate(LEVELS) if seconds >= hours * 3600)


def _legend(words: Words) -> Element:
    made = []
    for number, hours in enumerate(LEVELS):
        sample = svg(
            element("rect", x=1, y=3, width=CELL, height=CELL, class_=f"tint-{number}"),
            width=14,
            height=16,
        )
        key = "calendar.less" if number == 0 else "calendar.from"
        said = words.say(key, hours=LEVELS[1] if number == 0 else hours)
        made.append(element("li", sample, element("span", said)))
    return element("ul", *made, class_="legend")


def _months(whole: Tally, words: Words) -> Element:
    heads = [words.say(f"calendar.columns_{name}") for name in COLUMNS]
    rows = [[words.month(*month), *numbers(days, whole, words)] for month, days in by_month(whole)]
    return table(heads, rows)


COLUMNS = ("month", "days", "sitting", "longest", "up", "done")


def by_month(whole: Tally) -> list[tuple[tuple[int, int], list[str]]]:
    """The days of each month that has any, the newest first."""
    months: dict[tuple[int, int], list[str]] = defaultdict(list)
    for day in sorted({*whole.days, *whole.sitting}):
        months[int(day[:4]), int(day[5:7])].append(day)
    return sorted(months.items(), reverse=True)


def numbers(days: Sequence[str], whole: Tally, words: Words) -> list[str]:
    """What some days came to: how many, sitting a day, longest stretch, got up a day, done."""
    count = len(days)
    up = sum(whole.days[day][name] for day in days if day in whole.days for name in UP)
    done = sum(whole.days[day]["done"] for day in days if day in whole.days)
    sat = sum(whole.sitting.get(day, 0) for day in days)
    longest = max((whole.longest_of.get(day, 0) for day in days), default=0)
    per_day = f"{up / count:.1f}" if count else "0"
    return [
        str(count),
        words.length(sat // count if count else 0),
        words.length(longest),
        per_day,
        str(done),
    ]
