"""What a guide shows and says for one request: texts from the content, times, the movement."""

from dataclasses import dataclass
from pathlib import Path

from deskbreak.app.guide_protocol import AskedCheck, GuideRequest
from deskbreak.content.content_errors import UnknownContentError
from deskbreak.content.loader import load_routines
from deskbreak.content.model import Card, Form, Language, Step
from deskbreak.content.strings import text
from deskbreak.figures import library
from deskbreak.figures.movement import Movement
from deskbreak.guide.minute import READY, READY_TO_READ, Plan

SEATED = "seated"
"""The form with the seated closing step."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Everything that the window needs, in one language."""

    language: Language
    title: str
    steps: tuple[str, ...]
    """What to do, step by step."""
    cue: str
    easier: str
    stop: tuple[str, ...]
    """When to stop: the routine's own line, if any, then the common rule."""
    before: tuple[str, ...]
    """To read while getting ready."""
    closing: tuple[str, ...]
    """This week's focus and habit cue, under the last question."""
    after: str
    """What to do at the end, of a form that says so; else empty."""
    plan: Plan
    movement: Movement | None
    """None: a routine of the person's own, which has no figure."""
    check: AskedCheck | None


def lesson_of(request: GuideRequest) -> Lesson:
    """The lesson for a request.

    Raises:
        UnknownContentError: no such routine or form.
        ContentFileError, FigureError: the installation is damaged.
    """
    language: Language = "ja" if request.language == "ja" else "en"
    catalogue = load_routines(Path(request.own) if request.own else None)
    card = catalogue.card(request.routine)
    form = _form(card, request.form)
    steps = _steps(card, request.form, form)
    before = [*request.lines]
    if request.learn:
        before.insert(0, text(language, "prompt.learn"))
    settles = form is not None and form.before is not None
    if form is not None and form.before is not None:
        before.append(form.before.of(language))
    return Lesson(
        language=language,
        title=card.title.of(language),
        steps=tuple(step.text.of(language) for step in steps),
        cue=card.cue.of(language),
        easier=card.easier.of(language),
        stop=tuple(line.of(language) for line in card.stop),
        before=tuple(before),
        closing=request.closing,
        after=form.after.of(language) if form is not None and form.after is not None else "",
        plan=Plan(
            seconds=tuple(float(step.seconds) for step in steps),
            ready=READY_TO_READ if before else READY,
            settles=settles,
            ask_comfort=request.ask_comfort,
            check=request.check is not None,
            chime=request.chime,
        ),
        movement=movement_of(card.facts.id, request.form, len(steps)),
        check=request.check,
    )


def movement_of(id_: str, form: str | None, steps: int) -> Movement | None:
    """The figure's movement; None for a routine that has no figure with these steps."""
    if id_ not in library.ids():
        return None
    variant = form if form in library.variants(id_) else None
    movement = library.movement(id_, variant)
    return movement if len(movement.steps) == steps else None


def _form(card: Card, name: str | None) -> Form | None:
    """The longer form of that name; None for the scheduled minute, seated or not."""
    if name is None or name == SEATED:
        return None
    found = next((form for form in card.forms if form.name == name), None)
    if found is None:
        known = ", ".join(form.name for form in card.forms) or "none"
        raise UnknownContentError(f"{card.facts.id}: no form {name!r}; there is: {known}")
    return found


def _steps(card: Card, name: str | None, form: Form | None) -> tuple[Step, ...]:
    if form is not None:
        return form.steps
    return card.seated_steps if name == SEATED and card.seated_steps else card.steps
