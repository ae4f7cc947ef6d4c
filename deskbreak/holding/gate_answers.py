"""What the gates said last, and which reasons that makes.

Rules
- A reason is on while any of its gates is closed; an unknown gate does not count.
- A reason that the settings turn off is not asked, and not on.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec import Struct

from deskbreak.app.part_report import TURNED_OFF, PartReport
from deskbreak.app.parts import Part
from deskbreak.app.ports.holding_ports import Gate
from deskbreak.domain.vocabulary.events import Reason
from deskbreak.domain.vocabulary.settings import HoldSettings

SWITCHES: dict[Reason, Callable[[HoldSettings], bool]] = {
    Reason.CALL: lambda hold: hold.call,
    Reason.SCREEN_SHARE: lambda hold: hold.screen_share,
    Reason.FULLSCREEN: lambda hold: hold.fullscreen,
    Reason.DO_NOT_DISTURB: lambda hold: hold.do_not_disturb,
    Reason.CALENDAR: lambda hold: hold.calendar,
}

LOSES: dict[Reason, str] = {
    Reason.CALL: "calls",
    Reason.SCREEN_SHARE: "screen_share",
    Reason.FULLSCREEN: "fullscreen",
    Reason.DO_NOT_DISTURB: "do_not_disturb",
    Reason.CALENDAR: "calendar",
}
"""What is not noticed any more when a gate of a reason has failed."""


class WatchedGate(Gate, Protocol):
    """A gate that says whether it tells of changes by itself."""

    @property
    def subscribed(self) -> bool:
        """Whether it does, now that it is watched."""


class Answer(Struct, frozen=True):
    """What a gate said last."""

    closed: bool | None
    why: str = ""
    """Why it is unknown."""
    took_ms: float = 0.0
    advice: str = ""


def part_of(gate: WatchedGate) -> Part:
    """Its name among the parts, and what is lost without it."""
    return Part(gate.name, LOSES[gate.reason])


class GateAnswers:
    """The answers by gate, seen through the settings."""

    def __init__(self, hold: HoldSettings) -> None:
        self._hold = hold
        self._said: dict[str, Answer] = {}

    def configure(self, hold: HoldSettings, gates: Callable[[], Sequence[WatchedGate]]) -> None:
        """Forget what the new settings turn off; ``gates`` is asked only if something was said."""
        self._hold = hold
        if self._said:
            for gate in gates():
                if not self.is_wanted(gate):
                    self._said.pop(gate.name, None)

    def is_wanted(self, gate: WatchedGate) -> bool:
        """Whether the settings let it hold a prompt back."""
        return SWITCHES[gate.reason](self._hold)

    def keep(self, gate: WatchedGate, answer: Answer) -> None:
        """What it has just said."""
        self._said[gate.name] = answer

    def is_on(self, reason: Reason, gates: Sequence[WatchedGate]) -> bool:
        """Whether any gate of the reason is closed."""
        return any(
            gate.reason is reason and gate.name in self._said and self._said[gate.name].closed
            for gate in gates
        )

    def row(self, gate: WatchedGate) -> PartReport:
        """For ``doctor``."""
        if not self.is_wanted(gate):
            return PartReport("gate", gate.name, running=False, why=TURNED_OFF)
        answer = self._said.get(gate.name)
        if answer is None:
            return PartReport("gate", gate.name, running=False, why="not asked yet")
        said = {True: "closed", False: "open", None: "unknown"}[answer.closed]
        known = answer.closed is not None
        return PartReport("gate", gate.name, known, answer.why, said, answer.took_ms, answer.advice)
