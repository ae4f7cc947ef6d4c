"""Asks gates, all at once or one by one, as often as they have something new.

Rules
- Each answers within half a second; one that does not is unknown.
- Questions to one gate do not pile up: what it tells meanwhile makes one more question.
- A gate that failed is asked again after 1, 2, 4 ... 60 s while it is watched.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial

from deskbreak.app import supervise
from deskbreak.app.parts import Part, PartFailedError
from deskbreak.app.supervise import FIRST_WAIT
from deskbreak.errors import UnavailableError
from deskbreak.holding.gate_answers import Answer, GateAnswers, WatchedGate, part_of

LIMIT = 0.5
"""Seconds within which a gate answers."""
AGAIN = 60.0
"""Seconds after which a gate that does not tell is asked again."""
REST = 0.2
"""Seconds between two questions to a gate that tells of many changes."""

BEGINS_WITHIN = 5.0
"""Seconds for a gate to begin to tell of changes."""

PAUSES = Part("typing", "pauses")


class GateQuestions:
    """Questions that are under way, and those that will be asked. Lives in the event loop.

    Args:
        answers: where the answers go.
        answered: called after each answer outside of a round.
    """

    def __init__(self, answers: GateAnswers, answered: Callable[[], None]) -> None:
        self._answers, self._answered = answers, answered
        self._asking: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._waits: dict[str, float] = {}
        self._later: dict[str, asyncio.TimerHandle] = {}
        self._loop = asyncio.get_running_loop()
        self._supervisor = supervise.supervisor()
        self.is_open = False
        """Whether anything but a round is asked: while a prompt is due."""

    async def round(
        self, gates: Sequence[WatchedGate], beside: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Ask all at once; each answers, fails, or runs into its limit by itself."""
        tasks = [supervise.start(self._ask(gate)) for gate in gates]
        if beside is not None:
            tasks.append(supervise.start(self._within_limit(beside)))
        try:
            if tasks:
                await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()

    def watch(self, gate: WatchedGate) -> None:
        """Hear of its changes from now on."""
        self._ask_soon(gate, self._begin)

    def changed(self, gate: WatchedGate) -> None:
        """Ask a gate again; questions do not pile up."""
        if not self.is_open:
            return
        if gate.name in self._asking and not self._asking[gate.name].done():
            self._again.add(gate.name)
        else:
            self._ask_soon(gate, self._ask_again)

    def end(self) -> None:
        """Ask no more."""
        for task in self._asking.values():
            task.cancel()
        self._asking.clear()
        self._again.clear()
        for timer in self._later.values():
            timer.cancel()
        self._later.clear()

    async def _within_limit(self, beside: Callable[[], Awaitable[None]]) -> None:
        with suppress(UnavailableError):  # the pauses are not noticed, and that is told
            await self._supervisor.guard(PAUSES, beside, LIMIT)

    async def _ask(self, gate: WatchedGate) -> None:
        start = self._loop.time()
        why, advice, closed = "", "", None
        try:
            closed = await self._supervisor.guard(part_of(gate), partial(_answer, gate), LIMIT)
        except PartFailedError as error:
            why = str(error)
            self._ask_later(gate)
        except UnavailableError as error:
            why, advice = str(error), error.advice
        else:
            self._waits.pop(gate.name, None)
        took_ms = 1000 * (self._loop.time() - start)
        self._answers.keep(gate, Answer(closed, why, took_ms, advice))

    def _ask_later(self, gate: WatchedGate) -> None:
        """A gate that failed is asked again after 1, 2, 4 ... 60 s while it is watched."""
        if not self.is_open:
            return
        wait = self._waits[gate.name] = min(2 * self._waits.get(gate.name, FIRST_WAIT / 2), AGAIN)
        before = self._later.pop(gate.name, None)
        if before is not None:
            before.cancel()
        self._later[gate.name] = self._loop.call_later(wait, self.changed, gate)

    async def _begin(self, gate: WatchedGate) -> None:
        """Hear of changes from now on; one that came in between is seen by asking again."""
        changed = partial(self.changed, gate)
        try:
            await self._supervisor.guard(part_of(gate), partial(gate.watch, changed), BEGINS_WITHIN)
        except UnavailableError:
            return  # its answer already says why; it is asked again every minute
        if gate.subscribed:
            await self._ask(gate)
            self._answered()

    def _ask_soon(self, gate: WatchedGate, how: Callable[[WatchedGate], Awaitable[None]]) -> None:
        async def work() -> None:
            await how(gate)
            while gate.name in self._again:
                self._again.discard(gate.name)
                await asyncio.sleep(REST)
                await self._ask_again(gate)

        self._asking[gate.name] = supervise.start(work(), part_of(gate))

    async def _ask_again(self, gate: WatchedGate) -> None:
        if self._answers.is_wanted(gate):
            await self._ask(gate)
            self._answered()


async def _answer(gate: WatchedGate) -> bool | None:
    """What a gate says, if it is an answer at all."""
    closed = await gate.ask()
    if closed is not None and not isinstance(closed, bool):
        raise TypeError(f"{gate.name} answered {closed!r}")
    return closed
