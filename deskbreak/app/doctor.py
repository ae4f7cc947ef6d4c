"""``doctor``: every part with what it does, or why it was passed over."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from deskbreak.app.reason_words import reason_words
from deskbreak.content.model import Language
from deskbreak.content.strings import text

SHORT = 0.5
"""Milliseconds; what was answered sooner was not asked of anybody."""


class DoctorRow(Struct, frozen=True):
    """One part, under a heading of the texts (``doctor.sections``)."""

    section: str
    name: str
    state: str
    """active, ready, passed-over, not-chosen, off, problem or info."""
    reason: str = ""
    answer: str = ""
    """What a sensor or a gate said last: a key of ``surroundings.answer``, or unknown."""
    took_ms: float | None = None
    """How long that took."""
    advice: str = ""
    """What a person could do about it: a key of ``surroundings.advice``."""

    def as_json(self) -> dict[str, str | float]:
        """For ``--json``; an answer, its time and an advice only where there are any."""
        shape: dict[str, str | float] = {
            "section": self.section,
            "name": self.name,
            "state": self.state,
            "reason": self.reason,
        }
        if self.answer:
            shape["answer"] = self.answer
        if self.took_ms is not None:
            shape["took_ms"] = round(self.took_ms, 1)
        if self.advice:
            shape["advice"] = self.advice
        return shape


def doctor_text(findings: Iterable[DoctorRow], language: Language) -> str:
    """The findings under their headings, and advice at the end."""
    found = list(findings)
    lines = [text(language, "doctor.title"), *_first(found, language)]
    mark = "：" if language == "ja" else ": "
    for section, parts in groupby(found, lambda it: it.section):
        lines.append(f"\n{text(language, f'doctor.sections.{section}')}")
        lines += [f"  {part.name}{mark}{_word(part, language)}" for part in parts]
        if section == "gate":
            lines.append(f"  {text(language, 'surroundings.harmless')}")
    lines.append("")
    tips = [text(language, "doctor.tip", text=tip) for tip in _tips(found, language)]
    if not tips and not any(part.state == "problem" for part in found):
        tips = [text(language, "doctor.all_fine")]
    return "\n".join([*lines, *tips])


def _first(found: list[DoctorRow], language: Language) -> Iterator[str]:
    """What to do first of all: what cannot be seen, then what is lost, then what is set wrong."""
    problems = [it for it in found if it.state == "problem"]
    lost = [_with_its_place(it) for it in problems if it.section != "config"]
    unseen = [text(language, "doctor.notifier_tip")] if _shows_nothing(found) else []
    wrong = [_with_its_place(it) for it in problems if it.section == "config"]
    for first in [*unseen, *lost, *wrong, *_tips(found, language)][:1]:
        yield text(language, "doctor.first", text=first)


def _with_its_place(row: DoctorRow) -> str:
    """What is wrong, and where, unless the words say so themselves."""
    return f"{row.name}: {row.reason}" if row.section in ("hooks", "files") else row.reason


def _tips(found: list[DoctorRow], language: Language) -> Iterator[str]:
    """What the person could do, each once."""
    mute = _shows_nothing(found)
    if mute:
        yield text(language, "doctor.notifier_tip")
    trays = [part for part in found if part.section == "tray"]
    if trays and all(part.state != "active" for part in trays):
        yield text(language, "doctor.tray_tip" if mute else "doctor.tray_tip_rest")
    for advice in dict.fromkeys(part.advice for part in found if part.advice):
        yield text(language, f"surroundings.advice.{advice}")


def _shows_nothing(found: list[DoctorRow]) -> bool:
    """Whether no notice can be seen: nobody sits before the log."""
    ways = [part for part in found if part.section == "notifier" and part.name != "log"]
    useless = ("passed-over", "not-chosen", "problem")
    return bool(ways) and all(part.state in useless for part in ways)


def _word(part: DoctorRow, language: Language) -> str:
    """The state in the person's language, with the reason, the answer and its time."""
    said = _state(part, language)
    if part.state == "active" and part.answer:
        answer = text(language, f"surroundings.answer.{part.answer}")
        said = text(language, "surroundings.says", state=said, answer=answer)
    if part.took_ms is not None and part.took_ms >= SHORT:
        said = f"{said} ({part.took_ms:.0f} ms)"
    return said


def _state(part: DoctorRow, language: Language) -> str:
    """The state with the reason."""
    match part.state:
        case "active":
            return text(language, "doctor.active")
        case "ready":
            return text(language, "doctor.standby")
        case "problem":
            return text(language, "doctor.problem", what=part.reason)
        case "off":
            return text(language, "doctor.off")
        case "info":
            return part.reason
        case _:
            return text(language, "doctor.passed_over", why=reason_words(part.reason, language))
