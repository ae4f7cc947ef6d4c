"""What the running program does about insight: hooks, the report, "why nothing", the look back.

What the person reads is made by a process of its own, so that none of it stays in this one.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, Protocol

from deskbreak.app.engine import Engine
from deskbreak.app.hook_events import HookCall, hook_call
from deskbreak.app.parts import Part
from deskbreak.app.ports.notice_ports import Button, Notice
from deskbreak.app.presenter import Presenter
from deskbreak.app.problems import Problem
from deskbreak.app.supervise import Supervisor
from deskbreak.app.titles import title_of
from deskbreak.app.weekly_look_back import due, suits
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt import hold
from deskbreak.domain.time.working_hours import wall_at
from deskbreak.domain.vocabulary.effects import Effect, UnwatchGates, WatchGates
from deskbreak.domain.vocabulary.events import GateOpened
from deskbreak.domain.vocabulary.settings import Settings

INSIGHT = Part("report", "something")
REPORT, WHY, WEEKLY = "report", "why", "weekly"
"""Keys of its notices, and the commands of the menu."""
GATES_WITHIN = 2.0
"""Seconds that gates have to say whether this is a bad moment."""
AGAIN = 600.0
"""Seconds until a look back that came at a bad moment is tried again."""


class Hooks(Protocol):
    """Runs the person's own commands."""

    def configure(self, settings: Settings) -> None: ...

    def call(self, call: HookCall) -> None: ...

    def problems(self) -> Mapping[str, str]:
        """What went wrong at the last run of each hook, by its setting."""

    def settings(self) -> Mapping[str, str]:
        """The programs that are called, by their setting."""

    async def close(self) -> None: ...


class OwnCommand(Protocol):
    """Runs this program's own command line in a process of its own."""

    async def run(self, *words: str) -> tuple[int, str]:
        """Exit code, and what it wrote to either output. Raises UnavailableError."""


class WeeklyMark(Protocol):
    """Remembers the last look back across restarts."""

    def last(self) -> date | None: ...

    def keep(self, day: date) -> None: ...


class InsightParts(NamedTuple):
    """What ``compose`` knows of this system for it."""

    hooks: Hooks
    command: OwnCommand
    mark: WeeklyMark


class Insight:
    """Belongs to the event loop's thread.

    ``gates`` asks and rests the gates, as the effects of the same names do.
    """

    def __init__(
        self,
        parts: InsightParts,
        watch: Supervisor,
        engine: Callable[[], Engine],
        presenter: Presenter,
        content: Catalogue,
        language: Callable[[], Language],
        gates: Callable[[Effect], None],
    ) -> None:
        self._parts, self._watch, self._engine = parts, watch, engine
        self._presenter, self._content, self._language = presenter, content, language
        self._gates = gates
        self._asking: asyncio.Task[None] | None = None
        self._not_before = 0.0
        self._last: date | None = None
        self._read = False

    def perform(self, effect: Effect, state: State) -> None:
        """Call the hook that belongs to an effect, if there is one."""
        at = wall_at(state.zone, state.epoch)
        call = hook_call(effect, at, lambda one: title_of(self._content, one, self._language()))
        if call is not None:
            self._parts.hooks.call(call)

    def configure(self, settings: Settings) -> None:
        """These settings are in force."""
        self._parts.hooks.configure(settings)

    def problems(self) -> Iterator[Problem]:
        """Hooks that did not work."""
        for setting, why in self._parts.hooks.problems().items():
            yield Problem(f"hooks.{setting}", _told(setting, why), None)

    def look(self, state: State) -> None:
        """After a step: is the look back due?"""
        moment = state.settings.report.weekly
        loop = asyncio.get_running_loop()
        if moment is None or loop.time() < self._not_before or not suits(state):
            return
        if not self._read:
            self._last, self._read = self._parts.mark.last(), True
        now = wall_at(state.zone, state.epoch)
        day = due(moment, now, self._last)
        if day is not None:
            self._not_before = loop.time() + AGAIN
            self._start(lambda: self._look_back(day))

    def open_report(self) -> None:
        """My weeks, in the browser."""
        self._start(self._open_report)

    def why(self) -> None:
        """Why there is no prompt now."""
        self._start(self._why)

    async def close(self) -> None:
        """End what runs."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait({self._asking})
        await self._parts.hooks.close()

    def _start(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """One at a time: who clicks twice gets one page."""
        if self._asking is None or self._asking.done():
            self._asking = self._watch.start(work(), INSIGHT)

    async def _look_back(self, day: date) -> None:
        self._gates(WatchGates())
        await asyncio.sleep(GATES_WITHIN)
        engine = self._engine()
        state = engine.state
        busy = hold.active(state.holds, state.settings.hold) or not suits(state)
        if state.watched_since is None:
            self._gates(UnwatchGates())
            engine.post(GateOpened())
        if busy:
            return
        code, said = await self._run("report", "--look-back")
        if code == 0 and said:
            words = text(self._language(), "report.weekly.open")
            self._show(WEEKLY, "report.weekly.title", said, Button("report", words))
        self._last = day
        self._parts.mark.keep(day)

    async def _open_report(self) -> None:
        code, said = await self._run("report", "--open")
        if code != 0:
            self._show(REPORT, "report.title", said)

    async def _why(self) -> None:
        _, said = await self._run("why", "now")
        self._show(WHY, "why.menu.title", said)

    async def _run(self, *words: str) -> tuple[int, str]:
        return await self._parts.command.run("--lang", self._language(), *words)

    def _show(self, key: str, title: str, body: str, *buttons: Button) -> None:
        default = buttons[0].action if buttons else None
        heading = text(self._language(), title)
        self._presenter.show(Notice(key, heading, body, buttons, default))


def _told(setting: str, why: str) -> Callable[[Language], str]:
    return lambda language: text(language, "doctor.hook", setting=setting, why=why)
