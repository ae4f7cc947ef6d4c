"""A routine's whole card, and a line of the list, for reading (catalogue 0.1)."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from msgspec import Struct

from deskbreak.app.titles import title_of
from deskbreak.content import formats
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.model import Card, Form, Language, Step
from deskbreak.content.strings import text
from deskbreak.domain.choice.eligibility import Bar, barred, ground
from deskbreak.domain.choice.memory import Memory
from deskbreak.domain.vocabulary.routine import Code, Routine
from deskbreak.domain.vocabulary.settings import Settings


class Judged(Struct, frozen=True):
    """What decides whether a routine is offered at all: settings, not the course of the day."""

    settings: Settings
    content: Catalogue
    day: date


TEXTS = ("cue", "aim", "feel", "avoid")
ROLES = frozenset({"source", "daily", "daily movement", "own"})
ADAPTED = "adaptation of "


def list_line(facts: Routine, language: Language, by: Judged) -> str:
    """Number, title, part of the body, place and stage; and why it is not offered, if it is not."""
    parts = [
        facts.number,
        title_of(by.content, facts.id, language),
        _name(language, "region", facts.region),
        _names(language, "place", facts.places),
        text(language, "routines.stage", stage=facts.stage),
    ]
    if facts.number.startswith("U"):
        parts.append(text(language, "routines.own"))
    notes = remarks(facts, language, by)
    return " · ".join(parts) + "".join(f" — {note}" for note in notes)


def card_lines(card: Card, language: Language, by: Judged) -> list[str]:
    """Every field of the card; of its two forms only the easier one where codes ask for that."""
    facts, codes = card.facts, by.settings.personal.codes
    easier = bool(facts.easier_with & codes)
    lines = [f"{facts.number} {card.title.of(language)}  ({facts.id})"]
    lines += [f"  ! {note}" for note in remarks(facts, language, by)]
    lines.append("")
    lines += [_field(language, label, value) for label, value in _facts(card, language, by)]
    lines.append("")
    if not easier:
        lines += [_field(language, "before", it.of(language)) for it in card.before(codes)]
        if facts.scheduled:
            lines += [_field(language, "steps", "").rstrip(), *_steps(card.steps, language)]
        lines.append(_field(language, "cue", card.cue.of(language)))
    lines += [_field(language, name, getattr(card, name).of(language)) for name in TEXTS[1:]]
    lines += [_field(language, "stop", it.of(language)) for it in card.stop]
    lines += ["", *_easier_form(card, codes, language)]
    if not easier:
        for form in card.forms:
            lines += ["", *_form(form, card, language)]
    return lines


def _easier_form(card: Card, codes: AbstractSet[Code], language: Language) -> list[str]:
    """The easier form with how to ask for it."""
    form = card.easier
    how = text(language, "routines.easier_how", number=card.facts.number)
    before = [it.of(language) for it in card.before(codes, easier=True)]
    return [
        _field(language, "easier", form.summary.of(language)),
        *(_field(language, "before", it) for it in before),
        _field(language, "dose", form.dose.of(language)),
        _field(language, "steps", "").rstrip(),
        *_steps(form.steps, language),
        _field(language, "cue", form.cue.of(language)),
        f"  {how}",
    ]


def remarks(facts: Routine, language: Language, by: Judged) -> list[str]:
    """Why a routine is not offered under the settings in force, or only in its easier form.

    Ticked codes are named; what passes by itself (H1 to H5) is not for here.
    """
    settings, notes = by.settings, []
    codes = sorted(facts.leave_out & settings.personal.codes)
    if codes:
        listed = _names(language, "code", codes)
        notes.append(text(language, "cards.left_out", codes=listed))
    elif (bar := bar_of(facts, by)) is not None and bar is not Bar.CODE:
        notes.append(text(language, f"next.bars.{bar}"))
    easier = sorted(facts.easier_with & settings.personal.codes)
    if easier:
        listed = _names(language, "code", easier)
        notes.append(text(language, "cards.only_easier", codes=listed))
    return notes


def bar_of(facts: Routine, by: Judged) -> Bar | None:
    """The first reason why it is not offered."""
    on = ground(by.content.facts, Memory(), by.settings, by.day, prompt=1)
    return barred(facts, on)


def _facts(card: Card, language: Language, by: Judged) -> list[tuple[str, str]]:
    """The fields that are no sentences."""
    facts = card.facts
    easier = bool(facts.easier_with & by.settings.personal.codes)
    regions = [facts.region, *([card.also] if card.also else [])]
    said = [
        ("kind", _name(language, "kind", facts.kind)),
        ("region", formats.listed(language, (_name(language, "region", it) for it in regions))),
        ("stage", str(facts.stage)),
        ("places", _names(language, "place", facts.places)),
        ("props", _names(language, "prop", facts.props)),
        ("discreet", _name(language, "discreet", facts.discreet)),
        ("effort", _name(language, "effort", facts.effort)),
        ("on_feet", _name(language, "on_feet", facts.on_feet)),
        ("leave_out", _names(language, "code", facts.leave_out)),
        ("easier_with", _names(language, "code", facts.easier_with)),
        ("spared", _spared(card, language)),
        ("counterpart", _counterpart(facts, language, by)),
        ("dose", card.dose.of(language) if card.dose and not easier else ""),
        ("source_dose", card.source_dose.of(language) if card.source_dose else ""),
    ]
    said.append(("role", _role(card.role, language)))
    said.append(("source", formats.listed(language, card.source)))
    return [(label, value) for label, value in said if value]


def _spared(card: Card, language: Language) -> str:
    """For whom it is offered although its floor form is not, and why."""
    said = [
        f"{_name(language, 'code', code)}（{why.ja}）"
        if language == "ja"
        else f"{_name(language, 'code', code)} ({why.en})"
        for code, why in card.spared
    ]
    return ("、" if language == "ja" else " / ").join(said)


def _counterpart(facts: Routine, language: Language, by: Judged) -> str:
    return title_of(by.content, facts.counterpart, language) if facts.counterpart else ""


def _role(role: str, language: Language) -> str:
    """Where the movement comes from; a person's own words stay as they are."""
    if role in ROLES:
        return text(language, f"cards.roles.{role}")
    if role.startswith(ADAPTED):
        of = role.removeprefix(ADAPTED)
        return text(language, "cards.roles.adaptation", of=_role(of, language))
    return role


