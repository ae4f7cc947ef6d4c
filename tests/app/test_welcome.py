"""The welcome stays, and gives way to the first prompt: some servers show one popup at a time."""

import asyncio

from fakes.faulty import Plan
from fakes.faulty_day import MINUTES, play, running

from deskbreak.app.welcome import KEY
from deskbreak.domain.vocabulary.settings import Personal, Settings


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


def test_the_welcome_goes_when_the_questions_were_answered() -> None:
    """By the command, too: they may have moved the time that it names."""

    async def scene() -> None:
        async with running(Plan(), first=True) as walk:
            first, _ = walk.boards
            await asyncio.sleep(1)
            walk.reload(Settings())
            await asyncio.sleep(1)
            assert list(first.shown) == [KEY], "another setting is no answer"
            walk.reload(Settings(personal=Personal(setup_done=True)))
            await asyncio.sleep(1)
            assert (first.shown, first.withdrawn) == ({}, [KEY])

    play(scene)
