"""``deskbreak config``: path, check, show, init, edit. Never writes over anything."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deskbreak.cli.cli_text import language_of, say
from deskbreak.cli.known_routines import all_routines
from deskbreak.config.file_check import check, check_file
from deskbreak.config.file_problems import ConfigError
from deskbreak.config.init import keys_below, write_new
from deskbreak.config.kept_reading import load
from deskbreak.config.layer_paths import Paths, locate
from deskbreak.config.messages import render
from deskbreak.config.show import show
from deskbreak.desktop.open_file import OPENER_PATIENCE, editor_command, open_in_editor
from deskbreak.desktop.private_files import umask_of_person
from deskbreak.desktop.standard_streams import complain
from deskbreak.desktop.terminal_text import tell
from deskbreak.timing.clock import calendar_day

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

WRONG = 4


def quick(_: str, words: list[str]) -> SimpleNamespace | None:
    """A look at all that is in force, without a parser, which takes a tenth of its time."""
    if words not in (["check"], ["show"], ["path"]):
        return None
    return SimpleNamespace(what=words[0], file=None, config=None)


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """The words of ``config``."""
    parser.add_argument(
        "what", choices=("path", "check", "show", "init", "edit"), type=_never_set(parser)
    )
    parser.add_argument("file", nargs="?", metavar="FILE")
    parser.add_argument("--config", metavar="FILE")


def _never_set(parser: argparse.ArgumentParser) -> Callable[[str], str]:
    """Reads the first word; who looks for a command that sets a key is told how it is done."""

    def read(word: str) -> str:
        if word in ("set", "get", "unset"):
            parser.error(say(getattr(parser, "lang", None), "cli_parser.config_set"))
        return word

    return read


def run(args: argparse.Namespace | SimpleNamespace) -> int:
    """Carry out one of them."""
    if args.file and args.what != "check":
        complain(f"deskbreak config {args.what}: takes no file; --config names one")
        return 2
    paths = locate(os.environ, args.config)
    try:
        match args.what:
            case "path":
                print(paths.user.absolute())
                return 0
            case "check":
                return print_check(args.file, args.lang, args.config)
            case "show":
                loaded = load(paths, os.environ, {}, routine_ids(), today=calendar_day())
                print(show(loaded, language_of(args.lang)), end="")
                return 0
            case "init":
                write_new(paths.user, set_below=_below(paths))
                tell(say(args.lang, "config.created", file=paths.user))
                return 0
            case _:
                if not paths.user.exists():
                    write_new(paths.user, set_below=_below(paths))
                code = _edit(paths.user, args.lang)
                return code or print_check(None, args.lang, args.config, only_wrong=True)
    except ConfigError as error:
        for problem in error.problems:
            complain(render(problem, language_of(args.lang)))
        return WRONG if args.what == "show" else 1


def print_check(
    file: str | None, lang: str | None, named: str | None = None, *, only_wrong: bool = False
) -> int:
    """What is wrong with the configuration in force, or with one file; exit code 4 if anything."""
    today = calendar_day()
    language = language_of(lang)
    if file is not None:
        checked = check_file(Path(file), routine_ids(), today=today, lang=language)
    else:
        paths = locate(os.environ, named)
        checked = check(paths, os.environ, {}, routine_ids(), today=today, lang=language)
        if checked.fine and not os.path.lexists(paths.user):
            *notes, _ = checked.lines
            checked = replace(checked, lines=(*notes, say(lang, "config.none", file=paths.user)))
    if checked.fine and only_wrong:
        return 0
    for line in checked.lines:
        tell(line) if checked.fine else complain(line)
    return 0 if checked.fine else WRONG


def routine_ids() -> dict[str, str]:
    """Ids of all routines by number; the person's own included."""
    return {one.number: one.id for one in all_routines().facts}


def _below(paths: Paths) -> frozenset[str]:
    """What answers of ``setup`` and files of the system set: a new file must not set it again."""
    below = replace(paths, user=Path(os.devnull), named=False)
    today = calendar_day()
    return keys_below(load(below, {}, {}, routine_ids(), today=today).sources)


def _edit(file: Path, lang: str | None) -> int:
    """Open the file in the editor of this terminal, or of the desktop."""
    import subprocess  # noqa: PLC0415 - a third of the time of a look

    editor = (os.environ.get("VISUAL") or os.environ.get("EDITOR") or "").strip()
    if editor:
        try:
            words = editor_command(editor, file)
        except ValueError:
            complain(say(lang, "config.editor_quotes", editor=editor))
            return 1
        try:
            done = subprocess.run(words, check=False, umask=umask_of_person())  # noqa: S603 - theirs
        except OSError as error:
            complain(f"{editor}: {error.strerror}")
            return 1
        return 1 if done.returncode else 0
    if open_in_editor(file, OPENER_PATIENCE):
        return 0
    complain(say(lang, "config.no_editor", file=file))
    return 1
