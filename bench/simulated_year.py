"""How long a working year takes in the simulation: 250 days of 8 hours, every prompt answered.

Budget: 10 s in plain CPython. Prints the seconds and the number of prompts.
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from deskbreak.app.days import Answer, Idle, Present, Told
from deskbreak.app.simulation import simulate
from deskbreak.content.loader import load_routines
from deskbreak.domain.effects import ShowPrompt
from deskbreak.domain.events import Action
from deskbreak.domain.settings import Hours, Settings

DAYS = 250
SPANS = ((9 * 60, 12 * 60), (13 * 60, 18 * 60))
WEEK = (SPANS,) * 5 + ((), ())
EVERY = timedelta(minutes=45)
FIRST = datetime(2026, 1, 5, tzinfo=UTC)


def year() -> Iterator[Told]:
    """Present in each span, every prompt started as it comes, idle at its end."""
    number, days, at = 0, 0, FIRST
    while days < DAYS:
        if WEEK[at.weekday()]:
            days += 1
            for start, end in WEEK[at.weekday()]:
                for when, line in span(at + timedelta(minutes=start), at + timedelta(minutes=end)):
                    number += 1
                    yield Told(number, when, line)
        at += timedelta(days=1)


def span(start: datetime, end: datetime) -> Iterator[tuple[datetime, Present | Answer | Idle]]:
    """One span: the routine takes a minute, then sitting begins anew."""
    yield start, Present(at="")
    due = start + EVERY
    while due < end:
        yield due, Answer(at="", action=Action.START)
        due += EVERY + timedelta(minutes=1)
    yield end, Idle(at="")


def main() -> None:
    """Run it once."""
    day, facts = tuple(year()), load_routines().facts
    began = time.perf_counter()
    happened = simulate(day, UTC, Settings(hours=Hours(week=WEEK)), facts)
    prompts = sum(isinstance(one.effect, ShowPrompt) for one in happened)
    seconds = time.perf_counter() - began
    print(f"{seconds:.2f} s for {DAYS} days and {prompts} prompts")


if __name__ == "__main__":
    main()
