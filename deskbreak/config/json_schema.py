"""A JSON Schema of ``config.toml``, for editors that complete and check it (``#:schema``).

``python -m deskbreak.config.json_schema FILE`` writes it anew; it is read off the models, and the
descriptions off ``config.example.toml``.
"""

import json
import re
import sys
from pathlib import Path
from typing import TypeAlias

from deskbreak.config.calendar_forms import Country, DaysOff, WorkingSpan
from deskbreak.config.example import example_text
from deskbreak.config.forms import Choice, Duration, Flag, Form, Listed, Pair, Text, Whole
from deskbreak.config.layers import dotted
from deskbreak.config.loading import default_values
from deskbreak.config.models import KeyReader, Table
from deskbreak.config.schema import fields, forms, table_at
from deskbreak.config.week_moment import MomentOfWeek
from deskbreak.content.toml_lines import KeyPath

_DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that the editors' TOML extensions read."""

_LENGTH = r"^(?=[0-9])([0-9]{1,6}d)?([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?$"
_TIME = r"([01]?[0-9]|2[0-3]):[0-5][0-9]"
_SPAN = rf"^ *{_TIME}-({_TIME}|24:00) *$"
_MOMENT = (
    rf"^ *(([Mm]on|[Tt]ue|[Ww]ed|[Tt]hu|[Ff]ri|[Ss]at|[Ss]un|[月火水木金土日]曜?日?) *{_TIME})? *$"
)
_DAYS = r"^ *[0-9]{4}-[0-9]{2}-[0-9]{2}(\.\.[0-9]{4}-[0-9]{2}-[0-9]{2})? *$"
_COUNTRY = r"^ *([A-Za-z]{2,3}(-[A-Za-z0-9]{1,3})?)? *$"

_HEADER = re.compile(r"(?:# )?\[([\w.-]+)\]$")
_KEY = re.compile(r"(?:# )?(\w+) = ")
"""A table and a key of the example, also one that is commented out."""

Schema: TypeAlias = dict[str, object]


def json_schema() -> Schema:
    """The whole schema."""
    return {
        "$schema": _DRAFT,
        "title": "deskbreak: config.toml",
        **_table(KeyReader, (), dict(forms()), _descriptions(), default_values()),
    }


def _table(
    table: type[Table],
    path: KeyPath,
    known: dict[KeyPath, Form[object]],
    said: dict[str, str],
    defaults: dict[str, object],
) -> Schema:
    """A table with its keys; others are not allowed."""
    keys: dict[str, Schema] = {}
    for name in fields(table):
        at = (*path, name)
        inner = table_at(at)
        if inner is not None:
            keys[name] = _table(inner, at, known, said, defaults)
            continue
        key = dotted(at)
        keys[name] = _value(known[at])
        if key in said:
            keys[name]["description"] = said[key]
        if key in defaults:
            keys[name]["default"] = defaults[key]
    return {"type": "object", "additionalProperties": False, "properties": keys}


def _value(form: Form[object]) -> Schema:
    """What a form takes; a range of lengths is told in words, for JSON Schema cannot compare."""
    match form:
        case Duration():
            return {"type": "string", "pattern": _LENGTH, "title": form.allowed()}
        case Flag():
            return {"type": "boolean"}
        case Whole():
            return {"type": "integer", "minimum": form.low, "maximum": form.high}
        case Choice():
            return {"type": "string", "enum": [str(word) for word in form.words]}
        case Pair():
            number: Schema = {"type": "integer", "minimum": form.low, "maximum": form.high}
            return {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
        case Listed():
            return {
                "type": "array",
                "items": _value(form.item),
                "minItems": form.low,
                "maxItems": form.high,
            }
        case WorkingSpan():
            return {"type": "string", "pattern": _SPAN}
        case DaysOff():
            return {"type": "string", "pattern": _DAYS}
        case MomentOfWeek():
            return {"type": "string", "pattern": _MOMENT}
        case Country():
            return {"type": "string", "pattern": _COUNTRY}
        case Text():
            return {"type": "string"} if form.empty else {"type": "string", "pattern": r"\S"}
        case _:
            return {"type": "string", "minLength": 1}


def _descriptions() -> dict[str, str]:
    """The comment above each key of the example, by its dotted name.

    Keys that follow one another without a comment between them share it. What ``ask`` and ``every``
    mean is said at the first check, for all of them.
    """
    found: dict[str, str] = {}
    table, comment, told = "", list[str](), True
    for line in example_text().splitlines():
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            table, comment, told = f"{header[1]}.", [], True
        elif key:
            found |= {f"{table}{key[1]}": "\n".join(comment)} if comment else {}
            told = True
        elif line.startswith("# "):
            comment = [*([] if told else comment), line.removeprefix("# ")]
            told = False
        else:
            comment, told = [], True
    return _of_every_check(found) | found


def _of_every_check(found: dict[str, str]) -> dict[str, str]:
    """What is said once of the keys that every check has."""
    checks = dict.fromkeys(at[:2] for at, _ in forms() if at[0] == "checks" and len(at) > 2)
    said: dict[str, str] = {}
    for key in ("ask", "every"):
        words = [found[dotted((*at, key))] for at in checks if dotted((*at, key)) in found]
        said |= {dotted((*at, key)): words[0] for at in checks if words}
    return said


def main(target: Path) -> None:
    """Write it."""
    text = json.dumps(json_schema(), ensure_ascii=False, indent=1, default=str)
    target.write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
