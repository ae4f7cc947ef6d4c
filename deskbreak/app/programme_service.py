"""Answers control messages about comfort, checks, the programme and safety."""

from collections.abc import Callable
from typing import Any

from deskbreak.app import wire
from deskbreak.app.engine import Engine
from deskbreak.app.exit_codes import NOTHING, REFUSED, USAGE
from deskbreak.app.not_for_me_answer import not_for_me
from deskbreak.app.prompt_service import fields_of, name_of
from deskbreak.app.question_view import check_words, offer_words, reply_words
from deskbreak.app.requests import event_of
from deskbreak.app.routine_words import unknown_words
from deskbreak.app.titles import title_of
from deskbreak.app.wire import Reply
from deskbreak.content import formats
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.checks import check_card
from deskbreak.content.content_errors import UnknownContentError, UnknownRoutineError
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.choice.eligibility import safety_paused
from deskbreak.domain.choice.memory import override_on
from deskbreak.domain.machine.state import State
from deskbreak.domain.programme import setup_checks, stages
from deskbreak.domain.programme.stages import CHOICES, LAST_STAGE
from deskbreak.domain.prompt.question import Question
from deskbreak.domain.vocabulary.effects import Effect, Refuse, Remember
from deskbreak.domain.vocabulary.events import (
    Override,
)
from deskbreak.domain.vocabulary.question_effects import Answer, Proposal
from deskbreak.domain.vocabulary.routine import CheckGroup

AnyRequest = (
    wire.Feedback
    | wire.Checks
    | wire.Check
    | wire.Today
    | wire.Stage
    | wire.Hide
    | wire.NotForMe
    | wire.Offer
    | wire.Safety
)


TODAY = {
    None: "answer.today_normal",
    Override.SEATED: "answer.today_seated",
    Override.ELSEWHERE: "answer.today_elsewhere",
}
"""What is said of a day."""


