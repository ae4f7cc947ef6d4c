"""The coming days in a real browser, as the report is looked at in ``test_report_page``."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from browser import Browser

from deskbreak.app.day_range import day_range
from deskbreak.app.titles_by_id import TitlesById
from deskbreak.content.checks import load_checks
from deskbreak.content.loader import load_routines
from deskbreak.content.model import LANGUAGES, Language
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.settings import Settings
from deskbreak.report.coming_days import Schedule, coming_days
from deskbreak.report.words import Words

pytestmark = pytest.mark.desktop
WIDTHS = (360, 768, 1100, 1600)
MONDAY, ZONE = date(2026, 11, 30), ZoneInfo("Asia/Tokyo")
OFFICE = ((540, 720), (780, 1080))
WEEK = Settings(hours=Hours(week=(*((OFFICE,) * 4), ((540, 720),), (), ((1260, 1740),))))
"""Office days, a short Friday, a Saturday off, a Sunday night."""
KINDS = ("a day", "a week", "before and after")


def meeting(day: date) -> tuple[datetime, datetime]:
    start = datetime(day.year, day.month, day.day, 14, 0, tzinfo=ZONE)
    return start, start + timedelta(minutes=75)


def schedule(name: str, settings: Settings, days: int) -> Schedule:
    content, checks = load_routines(), load_checks()
    coming = [MONDAY + timedelta(days=number) for number in range(days)]
    ranges = [
        day_range(day, ZONE, settings, content, checks, [meeting(MONDAY)] if day == MONDAY else [])
        for day in coming
    ]
    return Schedule(name, ranges)


def schedules(kind: str) -> Sequence[Schedule]:
    match kind:
        case "a day":
            return [schedule("", Settings(), 1)]
        case "a week":
            return [schedule("", WEEK, 7)]
        case _:
            return [schedule("now", Settings(), 7), schedule("new.toml <script>", WEEK, 7)]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("chromium")) as it:
        yield it


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("preview")


def written(folder: Path, kind: str, language: Language) -> Path:
    content = load_routines()
    words = Words(language, TitlesById(lambda: content, language), MONDAY)
    page = folder / f"{kind.replace(' ', '-')}-{language}.html"
    page.write_text(coming_days(schedules(kind), words, "deskbreak"), "utf-8")
    return page


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_found_by_axe_at_any_width(
    browser: Browser, folder: Path, kind: str, language: Language, dark: bool
) -> None:
    page = written(folder, kind, language)
    for width in WIDTHS:
        browser.open(page, width=width, dark=dark)
        assert browser.findings() == []
        assert browser.value("document.documentElement.scrollWidth") <= width
        assert browser.value("document.scripts.length") == 0
        assert browser.complaints() == []
        assert browser.requests() == [page.as_uri()]
        browser.screenshot(folder / f"{page.stem}-{width}-{'dark' if dark else 'light'}.png")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_in_a_strip_stays_readable_on_a_phone(
    browser: Browser, folder: Path, language: Language
) -> None:
    browser.open(written(folder, "a week", language), width=360)
    sizes = browser.value(
        "[...document.querySelectorAll('.week text')].map(it => it.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 10


def test_both_schedules_stand_on_the_same_hours(browser: Browser, folder: Path) -> None:
    browser.open(written(folder, "before and after", "en"), width=1100)
    axes = browser.value("[...document.querySelectorAll('.axis')].map(it => it.textContent)")
    assert len(axes) == 2
    assert axes[0] == axes[1]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_on_one_a4_page(
    browser: Browser, folder: Path, language: Language, kind: str
) -> None:
    file = folder / f"{kind.replace(' ', '-')}-{language}.pdf"
    browser.open(written(folder, kind, language), width=1100)
    browser.pdf(file)
    info = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Page size:\s+59[45](\.\d+)? x 84[12](\.\d+)? pts", info), info
    assert re.search(r"Pages:\s+1\n", info), info
