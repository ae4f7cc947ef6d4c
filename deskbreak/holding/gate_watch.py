"""Asks every gate when a prompt is due, and watches them until it closes.

Rules
- All gates are asked at once, each within half a second; one that does not answer is unknown, and
  an unknown gate does not block.
- A reason is on while any of its gates is closed. Only changes of reasons are told; after the first
  round that all have answered.
- A gate that tells of changes is asked again when it does; the others, and those that were lost,
  every minute.
- A reason that the settings turn off is not asked, and not on.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Protocol

from deskbreak.app import supervise
from deskbreak.app.part_report import TURNED_OFF, PartReport
from deskbreak.app.parts import Part, PartFailedError
from deskbreak.app.ports import Gate, Post
from deskbreak.app.supervise import FIRST_WAIT
from deskbreak.domain.vocabulary.events import GateClosed, GateOpened, GatesAsked, Reason
from deskbreak.domain.vocabulary.settings import HoldSettings, Settings
from deskbreak.errors import UnavailableError
from deskbreak.holding.ignored_programs import Ignore

LIMIT = 0.5
"""Seconds within which a gate answers."""
AGAIN = 60.0
"""Seconds after which a gate that does not tell is asked again."""
REST = 0.2
"""Seconds between two questions to a gate that tells of many changes."""

SWITCHES: dict[Reason, Callable[[HoldSettings], bool]] = {
    Reason.CALL: lambda hold: hold.call,
    Reason.SCREEN_SHARE: lambda hold: hold.screen_share,
    Reason.FULLSCREEN: lambda hold: hold.fullscreen,
    Reason.DO_NOT_DISTURB: lambda hold: hold.do_not_disturb,
    Reason.CALENDAR: lambda hold: hold.calendar,
}


LOSES: dict[Reason, str] = {
    Reason.CALL: "calls",
    Reason.SCREEN_SHARE: "screen_share",
    Reason.FULLSCREEN: "fullscreen",
    Reason.DO_NOT_DISTURB: "do_not_disturb",
    Reason.CALENDAR: "calendar",
}
"""What is not noticed any more when a gate of a reason has failed."""

GATES, PAUSES = Part("gates", "calls"), Part("typing", "pauses")

BEGINS_WITHIN = 5.0
"""Seconds for a gate to begin to tell of changes."""


class WatchedGate(Gate, Protocol):
    """A gate that says whether it tells of changes by itself."""

    @property
    def subscribed(self) -> bool:
        """Whether it does, now that it is watched."""


class Configurable(Protocol):
    """A gate, or a part of one, that has settings of its own and may be at work unasked."""

    def configure(self, settings: Settings) -> None: ...

    def problems(self) -> list[str]:
        """What is wrong with it, although it may serve: ``name: why``, a line each."""

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What a gate said last."""

    closed: bool | None
    why: str = ""
    """Why it is unknown."""
    took_ms: float = 0.0
    advice: str = ""


def part_of(gate: WatchedGate) -> Part:
    """Its name among the parts, and what is lost without it."""
    return Part(gate.name, LOSES[gate.reason])


