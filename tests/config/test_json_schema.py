"""The schema that editors use takes what the program takes, and refuses what it refuses."""

import json
import re
import tomllib
from typing import Any

import pytest
from config.test_example import with_every_key
from config.test_wrong_files import cases
from jsonschema import Draft7Validator

from deskbreak.config.example import example_text
from deskbreak.config.json_schema import json_schema
from deskbreak.config.schema import forms
from deskbreak.content.asset_files import asset

KEPT = json.loads(asset("config.schema.json").read_text("utf-8"))
VALIDATOR = Draft7Validator(KEPT)

UNTOLD = (
    "a duration from", "0s or a duration", "ceiling", "comes first", "ends before", "day off is",
    "longer than a year", "no such routine", "public holidays", "plain http", 'did you mean "',
    "an https address", "may not be", "day off:", "outside the usual", "first argument", "= 1.0",
    "2026-02-30",
)  # fmt: skip
"""Problems that no schema can tell: ranges of lengths, and rules between values."""


def test_the_kept_schema_is_that_of_the_models_and_is_one() -> None:
    assert json.loads(json.dumps(json_schema(), default=str)) == KEPT
    Draft7Validator.check_schema(KEPT)


@pytest.mark.parametrize("text", [example_text(), with_every_key(), ""])
def test_it_takes_what_the_program_takes(text: str) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(tomllib.loads(text))] == []


def test_every_key_is_described_in_both_languages() -> None:
    told: dict[str, list[str]] = {}
    for path, _ in forms():
        node: Any = KEPT
        for step in path:
            node = node["properties"][step]
        lines = node.get("description", "").splitlines()
        japanese = [line for line in lines if re.search("[ぁ-ん]", line)]
        assert japanese, path
        assert len(japanese) < len(lines), path
        told.setdefault(node["description"], []).append(".".join(map(str, path)))
    shared = [keys for keys in told.values() if len(keys) > 1]
    own = [
        keys for keys in shared if not all(key.startswith(("hours.", "checks.")) for key in keys)
    ]
    assert own == [], "a sentence of its own for each"


def test_it_refuses_what_the_program_refuses() -> None:
    refused, taken = 0, []
    for text, lines in cases():
        if any(told in line for line in lines for told in UNTOLD):
            continue
        try:
            document = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            continue
        wrong = [error.message for error in VALIDATOR.iter_errors(document)]
        if not wrong:
            taken.append(text)
        refused += 1
    assert taken == []
    assert refused > 50
