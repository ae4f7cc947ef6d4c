"""Puts prompts on the screen: one notice that lives as long as its prompt.

Rules
- What is shown, and when, the core decides; here an effect becomes a notice, and nothing more.
- The same notice is replaced in place: the offer, then the steps of the routine one after another,
  then what is asked when it is over.
- Where popups go by themselves, an unanswered prompt is shown once more, without a sound, after
  half of ``rhythm.expires``.
- A guide takes a moment to open: until it is there, a notice answers the start.
- Notices are shown strictly in order, by one task that sleeps while there is nothing to show.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from deskbreak.app import question_view as questions
from deskbreak.app import supervise
from deskbreak.app.answer_commands import elsewhere
from deskbreak.app.parts import Part
from deskbreak.app.ports.notice_ports import Notice, Notifier, NotifierError, PictureOf, Vanishing
from deskbreak.app.prompt_view import (
    cue_notice,
    offer_notice,
    opening_notice,
    step_notice,
    stop_rule_notice,
)
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.model import Language
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.life import shows
from deskbreak.domain.time.units import SECOND
from deskbreak.domain.vocabulary.effects import (
    Effect,
    RepeatNotice,
    ShowCue,
    ShowPrompt,
    ShowSafety,
    ShowStep,
    ShowStopRule,
    StartRoutine,
    WithdrawPrompt,
)
from deskbreak.domain.vocabulary.question_effects import (
    Answer,
    AskCheck,
    AskComfort,
    AskKind,
    EndQuestion,
    MakeOffer,
    ShowFix,
    ShowHow,
)

log = logging.getLogger(__name__)

NOTICES = Part("notices", "notices")


class Presenter:
    """Shows, replaces and withdraws notices. Belongs to the event loop's thread."""

    def __init__(
        self,
        notifier: Notifier,
        content: Catalogue,
        language: Callable[[], Language],
        picture_of: PictureOf = lambda _, *, easier: None,  # noqa: ARG005 - a port's argument
        guide_there: Callable[[], bool] = lambda: False,
    ) -> None:
        self._notifier = notifier
        self._content = content
        self._language = language
        self._picture_of, self._guide_there = picture_of, guide_there
        self._repeat: tuple[str, asyncio.TimerHandle] | None = None
        """When a prompt, by its id, is shown once more."""
        self._jobs: asyncio.Queue[Callable[[], Awaitable[None]]] = asyncio.Queue()
        self._leaving: set[str] = set()
        """Notices that go away unless something takes their place at once."""
        self._worker = supervise.supervisor().keep(self._work, NOTICES)

    def perform(self, effect: Effect, state: State) -> None:
        """Carry out what is to be shown; anything else is not for here."""
        language = self._language()
        match effect:
            case RepeatNotice() if state.prompt is not None:
                self.perform(shows(state.prompt, state.rhythm), state)
            case ShowPrompt(routine=routine):
                card = self._content.card(routine)
                notice = offer_notice(effect, card, state, language)
                self._pictured(notice, routine, easier=effect.easier)
                self._repeat_later(effect, state)
            case ShowCue(routine=routine):
                card = self._content.card(routine)
                notice = cue_notice(effect, card, state, language)
                self._pictured(notice, routine, easier=effect.easier)
            case ShowStep(routine=routine):
                card = self._content.card(routine)
                notice = step_notice(effect, card, state, language)
                self._pictured(notice, routine, easier=effect.easier)
            case ShowStopRule(routine=routine):
                card = self._content.card(routine)
                self._keep(stop_rule_notice(effect, card, state, language))
            case StartRoutine(routine=routine, guide=True):
                self.show(opening_notice(effect, self._content.card(routine), language))
            case WithdrawPrompt(id_) | EndQuestion(id_):
                self.withdraw(id_)
            case ShowSafety() if not self._guide_there():  # else the guide's own page says it
                self.show(questions.safety_notice(language))
            case _:
                self._ask(effect, state, language)

    def _ask(self, effect: Effect, state: State, language: Language) -> None:
        """What is asked, and said, when a routine is over."""
        match effect:
            case AskComfort():
                self._keep(questions.comfort_notice(effect, state, language))
            case AskKind():
                self._keep(questions.kind_notice(effect, language))
            case AskCheck():
                notice = questions.check_notice(effect, state, language)
                self._pictured(replace(notice, stays=True), effect.check)
            case MakeOffer():
                self._keep(questions.offer_notice(effect, state, language))
            case Answer(shown=True):
                self.show(questions.reply_notice(effect, state, language))
            case ShowHow(guide=False):
                self._pictured(questions.how_notice(effect, state, language), effect.check)
            case ShowFix():
                self._pictured(questions.fix_notice(effect, state, language), effect.check)
            case _:
                pass

    def show(self, notice: Notice) -> None:
        """Show a notice after those before it, in place of one with the same key."""
        self._leaving.discard(notice.key)
        self._forget_repeat(notice.key)
        self._jobs.put_nowait(lambda: self._notifier.show(notice))

    def withdraw(self, key: str) -> None:
        """Take a notice away after those before it were shown, if none takes its place."""
        self._leaving.add(key)
        self._forget_repeat(key)
        self._jobs.put_nowait(lambda: self._withdraw(key))

    def _keep(self, notice: Notice) -> None:
        """Show a question, which stays until it is withdrawn."""
        self.show(self._asking(replace(notice, stays=True)))

    def _repeat_later(self, effect: ShowPrompt, state: State) -> None:
        half = state.rhythm.expires / SECOND / 2
        loop = asyncio.get_running_loop()
        self._repeat = (effect.id, loop.call_later(half, self._again, effect, state))

    def _again(self, effect: ShowPrompt, state: State) -> None:
        """Once more, quietly, if it has gone from the screen and nobody has closed it."""
        self._repeat = None
        notifier = self._notifier
        if isinstance(notifier, Vanishing) and notifier.vanished(effect.id):
            card = self._content.card(effect.routine)
            notice = offer_notice(effect, card, state, self._language())
            again = replace(notice, sound=False)
            self._pictured(again, effect.routine, easier=effect.easier)

    def _forget_repeat(self, key: str) -> None:
        if self._repeat is not None and self._repeat[0] == key:
            self._repeat[1].cancel()
            self._repeat = None

    def _pictured(self, notice: Notice, id_: str, *, easier: bool = False) -> None:
        """Show a notice with the picture of its routine, in the form that it names, or check."""
        picture = self._picture_of(id_, easier=easier)
        self.show(self._asking(replace(notice, picture=picture)))

    def _asking(self, notice: Notice) -> Notice:
        """With the way to an answer that needs no buttons."""
        if not notice.buttons:
            return notice
        return replace(notice, elsewhere=elsewhere(notice.buttons, self._language()))

    async def _withdraw(self, key: str) -> None:
        """Take a notice away that nothing has taken the place of meanwhile."""
        if key in self._leaving:
            self._leaving.discard(key)
            await self._notifier.withdraw(key)

    async def close(self) -> None:
        """Withdraw everything and end."""
        if self._repeat is not None:
            self._forget_repeat(self._repeat[0])
        self._worker.cancel()
        await asyncio.gather(self._worker, return_exceptions=True)
        await self._notifier.close()

    async def _work(self) -> None:
        """Show one after another; a notifier that fails has said why itself."""
        while True:
            job = await self._jobs.get()
            try:
                await job()
            except NotifierError as error:
                log.warning("a notice was not shown: %s", error)
