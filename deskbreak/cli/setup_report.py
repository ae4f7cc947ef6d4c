"""The last page of ``setup``: how many routines can be offered, why not the others; the hours."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, tzinfo

from deskbreak.app.scarcity_line import scarcity_line
from deskbreak.cli.known_routines import all_routines
from deskbreak.content import formats
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.choice.eligibility import Bar, barred, ground
from deskbreak.domain.choice.memory import Memory
from deskbreak.domain.time.units import SECOND
from deskbreak.domain.time.working_hours import Hours, next_edge, span_at, wall_at
from deskbreak.domain.vocabulary.settings import Settings

GROUPS = {
    Bar.CODE: "answers",
    Bar.FLOOR: "places",
    Bar.PLACE: "places",
    Bar.PROPS: "places",
    Bar.STAGE: "later",
    Bar.UNSCHEDULED: "asked_for",
}
"""Why a routine cannot be offered, in few words; whatever else there is, the settings say."""

ORDER = ("answers", "places", "later", "settings", "asked_for")


def offered_lines(settings: Settings, today: date, language: Language) -> Iterator[str]:
    """How many, why not the others, and what to change if hardly any are left."""
    content = all_routines()
    on = ground(content.facts, Memory(), settings, today, prompt=1)
    bars = [barred(one, on) for one in content.facts]
    count = bars.count(None)
    yield text(language, "setup.summary", count=count, total=len(bars))
    why = Counter(GROUPS.get(bar, "settings") for bar in bars if bar is not None)
    said = [text(language, f"setup.not_offered.{it}", count=why[it]) for it in ORDER if why[it]]
    if said:
        others = formats.listed(language, said)
        yield text(language, "setup.not_offered.line", reasons=others)

    def title(routine: str) -> str:
        return content.card(routine).title.of(language)

    few = scarcity_line(content.facts, Memory(), settings, today, language, title)
    if few is not None:
        yield few


def hours_line(hours: Hours, now: datetime, zone: tzinfo, language: Language) -> str | None:
    """Until when prompts come today, or when they begin; None without working hours."""
    epoch = int(now.timestamp() * SECOND)
    key = "from" if span_at(hours, zone, epoch) is None else "until"
    at = next_edge(hours, zone, epoch)
    if at is None:
        return None
    time = formats.moment(language, wall_at(zone, at), now.date())
    return text(language, f"setup.hours.{key}", time=time)
