"""Says along with the minute: tells what the voice is to say, and when it is to be silent."""

from collections.abc import Sequence

from msgspec import Struct

from deskbreak.app.guide_protocol import GuideReport, Hushed, Said
from deskbreak.guide.minute import Card, Minute
from deskbreak.guide.spoken_cues import Cue


class Script(Struct, frozen=True):
    """All that the voice says; empty when it says nothing."""

    language: str = "en"
    usual: tuple[tuple[Cue, ...], ...] = ()
    easier: tuple[tuple[Cue, ...], ...] = ()
    done: str = ""


class Narrator:
    """Follows one minute. ``look`` is called after everything that may have changed it.

    Rules
    - A new step, or the other form, begins with what to do. Cues whose time went by are left out.
    - A pause, the page on when to stop, a hidden window and any end silence the voice at once.
    - A step that ran to the end of the routine is followed by one word.
    """

    def __init__(self, script: Script) -> None:
        self._script = script
        self._at: tuple[int, bool] | None = None
        self._next = 0
        self._speaks = False

    def look(self, it: Minute, now: float) -> tuple[GuideReport, ...]:
        """What to tell now."""
        if not self._script.usual:
            return ()
        if it.card is Card.STEP and not it.stops:
            return self._step(it, now)
        silenced = (Hushed(),) if self._speaks else ()
        was_at, self._speaks = self._at, False
        if it.card is not Card.STEP:
            self._at = None
        if it.done and was_at is not None and it.card is not Card.CLOSED:
            return (*silenced, Said(self._script.done, self._script.language, 3000, urgent=True))
        return silenced

    def _step(self, it: Minute, now: float) -> tuple[GuideReport, ...]:
        cues: Sequence[Cue] = (self._script.easier if it.easier else self._script.usual)[it.step]
        elapsed = it.elapsed(now)
        if self._at != (it.step, it.easier):
            self._at, self._next = (it.step, it.easier), 0
            due = [cues[0]]
            self._next = next((i for i, cue in enumerate(cues) if cue.at > elapsed), len(cues))
        else:
            due = [cue for cue in cues[self._next :] if cue.at <= elapsed]
            self._next += len(due)
        if not due:
            return ()
        self._speaks = True
        left = round(it.left(now) * 1000)
        return (Said(due[-1].text, self._script.language, left, urgent=due[-1].main),)
