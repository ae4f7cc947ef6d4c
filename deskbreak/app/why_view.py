"""The answer to "why" in words: one sentence, then what was on."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Protocol

from deskbreak.app.why_answer import Answer, Span
from deskbreak.content import formats
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.time.units import SECOND


class Titles(Protocol):
    """What routines are called."""

    def routine(self, routine: str) -> str: ...


class WhyView:
    """Words for answers.

    Args:
        language: of the words.
        titles: of routines.
        wall: the local time of epoch seconds.
        today: a time of another day is told with its day.
    """

    def __init__(
        self, language: Language, titles: Titles, wall: Callable[[int], datetime], today: date
    ) -> None:
        self._language, self._titles = language, titles
        self._wall, self._today = wall, today

        self._asked: date | None = None

    def lines(self, answer: Answer) -> list[str]:
        """The sentence, and what was on."""
        return [self.sentence(answer), *(f"  {fact}" for fact in self._facts(answer))]

    def sentence(self, answer: Answer) -> str:
        """Why there was a prompt at that time, or was none."""
        prompt, waits = answer.prompt, answer.waits
        self._asked = None
        asked = self.time(answer.at)
        self._asked = self._wall(answer.at).date()
        values = {
            "time": asked,
            "stretch": self._length(answer.stretch_s),
            "every": self._every(answer),
            "since": self.time(waits.start) if waits else "",
            "reason": self._hold(answer.hold),
        }
        if prompt is not None:
            values |= {
                "routine": self._titles.routine(prompt.routine),
                "since": self.time(prompt.at),
                "cause": text(self._language, f"why.causes.{prompt.cause or 'due'}"),
                "closed": self.time(prompt.closed or answer.at),
                "outcome": text(self._language, f"names.outcome.{prompt.outcome or 'missed'}"),
            }
        said = text(self._language, f"why.sentences.{answer.reason}", **values)
        return said + self._then(answer)

    def _then(self, answer: Answer) -> str:
        """When one came."""
        if answer.state == "unknown" or answer.prompt is not None:
            return ""
        if answer.came is not None:
            return text(self._language, "why.came", time=self.time(answer.came.at))
        if answer.waits is not None and answer.waits.end is None:
            return text(self._language, "why.waits_still")
        lasts = any(span.end is None for _, span in answer.spans)
        return "" if lasts or answer.lately else text(self._language, "why.none_came")

    def _facts(self, answer: Answer) -> Iterator[str]:
        if answer.state == "unknown":
            return
        spans = dict(answer.spans)
        if "down" not in spans:
            yield self._fact(
                "sitting",
                sitting=self._length(answer.sitting_s),
                stretch=self._length(answer.stretch_s),
                every=self._every(answer),
            )
        if answer.waits is not None:
            key = "hold" if answer.hold else "waiting"
            values = {"reason": self._hold(answer.hold)} if answer.hold else {}
            yield self._fact(key, span=self._span(answer.waits), **values)
        for name, span in spans.items():
            where = self._where(answer.where) if name == "absence" else ""
            values = {"where": where} if where else {}
            yield self._fact(name.replace("-", "_"), span=self._span(span), **values)
        if answer.reloads:
            yield self._fact(
                "reload",
                times=formats.listed(self._language, dict.fromkeys(map(self.time, answer.reloads))),
            )

    def time(self, at: int) -> str:
        """``9:05``, on another day ``Mon 9:05``, in another week with the date.

        Once the day that was asked about is named, times of it need none.
        """
        return formats.moment(self._language, self._wall(at), self._asked or self._today)

    def _fact(self, key: str, **values: str) -> str:
        return text(self._language, f"why.facts.{key}", **values)

    def _span(self, span: Span) -> str:
        if span.end is None:
            return self._fact("since", since=self.time(span.start))
        return self._fact("between", since=self.time(span.start), until=self.time(span.end))

    def _hold(self, reason: str | None) -> str:
        return "" if not reason else text(self._language, f"names.hold.{reason}")

    def _where(self, where: str) -> str:
        return text(self._language, f"why.where.{where}")

    def _length(self, seconds: int) -> str:
        return formats.minutes(self._language, seconds * SECOND)

    def _every(self, answer: Answer) -> str:
        """As exact as it was set: a rhythm tried out may be shorter than a minute."""
        return formats.duration(self._language, answer.every_s * SECOND)
