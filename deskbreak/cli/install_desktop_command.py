"""``deskbreak install-desktop``: name and icon for the desktop's menus, notices and windows."""

import argparse
import os
from pathlib import Path

from deskbreak.cli.cli_text import say
from deskbreak.desktop.autostart_errors import ForeignError
from deskbreak.desktop.standard_streams import complain
from deskbreak.desktop.terminal_text import tell
from deskbreak.desktop.user_entries import user_entries
from deskbreak.errors import FileUnusableError


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """The words of ``install-desktop``."""
    parser.add_argument("--remove", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Write the files, or take them away, and say where."""
    entries = user_entries(os.environ, Path.home())
    if entries is None:
        complain(say(args.lang, "install_desktop.not_here"))
        return 1
    try:
        place = entries.remove() if args.remove else entries.install()
    except ForeignError as error:
        complain(say(args.lang, "install_desktop.foreign", place=error))
        return 1
    except FileUnusableError as error:
        complain(say(args.lang, "install_desktop.failed", why=error))
        return 1
    key = "install_desktop.removed" if args.remove else "install_desktop.done"
    tell(say(args.lang, key, place=place))
    return 0
