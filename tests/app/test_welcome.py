"""The welcome stays, and gives way to the first prompt: some servers show one popup at a time."""

import asyncio

from fakes.faulty import Plan
from fakes.faulty_day import MINUTES, play, running

from deskbreak.app.welcome import KEY


def test_the_welcome_is_there_until_the_first_prompt_and_never_beside_it() -> None:
    async def scene() -> None:
        async with running(Plan(), first=True) as walk:
            first, _ = walk.boards
            await asyncio.sleep(44 * MINUTES)
            assert list(first.shown) == [KEY]
            assert first.shown[KEY].stays
            await asyncio.sleep(2 * MINUTES)
            status = await walk.status()
            assert list(first.shown) == [status["prompt"]["id"]]
            assert first.withdrawn == [KEY]

    play(scene)
