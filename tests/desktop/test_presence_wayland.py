"""Idle time and typing on a real sway without a screen."""

import asyncio
import signal
from collections.abc import Iterator

import pytest
from compositors import Hand, start_sway, user_desk
from desk import Desk
from sensing import running, sensing, until

from deskbreak.domain.vocabulary.presence_events import TypingBegan, TypingEnded, WentIdle

pytestmark = pytest.mark.desktop


@pytest.fixture
def sway() -> Iterator[Desk]:
    with user_desk() as desk:
        start_sway(desk)
        yield desk


def test_idleness_is_told_with_its_start_and_its_end(sway: Desk) -> None:
    async def scene() -> None:
        async with sensing(sway, away_after=1000) as (it, told):
            hand = await Hand.of(sway)
            assert running(it)[0] in {"wayland-ext-idle", "wayland-kde-idle"}
            assert told.names == ["CameBack"]
            await hand.move()
            moved = told.clock.now().instant
            await until(lambda: told.names[-1] == "WentIdle", said=told.events)
            went = told.events[-1]
            assert isinstance(went, WentIdle)
            assert went.since is not None
            assert abs(went.since - moved) < 300
            await hand.move()
            await until(lambda: told.names == ["CameBack", "WentIdle", "CameBack"])
            hand.close()

    asyncio.run(scene())


def test_x11_is_never_used_beside_wayland(sway: Desk) -> None:
    sway.display()

    async def scene() -> None:
        async with sensing(sway) as (it, _):
            (row,) = (row for row in it.report() if row.name == "x11-idle")
            assert not row.running
            assert "XWayland" in row.why

    asyncio.run(scene())


def test_the_short_length_counts_only_while_a_prompt_is_open(sway: Desk) -> None:
    async def scene() -> None:
        async with sensing(sway, away_after=60_000, taken_after=600) as (it, told):
            await asyncio.sleep(1)
            assert told.names == ["CameBack"]
            it.arm(prompt_open=True)
            await until(lambda: told.names == ["CameBack", "WentIdle"], said=told.names)

    asyncio.run(scene())


def test_pauses_in_motion(sway: Desk) -> None:
    async def scene() -> None:
        async with sensing(sway, away_after=60_000, pause=1500) as (it, told):
            hand = await Hand.of(sway)
            restless = True

            async def fidget() -> None:
                while restless:
                    await hand.move()
                    await asyncio.sleep(0.05)

            hands = asyncio.get_running_loop().create_task(fidget())
            await it.watch_typing()
            assert isinstance(told.events[-1], TypingEnded)
            await until(lambda: told.events[-1] == TypingBegan(), seconds=1.2)
            restless = False
            await hands
            stopped = told.clock.now().instant
            await until(lambda: isinstance(told.events[-1], TypingEnded))
            ended = told.events[-1]
            assert isinstance(ended, TypingEnded)
            assert ended.since is not None
            assert abs(ended.since - stopped) < 400
            await hand.move()
            await until(lambda: told.events[-1] == TypingBegan())
            hand.close()

    asyncio.run(scene())


def test_the_compositor_may_go_and_come_back(sway: Desk) -> None:
    async def scene() -> None:
        async with sensing(sway, away_after=700) as (it, told):
            await until(lambda: told.names[-1] == "WentIdle")
            sway.end(sway.started[-1], signal.SIGKILL)
            await until(lambda: not any(name.startswith("wayland") for name in running(it)))
            for left in (sway.folder / "run").glob("wayland-*"):
                left.unlink()
            start_sway(sway)
            await until(lambda: running(it)[0].startswith("wayland"), seconds=20)
            await asyncio.sleep(1.5)
            assert told.names == ["CameBack", "WentIdle"], "nobody has come back yet"
            hand = await Hand.of(sway)
            await hand.move()
            await until(lambda: told.names[2:3] == ["CameBack"])
            await until(lambda: told.names == ["CameBack", "WentIdle"] * 2)
            hand.close()

    asyncio.run(scene())
