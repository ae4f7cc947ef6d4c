"""``deskbreak safety``: when to stop, and when to see a doctor."""

import argparse

from deskbreak.app.safety_page import about_page, safety_page
from deskbreak.cli import daemon_request as ask
from deskbreak.cli.cli_text import language_of
from deskbreak.desktop.terminal_text import tell


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """Its words."""
    parser.add_argument("--dismiss", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Print the page, or dismiss it."""
    if args.dismiss:
        return ask.run(args)
    language = language_of(args.lang)
    tell("\n".join([*safety_page(language), "", *about_page(language)]))
    return 0
