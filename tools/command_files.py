"""Writes the completions and the man pages from the program's own parsers, in both languages.

    python tools/command_files.py SHARE

``SHARE`` is laid out as a system's /usr/share. The completions are made by shtab; a shell that
shows descriptions chooses their language by its own locale. The man page is written here
(decision 145).
"""

import argparse
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Literal

import shtab

sys.path.insert(0, str(Path(__file__).parents[1]))

from deskbreak.cli.cli_text import say
from deskbreak.cli.examples import EXAMPLES
from deskbreak.cli.main import COMMANDS
from deskbreak.cli.parser import Parser
from deskbreak.content.checks import load_checks
from deskbreak.content.loader import load_routines

LANGUAGES: tuple[Literal["en"], Literal["ja"]] = ("en", "ja")
MANUAL = Path(__file__).parents[1] / "packaging" / "manual"
ONCE = {
    ("snooze", "span"): ("5m", "10m", "15m"),
    ("standing", "span"): ("15m", "30m", "1h"),
    ("pause", "until"): ("30m", "1h", "until", "today"),
    ("stage", "stage"): (0, 1, 2, 3),
    ("offer", "choice"): ("accept", "decline"),
    ("help", "topic"): tuple(COMMANDS),
}
"""Words that a completion offers where the parser itself takes more."""
FILES = frozenset(
    {"config", "file", "events", "ledger", "out", "export", "import_from", "html", "against"}
)
SHELLS = {
    "bash": "bash-completion/completions/deskbreak",
    "zsh": "zsh/site-functions/_deskbreak",
    "fish": "fish/vendor_completions.d/deskbreak.fish",
}


def parser_of(name: str, language: str) -> Parser:
    """The parser of one command, each of its words described."""
    parser = Parser(name, language)
    import_module(f"deskbreak.cli.{COMMANDS[name]}").add(parser, name)
    for action in parser._actions:  # noqa: SLF001 -- argparse has no other way to look at them
        if action.help != argparse.SUPPRESS:
            action.help = " ".join(parser.describe(action.dest).split())
    return parser


def with_words(name: str, parser: Parser) -> Parser:
    """The same parser with the words that a completion offers."""
    routines = tuple(facts.id for facts in load_routines().facts)
    checks = tuple(check.id for check in load_checks())
    for action in parser._actions:  # noqa: SLF001 -- as above
        place = (name, action.dest)
        if place in ONCE:
            action.choices = ONCE[place]
        elif action.dest == "routine" or place == ("routines", "id"):
            action.choices = routines
        elif place == ("check", "id"):
            action.choices = checks
        elif action.dest in FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    return parser


def tree(language: str) -> argparse.ArgumentParser:
    """All commands under one parser, as completions see them."""
    root = argparse.ArgumentParser("deskbreak", allow_abbrev=False, add_help=False)
    add_common(root, language)
    root.add_argument("--version", action="store_true", help="")
    under = root.add_subparsers()
    for name in COMMANDS:
        parser = with_words(name, parser_of(name, language))
        add_common(parser, language, helps=False)
        about = say(language, f"cli.help.{name}")
        under.add_parser(name, help=about, parents=[parser], add_help=False)
    return root


def add_common(parser: argparse.ArgumentParser, language: str, *, helps: bool = True) -> None:
    """What every command takes."""
    if helps:
        said = say(language, "cli_words.any.help")
        parser.add_argument("-h", "--help", action="store_true", help=said)
    said = say(language, "cli_words.any.lang")
    parser.add_argument("--lang", choices=LANGUAGES, help=said)


def completion(shell: str) -> str:
    """The file that a shell loads."""
    english = shtab.complete(tree("en"), shell)
    if shell == "bash":  # shows no descriptions
        return english
    japanese = shtab.complete(tree("ja"), shell)
    if shell == "fish":
        chosen = "switch (string join -- '' $LC_ALL $LC_MESSAGES $LANG)[1]"
        return f"{chosen}\ncase 'ja*'\n{japanese}\ncase '*'\n{english}\nend\n"
    first, _, body = english.partition("\n")
    _, _, other = japanese.partition("\n")
    place = "${LC_ALL:-${LC_MESSAGES:-$LANG}}"
    return f"{first}\ncase {place} in\nja*)\n{other}\n;;\n*)\n{body}\n;;\nesac\n"


def roff(said: str) -> str:
    """Text in a man page: nothing of it is an instruction to troff."""
    said = said.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return f"\\&{said}" if said.startswith(".") else said


def man(language: str) -> str:
    """The man page in one language."""
    words = tomllib.loads((MANUAL / f"{language}.toml").read_text("utf-8"))
    heading = words["heading"]
    lines = ['.TH DESKBREAK 1 "" deskbreak', ".nh", ".ad l", f".SH {heading['name']}"]
    lines += [roff(f"deskbreak - {words['name']}")]
    lines += [f".SH {heading['synopsis']}", ".B deskbreak", "[\\-\\-lang ja|en] [COMMAND] [\\-h]"]
    lines += [f".SH {heading['description']}"]
    for paragraph in words["description"]:
        lines += [roff(paragraph), ".PP"]
    lines += [roff(words["lang"]), f".SH {heading['commands']}"]
    for name in COMMANDS:
        lines += command(name, language)
    lines += [f".SH {heading['exit']}"]
    for code, meaning in enumerate(words["exit"]):
        lines += [".TP", f".B {code}", roff(meaning)]
    for key in ("files", "environment"):
        lines += [f".SH {heading[key]}"]
        for place, meaning in words[key]:
            lines += [".TP", f".B {roff(place)}", roff(meaning)]
    return "\n".join([*lines, ""])


def command(name: str, language: str) -> list[str]:
    """One command: its usage, what it is for, each word, examples."""
    parser = parser_of(name, language)
    lines = [f".SS {roff(parser.usage_line())}", roff(say(language, f"cli.help.{name}"))]
    for action in parser._actions:  # noqa: SLF001 -- as above
        if action.dest != "help" and action.help != argparse.SUPPRESS:
            lines += [".TP", f".B {roff(parser.written(action))}", roff(action.help or "")]
    for example in EXAMPLES.get(name, ()):
        lines += [".RS", ".EX", roff(f"deskbreak {example}"), ".EE", ".RE"]
    return lines


def main(share: Path) -> None:
    """Write them all."""
    files = {place: completion(shell) for shell, place in SHELLS.items()}
    files |= {"man/man1/deskbreak.1": man("en"), "man/ja/man1/deskbreak.1": man("ja")}
    for place, said in files.items():
        file = share / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(said, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
