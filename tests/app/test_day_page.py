"""``docs/days.md`` names everything that a day may say, and everything that follows."""

import re
from pathlib import Path
from typing import get_args

import msgspec

import deskbreak
from deskbreak.app import day_output
from deskbreak.app.day_lines import DayLine

PAGE = (Path(deskbreak.__file__).parent.parent / "docs" / "days.md").read_text("utf-8")


def named(heading: str) -> dict[str, str]:
    """The words in the first column below a heading, each with the rest of its row."""
    part = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    part = part.split("|---|", 1)[1]
    rows = [line.split("|", 2)[1:] for line in part.splitlines() if line.startswith("| `")]
    return {word: rest for first, rest in rows for word in re.findall(r"`([a-z-]+)`", first)}


def test_the_page_names_every_event_with_its_fields() -> None:
    rows = named("Events in")
    shapes = {str(shape.__struct_config__.tag): shape for shape in get_args(DayLine)}
    assert rows.keys() == shapes.keys()
    for tag, shape in shapes.items():
        for field in msgspec.structs.fields(shape):
            if field.encode_name != "at":
                assert f"`{field.encode_name}`" in rows[tag], (tag, field.encode_name)


def test_the_page_names_every_effect() -> None:
    source = Path(day_output.__file__).read_text("utf-8")
    assert named("Effects out").keys() == set(re.findall(r'"effect": "([a-z-]+)"', source))
