"""Idle time and typing on a real X server."""

import asyncio
import signal
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from desk import Desk, wait_for
from sensing import Recorder, running, sensing, until

from deskbreak.domain.vocabulary.presence_events import TypingBegan, TypingEnded, WentIdle
from deskbreak.sensing.x11_idle import X11Idle

pytestmark = pytest.mark.desktop

WAKEUPS = Path(__file__).with_name("wakeups.py")


async def key(desk: Desk) -> None:
    """One key press."""
    process = await asyncio.create_subprocess_exec("xdotool", "key", "a", env=desk.env)
    assert await process.wait() == 0


async def typing(desk: Desk, seconds: float) -> None:
    """Keys and pointer motion without a rest."""
    command = ("xdotool", "type", "--delay", "60", "a" * round(seconds / 0.06))
    process = await asyncio.create_subprocess_exec(*command, env=desk.env)
    assert await process.wait() == 0


def test_idleness_is_told_with_its_start_and_its_end(desk: Desk) -> None:
    desk.display()

    async def scene() -> None:
        async with sensing(desk, away_after=1000) as (it, told):
            assert "x11-idle" in running(it)
            assert told.names == ["CameBack"]
            await key(desk)
            pressed = told.clock.now().instant
            await until(lambda: told.names[-1] == "WentIdle", said=told.events)
            went = told.events[-1]
            assert isinstance(went, WentIdle)
            assert went.since is not None
            assert abs(went.since - pressed) < 300
            assert told.at[-1] - went.since >= 990
            await key(desk)
            await until(lambda: told.names == ["CameBack", "WentIdle", "CameBack", "WentIdle"])

    asyncio.run(scene())


def test_a_daemon_that_starts_late_tells_since_when(desk: Desk) -> None:
    desk.display()

    async def scene() -> None:
        await key(desk)
        pressed = Recorder().clock.now().instant
        await asyncio.sleep(1.5)
        async with sensing(desk, away_after=500) as (_, told):
            await until(lambda: told.events)
            went = told.events[0]
            assert isinstance(went, WentIdle)
            assert went.since is not None
            assert abs(went.since - pressed) < 300

    asyncio.run(scene())


def test_the_short_length_counts_only_while_a_prompt_is_open(desk: Desk) -> None:
    desk.display()

    async def scene() -> None:
        async with sensing(desk, away_after=60_000, taken_after=600) as (it, told):
            await key(desk)
            await asyncio.sleep(1.2)
            assert told.names == ["CameBack"]
            it.arm(prompt_open=True)
            await until(lambda: told.names == ["CameBack", "WentIdle"], said=told.names)
            await key(desk)
            await until(lambda: told.names[-1] == "CameBack")
            it.arm(prompt_open=False)
            await asyncio.sleep(1.2)
            assert told.names == ["CameBack", "WentIdle", "CameBack"]

    asyncio.run(scene())


def test_pauses_in_typing(desk: Desk) -> None:
    desk.display()

    async def scene() -> None:
        async with sensing(desk, away_after=60_000, pause=800) as (it, told):
            hands = asyncio.get_running_loop().create_task(typing(desk, 2.5))
            await asyncio.sleep(1)
            await it.watch_typing()
            assert told.events[-1] == TypingBegan()
            await hands
            stopped = told.clock.now().instant
            await until(lambda: told.names[-1] == "TypingEnded")
            ended = told.events[-1]
            assert isinstance(ended, TypingEnded)
            assert ended.since is not None
            assert abs(ended.since - stopped) < 400
            await key(desk)
            await until(lambda: told.events[-1] == TypingBegan())
            it.unwatch_typing()
            count = len(told.events)
            await asyncio.sleep(1.2)
            assert len(told.events) == count

    asyncio.run(scene())


def test_resting_hands_are_a_pause_until_they_move(desk: Desk) -> None:
    desk.display()

    async def scene() -> None:
        async with sensing(desk, away_after=60_000, pause=1500) as (it, told):
            await key(desk)
            pressed = told.clock.now().instant
            await asyncio.sleep(0.7)
            await it.watch_typing()
            ended = told.events[-1]
            assert isinstance(ended, TypingEnded)
            assert ended.since is not None
            assert abs(ended.since - pressed) < 300
            await key(desk)
            await until(lambda: told.events[-1] == TypingBegan(), seconds=1)

    asyncio.run(scene())


