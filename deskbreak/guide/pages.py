"""What each card after, or beside, the running minute says."""

from collections.abc import Callable

from deskbreak.content.model import Language
from deskbreak.content.strings import items, text
from deskbreak.guide.lesson import Lesson
from deskbreak.guide.minute import Act, Card, Minute
from deskbreak.guide.page import Choice, Page, Shows

_REPLIES = {
    Act.A: "feedback.settled",
    Act.B: "minute.rests",
    Act.HARD: "feedback.hard",
    Act.NO: "minute.left_alone",
}

Says = Callable[[str], str]
"""Gives a text of the lesson's language."""


def page_of(it: Minute, lesson: Lesson) -> Page:
    """The page of a card."""

    def says(key: str) -> str:
        return text(lesson.language, key)

    match it.card:
        case Card.UNFIT:
            return _unfit(lesson, says)
        case Card.COMFORT:
            return _comfort(lesson, says)
        case Card.HURTS:
            return _hurts(says)
        case Card.SAFETY:
            return _safety(lesson.language, says)
        case Card.CHECK | Card.FIX:
            return _check(it.card, lesson, says)
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


def _aim(lesson: Lesson) -> str:
    """What it was for, in one line."""
    return text(lesson.language, "guide.aim", aim=lesson.aim)


def _unfit(lesson: Lesson, says: Says) -> Page:
    """Which code applies (catalogue 0.3): one tap."""
    codes = [Choice(Act(code), says(f"names.code.{code}"), "plain") for code in lesson.plan.codes]
    return Page(
        heading=says("guide.not_for_me"),
        lines=(says("guide.which_applies"),),
        notes=(says("guide.kept"),),
        choices=(
            *codes,
            Choice(Act.NEVER, says("guide.never"), "plain"),
            Choice(Act.START, says("guide.none_of_these"), "main"),
        ),
    )


def _comfort(lesson: Lesson, says: Says) -> Page:
    return Page(
        heading=says("guide.done"),
        lines=(*([lesson.after] if lesson.after else []), says("feedback.title")),
        notes=(_aim(lesson), says("feedback.body"), *lesson.closing),
        choices=(
            Choice(Act.GOOD, says("prompt.buttons.good")),
            Choice(Act.HARD, says("prompt.buttons.hard")),
            Choice(Act.HURTS, says("prompt.buttons.hurts")),
        ),
        shows=Shows.OVER,
        in_row=True,
    )


def _hurts(says: Says) -> Page:
    """What it is like (catalogue 4.5), over the figure at rest."""
    return Page(
        heading=says("feedback.follow_up.title"),
        lines=(says("running.stopped"),),
        notes=(says("feedback.body"),),
        choices=[Choice(act, says(f"feedback.follow_up.{act}")) for act in (Act.A, Act.B, Act.C)],
        shows=Shows.AT_REST,
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


def _check(card: Card, lesson: Lesson, says: Says) -> Page:
    """One look at the set-up (catalogue 3.1)."""
    check = lesson.check
    if check is None:  # nothing was planned, so this card never comes
        return Page(heading=says("guide.done"))
    if card is Card.FIX:
        return Page(
            heading=says("check.fix_title"),
            lines=(check.fix,),
            notes=(says("check.later"),),
            choices=(Choice(Act.CLOSE, says("guide.close"), "main"),),
            shows=Shows.CHECK,
        )
    return Page(
        heading=says("check.title"),
        lines=(check.question,),
        notes=(check.look, *([check.intro] if check.intro else [])),
        choices=[Choice(act, says(f"prompt.buttons.{act}")) for act in (Act.YES, Act.NO, Act.FIX)],
        shows=Shows.CHECK,
    )


def _reply(it: Minute, lesson: Lesson, says: Says) -> Page:
    """A short answer to what was said."""
    key = _REPLIES.get(it.said) if it.said is not None else None
    after = (lesson.after,) if lesson.after and it.done else ()
    last = it.done and it.said is None
    return Page(
        heading=says("feedback.thanks" if it.said else "guide.done"),
        lines=(says(key),) if key else after,
        notes=(_aim(lesson),) if last else (),
        choices=(Choice(Act.CLOSE, says("guide.close")),),
        shows=Shows.AT_REST if it.said in (Act.A, Act.B) else Shows.OVER,
    )
