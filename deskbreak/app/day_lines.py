"""The lines of a day file: one JSON object each, by its ``event``. The contract's section 6.

Rules
- Every line has ``at``; lengths and steps are words such as "10m" and "+1h".
- A line with a field that is not here is an error, as is a manual pause among the reasons of gates.
- What a person asks for or answers has the fields of ``requests.MEANINGS``.
"""

from typing import Any, TypeAlias

import msgspec

from deskbreak.domain.vocabulary import events
from deskbreak.domain.vocabulary.events import Override
from deskbreak.domain.vocabulary.routine import Comfort


class Line(msgspec.Struct, forbid_unknown_fields=True, tag_field="event"):
    """What every line has."""

    at: str


class Present(Line, tag="present"):
    """Input."""


class Watch(Line, tag="watch"):
    """No input, still watching."""

    since: str | None = None


class Idle(Line, tag="idle"):
    """No input from now on, or since."""

    since: str | None = None


class Lock(Line, tag="lock"):
    """Locked."""


class Unlock(Line, tag="unlock"):
    """Unlocked, present."""


class Sleep(Line, tag="sleep"):
    """Suspended."""


class Wake(Line, tag="wake"):
    """Resumed, as before."""


class Stand(Line, tag="stand"):
    """Standing, for a while or until ``sit``."""

    span: str | None = msgspec.field(name="for", default=None)


class Sit(Line, tag="sit"):
    """Sitting again."""


class Busy(Line, tag="busy"):
    """A hold begins."""

    reason: events.Reason

    def __post_init__(self) -> None:
        _of_a_gate(self.reason)


class Free(Line, tag="free"):
    """A hold ends, or all."""

    reason: events.Reason | None = None

    def __post_init__(self) -> None:
        _of_a_gate(self.reason)


class Typing(Line, tag="typing"):
    """No natural pause from now on."""


class Quiet(Line, tag="quiet"):
    """Pauses again."""


class Answer(Line, tag="answer"):
    """A click or a command."""

    action: events.Action
    span: str | None = msgspec.field(name="for", default=None)
    id: str | None = None


class Wanted(Line, tag="now"):
    """``deskbreak now``."""

    routine: str | None = None


class Feedback(Line, tag="feedback"):
    """Comfort of the last routine."""

    value: Comfort
    kind: str | None = None


class Check(Line, tag="check"):
    """The answer to a set-up check."""

    value: str


class Offer(Line, tag="offer"):
    """The answer to what the programme proposes."""

    choice: str


class Stage(Line, tag="stage"):
    """The person moves to a stage."""

    stage: int = msgspec.field(name="to")


class Hide(Line, tag="hide"):
    """Never offer a routine (by id) again, or offer it again."""

    routine: str
    hidden: bool = True


class NotForMe(Line, tag="not-for-me"):
    """A routine (by id; none: the offered one) does not suit: a code applies, or ``never``."""

    code: str
    routine: str | None = None


class Today(Line, tag="today"):
    """What is different today: seated, elsewhere, or nothing."""

    override: Override | None = None


class Dismiss(Line, tag="dismiss"):
    """The safety page is dismissed."""


class Hurts(Line, tag="hurts"):
    """It hurts: a running routine stops."""


class Pause(Line, tag="pause"):
    """A manual hold."""

    span: str | None = msgspec.field(name="for", default=None)
    until: str | None = None


class Resume(Line, tag="resume"):
    """The manual hold ends."""


class Config(Line, tag="config"):
    """Settings change; keys are dotted."""

    set: dict[str, Any]


class Clock(Line, tag="clock"):
    """The wall clock is stepped: "+1h", "-30m"."""

    step: str


class Restart(Line, tag="restart"):
    """The daemon is killed, and starts again ``down`` later."""

    down: str


class Notifier(Line, tag="notifier"):
    """The notification server comes or goes."""

    up: bool


def _of_a_gate(reason: events.Reason | None) -> None:
    """A manual pause has events of its own."""
    if reason is events.Reason.PAUSE:
        raise ValueError('"pause" is not a reason here; the events are pause and resume')


DayLine: TypeAlias = (
    Present | Watch | Idle | Lock | Unlock | Sleep | Wake | Stand | Sit | Busy | Free | Typing
    | Quiet | Answer | Wanted | Feedback | Check | Offer | Stage | Hide | NotForMe | Today | Dismiss
    | Hurts | Pause | Resume | Config | Clock | Restart | Notifier
)  # fmt: skip