class ProgrammeService:
    """Carries out requests about the content on the engine.

    ``set_in_file`` names the file in which the person has set a key, if any: that one wins over
    whatever is chosen here.
    """

    def __init__(
        self,
        engine: Engine,
        content: Catalogue,
        set_in_file: Callable[[str], str | None],
    ) -> None:
        self._engine = engine
        self._content = content
        self._set_in_file = set_in_file

    async def handle(self, request: AnyRequest, lang: Language) -> Reply:
        """The reply to a request."""
        match request:
            case wire.Feedback():
                return await self._feedback(request, lang)
            case wire.Checks(name=name):
                return self._checks(name, lang)
            case wire.Check():
                await self._ask(request)
                return Reply()
            case wire.Today():
                return await self._today(request, lang)
            case wire.Stage():
                return await self._stage(request, lang)
            case wire.Hide():
                return await self._hide(request, lang)
            case wire.NotForMe():
                return await not_for_me(self._engine, self._content, request, lang)
            case wire.Offer():
                return await self._offer(request, lang)
            case wire.Safety():
                return await self._dismiss(request, lang)

    async def _ask(self, request: AnyRequest, **changed: Any) -> tuple[Effect, ...]:
        """Take a request as the event that it means; ``changed`` fields were looked up."""
        return await self._engine.ask(event_of(name_of(request), fields_of(request) | changed))

    async def _feedback(self, request: wire.Feedback, lang: Language) -> Reply:
        """How the last routine felt."""
        effects = await self._ask(request)
        answer = next((one for one in effects if isinstance(one, Answer)), None)
        if answer is None:
            return Reply(code=NOTHING, text=text(lang, "feedback.nothing"))
        said = reply_words(answer, self._engine.state, lang)
        return Reply(text=f"{said.title}\n{said.body}", data={"replies": answer.replies})

    def _checks(self, name: str | None, lang: Language) -> Reply:
        """What to ask now: the one that is open, one by name, or all of the place group."""
        state = self._engine.state
        asking = state.asking
        if safety_paused(state.memory, state.settings):
            return Reply(code=REFUSED, text=text(lang, "refused.exercise_paused"))
        if name is not None:
            try:
                facts = check_card(name).facts
            except UnknownContentError:
                known = " ".join(one.id for one in state.checks)
                return Reply(code=USAGE, text=text(lang, "check.unknown", name=name, known=known))
            ticked = sorted(facts.leave_out & state.settings.personal.codes)
            if ticked:
                code = text(lang, f"names.code.{ticked[0]}")
                return Reply(code=REFUSED, text=text(lang, "refused.check_code", code=code))
            ids = [facts.id]
        elif asking is not None and asking.question is Question.CHECK:
            ids = [asking.about]
        else:
            ids = [one.id for one in state.checks if one.group is CheckGroup.PLACE]
        purpose = None if state.memory.purpose_told else text(lang, "check.purpose")
        return Reply(
            data={"purpose": purpose, "checks": [self._check(one, state, lang) for one in ids]}
        )

    @staticmethod
    def _check(check: str, state: State, lang: Language) -> dict[str, Any]:
        """The texts of one check."""
        words = check_words(state, check, setup_checks.asking(state.memory, check).times, lang)
        return {"id": check, "question": words.question, "look": words.look, "fix": words.fix}

    async def _today(self, request: wire.Today, lang: Language) -> Reply:
        """What is different today."""
        if request.override is not None:
            await self._ask(request)
        state = self._engine.state
        now = override_on(state.memory, state.day)
        key = TODAY[now]
        return Reply(text=text(lang, key), data={"today": "normal" if now is None else now})

    async def _stage(self, request: wire.Stage, lang: Language) -> Reply:
        """Move to a stage, or say which it is."""
        stage = request.stage
        before = self._engine.state.settings.personal.stage
        if stage is not None:
            effects = await self._ask(request)
            if _refused(effects):
                said = text(lang, "refused.no_stage", text=stage, last=LAST_STAGE)
                return Reply(code=USAGE, text=said)
        state = self._engine.state
        number = state.settings.personal.stage
        focus = text(lang, f"programme.stages.{number}.focus")
        if stage is not None:
            key = "programme.step_back" if number < before else "answer.stage"
            return Reply(text=text(lang, key, number=number, focus=focus), data={"stage": number})
        current = state.memory.stage == number
        done = state.memory.stage_completed if current else 0
        days = state.memory.stage_days if current else 0
        lines = [text(lang, "programme.stage_now", number=number, focus=focus)]
        if number < LAST_STAGE:
            within = formats.count(lang, "days", days)
            lines.append(text(lang, "programme.progress", done=done, days=within))
        else:
            lines.append(text(lang, "programme.last_stage"))
        data = {"stage": number, "completed": done, "days": days}
        return Reply(text="\n".join(lines), data=data)

    async def _hide(self, request: wire.Hide, lang: Language) -> Reply:
        """Never offer a routine again, or offer it again."""
        try:
            routine = self._content.find(request.routine).id
        except UnknownRoutineError as error:
            return Reply(code=USAGE, text=unknown_words(error, self._content, lang))
        await self._ask(request, routine=routine)
        title = title_of(self._content, routine, lang)
        if not request.hidden and routine in self._engine.state.settings.routines.hide:
            return self._file_wins("routines.hide", lang)
        key = "answer.hidden" if request.hidden else "answer.unhidden"
        return Reply(text=text(lang, key, routine=title, id=routine), data={"routine": routine})

    async def _offer(self, request: wire.Offer, lang: Language) -> Reply:
        """Answer what the programme proposes, or say what it is."""
        choice = request.choice
        state, _ = self._engine.look()
        proposal = stages.pending(state.memory, state.settings, state.day)
        if proposal is None:
            code = 0 if choice is None else NOTHING
            return Reply(code=code, text=text(lang, "programme.no_offer"), data={"offer": None})
        words = offer_words(proposal, state, lang)
        choices = words.choices
        if choice is None:
            lines = [words.title, words.body]
            lines += [f"  deskbreak offer {name}: {label}" for name, label in choices]
            data = {"offer": proposal, "choices": CHOICES[proposal]}
            return Reply(text="\n".join(lines), data=data)
        effects = await self._ask(request)
        if _refused(effects):
            known = " ".join(name for name, _ in choices)
            said = text(lang, "refused.no_choice", text=choice, known=known)
            return Reply(code=USAGE, text=said)
        for effect in effects:
            if isinstance(effect, Remember) and self._set_in_file(effect.key):
                return self._file_wins(effect.key, lang)
        return Reply(text=self._chosen(proposal, choice, choices, lang))

    def _chosen(
        self,
        proposal: Proposal,
        choice: str,
        choices: tuple[tuple[str, str], ...],
        lang: Language,
    ) -> str:
        """What the answer to an offer comes to."""
        if proposal is Proposal.STAGE:
            key = "accepted" if choice == "accept" else "declined"
            stage = self._engine.state.settings.personal.stage
            return text(lang, f"programme.{key}", number=stage)
        return dict(choices).get(choice, text(lang, "programme.declined"))

    async def _dismiss(self, request: wire.Safety, lang: Language) -> Reply:
        """The safety page is dismissed: exercise goes on."""
        state = self._engine.state
        if not safety_paused(state.memory, state.settings):
            return Reply(text=text(lang, "safety.nothing"))
        await self._ask(request)
        return Reply(text=text(lang, "safety.dismissed"))

    def _file_wins(self, key: str, lang: Language) -> Reply:
        """What was chosen does not count, because the person's own file says otherwise."""
        file = self._set_in_file(key) or ""
        return Reply(code=REFUSED, text=text(lang, "refused.set_in_file", key=key, file=file))


def _refused(effects: tuple[Effect, ...]) -> bool:
    """Whether the core refused what was asked for."""
    return any(isinstance(effect, Refuse) for effect in effects)
