"""The words of ``run``: an ordinary start is understood without a parser, and as by the parser."""

import pytest

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
