"""Keeps watch over every part of the running program, so that none of them fails in silence.

Rules
- A *part* is one sensor, gate, notifier, tray backend, reader or server. Its code runs under its
  name: tasks and callbacks that it starts carry the name along, whoever calls them back.
- An unexpected exception ends that part's work alone. It is logged once with its traceback, and
  is a *fault* from then on: a row in ``doctor``, an entry in ``status``, until it works again.
- A part that does not answer within its limit has failed in the same way.
- What is kept running (``keep``) is started again after 1, 2, 4 ... 60 s; what is asked anew by its
  room (``guard``) is asked again by that room. A good answer ends the fault.
- What a callback raises into the event loop is a fault of the part that set it up.
- No task is started but from here; a lint rule holds it.

Each event loop has one supervisor (``attach``); one without it gets a supervisor that only logs.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextvars import ContextVar
from datetime import datetime
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from deskbreak.app.faults import Faults
from deskbreak.app.parts import PROGRAM, Part, PartFailedError, one_line
from deskbreak.errors import UnavailableError

log = logging.getLogger(__name__)

T = TypeVar("T")

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
"""Seconds before a part is started again: the first time, and at most."""
STEADY = 60.0
"""Seconds of good work after which the waits begin anew."""
ENDS_WITHIN = 5.0
"""Seconds that a task has to end after it was cancelled."""


_current: ContextVar[Part] = ContextVar("part", default=PROGRAM)
_supervisors: WeakKeyDictionary[asyncio.AbstractEventLoop, Supervisor] = WeakKeyDictionary()


class Supervisor(Faults):
    """The faults of the running event loop, and the tasks that run in it.

    Args:
        now: the local time, for ``Fault.since``.
        changed: called after a fault came or went.
    """

    def __init__(
        self,
        now: Callable[[], datetime | None] = lambda: None,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(asyncio.get_running_loop().time, now, changed)
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, T], part: Part | None = None) -> asyncio.Task[T]:
        """Start a task; what it raises unexpectedly is a fault of ``part`` (or of its starter).

        The task is held until it ends; whoever waits for it gets its exception as well.
        """
        whose = part or _current.get()
        with as_part(whose):
            task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._ended(done, whose))
        return task

    def _ended(self, task: asyncio.Task[Any], part: Part) -> None:
        self._tasks.discard(task)
        try:
            error = task.exception()
        except asyncio.CancelledError:  # asked so, it also lets go of its last call's variables,
            return  # among which may be the task before it, and so on
        if error is not None and not isinstance(error, UnavailableError):
            self.failed(part, error)

    def keep(self, run: Callable[[], Coroutine[Any, Any, None]], part: Part) -> asyncio.Task[None]:
        """Keep work running: when it fails it is started again; when it returns it is over."""
        return self.start(self._keep(run, part), part)

    async def _keep(self, run: Callable[[], Coroutine[Any, Any, None]], part: Part) -> None:
        loop, wait = asyncio.get_running_loop(), FIRST_WAIT
        while True:
            since = loop.time()
            steady = loop.call_later(wait + FIRST_WAIT, self.recovered, part)
            try:
                await run()
            except (Exception, asyncio.CancelledError) as error:
                if isinstance(error, asyncio.CancelledError) and _is_cancelled():
                    raise
                if loop.time() - since > STEADY:
                    wait = FIRST_WAIT
                self.failed(part, error)
            else:
                self.recovered(part)
                return
            finally:
                steady.cancel()
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)

    async def guard(
        self,
        part: Part,
        work: Callable[[], Awaitable[T]],
        limit: float | None = None,
        *,
        passing: bool = True,
    ) -> T:
        """What ``work`` returns; PartFailedError if it fails unexpectedly or exceeds ``limit`` s.

        What the part's own room knows to handle (UnavailableError) passes through. ``passing``:
        see ``failed``.
        """
        try:
            with as_part(part):
                async with asyncio.timeout(limit):
                    result = await work()
        except UnavailableError:
            self.recovered(part)
            raise
        except TimeoutError as error:
            what = f"no answer within {limit:g} s" if limit is not None else one_line(error)
            self.failed(part, what, passing=passing)
            raise PartFailedError(what) from None
        except asyncio.CancelledError as error:
            if _is_cancelled():
                raise
            self.failed(
                part, error, passing=passing
            )  # the part itself gave up: nobody had asked it to
            raise PartFailedError(one_line(error)) from None
        except Exception as error:
            self.failed(part, error, passing=passing)
            raise PartFailedError(one_line(error)) from error
        self.recovered(part)
        return result

    async def let_go(self, part: Part, work: Callable[[], Awaitable[object]]) -> None:
        """End something; what fails or hangs while it ends is logged and does not matter more."""
        try:
            with as_part(part):
                async with asyncio.timeout(ENDS_WITHIN):
                    await work()
        except (Exception, asyncio.CancelledError) as error:
            if isinstance(error, asyncio.CancelledError) and _is_cancelled():
                raise
            log.warning("the part %s did not end as it should: %s", part.name, one_line(error))

    def call(self, part: Part, work: Callable[..., object], *args: object) -> bool:
        """Call a function of a part; False if it failed, which is a fault then.

        Other calls of the part may still succeed, so the fault is over only after ``STEADY``.
        """
        token = _current.set(part)  # not as_part: a step of the core calls a dozen times
        try:
            work(*args)
        except Exception as error:  # noqa: BLE001 - it is told
            self.failed(part, error, passing=True)
            return False
        finally:
            _current.reset(token)
        if part in self._faults and self._clock() - self._failed_at[part] > STEADY:
            self.recovered(part)
        return True

    def value(self, part: Part, default: T, work: Callable[..., T], *args: object) -> T:
        """What a function of a part returns; ``default`` if it fails, which is a fault then."""
        found = [default]
        self.call(part, lambda: found.append(work(*args)))
        return found[-1]

    def loop_failed(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """The event loop's exception handler: whose callback it was is in its context."""
        part = PROGRAM
        for key in ("handle", "task", "future"):
            inner = getattr(context.get(key), "_context", None)
            if inner is not None:
                part = inner.get(_current, PROGRAM)
                break
        error = context.get("exception")
        if "socket" in context and getattr(error, "errno", None) in (errno.EMFILE, errno.ENFILE):
            log.info("a connection waits: %s", error)  # the loop itself listens again in a second
            return
        self.failed(part, error if error is not None else str(context["message"]))

    async def end(self) -> None:
        """Cancel whatever still runs, and wait for it a little."""
        left = self._tasks - {asyncio.current_task()}
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=ENDS_WITHIN)


def _is_cancelled() -> bool:
    """Whether somebody asked the running task to end."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def attach(supervisor: Supervisor, loop: asyncio.AbstractEventLoop) -> None:
    """Let a supervisor keep watch over an event loop."""
    _supervisors[loop] = supervisor
    loop.set_exception_handler(supervisor.loop_failed)


def supervisor() -> Supervisor:
    """The supervisor of the running event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _supervisors:
        _supervisors[loop] = Supervisor()
    return _supervisors[loop]


def start(work: Coroutine[Any, Any, T], part: Part | None = None) -> asyncio.Task[T]:
    """``Supervisor.start`` on the running loop."""
    return supervisor().start(work, part)


def current_part() -> Part:
    """Whose code runs now; what is to be called back later may keep it."""
    return _current.get()


@contextlib.contextmanager
def as_part(part: Part) -> Iterator[None]:
    """Run under the name of a part."""
    token = _current.set(part)
    try:
        yield
    finally:
        _current.reset(token)
