"""``deskbreak safety``: when to stop, and when to see a doctor."""

import argparse

from deskbreak.cli.words import language_of
from deskbreak.content.model import Language
from deskbreak.content.strings import items, text


def add(_: argparse.ArgumentParser, __: str) -> None:
    """It takes no words."""


def run(args: argparse.Namespace) -> int:
    """Print the page."""
    print("\n".join(page(language_of(args.lang))))
    return 0


def page(language: Language) -> list[str]:
    """The stop rule, the short text, and the signs with what to do (catalogue 0.4, 6.1, 6.2)."""
    lines = [
        text(language, "running.stop_title"),
        text(language, "card.stop_rule"),
        "",
        text(language, "safety.short"),
        "",
        text(language, "safety.title"),
        text(language, "safety.intro"),
    ]
    for urgency in ("now", "soon"):
        heading = text(language, f"safety.{urgency}.heading")
        lines += ["", f"{heading}: {text(language, f'safety.{urgency}.action')}"]
        lines += [f"  - {sign}" for sign in items(language, f"safety.{urgency}.signs")]
    return lines
