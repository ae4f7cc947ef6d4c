"""Ordinary words are understood without a parser, and as by the parser."""

import pytest

from deskbreak.cli import config_command, daemon_request, routines_command
from deskbreak.cli.parser import Parser
from deskbreak.cli.run_command import add, quick


@pytest.mark.parametrize(
    "words",
    [
        "",
        "--no-tray",
        "-v --terminal",
        "--verbose --config a.toml --no-tray",
        "--set a=b --set c=d",
    ],
)
def test_an_ordinary_start_needs_no_parser(words: str) -> None:
    parser = Parser("run", "en")
    add(parser, "run")
    found = quick("run", words.split())
    assert found is not None
    assert vars(found) == vars(parser.parse_args(words.split()))


@pytest.mark.parametrize(
    "words", ["-h", "--config", "--set -v", "--config=a", "-vv", "x", "--tray"]
)
def test_anything_else_is_left_to_the_parser(words: str) -> None:
    assert quick("run", words.split()) is None


@pytest.mark.parametrize(
    "words",
    ["status", "status --json", "status --follow --json", "next --why", "next --json", "doctor"],
)
def test_an_ordinary_question_needs_no_parser(words: str) -> None:
    name, *rest = words.split()
    parser = Parser(name, "en")
    daemon_request.add(parser, name)
    found = daemon_request.quick(name, rest)
    assert found is not None
    assert vars(parser.parse_args(rest)).items() <= vars(found).items()


@pytest.mark.parametrize("words", ["status -h", "status --why", "next x", "hide", "done --json"])
def test_any_other_question_is_left_to_the_parser(words: str) -> None:
    name, *rest = words.split()
    assert daemon_request.quick(name, rest) is None


@pytest.mark.parametrize(
    "words",
    ["routines", "routines --json", "config check", "config show", "config path"],
)
def test_an_ordinary_look_needs_no_parser(words: str) -> None:
    name, *rest = words.split()
    module = routines_command if name == "routines" else config_command
    parser = Parser(name, "en")
    module.add(parser, name)
    found = module.quick(name, rest)
    assert found is not None
    assert vars(found) == vars(parser.parse_args(rest))


@pytest.mark.parametrize(
    "words",
    [
        "routines R03",
        "routines -h",
        "routines --json R03",
        "config",
        "config init",
        "config edit",
        "config check a.toml",
        "config show --config a.toml",
    ],
)
def test_any_other_look_is_left_to_the_parser(words: str) -> None:
    name, *rest = words.split()
    module = routines_command if name == "routines" else config_command
    assert module.quick(name, rest) is None
