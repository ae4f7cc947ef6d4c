"""The picture on a page of the window."""

from msgspec import Struct

from deskbreak.content.strings import text
from deskbreak.figures import library
from deskbreak.figures.theme import Theme
from deskbreak.guide.figure_stage import Ring
from deskbreak.guide.frame_cache import Frame, polygons
from deskbreak.guide.lesson import Lesson
from deskbreak.guide.page import Shows

_BIG, _SMALL = 300, 236
"""Px of a picture."""


class Picture(Struct, frozen=True):
    """A stage on a page.

    Args:
        name: what a screen reader says.
        side: px.
        frame: the figure.
        ring: around it.
        tick: a large check mark in place of the figure.
    """

    name: str
    side: int
    frame: Frame | None = None
    ring: Ring | None = None
    tick: bool = False


def picture_of(shows: Shows | None, lesson: Lesson, theme: Theme) -> Picture | None:
    """The picture; None for a page without one."""
    match shows:
        case Shows.OVER:
            return _over(lesson)
        case Shows.AT_REST:
            return _at_rest(lesson, theme)
        case Shows.CHECK:
            return _poster(lesson, theme)
        case None:
            return None


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


def _poster(lesson: Lesson, theme: Theme) -> Picture | None:
    """The picture of a check."""
    check = lesson.check
    if check is None or check.id not in library.ids():
        return None
    return Picture(check.question, _SMALL, polygons(library.movement(check.id).poster(), theme))
