"""What a page says that asks or tells one thing: a heading, some lines, and what can be chosen."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from deskbreak.guide.minute import Act


class Shows(StrEnum):
    """What a page shows above its heading."""

    OVER = "over"
    """The closed ring with a tick."""
    AT_REST = "at rest"
    """The figure as it was before it moved."""
    CHECK = "check"
    """The picture of the set-up check."""


class Choice(Struct, frozen=True):
    """One button of a page."""

    act: Act
    label: str
    kind: str = "plain"


class Page(Struct, frozen=True):
    """What a page says.

    Args:
        heading: large.
        lines: below it; one that begins with ``# `` is a heading, with ``• `` an item of a list.
        notes: in a quieter colour, after the lines.
        choices: what can be pressed.
        shows: what is above the heading.
        in_row: all choices in one row.
        long: the lines scroll.
        size: of the lines' letters, px.
    """

    heading: str
    lines: Sequence[str] = ()
    notes: Sequence[str] = ()
    choices: Sequence[Choice] = ()
    shows: Shows | None = None
    in_row: bool = False
    long: bool = False
    size: float = 16
