"""A working year on simulated time: 250 days of eight hours, each prompt answered. Budget: 10 s."""

import sys
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests")]

from playing import catalogue  # noqa: E402 - the tests' catalogue serves here too

from deskbreak.app.simulation import Simulation  # noqa: E402 - the same
from deskbreak.domain.machine.step import heartbeat  # noqa: E402 - the same
from deskbreak.domain.time.units import DAY, HOUR, MINUTE, Instant  # noqa: E402 - the same
from deskbreak.domain.time.working_hours import Hours  # noqa: E402 - the same
from deskbreak.domain.vocabulary.effects import Record, ShowPrompt  # noqa: E402 - the same
from deskbreak.domain.vocabulary.events import Action, Answered  # noqa: E402 - the same
from deskbreak.domain.vocabulary.presence_events import CameBack, WentIdle  # noqa: E402 - the same
from deskbreak.domain.vocabulary.settings import Settings  # noqa: E402 - the same

DAYS = 350
"""Calendar days with 250 working ones."""
ZONE = ZoneInfo("Asia/Tokyo")
WEEK = (((540, 720), (780, 1080)),) * 5 + ((), ())


def work(day: Simulation, until: Instant) -> None:
    """Sit, and answer every prompt a minute after it came."""
    while day.instant < until:
        day.run_until(min(until, day.instant + MINUTE))
        if heartbeat(day.state) is None and day.state.prompt is None:
            return
        if day.state.prompt is not None:
            day.feed(Answered(Action.DONE))


def main() -> None:
    """Print how long it took."""
    begin = time.perf_counter()
    settings = Settings(hours=Hours(week=WEEK))
    year = Simulation(datetime(2026, 1, 5, 8, 55, tzinfo=ZONE), ZONE, settings, catalogue())
    records = prompts = 0
    for _ in range(DAYS):
        morning = year.instant
        for hours, length in ((0.1, 3.1), (1, 5)):
            year.run_until(year.instant + int(hours * HOUR))
            year.feed(CameBack())
            work(year, year.instant + int(length * HOUR))
            year.feed(WentIdle())
        year.run_until(morning + DAY)
        records += sum(isinstance(one.effect, Record) for one in year.happened)
        prompts += sum(isinstance(one.effect, ShowPrompt) for one in year.happened)
        year.happened.clear()
    seconds = time.perf_counter() - begin
    print(f"{DAYS} days, {prompts} prompts, {records} records: {seconds:.1f} s (budget 10 s)")


if __name__ == "__main__":
    main()
