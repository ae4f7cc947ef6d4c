"""What is said to a guide and what it tells back: one JSON object a line, in both directions.

A guide is a process of its own that leads one routine. It gets one line, the request, on its
standard input, and writes a line for everything that happens on its standard output. A line that
makes no sense is a GuideError; it is never guessed at.
"""

import json
from collections.abc import Iterable
from typing import Annotated, Any, TypeAlias

import msgspec
from msgspec import Meta

from deskbreak.domain.vocabulary.routine import Code, Comfort
from deskbreak.errors import WrongInputError

VERSION = 1
LIMIT = 64 * 1024
"""Bytes in one line at most."""

DONE, STOPPED = "done", "stopped"
KINDS = ("a", "b", "c")
ANSWERS = ("yes", "no", "fix")


class GuideError(WrongInputError):
    """A line that makes no sense; the text says why."""


def _one_of(*words: Iterable[str]) -> Meta:
    return Meta(pattern=f"^({'|'.join(word for each in words for word in each)})$")


class AskedCheck(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The one set-up check at the end, with its texts in the request's language."""

    id: str
    question: str
    look: str
    fix: str
    intro: str = ""
    """What checks are for; said with the first one only."""


class GuideRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that a guide needs to know; it remembers nothing itself."""

    prompt: str
    """Id of the prompt; empty when nobody waits for an outcome (``deskbreak guide``)."""
    routine: str
    language: str = "en"
    easier: bool = False
    """Begin with the easier form."""
    form: str | None = None
    """A longer form by its name (``full-90``), or ``seated``; None: the scheduled minute."""
    theme: str = "auto"
    """``auto``, ``light`` or ``dark``."""
    reduced_motion: str = "auto"
    """``auto`` (as the system is set), ``on`` or ``off``."""
    chime: bool = False
    """Tell when a chime is due."""
    voice: bool = False
    """Tell what a voice is to say."""
    lines: tuple[str, ...] = ()
    """What to read before the first step: safety lines."""
    easier_lines: tuple[str, ...] = ()
    """The same for the easier form."""
    codes: tuple[str, ...] = ()
    """Codes that may make the routine unfit for the person; offered while getting ready."""
    closing: tuple[str, ...] = ()
    """What stands under the last question: this week's focus, and the habit cue."""
    learn: bool = False
    """The routine is new to the person."""
    ask_comfort: bool = True
    check: AskedCheck | None = None
    only_check: bool = False
    """Nothing but the check: it is asked at once, and nothing ends."""
    own: str | None = None
    """Folder of the person's own routines."""


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="event"):
    """What every report is; each has its name on the wire as its tag."""


class Opened(Report, frozen=True, tag="opened"):
    """The guide is on the screen. From now on it tells the end."""


class Started(Report, frozen=True, tag="started"):
    """The person is ready; the first step begins."""


class StepBegan(Report, frozen=True, tag="step"):
    """A step begins; the first is 1."""

    number: int


class Chimed(Report, frozen=True, tag="chime"):
    """A chime is due, at a new ``step`` or at the ``end``; only when asked for."""

    name: Annotated[str, _one_of(("step", "end"))]


class Said(Report, frozen=True, tag="say"):
    """Something for the voice to say; only when asked for.

    ``within_ms`` are left until its step is over; what is ``urgent`` cuts off what is being said.
    """

    text: str
    language: Annotated[str, _one_of(("ja", "en"))]
    within_ms: int
    urgent: bool = False


class Hushed(Report, frozen=True, tag="hush"):
    """The voice is silent from now on, until something else is said."""


class Eased(Report, frozen=True, tag="easier"):
    """The person chose the easier form."""


class Unfit(Report, frozen=True, tag="unfit"):
    """The routine is not for the person, by this code or ``never``. Told in place of an end."""

    code: Annotated[str, _one_of(Code, ("never",))]


class Ended(Report, frozen=True, tag="ended"):
    """The routine is over: ``done`` or ``stopped``. Told once."""

    outcome: Annotated[str, _one_of((DONE, STOPPED))]


class ComfortTold(Report, frozen=True, tag="comfort"):
    """How it felt (catalogue 4.5); ``kind`` a, b or c only with ``hurts``, None if not said."""

    value: Annotated[str, _one_of(Comfort)]
    kind: Annotated[str, _one_of(KINDS)] | None = None


class CheckTold(Report, frozen=True, tag="check"):
    """yes, no or fix to the set-up check."""

    value: Annotated[str, _one_of(ANSWERS)]


class Closed(Report, frozen=True, tag="closed"):
    """The window is gone; nothing follows."""


GuideReport: TypeAlias = (
    Opened
    | Started
    | StepBegan
    | Chimed
    | Said
    | Hushed
    | Eased
    | Unfit
    | Ended
    | ComfortTold
    | CheckTold
    | Closed
)


def encode_request(request: GuideRequest) -> bytes:
    """The request as one line."""
    return _line({"v": VERSION, **msgspec.to_builtins(request)})


def decode_request(line: bytes | str) -> GuideRequest:
    """The request in a line; GuideError if it makes no sense."""
    table = _table(line)
    if table.pop("v", None) != VERSION:
        raise GuideError(f"not a request of version {VERSION}")
    request: GuideRequest = _checked(table, GuideRequest)
    return request


def encode_report(report: GuideReport) -> bytes:
    """What happened as one line."""
    return _line(msgspec.to_builtins(report))


def decode_report(line: bytes | str) -> GuideReport:
    """What a line tells; GuideError if it makes no sense."""
    report: GuideReport = _checked(_table(line), GuideReport)
    return report


def _checked(table: dict[str, Any], shape: Any) -> Any:
    try:
        return msgspec.convert(table, shape)
    except msgspec.ValidationError as error:
        raise GuideError(f"{error}, not {table!r:.80}") from None


def _line(table: dict[str, Any]) -> bytes:
    return json.dumps(table).encode() + b"\n"  # a path may hold bytes that are no UTF-8


def _table(line: bytes | str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise GuideError("not a line of JSON") from None
    if not isinstance(value, dict):
        raise GuideError("a JSON object is needed")
    return value
