"""Whatever stands at whatever key: a configuration or clear lines, never another error."""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbreak.config.file_problems import ConfigError, Layer, Problem
from deskbreak.config.layer_paths import Paths
from deskbreak.config.loading import load
from deskbreak.config.messages import render
from deskbreak.config.schema import forms
from deskbreak.content.toml_lines import KeyPath

KEYS = [path for path, _ in forms()]
WORDS = ["45", "45m", "5h", "09:00-12:00", "22:00-06:00", "2026-12-29", "JP", "R03", "", "floor"]
WORDS += ["https://example.org/x", "http://example.org/x", "https://[", "~nobody/x.ics", "ls"]
texts = st.sampled_from(WORDS) | st.text(st.characters(codec="utf-8"), max_size=8)
scalars = texts | st.integers(-(2**63), 2**63) | st.booleans() | st.floats() | st.dates()
values = scalars | st.lists(scalars, max_size=3) | st.dictionaries(texts, scalars, max_size=2)


@pytest.fixture(scope="module")
def file() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder, "config.toml")


def check(file: Path, environ: dict[str, str], *, whole: bool = False) -> None:
    """``whole``: the problem may be the whole file's, without a line."""
    for problem in problems(file, environ):
        assert problem.line or whole or problem.layer is Layer.ENVIRONMENT
        for line in (render(problem, "en"), render(problem, "ja")):
            assert line.isprintable()
            assert len(line) < 400


def problems(file: Path, environ: dict[str, str]) -> tuple[Problem, ...]:
    try:
        loaded = load(Paths(file), environ, {}, {"R03": "hip-hinge"}, today=date(2026, 11, 25))
    except ConfigError as error:
        return error.problems
    return loaded.warnings


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(KEYS), values), min_size=1, max_size=4))
def test_in_a_file(file: Path, chosen: list[tuple[KeyPath, Any]]) -> None:
    document: dict[str, Any] = {}
    for path, value in chosen:
        table = document
        for step in path[:-1]:
            table = table.setdefault(str(step), {})
        table[str(path[-1])] = value
    file.write_text(tomli_w.dumps(document), "utf-8")
    check(file, {})


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_as_a_file(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    check(file, {}, whole=True)


@settings(deadline=None)
@given(st.sampled_from(KEYS), texts | st.sampled_from(['["a"', '["a"]', '"', '""', "[[1]]"]))
def test_in_a_variable(file: Path, path: KeyPath, text: str) -> None:
    file.write_text("")
    words = [str(step).replace("-", "_").upper() for step in path]
    check(file, {f"DESKBREAK_{'__'.join(words)}": text})
