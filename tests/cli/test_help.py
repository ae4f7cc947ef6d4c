"""Every word of every command is described, in both languages, with examples that work."""

import argparse
import contextlib
import io
import re
from importlib import import_module

import pytest

from deskbreak.cli.examples import EXAMPLES
from deskbreak.cli.main import COMMANDS, run
from deskbreak.cli.parser import WIDEST, Parser
from deskbreak.content.columns import columns
from deskbreak.content.model import LANGUAGES, Language


def parser_of(command: str, lang: Language) -> Parser:
    parser = Parser(command, lang)
    import_module(f"deskbreak.cli.{COMMANDS[command]}").add(parser, command)
    return parser


def said(*words: str) -> tuple[int, str]:
    """Exit code, and all that is printed."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = run(list(words))
    return code, out.getvalue()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_word_is_described_in_lines_that_fit(command: str, lang: Language) -> None:
    parser = parser_of(command, lang)
    for action in parser._actions:
        if action.help == argparse.SUPPRESS:
            continue  # said by the program to itself
        assert parser.describe(action.dest)
    usage, *lines = parser.format_help().splitlines()
    assert command in usage
    too_wide = [line for line in lines if columns(line) > WIDEST]
    assert too_wide == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_examples_that_are_understood(command: str) -> None:
    for example in EXAMPLES[command]:
        name, *words = example.split()
        assert name == command
        assert parser_of(command, "en").parse_args(words) is not None


@pytest.mark.parametrize(
    "words",
    [
        ["config"],
        ["config", "paht"],
        ["config", "wildly-different"],
        ["config", "set", "rhythm.every", "30m"],
        ["feedback", "good", "--kind"],
        ["feedback", "good", "--kind", "d"],
        ["pause", "1h", "--foo"],
        ["start", "R01"],
        ["stage", "two"],
        ["guide", "R03", "--full", "91"],
        ["history", "--csv", "--json"],
        ["history", "--csv=yes"],
        ["simulate"],
    ],
)
def test_a_mistake_is_told_in_one_line_of_the_language(words: list[str]) -> None:
    code, english = said(*words)
    assert (code, english.count("\n")) == (2, 1), english
    code, japanese = said(*words, "--lang", "ja")
    assert (code, japanese.count("\n")) == (2, 1), japanese
    assert re.search(r"[ぁ-ん]", japanese)
    assert not re.search(r"argument|choice|choose|expected|required|invalid", japanese)


def test_help_is_the_same_by_word_and_by_option() -> None:
    assert said("help", "pause") == said("pause", "-h")
    assert said("help") == said("-h")
    assert said("help", "pasue")[0] == 2


def test_whoever_looks_for_a_command_that_sets_a_key_learns_how_it_is_done() -> None:
    assert "config edit" in said("config", "set", "rhythm.every", "30m")[1]
    assert "config edit" in said("-h")[1]
