"""Answers control messages: what a command asks of the daemon, and what it says back.

Texts are made here, in the language of the one who asks, so that a command needs no content of its
own and starts quickly.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Any, NamedTuple

from deskbreak.app import wire
from deskbreak.app.engine import Engine
from deskbreak.app.exit_codes import REFUSED
from deskbreak.app.next_view import coming, next_data, next_lines
from deskbreak.app.problems import Problems
from deskbreak.app.programme_service import ProgrammeService
from deskbreak.app.prompt_service import PromptService
from deskbreak.app.question_view import week_lines
from deskbreak.app.scarcity_line import left_line
from deskbreak.app.status import view, wall
from deskbreak.app.status_text import status_lines, waybar
from deskbreak.app.titles import aim_of, title_of
from deskbreak.app.wire import Reply
from deskbreak.content import formats
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import State

Doctor = Callable[[Language], Awaitable[tuple[str, Any]]]
"""Lines for people and data for ``--json``."""


class Tools(NamedTuple):
    """What the daemon does beside the engine."""

    doctor: Doctor
    reload: Callable[[], None]
    quit: Callable[[], None]
    problems: Problems
    settings_changed_at: Callable[[], datetime | None]
    """When the settings last changed while it ran."""
    unwritten: Callable[[], list[tuple[str | int | None, ...]]] = list
    """The records that wait in memory."""
    look: Callable[[], None] = lambda: None
    """See whether somebody did something to the ledger's file."""


class Service:
    """Carries out requests on the engine."""

    def __init__(
        self,
        engine: Engine,
        content: Catalogue,
        language: Callable[[], Language],
        *,
        version: str,
        pid: int,
        programme: ProgrammeService,
        tools: Tools,
    ) -> None:
        self._engine = engine
        self._content = content
        self._language = language
        self._version = version
        self._pid = pid
        self._programme = programme
        self._prompts = PromptService(engine, content)
        self._tools = tools
        self._told_change: datetime | None = None
        self._changed = asyncio.Event()
        engine.after_step(lambda _: self._changed.set())

    def changed(self) -> None:
        """Something beside the state has changed: followers look again."""
        self._changed.set()

    async def handle(self, request: wire.AnyRequest) -> Reply:
        """The reply to any request; to ``follow`` it is that too many do so already."""
        lang = self._lang(request)
        if isinstance(request, wire.Status | wire.Doctor | wire.Unwritten):
            self._tools.look()
        if isinstance(request, wire.Follow):
            return Reply(code=REFUSED, text=text(lang, "refused.too_many_follow"))
        match request:
            case wire.Status(format=form):
                state, _ = self._engine.look()
                said = self._status_text(state, form, lang)
                if form == "text":
                    said = "\n".join([said, *self._change_told_once(state, lang)])
                return Reply(text=said, data=self.data(state, lang))
            case wire.Answer() | wire.Now() | wire.Pause() | wire.Resume():
                return await self._prompts.handle(request, lang)
            case wire.Standing() | wire.Sitting():
                return await self._prompts.handle(request, lang)
            case wire.Next(why=why):
                return self._next(lang, why=why)
            case wire.Doctor():
                report, data = await self._tools.doctor(lang)
                return Reply(text=report, data=data)
            case wire.Unwritten():
                return Reply(data=self._tools.unwritten())
            case wire.Reload() | wire.Quit():
                return self._life(request, lang)
            case _:
                return await self._programme.handle(request, lang)

    def _life(self, request: wire.Reload | wire.Quit, lang: Language) -> Reply:
        """Read the settings anew, or end."""
        if isinstance(request, wire.Reload):
            self._tools.reload()
            return Reply()
        asyncio.get_running_loop().call_later(0.05, self._tools.quit)
        return Reply(text=text(lang, "answer.quit"), data={"pid": self._pid})

    def _next(self, lang: Language, *, why: bool) -> Reply:
        """The routine of the next prompt, and what this week is about."""
        state, _ = self._engine.look()
        choice = coming(state)
        aim = aim_of(self._content, choice.routine.id, lang)
        lines = next_lines(choice, lang, lambda name: self.title(name, lang), aim, why=why)
        few = left_line(state, lang, lambda name: self.title(name, lang)) if why else None
        lines += ["", *([few] if few else []), *week_lines(state, lang)]
        return Reply(text="\n".join(lines), data=next_data(choice, state, aim))

    async def follow(self, request: wire.Follow) -> AsyncIterator[Reply]:
        """A line now, and one at each change of state, prompt, hold, counts or full minute."""
        lang = self._lang(request)
        last: object = None
        while True:
            self._changed.clear()
            state, _ = self._engine.look()
            data = self.data(state, lang)
            mark = (
                data["state"],
                data["prompt"],
                data["hold"],
                data["presence"],
                data["problems"],
            )
            counts = {key: data["today"][key] for key in data["today"] if not key.endswith("_s")}
            current = (mark, counts, data["sitting_s"] // 60)
            if current != last:
                last = current
                yield Reply(text=self._status_text(state, request.format, lang), data=data)
            await self._changed.wait()

    def data(self, state: State, lang: Language) -> dict[str, Any]:
        """``status --json``."""
        changed = self._tools.settings_changed_at()
        at = None if changed is None else changed.isoformat(timespec="seconds")
        shape = view(
            state,
            version=self._version,
            pid=self._pid,
            language=lang,
            title=lambda name: self.title(name, lang),
            problems=[problem.as_json(lang) for problem in self._tools.problems],
        )
        return shape | {"config_changed_at": at}

    def _change_told_once(self, state: State, lang: Language) -> list[str]:
        """That a changed configuration was read, to the first who asks after it."""
        changed = self._tools.settings_changed_at()
        if changed is None or changed == self._told_change:
            return []
        self._told_change = changed
        at = formats.moment(lang, changed, wall(state, state.at).date())
        return [text(lang, "status.config_read", time=at)]

    def title(self, routine: str, lang: Language) -> str:
        """The title of a routine; its id if the routine is gone."""
        return title_of(self._content, routine, lang)

    def _lang(self, request: wire.Request) -> Language:
        """The language of the one who asks."""
        return "ja" if request.lang == "ja" else "en" if request.lang == "en" else self._language()

    def _status_text(self, state: State, form: str, lang: Language) -> str:
        """One of the forms of ``status``."""
        if form == "waybar":
            return waybar(state, lang, lambda name: self.title(name, lang))
        lines = status_lines(state, lang, lambda name: self.title(name, lang))
        problem = self._tools.problems.first(lang)
        if problem is not None:
            lines.append(text(lang, "status.problem", what=problem))
        return "\n".join(lines)
