"""What is asked and replied in place of a finished routine, as imperatives.

Rules
- Every question carries the id of the prompt in whose place it stands.
- ``EndQuestion`` is the last effect of a prompt: nothing more is shown in its place.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


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


@dataclass(frozen=True, slots=True)
class AskComfort:
    """In place of the finished routine: good, too hard, it hurt."""

    id: str
    routine: str


@dataclass(frozen=True, slots=True)
class AskKind:
    """What the pain is like: a, b, c (catalogue 4.5)."""

    id: str
    routine: str


@dataclass(frozen=True, slots=True)
class AskCheck:
    """A set-up check in place of the finished routine. ``first``: say what checks are for."""

    id: str
    check: str
    times_asked: int = 0
    first: bool = False
    replies: tuple[Reply, ...] = ()
    """What is said first, to the answer before it."""


@dataclass(frozen=True, slots=True)
class MakeOffer:
    """The programme proposes something, in place of the finished routine."""

    id: str
    proposal: Proposal
    replies: tuple[Reply, ...] = ()
    """What is said first, to the answer before it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said at once to how a routine felt."""

    id: str
    routine: str
    replies: tuple[Reply, ...]
    shown: bool = False
    """It takes the place of the question, until ``EndQuestion``."""


@dataclass(frozen=True, slots=True)
class ShowHow:
    """How to find out about the check that is being asked; it stays asked."""

    id: str
    check: str
    times_asked: int = 0
    routine: str = ""
    """After which it is asked."""
    guide: bool = False
    """The guide's page says it and takes the answer; else a notice does."""


@dataclass(frozen=True, slots=True)
class ShowFix:
    """What to change, after ``fix`` to a check."""

    id: str
    check: str
    times_asked: int = 0


@dataclass(frozen=True, slots=True)
class EndQuestion:
    """Nothing more is asked after this prompt."""

    id: str


QuestionEffect: TypeAlias = (
    AskComfort | AskKind | AskCheck | MakeOffer | Answer | ShowHow | ShowFix | EndQuestion
)
