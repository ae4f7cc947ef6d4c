"""What each card after, or beside, the running minute says."""

from collections.abc import Callable

from deskbreak.content.model import Language
from deskbreak.content.strings import items, text
from deskbreak.figures import library
from deskbreak.figures.theme import Theme
from deskbreak.guide.card_page import Choice, Page
from deskbreak.guide.lesson import Lesson
from deskbreak.guide.minute import Act, Card, Minute
from deskbreak.guide.reel import Frame, polygons
from deskbreak.guide.stage import Ring

_BIG, _SMALL = 300, 236


def page_of(it: Minute, lesson: Lesson, theme: Theme) -> Page:
    """The page of a card."""

    def says(key: str) -> str:
        return text(lesson.language, key)

    match it.card:
        case Card.COMFORT:
            return _comfort(lesson, says)
        case Card.HURTS:
            return _hurts(lesson, theme, says)
        case Card.SAFETY:
            return _safety(lesson.language, says)
        case Card.CHECK | Card.FIX:
            return _check(it.card, lesson, theme, says)
        case _:
            return _reply(it, lesson, says)


def stop_page(lesson: Lesson) -> Page:
    """When to stop (catalogue 0.4)."""
    return Page(
        heading=text(lesson.language, "running.stop_title"),
        lines=lesson.stop,
        notes=(text(lesson.language, "card.footer"),),
        choices=(
            Choice(Act.READ, text(lesson.language, "minute.continue"), "main"),
            Choice(Act.CLOSE, text(lesson.language, "guide.stop")),
            Choice(Act.HURTS, text(lesson.language, "guide.hurts"), "hurts"),
        ),
        long=True,
        size=18,
    )


def _closed(lesson: Lesson) -> Ring:
    return Ring(lesson.plan.seconds, len(lesson.plan.seconds))


def _comfort(lesson: Lesson, says: Callable[[str], str]) -> Page:
    return Page(
        heading=says("guide.done"),
        lines=(*([lesson.after] if lesson.after else []), says("feedback.title")),
        notes=(says("feedback.body"),),
        choices=(
            Choice(Act.GOOD, says("prompt.buttons.good")),
            Choice(Act.HARD, says("prompt.buttons.hard")),
            Choice(Act.HURTS, says("prompt.buttons.hurts")),
        ),
        picture=_BIG,
        ring=_closed(lesson),
        picture_name=says("guide.done"),
        tick=True,
        in_row=True,
    )


def _hurts(lesson: Lesson, theme: Theme, says: Callable[[str], str]) -> Page:
    """What it is like (catalogue 4.5), over the figure at rest."""
    moves = lesson.movement
    return Page(
        heading=says("feedback.follow_up.title"),
        lines=(says("running.stopped"),),
        notes=(says("feedback.body"),),
        choices=[Choice(act, says(f"feedback.follow_up.{act}")) for act in (Act.A, Act.B, Act.C)],
        picture=0 if moves is None else _SMALL,
        frame=None if moves is None else polygons(moves.stills(0)[0], theme),
        picture_name=text(lesson.language, "guide.figure", routine=lesson.title),
    )


def _safety(language: Language, says: Callable[[str], str]) -> Page:
    """When to see a doctor (catalogue 6.2)."""
    lines = [says("safety.intro")]
    for urgency in ("now", "soon"):
        lines.append(f"# {says(f'safety.{urgency}.heading')} — {says(f'safety.{urgency}.action')}")
        lines += [f"• {sign}" for sign in items(language, f"safety.{urgency}.signs")]
    return Page(
        heading=says("safety.title"),
        lines=lines,
        choices=(Choice(Act.CLOSE, says("guide.close"), "main"),),
        long=True,
    )


def _check(card: Card, lesson: Lesson, theme: Theme, says: Callable[[str], str]) -> Page:
    """One look at the set-up (catalogue 3.1)."""
    check = lesson.check
    if check is None:  # nothing was planned, so this card never comes
        return Page(heading=says("guide.done"))
    frame = _poster(check.id, theme)
    if card is Card.FIX:
        return Page(
            heading=says("check.fix_title"),
            lines=(check.fix,),
            notes=(says("check.later"),),
            choices=(Choice(Act.CLOSE, says("guide.close"), "main"),),
            picture=_SMALL if frame else 0,
            frame=frame,
            picture_name=check.question,
        )
    return Page(
        heading=says("check.title"),
        lines=(check.question,),
        notes=(check.look, *([check.intro] if check.intro else [])),
        choices=[Choice(act, says(f"prompt.buttons.{act}")) for act in (Act.YES, Act.NO, Act.FIX)],
        picture=_SMALL if frame else 0,
        frame=frame,
        picture_name=check.question,
    )


def _poster(id_: str, theme: Theme) -> Frame | None:
    """The picture of a check."""
    return polygons(library.movement(id_).poster(), theme) if id_ in library.ids() else None


def _reply(it: Minute, lesson: Lesson, says: Callable[[str], str]) -> Page:
    """A short answer to what was said."""
    thanks = says("feedback.thanks")
    close = (Choice(Act.CLOSE, says("guide.close")),)
    match it.said:
        case Act.A:
            return Page(thanks, (says("feedback.settled"),), choices=close)
        case Act.B:
            return Page(thanks, (says("minute.rests"),), choices=close)
        case _:
            pass
    said = {Act.HARD: "feedback.hard", Act.NO: "minute.left_alone"}.get(it.said or Act.GOOD)
    return Page(
        heading=thanks if it.said else says("guide.done"),
        lines=(says(said),) if said else (*([lesson.after] if lesson.after else []),),
        choices=close,
        picture=_BIG,
        ring=_closed(lesson),
        picture_name=says("guide.done"),
        tick=True,
    )
