"""What is wrong at present, wherever it was noticed: what ``status`` and the tray menu name.

A problem stays until whoever noticed it says that it is over. A part that has failed is one by
itself, as long as its supervisor says so.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any, TypeAlias

from msgspec import Struct

from deskbreak.app.parts import Fault, Part
from deskbreak.app.reason_words import reason_words
from deskbreak.app.supervise import Supervisor
from deskbreak.content import formats
from deskbreak.content.model import Language
from deskbreak.content.strings import text

Words: TypeAlias = Callable[[Language], str]
"""One line in the language of the one who asks."""


class Problem(Struct, frozen=True):
    """One thing that is wrong."""

    where: str
    """``config``, ``ledger``, ``calendar``, or the name of a part."""
    words: Words
    since: datetime | None
    """Local time."""

    def as_json(self, language: Language) -> dict[str, Any]:
        """As ``status --json`` shows it."""
        since = None if self.since is None else self.since.isoformat(timespec="seconds")
        return {"where": self.where, "what": self.words(language), "since": since}


PROBLEMS = Part("problems", "something")
NOTHING: tuple[Problem, ...] = ()


class Problems:
    """Everything that is wrong now.

    Args:
        watch: keeps a source that fails from silencing the others.
        now: the local time.
        changed: called after a problem came or went.
    """

    def __init__(
        self, watch: Supervisor, now: Callable[[], datetime], changed: Callable[[], None]
    ) -> None:
        self._watch, self._now, self._changed = watch, now, changed
        self._kept: dict[str, Problem] = {}
        self._sources: list[Callable[[], Iterable[Problem]]] = []

    def add_source(self, source: Callable[[], Iterable[Problem]]) -> None:
        """Ask ``source`` as well, each time somebody looks; it must be quick."""
        self._sources.append(source)

    def now(self) -> datetime:
        """The local time."""
        return self._now()

    def begin(self, where: str, words: Words) -> bool:
        """Something is wrong; its words may change while it lasts. Whether it is new."""
        known = self._kept.get(where)
        self._kept[where] = Problem(where, words, self._now() if known is None else known.since)
        self._changed()
        return known is None

    def end(self, where: str) -> bool:
        """It is over. Whether there was anything."""
        over = self._kept.pop(where, None) is not None
        if over:
            self._changed()
        return over

    def kept(self) -> tuple[Problem, ...]:
        """Those that were begun here."""
        return tuple(self._kept.values())

    def __iter__(self) -> Iterator[Problem]:
        """Those that last; what was noticed first comes first within each source."""
        yield from self._kept.values()
        for source in self._sources:
            yield from self._watch.value(PROBLEMS, NOTHING, _asked, source)

    def first(self, language: Language) -> str | None:
        """The words of the first one; None if nothing is wrong."""
        return next((problem.words(language) for problem in self), None)


def of_faults(faults: Iterable[Fault]) -> Iterator[Problem]:
    """The parts that have failed, in the words of what the person loses by it."""
    for fault in faults:
        yield Problem(fault.part.name, _loss(fault), fault.since)


def fault_words(fault: Fault, language: Language, today: date) -> str:
    """What is lost, since when, what the failure was and what is done about it."""
    since = "" if fault.since is None else formats.moment(language, fault.since, today)
    return text(
        language,
        "parts.failed",
        loses=text(language, f"parts.loses.{fault.part.loses}"),
        time=since,
        what=reason_words(fault.what, language),
    )


def _asked(source: Callable[[], Iterable[Problem]]) -> tuple[Problem, ...]:
    """All that a source names; what fails in it fails here."""
    return tuple(source())


def _loss(fault: Fault) -> Words:
    return lambda language: text(language, f"parts.loses.{fault.part.loses}")
