"""The report in a real browser: in both languages, light and dark, narrow and wide, and printed."""

import random
import re
import subprocess
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import ledgers
import pytest
from browser import Browser
from content.own_routine import OWN

from deskbreak.cli.report_command import make_page
from deskbreak.content.loader import load_routines
from deskbreak.content.model import LANGUAGES, Language

pytestmark = pytest.mark.desktop
TODAY = date(2026, 11, 28)
CONTENT = load_routines()
WIDTHS = (360, 768, 1100, 1600)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("chromium")) as it:
        yield it


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("report")
    ledgers.write(made / "month.db", 26, first=date(2026, 11, 2))
    return made


def written(folder: Path, language: Language, reader: str = "me", name: str = "month.db") -> Path:
    page = folder / f"{name}-{language}-{reader}.html"
    page.write_text(
        make_page(folder / name, language, TODAY, content=CONTENT, reader=reader), "utf-8"
    )
    return page


@pytest.mark.parametrize("reader", ["me", "clinician"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_found_by_axe_at_any_width(
    browser: Browser, folder: Path, language: Language, dark: bool, reader: str
) -> None:
    page = written(folder, language, reader)
    for width in WIDTHS:
        browser.open(page, width=width, dark=dark)
        browser.value("document.querySelectorAll('details').forEach(it => it.open = true)")
        assert browser.findings() == []
        assert browser.value("document.documentElement.scrollWidth") <= width
        assert browser.complaints() == []
        assert browser.requests() == [page.as_uri()]
        browser.screenshot(folder / f"{language}-{width}-{dark}.png")


def test_every_text_in_a_strip_stays_readable_on_a_phone(browser: Browser, folder: Path) -> None:
    browser.open(written(folder, "ja"), width=360)
    sizes = browser.value(
        "[...document.querySelectorAll('.week text')].map(it => it.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 10


@pytest.mark.parametrize("reader", ["me", "clinician"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_on_a4(browser: Browser, folder: Path, language: Language, reader: str) -> None:
    file = folder / f"{language}-{reader}.pdf"
    browser.open(written(folder, language, reader), width=1100)
    browser.pdf(file)
    info = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Page size:\s+59[45](\.\d+)? x 84[12](\.\d+)? pts", info), info
    words = subprocess.run(
        ["pdftotext", str(file), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert ("座っ" if language == "ja" else "itting") in words


def own_routine(day: datetime, _: random.Random) -> Iterator[ledgers.Line]:
    yield ledgers.at(day, 9, "present")
    yield ledgers.at(day, 9.5, "now", routine="wrist-circles")
    yield ledgers.at(day, 9.51, "answer", action="start")
    yield ledgers.at(day, 10, "idle")


def test_a_routine_with_a_script_in_its_title_stays_a_title(
    browser: Browser, tmp_path: Path
) -> None:
    bad = "<script>x=1</script><img src=x>"
    routines = tmp_path / "routines"
    routines.mkdir()
    own = OWN.replace('en = "Wrist circles"', f'en = "{bad}"')
    (routines / "own.toml").write_text(own, "utf-8")
    content = load_routines(routines)
    assert content.problems == ()
    ledgers.write(tmp_path / "own.db", 1, own_routine, content=content)
    for reader in ("me", "clinician"):
        source = make_page(tmp_path / "own.db", "en", TODAY, content=content, reader=reader)
        assert "&lt;script&gt;" in source
        page = tmp_path / f"{reader}.html"
        page.write_text(source, "utf-8")
        browser.open(page, width=1100)
        assert browser.value("document.scripts.length") == 0
        assert browser.value("document.images.length") == 0
        assert browser.value("document.body.textContent.includes('<script>')")
