"""Answers control messages about the open prompt, pauses and standing.

Rules
- A request becomes an event by the one table of ``requests``; what it comes to is said from the
  state after the step, so that the reply is what really happened.
- What cannot be understood, or is refused, has its reason in words and its exit code.
"""

from typing import Any, TypeAlias

import msgspec

from deskbreak.app import wire
from deskbreak.app.engine import Engine
from deskbreak.app.exit_codes import CODES, REFUSED, USAGE
from deskbreak.app.refusal_text import refusal_text
from deskbreak.app.requests import WordError, event_of
from deskbreak.app.routine_words import unknown_words
from deskbreak.app.status import clock
from deskbreak.app.time_words import Slip, length, pause_end
from deskbreak.app.titles import title_of
from deskbreak.app.wire import Reply
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.content_errors import UnknownRoutineError
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import State
from deskbreak.domain.time.units import Instant
from deskbreak.domain.vocabulary.effects import Effect, Refuse, ShowPrompt
from deskbreak.domain.vocabulary.events import Action
from deskbreak.domain.vocabulary.presence_events import StoodUp

PromptRequest: TypeAlias = (
    wire.Answer | wire.Now | wire.Pause | wire.Resume | wire.Standing | wire.Sitting
)


class PromptService:
    """Carries out requests about the prompt on the engine."""

    def __init__(self, engine: Engine, content: Catalogue) -> None:
        self._engine = engine
        self._content = content

    async def handle(self, request: PromptRequest, lang: Language) -> Reply:
        """The reply to a request."""
        fields = fields_of(request)
        if isinstance(request, wire.Now) and request.routine is not None:
            try:
                fields["routine"] = self._content.find(request.routine).id
            except UnknownRoutineError as error:
                return Reply(code=USAGE, text=unknown_words(error, self._content, lang))
        try:
            event = event_of(name_of(request), fields)
        except WordError as error:
            read = pause_end if isinstance(request, wire.Pause) else length
            slip = read(error.word)
            said = slip.words(lang) if isinstance(slip, Slip) else str(error)
            return Reply(code=USAGE, text=said)
        if event == StoodUp(0):
            said = Slip("duration_short", str(fields["span"])).words(lang)
            return Reply(code=USAGE, text=said)
        before = self._engine.state
        effects = await self._engine.ask(event)
        refused = next((one for one in effects if isinstance(one, Refuse)), None)
        if refused is not None:
            said = refusal_text(refused, before, self._content, lang)
            return Reply(code=CODES.get(refused.why, REFUSED), text=said)
        return self._reply(request, before, effects, lang)

    def _reply(
        self, request: PromptRequest, before: State, effects: tuple[Effect, ...], lang: Language
    ) -> Reply:
        """What was done, in words."""
        state = self._engine.state
        match request:
            case wire.Answer(action=action):
                return Reply(text=self._answered(action, before, lang))
            case wire.Now():
                shown = next(one for one in effects if isinstance(one, ShowPrompt))
                title = title_of(self._content, shown.routine, lang)
                return Reply(
                    text=text(lang, "prompt.terminal", routine=title),
                    data={"id": shown.id, "routine": shown.routine},
                )
            case wire.Pause():
                return Reply(
                    text=text(lang, "answer.paused", time=_at(state.holds.pause_until, state, lang))
                )
            case wire.Resume():
                said = "resumed" if before.holds.paused else "not_paused"
                return Reply(text=text(lang, f"answer.{said}"))
            case wire.Standing(span=None):
                return Reply(text=text(lang, "answer.standing"))
            case wire.Standing():
                until = _at(state.presence.stand_until, state, lang)
                return Reply(text=text(lang, "answer.standing_until", time=until))
            case wire.Sitting():
                said = "sitting" if before.presence.standing else "sitting_already"
                return Reply(text=text(lang, f"answer.{said}"))

    def _answered(self, action: Action, before: State, lang: Language) -> str:
        """What an answer came to."""
        state = self._engine.state
        prompt = state.prompt or before.prompt
        routine = "" if prompt is None else title_of(self._content, prompt.routine, lang)
        match action:
            case Action.START:
                return text(lang, "answer.started", routine=routine)
            case Action.SNOOZE if state.prompt is not None:
                pause, back = state.holds.pause_until, state.prompt.back_at
                paused = pause is not None and pause > back
                key, at = ("snoozed_paused", pause) if paused else ("snoozed", back)
                return text(lang, f"answer.{key}", time=_at(at, state, lang))
            case Action.ANOTHER | Action.SEATED:
                return text(lang, "answer.another", routine=routine)
            case Action.SKIP:
                return text(lang, "answer.skipped")
            case Action.STOP:
                return text(lang, "answer.stopped")
            case _:
                return text(lang, "answer.done")


def name_of(request: wire.Request) -> str:
    """The name of a request in ``requests.MEANINGS``."""
    return str(request.__struct_config__.tag)


def fields_of(request: wire.Request) -> dict[str, Any]:
    """Its own fields, as ``requests.MEANINGS`` takes them."""
    fields = msgspec.structs.asdict(request)
    return {name: value for name, value in fields.items() if name not in ("v", "lang")}


def _at(instant: Instant | None, state: State, lang: Language) -> str:
    """The time of day of an instant; empty where there is none."""
    return "" if instant is None else clock(state, instant, lang)
