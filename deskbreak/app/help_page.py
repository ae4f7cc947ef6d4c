"""The page behind the menu's help: what can be done, and with which command."""

from deskbreak.app.page_text import HEADING, ITEM
from deskbreak.app.safety_page import about_reading
from deskbreak.content import formats
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.time.units import Millis

TOLD = (
    "status", "now", "pause", "standing", "today", "setup", "config", "preview", "next", "history",
    "report", "doctor", "safety", "quit",
)  # fmt: skip
"""Commands that a newcomer may want; ``deskbreak help`` knows all of them."""


def help_reading(language: Language, config: str, every: Millis) -> list[str]:
    """The lines. ``config``: where the configuration is; ``every``: ``rhythm.every``."""
    commands = [
        text(language, "help.command", name=name, about=text(language, f"cli.help.{name}"))
        for name in TOLD
    ]
    return [
        text(language, "help.prompts", every=formats.duration(language, every)),
        text(language, "help.menu"),
        f"{HEADING}{text(language, 'help.commands')}",
        *(f"{ITEM}{line}" for line in commands),
        text(language, "cli.more"),
        f"{HEADING}{text(language, 'help.settings')}",
        text(language, "help.file", file=config),
        *about_reading(language),
    ]
