"""What a person reads, in both languages: cards of routines, and their timed steps.

Field names are those of the catalogue, section 0.1. The facts by which a routine is chosen are
``domain.routine.Routine``; a card adds the texts and is loaded only when it is shown.
"""

from collections.abc import Set as AbstractSet

from msgspec import Struct

from deskbreak.content.languages import LANGUAGES, Language
from deskbreak.domain.vocabulary.routine import Code, Place, Region, Routine

__all__ = ["LANGUAGES", "Bilingual", "Card", "EasierForm", "Form", "Language", "Line", "Step"]


class Bilingual(Struct, frozen=True):
    """One text in Japanese and English."""

    ja: str
    en: str

    def of(self, language: Language) -> str:
        """The text in one language."""
        return self.ja if language == "ja" else self.en


class Step(Struct, frozen=True):
    """One timed step."""

    seconds: int
    text: Bilingual
    reps: int | None = None
    """How often the movement is made within the step; each takes ``seconds / reps``."""


class Form(Struct, frozen=True):
    """A longer form of a routine, only on request (``full-90``)."""

    name: str
    seconds: int
    steps: tuple[Step, ...]
    places: frozenset[Place]
    before: Bilingual | None = None
    """What to settle before the clock starts, where the timed part leaves it out."""
    after: Bilingual | None = None
    """What to do at the end, where the timed part leaves it out."""


class Line(Struct, frozen=True):
    """A line shown before the first step (catalogue 5.1, S5 and S6)."""

    text: Bilingual
    only_with: frozenset[Code] = frozenset()
    """Shown only if one of these codes is ticked; empty: always."""


class EasierForm(Struct, frozen=True):
    """The easier form: 60 s of its own, in place of the routine's minute."""

    summary: Bilingual
    """What is lighter about it, in one line."""
    dose: Bilingual
    cue: Bilingual
    steps: tuple[Step, ...]
    seated_steps: tuple[Step, ...]
    """The same with the seated closing step; empty where seated-only mode leaves it out."""
    lines: tuple[Line, ...]


class Card(Struct, frozen=True):
    """All texts of one routine."""

    facts: Routine
    role: str
    """``source``, ``daily``, or ``adaptation of R03``."""
    source: tuple[str, ...]
    """Sections of the source document."""
    also: Region | None
    """A second part of the body the routine moves; not used for coverage."""
    title: Bilingual
    dose: Bilingual | None
    source_dose: Bilingual | None
    steps: tuple[Step, ...]
    """The scheduled minute; of a routine that is never scheduled, its shortest form."""
    seated_steps: tuple[Step, ...]
    """The same with the seated closing step; empty where seated-only mode leaves it out."""
    cue: Bilingual
    aim: Bilingual
    feel: Bilingual
    avoid: Bilingual
    easier: EasierForm
    stop: tuple[Bilingual, ...]
    """When to stop: the routine's own line, if any, then the common rule S0 (catalogue 0.4)."""
    lines: tuple[Line, ...]
    forms: tuple[Form, ...]
    spared: tuple[tuple[Code, Bilingual], ...]
    """Codes of its counterpart on the floor that do not count here, and why."""

    def minute(self, *, easier: bool = False, seated: bool = False) -> tuple[Step, ...]:
        """The steps of the form that is done; with the seated closing step where there is one."""
        form: Card | EasierForm = self.easier if easier else self
        return (seated and form.seated_steps) or form.steps

    def before(
        self, codes: AbstractSet[Code] = frozenset(), *, easier: bool = False
    ) -> tuple[Bilingual, ...]:
        """The lines to show before the first step to a person who ticked ``codes``."""
        lines = self.easier.lines if easier else self.lines
        return tuple(line.text for line in lines if not line.only_with or line.only_with & codes)

    def form(self, seconds: int, places: AbstractSet[Place] | None = None) -> Form | None:
        """The first longer form of that length that needs only ``places``; None if there is none.

        ``places`` None means any place.
        """
        return next(
            (
                form
                for form in self.forms
                if form.seconds == seconds and (places is None or form.places <= places)
            ),
            None,
        )
