"""The worked schedules of both READMEs: read by the real parser, with the times they promise."""

import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from deskbreak.app.day_preview import preview
from deskbreak.config.layer_paths import Paths
from deskbreak.config.loading import load
from deskbreak.content.checks import load_checks
from deskbreak.content.loader import load_routines
from deskbreak.domain.vocabulary.settings import Settings

ROOT = Path(__file__).parents[2]
HEADINGS = {"README.md": "## Five schedules", "README.ja.md": "## 設定の例を五つ"}
EXAMPLE = re.compile(r"```toml\n(.*?)```\n\n([^\n]*)\n", re.DOTALL)
CATALOGUE = load_routines()
ZONE = ZoneInfo("Asia/Tokyo")
WEDNESDAY = date(2026, 12, 2)


def schedules(name: str) -> list[tuple[str, list[str]]]:
    """Each schedule's TOML and the times that stand below it."""
    said = (ROOT / name).read_text("utf-8").split(HEADINGS[name], 1)[1].split("\n## ", 1)[0]
    return [(toml, re.findall(r"\d\d:\d\d", times)) for toml, times in EXAMPLE.findall(said)]


def settings(toml: str, folder: Path) -> Settings:
    """What the program makes of a file with this text; a mistake in it fails the test."""
    file = folder / "config.toml"
    file.write_text(toml, "utf-8")
    numbers = {one.number: one.id for one in CATALOGUE.facts}
    loaded = load(Paths(user=file, system=(), profile=None), {}, {}, numbers, today=WEDNESDAY)
    assert loaded.warnings == ()
    return loaded.settings


@pytest.mark.parametrize("name", HEADINGS)
@pytest.mark.parametrize("number", range(5))
def test_a_schedule_gives_the_times_that_stand_below_it(
    name: str, number: int, tmp_path: Path
) -> None:
    """Of a day that begins within the night before, those from the first one on."""
    toml, promised = schedules(name)[number]
    found = preview(WEDNESDAY, ZONE, settings(toml, tmp_path), CATALOGUE, load_checks())
    times = [f"{one.at:%H:%M}" for one in found.prompts]
    assert times[times.index(promised[0]) :] == promised


@pytest.mark.parametrize("name", HEADINGS)
def test_there_are_five(name: str) -> None:
    assert len(schedules(name)) == 5


def test_both_languages_show_the_same_schedules() -> None:
    assert schedules("README.md") == schedules("README.ja.md")
