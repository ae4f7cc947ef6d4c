"""Control messages: one JSON object a line, in both directions, versioned.

A request names what to ``do``; unknown fields are refused, so that a typo never passes in silence.
A reply carries the exit code of the command, a text for people, and data for ``--json``.
"""

from typing import Any, Literal, TypeAlias

import msgspec

from deskbreak.domain.vocabulary.events import Action
from deskbreak.domain.vocabulary.routine import Comfort
from deskbreak.errors import WrongInputError

VERSION = 1
LIMIT = 64 * 1024
"""Bytes in one line at most."""


class WireError(WrongInputError):
    """A message that makes no sense; the text says why."""


class Request(msgspec.Struct, forbid_unknown_fields=True, tag_field="do", kw_only=True):
    """What every request has."""

    v: int = VERSION
    lang: str | None = None
    """Language of the reply; None: that of the daemon."""


class Status(Request, tag="status"):
    """How things stand, as ``text``, ``json`` or ``waybar``."""

    format: str = "text"


class Follow(Request, tag="follow"):
    """A line now and at every change, until the other side hangs up."""

    format: str = "text"


class Answer(Request, tag="answer"):
    """An answer to the open prompt."""

    action: Action
    id: str | None = None
    span: str | None = None


class Now(Request, tag="now"):
    """Raise a prompt at once."""

    routine: str | None = None


class Pause(Request, tag="pause"):
    """A manual hold: "30m", "until 14:00", "14:00" or "today"."""

    until: str


class Resume(Request, tag="resume"):
    """End the manual hold."""


class Standing(Request, tag="standing"):
    """The person stands."""

    span: str | None = None


class Sitting(Request, tag="sitting"):
    """The person sits again."""


class Next(Request, tag="next"):
    """What comes next, and why."""

    why: bool = False


class Feedback(Request, tag="feedback"):
    """How the last routine felt; ``kind`` is a, b or c, for pain."""

    value: Comfort
    kind: Literal["a", "b", "c"] | None = None


class Checks(Request, tag="checks"):
    """What to ask of the set-up now: one check by id or number, or those of the place group."""

    name: str | None = None


class Check(Request, tag="check"):
    """The answer to one of them."""

    check: str
    value: Literal["yes", "no", "fix"]


class Today(Request, tag="today"):
    """What is different today; None: only tell."""

    override: Literal["seated", "elsewhere", "normal"] | None = None


class Stage(Request, tag="stage"):
    """Move to a stage; None: only tell."""

    stage: int | None = None


class Hide(Request, tag="hide"):
    """Never offer a routine again, or offer it again."""

    routine: str
    hidden: bool = True


class Offer(Request, tag="offer"):
    """Answer what the programme proposes; None: only tell."""

    choice: str | None = None


class NotForMe(Request, tag="not-for-me"):
    """A code applies; no routine: that of the open prompt; no code: only tell which there are."""

    routine: str | None = None
    code: str | None = None


class Safety(Request, tag="safety"):
    """Dismiss the safety page."""


class Doctor(Request, tag="doctor"):
    """What works and what was passed over."""


class Reload(Request, tag="reload"):
    """Read the settings anew now."""


class Unwritten(Request, tag="unwritten"):
    """The records that wait in memory, as lists of what a row of ``history`` has."""


class Quit(Request, tag="quit"):
    """End the daemon."""


AnyRequest: TypeAlias = (
    Status | Follow | Answer | Now | Pause | Resume | Standing | Sitting | Next | Feedback | Checks
    | Check | Today | Stage | Hide | NotForMe | Offer | Safety | Doctor | Reload | Unwritten
    | Quit
)  # fmt: skip


class Reply(msgspec.Struct, kw_only=True):
    """The answer to a request."""

    v: int = VERSION
    code: int = 0
    text: str = ""
    data: Any = None


def decode(line: bytes) -> AnyRequest:
    """One request. Raises WireError."""
    if len(line) > LIMIT:
        raise WireError(f"a message may have at most {LIMIT} bytes")
    try:
        request: AnyRequest = msgspec.json.decode(line, type=AnyRequest)
    except UnicodeDecodeError:
        raise WireError("a message must be UTF-8") from None
    except RecursionError:
        raise WireError("a message is one object, without others nested in it") from None
    except (ValueError, OverflowError, MemoryError) as error:
        raise WireError(str(error) or "a message that cannot be read") from None
    if request.v != VERSION:
        raise WireError(f"this deskbreak speaks version {VERSION} of the control messages")
    return request


def encode(reply: Reply) -> bytes:
    """One line. Bytes that are no UTF-8 (of a path, say) are shown with a replacement."""
    try:
        return msgspec.json.encode(reply) + b"\n"
    except UnicodeEncodeError:
        shown = Reply(v=reply.v, code=reply.code, text=utf8(reply.text), data=_utf8(reply.data))
        return msgspec.json.encode(shown) + b"\n"


def utf8(text: str) -> str:
    """The text with a replacement for every letter that UTF-8 has not."""
    return text.encode("utf-8", "replace").decode()


def _utf8(data: Any) -> Any:
    """The same for every text in nested data."""
    if isinstance(data, str):
        return utf8(data)
    if isinstance(data, dict):
        return {_utf8(key): _utf8(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_utf8(value) for value in data]
    return data
