"""The answer to "why": what was on at a moment, as values and as data.

All times are epoch seconds, lengths seconds. An end of None: it lasts, or nobody knows.
"""

from typing import Any

from msgspec import Struct


class Span(Struct, frozen=True):
    """From when to when something lasted."""

    start: int
    end: int | None


class Shown(Struct, frozen=True):
    """A prompt that was on the screen or put off."""

    at: int
    cause: str
    routine: str
    outcome: str | None = None
    closed: int | None = None


class Answer(Struct, frozen=True):
    """What was on at a moment."""

    at: int
    reason: str
    """The text under ``why.sentences`` that says it in a sentence."""
    state: str
    """As in ``status``; also ``down`` and ``unknown``."""
    where: str = ""
    sitting_s: int = 0
    stretch_s: int = 0
    every_s: int = 0
    prompt: Shown | None = None
    hold: str | None = None
    waits: Span | None = None
    """Since when a due prompt waits or is held, and until when."""
    spans: tuple[tuple[str, Span], ...] = ()
    """``pause``, ``absence``, ``off-hours``, ``down``: what lasted at that moment."""
    came: Shown | None = None
    """The next prompt after it."""
    reloads: tuple[int, ...] = ()
    lately: bool = False
    """So short ago that little can have come since."""

    def as_json(self, iso: Any) -> dict[str, Any]:
        """The answer as data; ``iso`` makes texts of epoch seconds."""

        def span(it: Span | None) -> dict[str, Any] | None:
            return None if it is None else {"since": iso(it.start), "until": iso(it.end)}

        def shown(it: Shown | None) -> dict[str, Any] | None:
            if it is None:
                return None
            return {
                "shown_at": iso(it.at),
                "reason": it.cause,
                "routine": it.routine,
                "outcome": it.outcome,
                "closed_at": iso(it.closed),
            }

        spans = dict(self.spans)
        hold = None if self.hold is None else {"reason": self.hold, **(span(self.waits) or {})}
        return {
            "at": iso(self.at),
            "why": self.reason,
            "state": self.state,
            "presence": self.where or None,
            "sitting_s": self.sitting_s,
            "stretch_s": self.stretch_s,
            "every_s": self.every_s,
            "prompt": shown(self.prompt),
            "hold": hold,
            "waiting": span(self.waits),
            "pause": span(spans.get("pause")),
            "absence": span(spans.get("absence")),
            "off_hours": span(spans.get("off-hours")),
            "down": span(spans.get("down")),
            "next_prompt": shown(self.came),
            "reloads": [iso(one) for one in self.reloads],
        }
