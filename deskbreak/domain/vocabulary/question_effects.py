"""What is asked and replied in place of a finished routine, as imperatives.

Rules
- Every question carries the id of the prompt in whose place it stands.
- ``EndQuestion`` is the last effect of a prompt: nothing more is shown in its place.
"""

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct


class Proposal(StrEnum):
    """Something the programme offers and never forces."""

    STAGE = "stage"
    RHYTHM = "rhythm"
    QUIET = "quiet"


class Reply(StrEnum):
    """What is replied to an answer at once."""

    THANKS = "thanks"
    HARD = "hard"
    """The easier form comes next time."""
    SETTLED = "settled"
    """A little tightness is common."""
    RESTS = "rests"
    """It rests until a date, and then comes back in its easier form."""
    EASING = "easing"
    """For now only easy movement. Said once."""
    SAFETY = "safety"
    """The safety page."""


class AskComfort(Struct, frozen=True):
    """In place of the finished routine: good, too hard, it hurt."""

    id: str
    routine: str


class AskKind(Struct, frozen=True):
    """What the pain is like: a, b, c (catalogue 4.5)."""

    id: str
    routine: str


class AskCheck(Struct, frozen=True):
    """A set-up check in place of the finished routine. ``first``: say what checks are for."""

    id: str
    check: str
    times_asked: int = 0
    first: bool = False
    replies: tuple[Reply, ...] = ()
    """What is said first, to the answer before it."""


class MakeOffer(Struct, frozen=True):
    """The programme proposes something, in place of the finished routine."""

    id: str
    proposal: Proposal
    replies: tuple[Reply, ...] = ()
    """What is said first, to the answer before it."""


class Answer(Struct, frozen=True):
    """What is said at once to how a routine felt."""

    id: str
    routine: str
    replies: tuple[Reply, ...]
    shown: bool = False
    """It takes the place of the question, until ``EndQuestion``."""


class ShowHow(Struct, frozen=True):
    """How to find out about the check that is being asked; it stays asked."""

    id: str
    check: str
    times_asked: int = 0
    routine: str = ""
    """After which it is asked."""
    guide: bool = False
    """The guide's page says it and takes the answer; else a notice does."""


class ShowFix(Struct, frozen=True):
    """What to change, after ``fix`` to a check."""

    id: str
    check: str
    times_asked: int = 0


class EndQuestion(Struct, frozen=True):
    """Nothing more is asked after this prompt."""

    id: str


QuestionEffect: TypeAlias = (
    AskComfort | AskKind | AskCheck | MakeOffer | Answer | ShowHow | ShowFix | EndQuestion
)
