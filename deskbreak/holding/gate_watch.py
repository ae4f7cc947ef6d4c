"""Asks every gate when a prompt is due, and watches them until it closes.

Rules
- All gates are asked at once, each within half a second; one that does not answer is unknown, and
  an unknown gate does not block.
- Only changes of reasons are told (``gate_answers``); after the first round that all have answered.
- A gate that tells of changes is asked again when it does; the others, and those that were lost,
  every minute.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property
from typing import Protocol

from deskbreak.app import supervise
from deskbreak.app.part_report import PartReport
from deskbreak.app.parts import Part
from deskbreak.app.ports.engine_ports import Post
from deskbreak.domain.vocabulary.events import GateClosed, GateOpened, GatesAsked, Reason
from deskbreak.domain.vocabulary.settings import Settings
from deskbreak.holding.gate_answers import (
    SWITCHES,
    GateAnswers,
    WatchedGate,
    part_of,
)
from deskbreak.holding.gate_questions import AGAIN, GateQuestions
from deskbreak.holding.ignored_programs import Ignore

GATES = Part("gates", "calls")


class Configurable(Protocol):
    """A gate, or a part of one, that has settings of its own and may be at work unasked."""

    def configure(self, settings: Settings) -> None: ...

    def problems(self) -> list[str]:
        """What is wrong with it, although it may serve: ``name: why``, a line each."""

    async def close(self) -> None: ...


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
        self._answers = GateAnswers(settings.hold)
        self._told: dict[Reason, bool] = {}
        self._watching: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._questions = GateQuestions(self._answers, self._tell)
        self._supervisor = supervise.supervisor()
        self._configure(settings)

    async def stop(self) -> None:
        """Watch no more, and end whatever is at work."""
        self.unwatch()
        await self._ended()
        for part in self._parts:
            await self._supervisor.let_go(GATES, part.close)

    def watch(self) -> None:
        """A prompt is due: ask, tell, and go on telling until ``unwatch``."""
        if self._watching is None:
            self._questions.is_open = True
            self._watching = self._supervisor.keep(self._watch, GATES)

    def unwatch(self) -> None:
        """No prompt is due; what was told is forgotten, as the core forgets it."""
        watching, self._watching = self._watching, None
        self._questions.is_open = False
        self._told = dict.fromkeys(SWITCHES, False)
        if watching is not None:
            self._ending.add(watching)
            watching.add_done_callback(self._ending.discard)
            watching.cancel()

    def look(self) -> None:
        """A clock was stepped, or the machine resumed: ask again now, if anything is watched."""
        if self._watching is not None:
            for gate in self._wanted():
                self._questions.changed(gate)

    def configure(self, settings: Settings) -> None:
        """New settings are in force."""
        self._configure(settings)
        self._tell()
        self.look()

    async def probe(self) -> list[PartReport]:
        """Ask every gate once, watched or not, and report."""
        await self._questions.round(self._wanted())
        self._tell()
        return self.report()

    def report(self) -> list[PartReport]:
        """What became of each gate, and what it said last."""
        return [self._answers.row(gate) for gate in self._gates]

    def problems(self) -> list[str]:
        """What is wrong with a part of a gate; hosts and file names, never whole addresses."""
        return [problem for part in self._parts for problem in part.problems()]

    # Inside.

    @cached_property
    def _gates(self) -> Sequence[WatchedGate]:
        return self._make()

    def _configure(self, settings: Settings) -> None:
        self._ignore.set(settings.hold.ignore)
        for part in self._parts:
            self._supervisor.call(GATES, part.configure, settings)
        self._answers.configure(settings.hold, lambda: self._gates)

    def _wanted(self) -> list[WatchedGate]:
        return [gate for gate in self._gates if self._answers.is_wanted(gate)]

    async def _ended(self) -> None:
        """Until every watch that was told to end has let go of its gates."""
        while self._ending:
            await asyncio.wait(self._ending)

    async def _watch(self) -> None:
        """The life of one watch, after those before it have ended; cancelled when it ends."""
        watched: list[WatchedGate] = []
        await self._ended()
        try:
            await self._questions.round(self._wanted(), self._beside)
            self._tell(every=not self._told)
            self._post(GatesAsked())
            for gate in self._gates:
                watched.append(gate)
                self._questions.watch(gate)
            while True:
                await asyncio.sleep(AGAIN)
                for gate in self._wanted():
                    if not gate.subscribed:
                        self._questions.changed(gate)
        finally:
            self._questions.end()
            for gate in watched:
                await self._supervisor.let_go(part_of(gate), gate.unwatch)

    def _tell(self, *, every: bool = False) -> None:
        """Post what changed; ``every``: and at the very first, what is not on."""
        if self._watching is None:
            return
        for reason in SWITCHES:
            on = self._answers.is_on(reason, self._gates)
            if on and not self._told.get(reason):
                self._post(GateClosed(reason))
            elif not on and (self._told.get(reason) or every):
                self._post(GateOpened(reason))
            self._told[reason] = on
