"""A routine's whole card, and its facts, as data for ``--json``."""

from collections.abc import Sequence
from typing import Any

from deskbreak.app.card_text import TEXTS, Judged, bar_of
from deskbreak.content.model import Bilingual, Card, Step
from deskbreak.domain.vocabulary.routine import Routine


def card_data(card: Card, by: Judged) -> dict[str, Any]:
    """Every field of the card in both languages, for ``--json``."""
    return summary(card.facts, by) | {
        "role": card.role,
        "source": list(card.source),
        "also": card.also,
        "dose": _perhaps(card.dose),
        "source_dose": _perhaps(card.source_dose),
        "before": [_both(it) for it in card.before(by.settings.personal.codes)],
        "steps": _steps_data(card.steps if card.facts.scheduled else ()),
        "seated_steps": _steps_data(card.seated_steps),
        **{name: _both(getattr(card, name)) for name in TEXTS},
        "easier": _both(card.easier.summary)
        | {
            "before": [_both(it) for it in card.before(by.settings.personal.codes, easier=True)],
            "dose": _both(card.easier.dose),
            "cue": _both(card.easier.cue),
            "steps": _steps_data(card.easier.steps),
            "seated_steps": _steps_data(card.easier.seated_steps),
        },
        "stop": [_both(it) for it in card.stop],
        "longer": [
            {
                "name": form.name,
                "seconds": form.seconds,
                "places": sorted(form.places),
                "before": _perhaps(form.before),
                "after": _perhaps(form.after),
                "steps": _steps_data(form.steps),
            }
            for form in card.forms
        ],
    }


def summary(facts: Routine, by: Judged) -> dict[str, Any]:
    """The facts by which a routine is chosen, and what keeps it out now, for ``--json``."""
    codes = by.settings.personal.codes
    return {
        "number": facts.number,
        "id": facts.id,
        "title": _both(by.content.title(facts.id)),
        "kind": facts.kind,
        "region": facts.region,
        "stage": facts.stage,
        "places": sorted(facts.places),
        "props": sorted(facts.props),
        "discreet": facts.discreet,
        "effort": facts.effort,
        "on_feet": facts.on_feet,
        "seconds": facts.seconds if facts.scheduled else None,
        "leave_out": sorted(facts.leave_out),
        "easier_with": sorted(facts.easier_with),
        "variants": [name for name, _ in facts.variants],
        "scheduled": facts.scheduled,
        "seated_only": facts.seated_only,
        "counterpart": facts.counterpart,
        "own": facts.number.startswith("U"),
        "offered": bar_of(facts, by) is None,
        "bar": bar_of(facts, by),
        "left_out_by": sorted(facts.leave_out & codes),
        "easier_by": sorted(facts.easier_with & codes),
    }


def _steps_data(steps: Sequence[Step]) -> list[dict[str, Any]]:
    return [{"seconds": it.seconds, "reps": it.reps} | _both(it.text) for it in steps]


def _both(words: Bilingual) -> dict[str, str]:
    return {"ja": words.ja, "en": words.en}


def _perhaps(words: Bilingual | None) -> dict[str, str] | None:
    return None if words is None else _both(words)
