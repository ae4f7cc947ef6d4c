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
from deskbreak.app.next_view import coming, next_data, next_lines
from deskbreak.app.problems import Problems
from deskbreak.app.programme_service import ProgrammeService
from deskbreak.app.question_view import week_lines
from deskbreak.app.status import clock, resumes_at, view, wall
from deskbreak.app.status_text import status_lines, waybar
from deskbreak.app.time_words import Slip, length, pause_end
from deskbreak.app.titles import title_of
from deskbreak.app.wire import Reply
from deskbreak.content import formats
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.content_errors import UnknownContentError
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.choice.eligibility import Bar
from deskbreak.domain.choice.memory import experience
from deskbreak.domain.machine.state import State
from deskbreak.domain.time.units import Millis
from deskbreak.domain.vocabulary.effects import Effect, Refuse, ShowPrompt, Why
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    Event,
    Paused,
    PromptWanted,
    Resumed,
    SatDown,
    StoodUp,
)

NOTHING, USAGE, REFUSED = 5, 2, 1
CODES = {
    Why.NOTHING_OPEN: NOTHING,
    Why.NOT_RUNNING: NOTHING,
    Why.RUNNING: NOTHING,
    Why.NOT_OFFERED: USAGE,
    Why.UNKNOWN_ROUTINE: USAGE,
    Why.BAD_TIME: USAGE,
}
"""Exit codes of refusals; the others are 1."""

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
        self._tools = tools
        self._told_change: datetime | None = None
        self._changed = asyncio.Event()
        engine.after_step(lambda _: self._changed.set())

    def changed(self) -> None:
        """Something beside the state has changed: followers look again."""
        self._changed.set()

    async def handle(self, request: wire.AnyRequest) -> Reply:
        """The reply to any request but ``follow``."""
        lang = self._lang(request)
        if isinstance(request, wire.Follow):
            return Reply(code=USAGE, text="follow is answered line by line")
        match request:
            case wire.Status(format=form):
                state, _ = self._engine.look()
                said = self._status_text(state, form, lang)
                if form == "text":
                    said = "\n".join([said, *self._change_told_once(state, lang)])
                return Reply(text=said, data=self.data(state, lang))
            case wire.Answer():
                return await self._answer(request, lang)
            case wire.Now(routine=name):
                return await self._now(name, lang)
            case wire.Pause(until=until):
                return await self._pause(until, lang)
            case wire.Standing(span=span):
                return await self._standing(span, lang)
            case wire.Resume():
                said = "resumed" if self._engine.state.holds.paused else "not_paused"
                return await self._simple(Resumed(), said, lang)
            case wire.Sitting():
                said = "sitting" if self._engine.state.presence.standing else "sitting_already"
                return await self._simple(SatDown(), said, lang)
            case wire.Next(why=why):
                return self._next(lang, why=why)
            case wire.Doctor():
                report, data = await self._tools.doctor(lang)
                return Reply(text=report, data=data)
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
        return Reply(text=text(lang, "answer.quit"))

    def _next(self, lang: Language, *, why: bool) -> Reply:
        """The routine of the next prompt, and what this week is about."""
        state, _ = self._engine.look()
        choice = coming(state)
        lines = next_lines(choice, lang, lambda name: self.title(name, lang), why=why)
        lines += ["", *week_lines(state, lang)]
        return Reply(text="\n".join(lines), data=next_data(choice, state))

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

    async def _answer(self, request: wire.Answer, lang: Language) -> Reply:
        """An answer to the open prompt."""
        span: Millis | None = None
        if request.span is not None:
            read = length(request.span)
            if isinstance(read, Slip):
                return Reply(code=USAGE, text=read.words(lang))
            span = read
        before = self._engine.state
        effects = await self._engine.ask(Answered(request.action, request.id, span))
        if (refusal := self._refusal(effects, before, lang)) is not None:
            return refusal
        state = self._engine.state
        prompt = state.prompt or before.prompt
        routine = "" if prompt is None else self.title(prompt.routine, lang)
        match request.action:
            case Action.START:
                said = text(lang, "answer.started", routine=routine)
            case Action.SNOOZE if state.prompt is not None:
                at = clock(state, state.prompt.back_at, lang)
                said = text(lang, "answer.snoozed", time=at)
            case Action.ANOTHER | Action.SEATED:
                said = text(lang, "answer.another", routine=routine)
            case Action.SKIP:
                said = text(lang, "answer.skipped")
            case Action.STOP:
                said = text(lang, "answer.stopped")
            case _:
                said = text(lang, "answer.done")
        return Reply(text=said)

    async def _now(self, name: str | None, lang: Language) -> Reply:
        """Raise a prompt at once."""
        routine = None
        if name is not None:
            try:
                routine = self._content.find(name).id
            except UnknownContentError:
                return Reply(code=USAGE, text=text(lang, "refused.unknown_routine", name=name))
        before = self._engine.state
        effects = await self._engine.ask(PromptWanted(routine))
        if (refusal := self._refusal(effects, before, lang)) is not None:
            return refusal
        shown = next(effect for effect in effects if isinstance(effect, ShowPrompt))
        return Reply(
            text=text(lang, "prompt.terminal", routine=self.title(shown.routine, lang)),
            data={"id": shown.id, "routine": shown.routine},
        )

    async def _pause(self, until: str, lang: Language) -> Reply:
        """A manual hold."""
        end = pause_end(until)
        if isinstance(end, Slip):
            return Reply(code=USAGE, text=end.words(lang))
        effects = await self._engine.ask(Paused(end))
        if (refusal := self._refusal(effects, self._engine.state, lang)) is not None:
            return refusal
        state = self._engine.state
        paused = state.holds.pause_until
        at = "" if paused is None else clock(state, paused, lang)
        return Reply(text=text(lang, "answer.paused", time=at))

    async def _standing(self, span: str | None, lang: Language) -> Reply:
        """The person stands."""
        until = None if span is None else length(span)
        if isinstance(until, Slip):
            return Reply(code=USAGE, text=until.words(lang))
        await self._engine.ask(StoodUp(until))
        if until is None:
            return Reply(text=text(lang, "answer.standing"))
        state = self._engine.state
        at = clock(state, resumes_at(state) or state.at, lang)
        return Reply(text=text(lang, "answer.standing_until", time=at))

    async def _simple(self, event: Event, said: str, lang: Language) -> Reply:
        """An event that cannot be refused."""
        await self._engine.ask(event)
        return Reply(text=text(lang, f"answer.{said}"))

    def _refusal(self, effects: tuple[Effect, ...], before: State, lang: Language) -> Reply | None:
        """The reply to what was refused; None if nothing was."""
        refused = next((effect for effect in effects if isinstance(effect, Refuse)), None)
        if refused is None:
            return None
        return Reply(code=CODES.get(refused.why, REFUSED), text=self._why(refused, before, lang))

    def _why(self, refused: Refuse, state: State, lang: Language) -> str:
        """Why something was refused, for people."""
        rhythm = state.settings.rhythm
        offered = " ".join(formats.duration(lang, length) for length in rhythm.snooze)
        match refused.why:
            case Why.NOTHING_OPEN:
                return text(lang, "refused.no_prompt")
            case Why.NOT_RUNNING:
                return text(lang, "refused.no_routine_running")
            case Why.RUNNING:
                return text(lang, "refused.running")
            case Why.NOT_OFFERED:
                return text(lang, "refused.snooze_offered", offered=offered)
            case Why.NO_SNOOZE_LEFT:
                return text(lang, "refused.snooze_limit", count=rhythm.max_snoozes)
            case Why.NO_CHANGE_LEFT:
                return text(lang, "refused.another_limit")
            case Why.NOTHING_ELSE:
                return text(lang, "refused.nothing_else")
            case Why.UNKNOWN_ROUTINE:
                return text(lang, "refused.unknown_routine", name=refused.detail)
            case Why.EXCLUDED:
                return self._barred(refused, state, lang)
            case Why.BAD_TIME:
                return text(lang, "refused.time_past")
            case _:
                return text(lang, "answer.nothing_new")

    def _barred(self, refused: Refuse, state: State, lang: Language) -> str:
        """Why a routine may not be chosen by name."""
        facts = self._content.find(refused.routine)
        routine = self.title(refused.routine, lang)
        ticked = sorted(facts.leave_out & state.settings.personal.codes)
        code = text(lang, f"names.code.{ticked[0]}") if ticked else ""
        rests = experience(state.memory, refused.routine).rests_until
        date = "" if rests is None else formats.day(lang, rests, state.day)
        key = {
            Bar.CODE: "code" if ticked else "before_setup",
            Bar.FLOOR: "floor",
            Bar.SAFETY: "exercise_paused",
            Bar.STAGE: "stage",
        }.get(Bar(refused.detail), "nothing_else")
        return text(
            lang, f"refused.{key}", routine=routine, code=code, stage=facts.stage, date=date
        )
