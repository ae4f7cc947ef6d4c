"""The alarm on the real scheduler and the real clock."""

import asyncio
import contextlib
import threading
from typing import Any

from deskbreak.timing.alarm import SchedulerAlarm
from deskbreak.timing.clock import SystemClock


def rings(at: list[int | None], wait: float, longest: int | None = None) -> list[int]:
    """Set the alarm to each of the times from now on, and list the threads in which it rang."""
    threads: list[int] = []

    async def run() -> None:
        clock = SystemClock()
        rung = asyncio.Event()

        def ring() -> None:
            threads.append(threading.get_ident())
            rung.set()

        alarm = SchedulerAlarm(clock, ring, longest)
        for each in at:
            alarm.set(None if each is None else clock.now().instant + each)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(rung.wait(), wait)
        await asyncio.sleep(0.05)
        alarm.close()

    asyncio.run(run())
    return threads


def test_rings_once_in_the_loops_own_thread() -> None:
    assert rings([50], 10) == [threading.get_ident()]


def test_the_last_time_set_counts() -> None:
    assert len(rings([60_000, 50], 10)) == 1
    assert rings([50, 60_000], 0.5) == []
    assert rings([50, None], 0.5) == []
    assert rings([None], 0.1) == []


def test_a_time_that_is_past_rings_at_once() -> None:
    assert len(rings([-3_600_000], 10)) == 1


def test_where_no_clock_step_is_told_of_it_rings_at_least_so_often() -> None:
    assert len(rings([3_600_000], 10, longest=50)) == 1


def test_waking_up_rings_now_and_keeps_the_alarm() -> None:
    async def run() -> int:
        count = 0

        def ring() -> None:
            nonlocal count
            count += 1

        clock = SystemClock()
        alarm = SchedulerAlarm(clock, ring)
        alarm.set(clock.now().instant + 200)
        alarm.wake_up()
        assert count == 1
        await asyncio.sleep(1)
        alarm.close()
        return count

    assert asyncio.run(run()) == 2


def test_an_alarm_that_was_taken_back_wakes_nobody() -> None:
    async def run() -> None:
        clock = SystemClock()
        alarm = SchedulerAlarm(clock, lambda: None)
        alarm.set(clock.now().instant + 60_000)
        await asyncio.sleep(0.05)
        loop: Any = asyncio.get_running_loop()
        assert [timer for timer in loop._scheduled if not timer.cancelled()]
        alarm.set(None)
        await asyncio.sleep(0.05)
        assert [timer for timer in loop._scheduled if not timer.cancelled()] == []
        alarm.close()

    asyncio.run(run())


def test_a_ring_that_sets_a_time_that_is_past_rings_again_each_time() -> None:
    async def run() -> int:
        count = 0
        all_rung = asyncio.Event()
        clock = SystemClock()

        def ring() -> None:
            nonlocal count
            count += 1
            alarm.set(clock.now().instant - 1000 if count < 50 else None)
            if count == 50:
                all_rung.set()

        alarm = SchedulerAlarm(clock, ring)
        alarm.set(clock.now().instant)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(all_rung.wait(), 10)
        await asyncio.sleep(0.1)
        alarm.close()
        return count

    assert asyncio.run(run()) == 50
