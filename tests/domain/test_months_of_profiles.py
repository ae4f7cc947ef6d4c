"""Months of the whole machine for each rhythm profile, set of codes and mode.

``test_months_of_codes`` asks the rules of choice alone. Here prompts come by the clock and the
person does this and that with them: what is on the screen is what the codes leave, in the form
they ask for.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from domain.catalogue import BY_ID, CATALOGUE
from domain.choosing import eligible
from domain.test_months_of_codes import ALL
from msgspec.structs import replace

from deskbreak.app.simulation import Simulation
from deskbreak.domain.time.units import HOUR, MINUTE, SECOND
from deskbreak.domain.vocabulary.effects import ShowPrompt, StartRoutine
from deskbreak.domain.vocabulary.events import Action, Answered, FeedbackGiven
from deskbreak.domain.vocabulary.presence_events import CameBack, WentIdle
from deskbreak.domain.vocabulary.routine import Comfort
from deskbreak.domain.vocabulary.settings import Profile, Settings

TOKYO = ZoneInfo("Asia/Tokyo")
MONDAY = datetime(2026, 11, 30, 9, tzinfo=TOKYO)
WEEKS, WORKED = 4, 8 * HOUR


class Month:
    """A person at work, and everything that was offered to them."""

    def __init__(self, wish: Settings) -> None:
        self.it = Simulation(MONDAY, TOKYO, wish, CATALOGUE, seed=len(wish.personal.codes))
        self.offered: list[ShowPrompt] = []
        self.led: list[StartRoutine] = []
        self._turn = 0

    def run(self) -> None:
        for day in range(7 * WEEKS):
            if day % 7 < 5:  # Monday to Friday
                self._work(self.it.instant_of(MONDAY + timedelta(days=day)))

    def _work(self, begins: int) -> None:
        it = self.it
        it.run_until(begins)
        it.feed(CameBack())
        while it.instant < begins + WORKED:
            it.run_until(it.instant + 5 * MINUTE)
            if self._shown():
                self._answer()
        it.feed(WentIdle())

    def _shown(self) -> bool:
        """Whether a prompt waits for an answer; notes all that was offered meanwhile."""
        happened, self.it.happened = self.it.happened, []
        self.offered += [one.effect for one in happened if isinstance(one.effect, ShowPrompt)]
        self.led += [one.effect for one in happened if isinstance(one.effect, StartRoutine)]
        prompt = self.it.state.prompt
        return prompt is not None and prompt.id == (self.offered[-1].id if self.offered else "")

    def _answer(self) -> None:
        """One thing after another: done, another one, skipped, seated, done, missed."""
        it, self._turn = self.it, self._turn + 1
        match self._turn % 6:
            case 1 | 5:
                it.feed(Answered(Action.START))
                it.run_until(it.instant + 61 * SECOND)
                it.feed(FeedbackGiven(Comfort.HARD if self._turn % 4 == 1 else Comfort.GOOD))
            case 2:
                it.feed(Answered(Action.ANOTHER))
                it.feed(Answered(Action.START))
                it.feed(Answered(Action.DONE))
            case 3:
                it.feed(Answered(Action.SKIP))
            case 4:
                it.feed(Answered(Action.SEATED))
                it.feed(Answered(Action.DONE))
            case _:
                it.run_until(it.instant + 11 * MINUTE)


def profiled() -> Iterator[tuple[str, Settings]]:
    """Every wish of the months of codes in every profile."""
    for name, wish in ALL.items():
        for profile in Profile:
            rhythm = replace(wish.rhythm, profile=profile)
            yield f"{profile}-{name}", replace(wish, rhythm=rhythm)


MONTHS = dict(profiled())


@pytest.mark.parametrize("name", MONTHS)
def test_a_month_by_the_clock_keeps_to_what_the_codes_leave(name: str) -> None:
    wish = MONTHS[name]
    codes = wish.personal.codes
    month = Month(wish)
    month.run()
    assert len(month.offered) > WEEKS * 5 * 5
    seen: list[ShowPrompt | StartRoutine] = [*month.offered, *month.led]
    for shown in seen:
        routine = BY_ID[shown.routine]
        assert not routine.leave_out & codes, "nothing left out is ever offered"
        assert shown.easier or not routine.easier_with & codes, "easier-only ones come easier"
    left = {one for one in CATALOGUE if one.number in eligible(wish)}
    offered = {BY_ID[one.routine] for one in month.offered}
    assert {one.region for one in offered} >= {one.region for one in left}
    assert len(offered) >= min(len(left), 3)
