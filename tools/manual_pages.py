"""Writes docs/manual.en.md and docs/manual.ja.md from the parsers, the settings and the keys.

    python tools/manual_pages.py

A test compares what stands there with what this writes, so that the manual cannot fall behind.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TAKEN = (
    "two numbers, ", "text", ".ics files or https addresses", "a list of arguments", "0s, or ",
    ', or "" for never',
)  # fmt: skip
"""Words in what a key takes."""
sys.path.insert(0, str(ROOT))

from deskbreak.app.terminal_commands import (  # noqa: E402 -- the program lies beside this folder
    ANSWERS,
    CHOICES,
    NOW,
    PAUSE,
    QUIT,
    RESUME,
    SITTING,
    Key,
)
from deskbreak.cli.cli_text import say  # noqa: E402
from deskbreak.cli.examples import EXAMPLES  # noqa: E402
from deskbreak.cli.main import COMMANDS  # noqa: E402
from deskbreak.cli.parser import Parser  # noqa: E402
from deskbreak.config.json_schema import json_schema  # noqa: E402
from deskbreak.config.layers import dotted  # noqa: E402
from deskbreak.config.schema import forms  # noqa: E402
from deskbreak.content.model import Language  # noqa: E402
from deskbreak.content.strings import text  # noqa: E402
from deskbreak.guide.minute import Act  # noqa: E402
from deskbreak.guide.terminal.question_words import KEYS as ASKED  # noqa: E402
from deskbreak.guide.window import KEYS as WINDOW  # noqa: E402

JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
DOES = {
    Act.PAUSE: "pause",
    Act.SKIP: "skip",
    Act.EASIER: "easier",
    Act.HURTS: "hurts",
    Act.READ: "when_to_stop",
    Act.DONE: "done",
    Act.CLOSE: "close",
}
"""The words under ``terminal_guide`` for what a key does in the minute."""


def cell(said: str) -> str:
    """Text within a table."""
    lines = [" ".join(line.split()) for line in said.splitlines()]
    return "<br>".join(line.replace("|", "\\|").replace("<", "&lt;") for line in lines)


def table(heads: list[str], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """A table; nothing at all without rows."""
    if not rows:
        return []
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows), ""]


def commands(language: Language, words: dict[str, str]) -> Iterator[str]:
    """Every command with its words and examples."""
    for name in COMMANDS:
        parser = Parser(name, language)
        import_module(f"deskbreak.cli.{COMMANDS[name]}").add(parser, name)
        yield from (f"### {name}", "", say(language, f"cli.help.{name}"), "")
        yield from ("```text", parser.usage_line(), "```", "")
        rows = [
            (f"`{cell(parser.written(action))}`", cell(parser.describe(action.dest)))
            for action in parser._actions  # noqa: SLF001 -- argparse has no other way
            if action.dest != "help" and action.help != argparse.SUPPRESS
        ]
        yield from table([words["word"], words["meaning"]], rows)
        if name in EXAMPLES:
            yield from ("```sh", *(f"deskbreak {each}" for each in EXAMPLES[name]), "```", "")


def settings(language: Language, words: dict[str, str]) -> Iterator[str]:
    """Every key of the configuration with what it takes and its default."""
    known = {path: form.allowed() for path, form in forms()}
    section = None
    rows: list[tuple[str, ...]] = []
    heads = [words["key"], words["takes"], words["default"], words["meaning"]]
    for path, allowed in known.items():
        above = dotted(path[:-1])
        if above != section:
            yield from table(heads, rows)
            rows, section = [], above
            yield from (f"### `[{above}]`" if above else f"### {words['top']}", "")
        facts = described(path)
        default = f"`{toml(facts['default'])}`" if "default" in facts else words["unset"]
        said = in_language(str(facts.get("description", "")), language)
        rows.append((f"`{path[-1]}`", cell(taken(allowed, words)), default, cell(said)))
    yield from table(heads, rows)


def taken(allowed: str, words: dict[str, str]) -> str:
    """What a key takes, with the English words in it put into the page's language."""
    for said in TAKEN:
        allowed = allowed.replace(said, words.get(said, said))
    return allowed


def described(path: tuple[str | int, ...]) -> dict[str, Any]:
    """What the schema says of a key."""
    found: dict[str, Any] = json_schema()
    for step in path:
        found = found["properties"][step]
    return found


def toml(value: object) -> str:
    """A default as it is written in the file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def in_language(said: str, language: Language) -> str:
    """The lines of one language."""
    lines = said.splitlines()
    space = "" if language == "ja" else " "
    return space.join(line for line in lines if bool(JAPANESE.search(line)) is (language == "ja"))


def keys(language: Language, words: dict[str, str]) -> Iterator[str]:
    """The keys of the guide's window, of its questions, and of the daemon's terminal."""
    heads = [words["press"], words["meaning"]]
    rows: list[tuple[str, ...]] = [
        (f"`{key.name.removeprefix('Key_')}`", text(language, f"terminal_guide.{DOES[act]}"))
        for key, act in WINDOW.items()
    ]
    yield from (f"### {words['window']}", "", *table(heads, rows), words["window_more"], "")
    letters = [(f"`{key}`", words[act.name.lower()]) for act, key in ASKED.items()]
    yield from (f"### {words['asked']}", "", *table(heads, letters))
    told: Callable[[Key], tuple[str, ...]] = lambda key: (  # noqa: E731
        f"`{key.key}`",
        text(language, f"prompt.keys.{key.name}", length=words["length"]),
    )
    usual = [*CHOICES.values(), NOW, PAUSE, RESUME, SITTING, QUIT]
    yield from (f"### {words['terminal']}", "", *table(heads, [told(key) for key in usual]))
    for answers in ANSWERS.values():
        if answers:
            yield from table([words["press"], words["answer"]], [told(key) for key in answers])


def page(language: Language) -> str:
    """The whole manual in one language."""
    file = ROOT / "packaging" / "manual" / f"pages.{language}.toml"
    words: dict[str, str] = tomllib.loads(file.read_text("utf-8"))
    lines = [f"# {words['title']}", "", words["made"], "", words["begin"], ""]
    lines += [f"## {words['commands']}", "", words["every"], "", *commands(language, words)]
    lines += [f"## {words['keys']}", "", *keys(language, words)]
    lines += [f"## {words['settings']}", "", words["settings_more"], ""]
    lines += settings(language, words)
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Write both."""
    for language in ("en", "ja"):
        (ROOT / "docs" / f"manual.{language}.md").write_text(page(language), "utf-8")


if __name__ == "__main__":
    main()
