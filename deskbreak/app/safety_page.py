"""When to stop, when to see a doctor, and what the program is (catalogue 0.4, 6, 7)."""

from deskbreak.app.page_text import HEADING, ITEM, plain
from deskbreak.content.model import Language
from deskbreak.content.strings import items, text


def safety_reading(language: Language) -> list[str]:
    """The page for a window: headings and items are marked."""
    lines = [
        f"{HEADING}{text(language, 'running.stop_title')}",
        text(language, "card.stop_rule"),
        "",
        text(language, "safety.short"),
        "",
        f"{HEADING}{text(language, 'safety.title')}",
        text(language, "safety.intro"),
    ]
    for urgency in ("now", "soon"):
        heading = text(language, f"safety.{urgency}.heading")
        action = text(language, f"safety.{urgency}.action")
        urgent = text(language, "safety.urgent", heading=heading, action=action)
        lines += ["", f"{HEADING}{urgent}"]
        lines += [f"{ITEM}{sign}" for sign in items(language, f"safety.{urgency}.signs")]
    return lines


def about_reading(language: Language) -> list[str]:
    """What the program may claim, in full; its heading is marked."""
    title, *rest = (
        text(language, f"about.{key}") for key in ("title", "claim", "privacy", "licence")
    )
    return [f"{HEADING}{title}", *rest]


def safety_page(language: Language) -> list[str]:
    """The lines of the page for a terminal."""
    return plain(safety_reading(language))


def about_page(language: Language) -> list[str]:
    """What the program may claim, for a terminal."""
    return plain(about_reading(language))