class Gates:
    """All gates as one. Lives in the event loop.

    Args:
        post: takes GateClosed, GateOpened and GatesAsked.
        make: makes the gates of this system; called when they are needed for the first time.
        ignore: what ``hold.ignore`` fills.
        settings: those in force at first.
        beside: asked with the first round, such as the typing sensor; may be slow or fail silently.
        parts: what has settings of its own.
    """

    def __init__(
        self,
        post: Post,
        make: Callable[[], Sequence[WatchedGate]],
        ignore: Ignore,
        settings: Settings,
        *,
        beside: Callable[[], Awaitable[None]] | None = None,
        parts: Sequence[Configurable] = (),
    ) -> None:
        self._post, self._make, self._ignore, self._parts = post, make, ignore, parts
        self._beside = beside
        self._hold = settings.hold
        self._answers: dict[str, Answer] = {}
        self._told: dict[Reason, bool] = {}
        self._watching: asyncio.Task[None] | None = None
        self._ending: asyncio.Task[None] | None = None
        self._asking: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._waits: dict[str, float] = {}
        self._later: dict[str, asyncio.TimerHandle] = {}
        self._loop = asyncio.get_running_loop()
        self._supervisor = supervise.supervisor()
        self._configure(settings)

    async def stop(self) -> None:
        """Watch no more, and end whatever is at work."""
        self.unwatch()
        if self._ending is not None:
            await asyncio.wait({self._ending})
        for part in self._parts:
            await self._supervisor.let_go(GATES, part.close)

    def watch(self) -> None:
        """A prompt is due: ask, tell, and go on telling until ``unwatch``."""
        if self._watching is None:
            before = self._ending
            self._watching = self._supervisor.keep(lambda: self._watch(before), GATES)

    def unwatch(self) -> None:
        """No prompt is due; what was told is forgotten, as the core forgets it."""
        watching, self._watching = self._watching, None
        self._told = dict.fromkeys(SWITCHES, False)
        if watching is not None:
            self._ending = watching
            watching.cancel()

    def look(self) -> None:
        """A clock was stepped, or the machine resumed: ask again now, if anything is watched."""
        if self._watching is not None:
            for gate in self._wanted():
                self._changed(gate)

    def configure(self, settings: Settings) -> None:
        """New settings are in force."""
        self._configure(settings)
        self._tell()
        self.look()

    async def probe(self) -> list[PartReport]:
        """Ask every gate once, watched or not, and report."""
        await self._round(self._wanted())
        self._tell()
        return self.report()

    def report(self) -> list[PartReport]:
        """What became of each gate, and what it said last."""
        return [self._row(gate) for gate in self._gates]

    def problems(self) -> list[str]:
        """What is wrong with a part of a gate; hosts and file names, never whole addresses."""
        return [problem for part in self._parts for problem in part.problems()]

    # Inside.

    @cached_property
    def _gates(self) -> Sequence[WatchedGate]:
        return self._make()

    def _configure(self, settings: Settings) -> None:
        self._hold = settings.hold
        self._ignore.set(settings.hold.ignore)
        for part in self._parts:
            self._supervisor.call(GATES, part.configure, settings)
        if self._answers:
            for gate in self._gates:
                if not SWITCHES[gate.reason](self._hold):
                    self._answers.pop(gate.name, None)

    def _wanted(self) -> list[WatchedGate]:
        return [gate for gate in self._gates if SWITCHES[gate.reason](self._hold)]

    async def _watch(self, before: asyncio.Task[None] | None) -> None:
        """The life of one watch, after the one before it has ended; cancelled when it ends."""
        watched: list[WatchedGate] = []
        if before is not None:
            await asyncio.wait({before})
        try:
            await self._round(self._wanted(), self._beside)
            self._tell(every=not self._told)
            self._post(GatesAsked())
            for gate in self._gates:
                watched.append(gate)
                self._ask_soon(gate, self._begin)
            while True:
                await asyncio.sleep(AGAIN)
                for gate in self._wanted():
                    if not gate.subscribed:
                        self._changed(gate)
        finally:
            for task in self._asking.values():
                task.cancel()
            self._asking.clear()
            self._again.clear()
            for timer in self._later.values():
                timer.cancel()
            self._later.clear()
            for gate in watched:
                await self._supervisor.let_go(part_of(gate), gate.unwatch)

    async def _round(
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
        self._answers[gate.name] = Answer(closed, why, 1000 * (self._loop.time() - start), advice)

    def _ask_later(self, gate: WatchedGate) -> None:
        """A gate that failed is asked again after 1, 2, 4 ... 60 s while it is watched."""
        if self._watching is None:
            return
        wait = self._waits[gate.name] = min(2 * self._waits.get(gate.name, FIRST_WAIT / 2), AGAIN)
        before = self._later.pop(gate.name, None)
        if before is not None:
            before.cancel()
        self._later[gate.name] = self._loop.call_later(wait, self._changed, gate)

    async def _begin(self, gate: WatchedGate) -> None:
        """Hear of changes from now on; one that came in between is seen by asking again."""
        changed = partial(self._changed, gate)
        try:
            await self._supervisor.guard(part_of(gate), partial(gate.watch, changed), BEGINS_WITHIN)
        except UnavailableError:
            return  # its answer already says why; it is asked again every minute
        if gate.subscribed:
            await self._ask(gate)
            self._tell()

    def _changed(self, gate: WatchedGate) -> None:
        """Ask a gate again; questions do not pile up."""
        if self._watching is None:
            return
        if gate.name in self._asking and not self._asking[gate.name].done():
            self._again.add(gate.name)
        else:
            self._ask_soon(gate, self._ask_again)

    def _ask_soon(self, gate: WatchedGate, how: Callable[[WatchedGate], Awaitable[None]]) -> None:
        async def work() -> None:
            await how(gate)
            while gate.name in self._again:
                self._again.discard(gate.name)
                await asyncio.sleep(REST)
                await self._ask_again(gate)

        self._asking[gate.name] = supervise.start(work(), part_of(gate))

    async def _ask_again(self, gate: WatchedGate) -> None:
        if SWITCHES[gate.reason](self._hold):
            await self._ask(gate)
            self._tell()

    def _tell(self, *, every: bool = False) -> None:
        """Post what changed; ``every``: and at the very first, what is not on."""
        if self._watching is None:
            return
        for reason in SWITCHES:
            on = any(
                gate.reason is reason and gate.name in self._answers
                and self._answers[gate.name].closed
                for gate in self._gates
            )  # fmt: skip
            if on and not self._told.get(reason):
                self._post(GateClosed(reason))
            elif not on and (self._told.get(reason) or every):
                self._post(GateOpened(reason))
            self._told[reason] = on

    def _row(self, gate: WatchedGate) -> PartReport:
        if not SWITCHES[gate.reason](self._hold):
            return PartReport("gate", gate.name, running=False, why=TURNED_OFF)
        answer = self._answers.get(gate.name)
        if answer is None:
            return PartReport("gate", gate.name, running=False, why="not asked yet")
        said = {True: "closed", False: "open", None: "unknown"}[answer.closed]
        known = answer.closed is not None
        return PartReport("gate", gate.name, known, answer.why, said, answer.took_ms, answer.advice)


async def _answer(gate: WatchedGate) -> bool | None:
    """What a gate says, if it is an answer at all."""
    closed = await gate.ask()
    if closed is not None and not isinstance(closed, bool):
        raise TypeError(f"{gate.name} answered {closed!r}")
    return closed