def test_the_x_server_may_go_and_come_back(desk: Desk) -> None:
    display = desk.display()
    server = desk.started[-1]

    async def scene() -> None:
        async with sensing(desk, away_after=700) as (it, told):
            desk.end(server, signal.SIGKILL)
            await until(lambda: "x11-idle" not in running(it))
            desk.spawn(
                "Xvfb", display, "-screen", "0", "800x600x24", "-nolisten", "tcp", "-noreset"
            )
            await until(lambda: "x11-idle" in running(it), seconds=15)
            await until(lambda: told.names[-1] == "WentIdle", said=told.names)
            count = len(told.names)  # before the key: what it sets off may be over when it returns
            await key(desk)
            await until(lambda: told.names[count:] == ["CameBack", "WentIdle"], said=told.names)
            assert all(one != two for one, two in pairwise(told.names)), told.names

    asyncio.run(scene())


def test_nothing_wakes_the_sensors_up(desk: Desk) -> None:
    desk.display()
    desk.bus()
    desk.bus("system")
    it = desk.spawn(sys.executable, WAKEUPS, "12", env={"PYTHONPATH": str(Path.cwd())})
    log = desk.folder / f"{Path(sys.executable).name}.{len(desk.started) - 1}.log"
    wait_for(lambda: "started" in log.read_text(), said="the sensors")
    desk.run("xdotool", "type", "--delay", "60", "a" * 100)
    it.wait(30)
    said = log.read_text()
    while_typing, while_idle = (int(word) for word in said.split("wakeups")[1].split()[:2])
    assert while_typing <= 1, f"the server's word of another keyboard, at most: {said}"
    assert while_idle == 0, said


async def resets(desk: Desk, seconds: float, every: float) -> None:
    """What players do to keep the screen on."""
    for _ in range(round(seconds / every)):
        process = await asyncio.create_subprocess_exec("xset", "s", "reset", env=desk.env)
        assert await process.wait() == 0
        await asyncio.sleep(every)


def test_a_reset_of_the_screen_saver_is_no_hand(desk: Desk) -> None:
    desk.display()

    async def scene() -> None:
        async with sensing(desk, away_after=2000) as (_, told):
            await key(desk)
            pressed = told.clock.now().instant
            await resets(desk, seconds=3.6, every=0.3)
            assert told.names == ["CameBack", "WentIdle"], told.events
            went = told.events[-1]
            assert isinstance(went, WentIdle)
            assert went.since is not None
            assert abs(went.since - pressed) < 1200
            await key(desk)
            await until(lambda: told.names[-1] == "CameBack")
            await resets(desk, seconds=4.5, every=0.3)
            assert told.names[3:] == ["WentIdle"], told.events

    asyncio.run(scene())


def test_a_reset_while_nobody_is_there_brings_nobody_back(desk: Desk) -> None:
    desk.display()

    async def scene() -> None:
        async with sensing(desk, away_after=1000) as (_, told):
            await until(lambda: told.names[-1] == "WentIdle")
            count = len(told.names)
            await resets(desk, seconds=0.3, every=0.3)
            await asyncio.sleep(1)
            assert len(told.names) == count, told.events
            await key(desk)
            await until(lambda: told.names[count:][:1] == ["CameBack"])

    asyncio.run(scene())


def test_a_watch_that_is_given_up_while_it_is_set_leaves_no_alarm(desk: Desk) -> None:
    desk.display()

    async def scene() -> None:
        source = X11Idle(desk.env)
        await source.open(lambda _: None)
        counter = source._counter
        assert counter is not None
        given_up = 0
        for rounds in range(6):
            setting = asyncio.get_running_loop().create_task(source.watch(500, lambda _: None))
            for _ in range(rounds):
                await asyncio.sleep(0)
            setting.cancel()
            try:
                (await setting)()
            except asyncio.CancelledError:
                given_up += 1
            assert counter._alarms == {}
        assert given_up >= 2, "one before its first step, one that waits for the count"
        end = await source.watch(500, lambda _: None)
        assert len(counter._alarms) == 2
        end()
        assert counter._alarms == {}
        await source.close()

    asyncio.run(scene())
