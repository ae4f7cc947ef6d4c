"""A library in a thread of its own: what it returns and raises, and what it does when it hangs."""

import asyncio
import threading

import pytest

from deskbreak.protocols.side_loop import SideLoop, SideLoopBusyError


async def thread_name() -> str:
    return threading.current_thread().name


async def broken() -> str:
    raise LookupError("no such thing")


def test_it_returns_and_raises_from_its_own_thread() -> None:
    async def run() -> None:
        side = SideLoop("aside")
        assert await side.run(thread_name, 30) == "aside"
        with pytest.raises(LookupError, match="no such thing"):
            await side.run(broken, 30)
        side.close()
        side.close()
        assert await side.run(thread_name, 30) == "aside", "a new thread after the old one"
        side.close()

    asyncio.run(run())


@pytest.mark.parametrize("cancelled", [True, False])
def test_while_it_hangs_the_next_call_is_refused_at_once(cancelled: bool) -> None:
    free, began = threading.Event(), threading.Event()

    async def hangs() -> None:
        began.set()
        free.wait()

    async def run() -> None:
        side = SideLoop("aside")
        waiting = asyncio.ensure_future(side.run(hangs, 30 if cancelled else 0.01))  # noqa: TID251 - a test
        if cancelled:
            await asyncio.to_thread(began.wait)
            waiting.cancel()
        with pytest.raises((TimeoutError, asyncio.CancelledError)):
            await waiting
        with pytest.raises(SideLoopBusyError, match="still hangs"):
            await side.run(thread_name, 30)
        free.set()
        while True:
            try:
                assert await side.run(thread_name, 30) == "aside"
                break
            except SideLoopBusyError:
                await asyncio.sleep(0)
        side.close()

    asyncio.run(run())


def test_a_slow_answer_does_not_block_the_next() -> None:
    async def slow() -> None:
        await asyncio.sleep(30)

    async def run() -> None:
        side = SideLoop("aside")
        with pytest.raises(TimeoutError):
            await side.run(slow, 0.01)
        while True:
            try:
                assert await side.run(thread_name, 30) == "aside"
                break
            except SideLoopBusyError:
                await asyncio.sleep(0)
        side.close()

    asyncio.run(run())
