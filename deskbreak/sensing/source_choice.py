"""Chooses the first source of idle time that serves, and keeps choosing.

It tries again when it is told that a source may serve now (``again``), and soon after that and
after a loss, a few times: who has come may not be ready. A source that is there and does not
answer, and every source where nobody tells (``are_told``), is tried again after 1, 2, 4 ... 60 s,
later every 5 minutes. If nothing better can come it sleeps until the source is lost.
"""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from deskbreak.app import supervise
from deskbreak.app.parts import Part
from deskbreak.errors import UnavailableError
from deskbreak.sensing.idle_source import IdleSource, NobodyThereError
from deskbreak.sensing.idleness import Idleness

FIRST, MOST, RARE = 1.0, 60.0, 300.0
"""Seconds: the first wait, the longest one, and that after ``PATIENCE`` tries in vain."""
PATIENCE = 15
QUICK = 4
"""Tries soon after a loss or a word that a source may serve now."""
GOOD = 60.0
"""Seconds after which a source that is lost was a good one: waits start over."""


OPENS_WITHIN = 10.0
"""Seconds for a source to open, and to take the lengths that matter."""

CHOICE = Part("idle-source", "absence")


def part_of(source: IdleSource) -> Part:
    """Its name among the parts, and what is lost without it."""
    return Part(source.name, "absence")


class Chooser:
    """Keeps ``idleness`` on the best source. ``changed`` is called after each change."""

    def __init__(
        self,
        sources: Sequence[IdleSource],
        idleness: Idleness,
        changed: Callable[[IdleSource | None], None],
        first: float = FIRST,
        *,
        are_told: bool = False,
    ) -> None:
        self._sources, self._idleness, self._changed = sources, idleness, changed
        self._watch = supervise.supervisor()
        self._first, self._are_told = first, are_told
        self._tries = 0
        self._hangs = False
        """Whether a source is there that does not answer."""
        self.why: dict[str, str] = {}
        """Why a source is passed over, by its name."""
        self.running: IdleSource | None = None
        self._lost = False
        self._stir = asyncio.Event()
        """Something has happened: a loss, or a word that a source may serve."""
        self._task: asyncio.Task[None] | None = None

    async def start(self, seconds: float) -> bool:
        """Choose; whether the first choice was made within so many seconds."""
        chosen = asyncio.Event()
        self._task = self._watch.keep(lambda: self._run(chosen), CHOICE)
        try:
            async with asyncio.timeout(seconds):
                await chosen.wait()
        except TimeoutError:
            return False
        return True

    async def stop(self) -> None:
        """Close the source."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
        await self._leave()

    async def _run(self, chosen: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        missed: set[str] = set()
        while True:
            self._lost = False
            self._stir.clear()
            wait_for_better = await self._choose(missed)
            if self.running is None:
                wait = self._wait() if wait_for_better else None
                self._idleness.unknown(for_good=wait is None or self._tries > PATIENCE)
            chosen.set()
            since = loop.time()
            wait = None
            if wait_for_better:
                wait = self._wait()
                self._tries += 1
            if await self._is_lost(wait):
                if loop.time() - since > GOOD:
                    self._tries = 0
                if self.running is not None:
                    missed.add(self.running.name)
                await self._leave()
            elif self.running is not None:
                missed.discard(self.running.name)

    def again(self) -> None:
        """A source may serve now that did not: choose anew, soon."""
        self._tries = 0
        self._stir.set()

    def _wait(self) -> float | None:
        """Seconds until the next try; None: somebody tells."""
        if self._are_told and not self._hangs and self._tries >= QUICK:
            return None
        return RARE if self._tries >= PATIENCE else min(self._first * 2**self._tries, MOST)

    async def _choose(self, missed: set[str]) -> bool:
        """Use the first source that serves; whether a better one may still come."""
        better = self._hangs = False
        for source in self._sources:
            if source is self.running:
                return better
            try:
                await self._watch.guard(
                    part_of(source), partial(source.open, self._source_lost), OPENS_WITHIN
                )
            except UnavailableError as error:
                self.why[source.name] = str(error)
                better = better or not error.hopeless or source.name in missed
                is_there = not error.hopeless and not isinstance(error, NobodyThereError)
                self._hangs = self._hangs or is_there
                continue
            await self._leave()
            try:
                await self._watch.guard(
                    part_of(source), partial(self._idleness.attach, source), OPENS_WITHIN
                )
            except UnavailableError as error:
                self.why[source.name] = str(error)
                self._watch.call(part_of(source), self._idleness.detach)
                await self._watch.let_go(part_of(source), source.close)
                better = True
                continue
            self.running = source
            self.why.pop(source.name, None)
            self._changed(source)
            missed.discard(source.name)
            return better
        return better

    async def _is_lost(self, wait: float | None) -> bool:
        """Whether the source was lost within ``wait`` seconds; None: wait for that.

        A failure in anything that the source calls back is a loss, too.
        """
        part = CHOICE if self.running is None else part_of(self.running)
        with self._watch.listening(part, self._source_lost):
            try:
                async with asyncio.timeout(wait):
                    await self._stir.wait()
            except TimeoutError:
                return False
            return self._lost

    async def _leave(self) -> None:
        source, self.running = self.running, None
        if source is not None:
            self._watch.call(part_of(source), self._idleness.detach)
            self._changed(None)
            await self._watch.let_go(part_of(source), source.close)

    def _source_lost(self, why: str) -> None:
        if self.running is not None:
            self.why[self.running.name] = why
        self._lost = True
        self._stir.set()
