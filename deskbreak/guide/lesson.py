"""What a guide shows and says for one request: texts from the content, times, the movement."""

from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from deskbreak.app.guide_protocol import AskedCheck, GuideRequest
from deskbreak.content.content_errors import UnknownContentError
from deskbreak.content.loader import load_routines
from deskbreak.content.model import Card, Form, Language, Step
from deskbreak.content.spoken_texts import EASIER, MINUTE
from deskbreak.content.strings import text
from deskbreak.figures import library
from deskbreak.figures.movement import Movement
from deskbreak.figures.movement import Step as FigureStep
from deskbreak.guide.minute import READY, READY_TO_READ, Plan
from deskbreak.guide.narrator import Script
from deskbreak.guide.spoken_cues import cues_of, short_texts

SEATED = "seated"
"""The form with the seated closing step."""


class Telling(Struct, frozen=True):
    """What one form says; its times are in the plan."""

    steps: tuple[str, ...]
    """What to do, step by step."""
    cue: str
    before: tuple[str, ...]
    """To read while getting ready."""
    short: tuple[str, ...] = ()
    """The steps in few words."""
    reps: tuple[int | None, ...] = ()
    """How often the movement of each step is made; None: it is not counted."""


class Lesson(Struct, frozen=True):
    """Everything that the window needs, in one language."""

    language: Language
    title: str
    usual: Telling
    """The form that was asked for: the minute, or a longer form."""
    easier: Telling
    aim: str
    """What the movement is for."""
    stop: tuple[str, ...]
    """When to stop: the routine's own line, if any, then the common rule."""
    closing: tuple[str, ...]
    """This week's focus and habit cue, under the last question."""
    after: str
    """What to do at the end, of a form that says so; else empty."""
    plan: Plan
    movement: Movement | None
    """None: a routine of the person's own, which has no figure."""
    check: AskedCheck | None
    script: Script = field(default_factory=Script)
    """What the voice says."""

    def told(self, *, easier: bool) -> Telling:
        """What the form says that is shown."""
        return self.easier if easier else self.usual


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
    seated = request.form == SEATED
    steps = form.steps if form is not None else card.minute(seated=seated)
    easier = card.minute(easier=True, seated=seated)
    new = (text(language, "prompt.learn"),) if request.learn else ()
    settle = form.before.of(language) if form is not None and form.before is not None else ""
    before = (*new, *request.lines, *([settle] if settle else []))
    return Lesson(
        language=language,
        title=text(language, "check.how_title") if request.only_check else card.title.of(language),
        usual=_telling(card, steps, language, before, form, card.minute(seated=seated)),
        easier=_telling(card, easier, language, (*new, *request.easier_lines)),
        aim=card.aim.of(language),
        stop=tuple(line.of(language) for line in card.stop),
        closing=request.closing,
        after=form.after.of(language) if form is not None and form.after is not None else "",
        plan=Plan(
            seconds=_seconds(steps),
            easier=_seconds(easier),
            ready=READY_TO_READ if before or request.easier_lines else READY,
            settles=bool(settle) and not request.easier,
            ask_comfort=request.ask_comfort,
            check=request.check is not None,
            only_check=request.only_check and request.check is not None,
            chime=request.chime,
            codes=request.codes,
        ),
        movement=movement_of(card.facts.id, request.form, _seconds(steps), _seconds(easier)),
        check=request.check,
        script=_script(request, card, form, language) if request.voice else Script(),
    )


def _telling(
    card: Card,
    steps: tuple[Step, ...],
    language: Language,
    before: tuple[str, ...],
    form: Form | None = None,
    minute: tuple[Step, ...] = (),
) -> Telling:
    """What a form says; without ``minute`` it is the easier one."""
    name = EASIER if not minute else MINUTE if form is None else form.name
    return Telling(
        _words(steps, language),
        (card.cue if minute else card.easier.cue).of(language),
        before,
        tuple(short_texts(card.facts.id, steps, language, name, minute)),
        tuple(step.reps for step in steps),
    )


def _script(request: GuideRequest, card: Card, form: Form | None, language: Language) -> Script:
    """What the voice says in the form that was asked for, and in the easier one."""
    seated, id_ = request.form == SEATED, card.facts.id
    minute = card.minute(seated=seated)
    steps = form.steps if form is not None else minute
    easier = card.minute(easier=True, seated=seated)
    moves = movement_of(id_, request.form, _seconds(steps), _seconds(easier))
    drawn, lighter = (moves.steps, moves.easier_steps) if moves else ((), ())
    return Script(
        language=language,
        usual=cues_of(id_, steps, drawn, language, MINUTE if form is None else form.name, minute),
        easier=cues_of(id_, easier, lighter, language, EASIER),
        done=text(language, "voice.done"),
    )


def movement_of(
    id_: str, form: str | None, usual: tuple[float, ...], easier: tuple[float, ...]
) -> Movement | None:
    """The figure's movement; None for a routine that has no figure with these seconds.

    A form in which the figure would do something else than is said has no figure.
    """
    if id_ not in library.ids():
        return None
    variant = form if form in library.variants(id_) else None
    movement = library.movement(id_, variant)
    lighter = movement if variant in (None, SEATED) else library.movement(id_)
    moves = lighter.easier_steps if _times(lighter.easier_steps) == easier else ()
    return replace(movement, easier_steps=moves) if _times(movement.steps) == usual else None


def _times(steps: tuple[FigureStep, ...]) -> tuple[float, ...]:
    return tuple(step.seconds for step in steps)


def _form(card: Card, name: str | None) -> Form | None:
    """The longer form of that name; None for the scheduled minute, seated or not."""
    if name is None or name == SEATED:
        return None
    found = next((form for form in card.forms if form.name == name), None)
    if found is None:
        known = ", ".join(form.name for form in card.forms) or "none"
        raise UnknownContentError(f"{card.facts.id}: no form {name!r}; there is: {known}")
    return found


def _words(steps: tuple[Step, ...], language: Language) -> tuple[str, ...]:
    return tuple(step.text.of(language) for step in steps)


def _seconds(steps: tuple[Step, ...]) -> tuple[float, ...]:
    return tuple(float(step.seconds) for step in steps)