def _form(form: Form, card: Card, language: Language) -> list[str]:
    """A longer form with how to ask for it."""
    longer = text(language, "routines.seconds", seconds=form.seconds)
    places = _names(language, "place", form.places)
    length = text(language, "routines.length", seconds=longer, places=places)
    lines = [_field(language, "longer", length)]
    if form.before:
        lines.append(_field(language, "before", form.before.of(language)))
    lines += _steps(form.steps, language)
    if form.after:
        lines.append(_field(language, "after", form.after.of(language)))
    how = text(language, "routines.longer_how", number=card.facts.number, seconds=form.seconds)
    return [*lines, f"  {how}"]


def _steps(steps: Sequence[Step], language: Language) -> list[str]:
    """Seconds and words of each step."""
    return [
        f"  {text(language, 'routines.seconds', seconds=step.seconds):>5}  {step.text.of(language)}"
        for step in steps
    ]


def _field(language: Language, label: str, value: str) -> str:
    table = "cards.labels" if label in ("role", "source") else "card.labels"
    mark = "：" if language == "ja" else ": "
    return f"{text(language, f'{table}.{label}')}{mark}{value}"


def _name(language: Language, table: str, value: object) -> str:
    return text(language, f"names.{table}.{value}")


def _names(language: Language, table: str, values: Iterable[object]) -> str:
    """Names in one order; those of codes have commas of their own."""
    listed = [_name(language, table, value) for value in sorted(values, key=str)]
    gap = "、" if language == "ja" else " / " if table == "code" else ", "
    return gap.join(listed) or text(language, "card.labels.none")
