"""What is said to a guide and what it tells back: one JSON object a line, in both directions.

A guide is a process of its own that leads one routine. It gets one line, the request, on its
standard input, and writes a line for everything that happens on its standard output. A line that
makes no sense is a GuideError; it is never guessed at.
"""

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeAlias, TypeVar

from deskbreak.domain.vocabulary.events import Comfort
from deskbreak.domain.vocabulary.routine import Code
from deskbreak.errors import WrongInputError

VERSION = 1
LIMIT = 64 * 1024
"""Bytes in one line at most."""

DONE, STOPPED = "done", "stopped"
KINDS = ("a", "b", "c")
ANSWERS = ("yes", "no", "fix")


class GuideError(WrongInputError):
    """A line that makes no sense; the text says why."""


@dataclass(frozen=True, slots=True)
class AskedCheck:
    """The one set-up check at the end, with its texts in the request's language."""

    id: str
    question: str
    look: str
    fix: str
    intro: str = ""
    """What checks are for; said with the first one only."""


@dataclass(frozen=True, slots=True)
class GuideRequest:
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
    own: str | None = None
    """Folder of the person's own routines."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The guide is on the screen. From now on it tells the end."""


@dataclass(frozen=True, slots=True)
class Started:
    """The person is ready; the first step begins."""


@dataclass(frozen=True, slots=True)
class StepBegan:
    """A step begins; the first is 1."""

    number: int


@dataclass(frozen=True, slots=True)
class Chimed:
    """A chime is due, at a new ``step`` or at the ``end``; only when asked for."""

    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """Something for the voice to say; only when asked for.

    ``within_ms`` are left until its step is over; what is ``urgent`` cuts off what is being said.
    """

    text: str
    language: str
    within_ms: int
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Hushed:
    """The voice is silent from now on, until something else is said."""


@dataclass(frozen=True, slots=True)
class Eased:
    """The person chose the easier form."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """The routine is not for the person, by this code. Told in place of an end."""

    code: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The routine is over: ``done`` or ``stopped``. Told once."""

    outcome: str


@dataclass(frozen=True, slots=True)
class ComfortTold:
    """How it felt (catalogue 4.5); ``kind`` a, b or c only with ``hurts``, None if not said."""

    value: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class CheckTold:
    """yes, no or fix to the set-up check."""

    value: str


@dataclass(frozen=True, slots=True)
class Closed:
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

_EVENTS: dict[str, type[GuideReport]] = {
    "opened": Opened,
    "started": Started,
    "step": StepBegan,
    "chime": Chimed,
    "say": Said,
    "hush": Hushed,
    "easier": Eased,
    "unfit": Unfit,
    "ended": Ended,
    "comfort": ComfortTold,
    "check": CheckTold,
    "closed": Closed,
}
_NAMES = {shape: name for name, shape in _EVENTS.items()}
_ALLOWED: dict[tuple[type[GuideReport], str], tuple[object, ...]] = {
    (Chimed, "name"): ("step", "end"),
    (Unfit, "code"): tuple(str(code) for code in Code),
    (Said, "language"): ("ja", "en"),
    (Ended, "outcome"): (DONE, STOPPED),
    (ComfortTold, "value"): tuple(str(value) for value in Comfort),
    (ComfortTold, "kind"): (*KINDS, None),
    (CheckTold, "value"): ANSWERS,
}
_Shape = TypeVar("_Shape")


_LISTS = ("lines", "easier_lines", "codes", "closing")
"""Fields of a request that are lists of texts."""


def encode_request(request: GuideRequest) -> bytes:
    """The request as one line."""
    return _line({"v": VERSION, **asdict(request)})


def decode_request(line: bytes | str) -> GuideRequest:
    """The request in a line; GuideError if it makes no sense."""
    table = _table(line)
    if table.pop("v", None) != VERSION:
        raise GuideError(f"not a request of version {VERSION}")
    check = table.pop("check", None)
    texts = {
        name: _texts(table.pop(name, []), name)
        for name in ("lines", "easier_lines", "codes", "closing")
    }
    request = _build(GuideRequest, table)
    asked = None if check is None else _build(AskedCheck, _a_table(check, "check"))
    values: dict[str, Any] = {name.name: getattr(request, name.name) for name in fields(request)}
    return GuideRequest(**values | texts | {"check": asked})


def _texts(value: object, name: str) -> tuple[str, ...]:
    """A list of texts."""
    if not (isinstance(value, list) and all(isinstance(text, str) for text in value)):
        raise GuideError(f"{name}: a list of texts is needed")
    return tuple(value)


def encode_report(report: GuideReport) -> bytes:
    """What happened as one line."""
    return _line({"event": _NAMES[type(report)], **asdict(report)})


def decode_report(line: bytes | str) -> GuideReport:
    """What a line tells; GuideError if it makes no sense."""
    table = _table(line)
    name = table.pop("event", None)
    shape = _EVENTS.get(name) if isinstance(name, str) else None
    if shape is None:
        raise GuideError(f"no such event: {name!r:.40}")
    report = _build(shape, table)
    for (owner, field), allowed in _ALLOWED.items():
        if owner is shape and getattr(report, field) not in allowed:
            raise GuideError(f"{name}: {field} cannot be {getattr(report, field)!r:.40}")
    return report


def _line(table: dict[str, Any]) -> bytes:
    return json.dumps(table).encode() + b"\n"  # a path may hold bytes that are no UTF-8


def _table(line: bytes | str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise GuideError("not a line of JSON") from None
    return _a_table(value, "the line")


def _a_table(value: object, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise GuideError(f"{what}: a JSON object is needed")
    return dict(value)


_KINDS_OF = {"str": (str,), "bool": (bool,), "int": (int,), "str | None": (str, type(None))}
"""The plain fields' annotations and what JSON gives for them."""


def _build(shape: type[_Shape], table: dict[str, Any]) -> _Shape:
    """A dataclass from a table, with every plain field of the right kind."""
    kinds = {field.name: _kind(field.type) for field in fields(shape)}  # type: ignore[arg-type]  # all are dataclasses
    for name, value in table.items():
        if name not in kinds:
            raise GuideError(f"no such field: {name!r:.40}")
        wanted = _KINDS_OF.get(kinds[name])
        if wanted is not None and (
            not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted)
        ):
            raise GuideError(f"{name}: cannot be {value!r:.40}")
    try:
        return shape(**table)
    except TypeError:
        raise GuideError("a field is missing") from None


def _kind(annotation: object) -> str:
    """How a field's type is written: ``str | None``."""
    return annotation.__name__ if isinstance(annotation, type) else str(annotation)
