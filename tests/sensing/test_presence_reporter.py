"""What several sensors say becomes one story."""

import asyncio
from collections.abc import Callable

import pytest
from fakes.presence_clock import HandClock

from deskbreak.domain.vocabulary.events import Event, Ticked
from deskbreak.domain.vocabulary.presence_events import (
    CameBack,
    FellAsleep,
    Locked,
    Unlocked,
    Watched,
    WentIdle,
    WokeUp,
)
from deskbreak.sensing.clock_steps import ClockWatch
from deskbreak.sensing.presence_reporter import PresenceReporter


class Story:
    """A ``PresenceReporter``, what it posted, and how often the alarm was woken."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.clock = HandClock()
        self.wakeups = 0
        self.told = PresenceReporter(self.events.append, self.clock, self._wakeup)

    def _wakeup(self) -> None:
        self.wakeups += 1


def play(scene: Callable[[Story], None]) -> list[Event]:
    """The scene in a loop, and what was told."""

    async def run() -> list[Event]:
        story = Story()
        scene(story)
        story.told.close()
        return story.events

    return asyncio.run(run())


def test_nothing_is_told_twice() -> None:
    def scene(story: Story) -> None:
        for _ in range(2):
            story.told.came_back()
        for _ in range(2):
            story.told.went_idle(5)
        for _ in range(2):
            story.told.watched(5)
        story.told.came_back()

    assert play(scene) == [CameBack(), WentIdle(5), Watched(5), CameBack()]


def test_the_session_is_locked_while_any_sensor_says_so() -> None:
    def scene(story: Story) -> None:
        story.told.lock("logind", locked=True)
        story.told.lock("screensaver", locked=True)
        story.told.lock("logind", locked=False)
        assert story.told.locked
        story.told.lock("screensaver", locked=False)

    assert play(scene) == [Locked(), Unlocked()]


def test_a_sensor_that_went_away_says_nothing_any_more() -> None:
    def scene(story: Story) -> None:
        story.told.lock("screensaver", locked=True)
        story.told.lock("screensaver", None)
        story.told.lock("screensaver", None)

    assert play(scene) == [Locked(), Unlocked()]


def test_whoever_was_idle_then_is_idle_still() -> None:
    def scene(story: Story) -> None:
        story.told.went_idle(5)
        story.told.lock("screensaver", locked=True)
        story.clock.instant = 2_000_000
        story.told.lock("screensaver", None)

    assert play(scene) == [WentIdle(5), Locked(), Unlocked(), WentIdle(2_000_000)]


def test_an_unlock_from_afar_is_no_person() -> None:
    async def run() -> None:
        story = Story()
        story.told.went_idle(5)
        story.told.lock("logind", locked=True)
        story.told.lock("logind", locked=False)
        check = story.told._check
        assert check is not None
        assert 59 < check.when() - asyncio.get_running_loop().time() <= 60
        story.clock.instant = 3_000_000
        story.told._still_gone()
        assert story.events[-1] == WentIdle(3_000_000)
        story.told.close()

    asyncio.run(run())


def test_an_unlock_with_input_is_a_person() -> None:
    async def run() -> None:
        story = Story()
        story.told.went_idle(5)
        story.told.lock("logind", locked=True)
        story.told.lock("logind", locked=False)
        story.told.came_back()
        assert story.told._check is None
        assert story.events[-2:] == [Unlocked(), CameBack()]

    asyncio.run(run())


@pytest.mark.parametrize("times", [1, 2])
def test_sleep_is_told_once_however_often_it_is_announced(times: int) -> None:
    def scene(story: Story) -> None:
        for going in (True, False):
            for _ in range(times):
                story.told.preparing_for_sleep(asleep=going)
        assert story.wakeups == 1, "the alarm's own clock stood still"

    assert play(scene) == [FellAsleep(), WokeUp()]


def test_input_proves_that_the_machine_is_awake() -> None:
    def scene(story: Story) -> None:
        story.told.preparing_for_sleep(asleep=True)
        story.told.came_back()

    assert play(scene) == [FellAsleep(), WokeUp(), CameBack()]


def test_a_resume_that_the_clocks_show_ends_a_sleep_and_wakes_the_alarm() -> None:
    def scene(story: Story) -> None:
        story.told.preparing_for_sleep(asleep=True)
        story.told.clocks_changed(60_000)
        assert story.wakeups == 1
        story.told.preparing_for_sleep(asleep=True)  # the announcement comes late
        story.told.preparing_for_sleep(asleep=False)

    assert play(scene) == [FellAsleep(), WokeUp()]


def test_a_sleep_that_nobody_announced_makes_the_engine_look() -> None:
    assert play(lambda story: story.told.clocks_changed(60_000)) == [Ticked()]


def test_a_clock_step_makes_the_engine_look() -> None:
    def scene(story: Story) -> None:
        story.told.clocks_changed(0)
        assert story.wakeups == 1

    assert play(scene) == [Ticked()]


def test_the_next_sleep_is_told_again() -> None:
    def scene(story: Story) -> None:
        for _ in range(2):
            story.told.preparing_for_sleep(asleep=True)
            story.told.preparing_for_sleep(asleep=False)
            story.clock.instant += 10_000

    assert play(scene) == [FellAsleep(), WokeUp()] * 2


def test_what_the_clocks_show_is_a_sleep_or_a_step() -> None:
    async def run() -> None:
        story = Story()
        watch = ClockWatch(story.told)
        await watch.start()
        assert watch.why is None
        story.told.preparing_for_sleep(asleep=True)
        watch.changed()
        assert story.events == [FellAsleep(), Ticked()], "a step while asleep is no resume"
        story.clock.slept = 5_000
        for _ in range(2):
            watch.changed()
        assert story.events[2:] == [WokeUp(), Ticked()]
        await watch.stop()

    asyncio.run(run())
