"""What each card after, or beside, the running minute says."""

from collections.abc import Callable

from deskbreak.app.guiding import AskedCheck
from deskbreak.content.model import Language
from deskbreak.content.strings import items, text
from deskbreak.figures import library
from deskbreak.figures.theme import Theme
from deskbreak.guide.card_page import Choice, Page, Picture
from deskbreak.guide.lesson import Lesson
from deskbreak.guide.minute import Act, Card, Minute
from deskbreak.guide.reel import polygons
from deskbreak.guide.stage import Ring

_BIG, _SMALL = 300, 236
"""Px of a picture."""
_REPLIES = {
    Act.A: "feedback.settled",
    Act.B: "minute.rests",
    Act.HARD: "feedback.hard",
    Act.NO: "minute.left_alone",
}

Says = Callable[[str], str]
"""Gives a text of the lesson's language."""


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
            return _reply(it, lesson, theme, says)


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


def _over(lesson: Lesson) -> Picture:
    """The closed ring."""
    parts = lesson.plan.seconds
    name = text(lesson.language, "guide.done")
    return Picture(name, _BIG, ring=Ring(parts, len(parts)), tick=True)


def _at_rest(lesson: Lesson, theme: Theme) -> Picture | None:
    """The figure as it was before it moved."""
    if lesson.movement is None:
        return None
    name = text(lesson.language, "guide.figure", routine=lesson.title)
    return Picture(name, _SMALL, polygons(lesson.movement.stills(0)[0], theme))


def _comfort(lesson: Lesson, says: Says) -> Page:
    return Page(
        heading=says("guide.done"),
        lines=(*([lesson.after] if lesson.after else []), says("feedback.title")),
        notes=(says("feedback.body"),),
        choices=(
            Choice(Act.GOOD, says("prompt.buttons.good")),
            Choice(Act.HARD, says("prompt.buttons.hard")),
            Choice(Act.HURTS, says("prompt.buttons.hurts")),
        ),
        picture=_over(lesson),
        in_row=True,
    )


def _hurts(lesson: Lesson, theme: Theme, says: Says) -> Page:
    """What it is like (catalogue 4.5), over the figure at rest."""
    return Page(
        heading=says("feedback.follow_up.title"),
        lines=(says("running.stopped"),),
        notes=(says("feedback.body"),),
        choices=[Choice(act, says(f"feedback.follow_up.{act}")) for act in (Act.A, Act.B, Act.C)],
        picture=_at_rest(lesson, theme),
    )


def _safety(language: Language, says: Says) -> Page:
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


def _check(card: Card, lesson: Lesson, theme: Theme, says: Says) -> Page:
    """One look at the set-up (catalogue 3.1)."""
    check = lesson.check
    if check is None:  # nothing was planned, so this card never comes
        return Page(heading=says("guide.done"))
    picture = _poster(check, theme)
    if card is Card.FIX:
        return Page(
            heading=says("check.fix_title"),
            lines=(check.fix,),
            notes=(says("check.later"),),
            choices=(Choice(Act.CLOSE, says("guide.close"), "main"),),
            picture=picture,
        )
    return Page(
        heading=says("check.title"),
        lines=(check.question,),
        notes=(check.look, *([check.intro] if check.intro else [])),
        choices=[Choice(act, says(f"prompt.buttons.{act}")) for act in (Act.YES, Act.NO, Act.FIX)],
        picture=picture,
    )


def _poster(check: AskedCheck, theme: Theme) -> Picture | None:
    """The picture of a check."""
    if check.id not in library.ids():
        return None
    return Picture(check.question, _SMALL, polygons(library.movement(check.id).poster(), theme))


def _reply(it: Minute, lesson: Lesson, theme: Theme, says: Says) -> Page:
    """A short answer to what was said."""
    key = _REPLIES.get(it.said) if it.said is not None else None
    after = (lesson.after,) if lesson.after and it.done else ()
    return Page(
        heading=says("feedback.thanks" if it.said else "guide.done"),
        lines=(says(key),) if key else after,
        choices=(Choice(Act.CLOSE, says("guide.close")),),
        picture=_at_rest(lesson, theme) if it.said in (Act.A, Act.B) else _over(lesson),
    )
