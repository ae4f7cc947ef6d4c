"""``doctor``: every part with what it does, or why it was passed over."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from deskbreak.content.model import Language
from deskbreak.content.strings import text

GNOME = "AppIndicator"
"""The extension that a reason names when GNOME shows no tray."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One part, under a heading of the texts (``doctor.sections``)."""

    section: str
    name: str
    state: str
    """active, ready, passed-over, not-chosen, problem or info."""
    reason: str = ""

    def as_json(self) -> dict[str, str]:
        """For ``--json``."""
        return {
            "section": self.section,
            "name": self.name,
            "state": self.state,
            "reason": self.reason,
        }


def doctor_text(findings: Iterable[Finding], language: Language) -> str:
    """The findings under their headings, and advice at the end."""
    found = list(findings)
    lines = [text(language, "doctor.title")]
    for section, parts in groupby(found, lambda it: it.section):
        lines.append(f"\n{text(language, f'doctor.sections.{section}')}")
        lines += [f"  {part.name}: {_word(part, language)}" for part in parts]
    lines.append("")
    trays = [part for part in found if part.section == "tray"]
    if trays and all(part.state != "active" for part in trays):
        lines.append(text(language, "doctor.tip", text=text(language, "doctor.tray_tip")))
    if not any(part.state == "problem" for part in found):
        lines.append(text(language, "doctor.all_fine"))
    return "\n".join(lines)


def _word(part: Finding, language: Language) -> str:
    """The state in the person's language, with the reason."""
    match part.state:
        case "active":
            return text(language, "doctor.active")
        case "ready":
            return text(language, "doctor.standby")
        case "problem":
            return text(language, "doctor.problem", what=part.reason)
        case "info":
            return part.reason
        case _:
            return text(language, "doctor.passed_over", why=part.reason)
