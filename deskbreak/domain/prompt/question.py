"""The one question that stands in place of a finished routine, and the routine it is about.

Rules
- Questions come one after another in the order of ``Question``, each in place of the last.
- A question without an answer goes away after ``STANDS_FOR``; one that could only be asked
  ``TOO_LATE`` after it was due is not asked.
"""

from enum import StrEnum

from msgspec import Struct

from deskbreak.domain.time.units import MINUTE, SECOND, Instant, Millis
from deskbreak.domain.vocabulary.question_effects import Reply


class Question(StrEnum):
    """What may be asked after a routine, in this order."""

    COMFORT = "comfort"
    KIND = "kind"
    """What the pain is like."""
    OFFER = "offer"
    CHECK = "check"


STANDS_FOR: dict[Question, Millis] = {
    Question.COMFORT: 30 * SECOND,
    Question.KIND: 30 * SECOND,
    Question.OFFER: 2 * MINUTE,
    Question.CHECK: 2 * MINUTE,
}
"""How long a question waits for its answer; a check takes 10 s to look at."""

REPLY_STANDS_FOR: Millis = 10 * SECOND
FIX_STANDS_FOR: Millis = 30 * SECOND
"""How long a reply, and what to change at the set-up, stand there."""

TOO_LATE: Millis = 30 * SECOND
"""A question that could only be asked so long after its time is not asked."""


class Asking(Struct, frozen=True):
    """A question, to be asked (``until`` None) or standing there."""

    question: Question
    prompt: str
    """Id of the prompt in whose place it stands."""
    routine: str
    since: Instant
    """When it became due."""
    until: Instant | None = None
    """When it goes away without an answer."""
    about: str = ""
    """Id of the check, or the ``Proposal``."""
    times_asked: int = 0
    """How often that check had been asked before."""
    by_guide: bool = False
    """The guide asks it; nobody else does."""
    replies: tuple[Reply, ...] = ()
    """What is said with it, to the answer before it."""


class Finished(Struct, frozen=True):
    """The last routine that was done or stopped."""

    prompt: str
    routine: str
    felt: bool = False
    """How it felt was answered."""
    by_guide: bool = False
    """The guide reported the end, and asks by itself."""


class Statement(Struct, frozen=True):
    """Something that is said in place of a question, and goes away by itself."""

    prompt: str
    until: Instant
