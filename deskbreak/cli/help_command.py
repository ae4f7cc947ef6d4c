"""``deskbreak help``: all commands, or one with each of its words and examples."""

import argparse

from deskbreak.cli import main


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """Its words."""
    parser.add_argument("topic", nargs="?", metavar="COMMAND")


def run(args: argparse.Namespace) -> int:
    """Print it, as ``-h`` does."""
    if args.topic is None:
        print(main.overview(args.lang))
        return 0
    language = ["--lang", args.lang] if args.lang else []
    return main.run([args.topic, "-h", *language])
