"""Runs what may block in a thread that nobody has to wait for."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


async def in_thread(call: Callable[[], T], expected: type[Exception]) -> T:
    """The result of ``call``, or its exception if it is an ``expected`` one.

    If the waiting is cancelled the thread is left behind; it does not keep the program from ending,
    which the threads of ``asyncio.to_thread`` do.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def settle(set_it: Callable[[], None]) -> None:
        def if_wanted() -> None:
            if not future.done():
                set_it()

        with suppress(RuntimeError):  # the loop has ended meanwhile: nobody waits any more
            loop.call_soon_threadsafe(if_wanted)

    def work() -> None:
        try:
            result = call()
        except expected as error:
            problem = error
            settle(lambda: future.set_exception(problem))
        else:
            settle(lambda: future.set_result(result))

    threading.Thread(target=work, daemon=True, name="deskbreak-waits").start()
    return await future
