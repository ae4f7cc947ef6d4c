"""What a guided minute is made of: its cards, what can be done in it, and its plan."""

from enum import StrEnum

from msgspec import Struct

READY, READY_TO_READ = 3.0, 6.0
"""Seconds to get ready, and when there are lines to read."""


class Card(StrEnum):
    """What the window shows."""

    SETTLE = "settle"
    """Wait until the person says that they are settled."""
    READY = "ready"
    UNFIT = "unfit"
    """Not for me: which code applies."""
    STEP = "step"
    COMFORT = "comfort"
    HURTS = "hurts"
    """What it is like, of catalogue 4.5."""
    REPLY = "reply"
    """A short answer to what was said."""
    SAFETY = "safety"
    """When to see a doctor."""
    CHECK = "check"
    FIX = "fix"
    CLOSED = "closed"


class Act(StrEnum):
    """What the person, or the window around the minute, does."""

    START = "start"
    DONE = "done"
    SKIP = "skip"
    EASIER = "easier"
    HURTS = "hurts"
    PAUSE = "pause"
    """Pause or go on."""
    READ = "read"
    """When to stop: open it or put it away."""
    HIDE = "hide"
    SHOW = "show"
    CLOSE = "close"
    GOOD = "good"
    HARD = "hard"
    A = "a"
    B = "b"
    C = "c"
    YES = "yes"
    NO = "no"
    FIX = "fix"
    UNFIT = "unfit"
    OST = "OST"
    SURG = "SURG"
    PREG = "PREG"
    DIZZY = "DIZZY"
    WRIST = "WRIST"
    KNEE = "KNEE"
    SHOULDER = "SHOULDER"
    NEVER = "never"
    """None of the codes: the routine is just not wanted."""


LONGEST_STOP = 540.0
QUESTION, SAFETY, THANKS, REPLY = 30.0, 300.0, 3.0, 8.0
CHECK_ALONE = 120.0
"""Seconds for a check that was opened to read how to find out, as the core waits for it."""

STOPS = {Act.PAUSE: "pause", Act.READ: "reading", Act.HIDE: "hidden"}
LASTS = {
    Card.COMFORT: QUESTION,
    Card.HURTS: QUESTION,
    Card.REPLY: REPLY,
    Card.SAFETY: SAFETY,
    Card.CHECK: QUESTION,
    Card.FIX: QUESTION,
}
RUNNING = frozenset({Card.SETTLE, Card.READY, Card.UNFIT, Card.STEP})
"""Cards on which the routine is not over."""


class Plan(Struct, frozen=True):
    """What a minute is made of."""

    seconds: tuple[float, ...]
    """Of each step."""
    easier: tuple[float, ...] = ()
    """Of each step of the easier form; empty: the same."""
    ready: float = READY
    settles: bool = False
    ask_comfort: bool = True
    check: bool = False
    only_check: bool = False
    """The check is all there is."""
    chime: bool = False
    codes: tuple[str, ...] = ()
    """With which it may not be for the person."""
