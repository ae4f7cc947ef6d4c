"""When to stop, when to see a doctor, and what the program is (catalogue 0.4, 6, 7)."""

from deskbreak.content.model import Language
from deskbreak.content.strings import items, text


def safety_page(language: Language) -> list[str]:
    """The lines of the page."""
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


def about_page(language: Language) -> list[str]:
    """What the program may claim, in full."""
    return [text(language, f"about.{key}") for key in ("title", "claim", "privacy", "licence")]
