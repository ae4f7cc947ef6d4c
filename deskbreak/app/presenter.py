"""Puts prompts before the person's eyes: one notice that lives as long as its prompt.

Where popups go by themselves, an unanswered prompt is shown once more, without a sound, after half
of ``rhythm.expires``.

The same notice is replaced in place: the offer, then the steps of the routine one after another,
then what is asked when it is over. Notices are shown strictly in order, by one task that sleeps
while there is nothing to show. A prompt that a guide leads through has no notices meanwhile.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from deskbreak.app import question_view as questions
from deskbreak.app import supervise
from deskbreak.app.parts import Part
from deskbreak.app.ports import (
    Button,
    Notice,
    Notifier,
    NotifierError,
    PictureOf,
    Vanishing,
)
from deskbreak.app.text_limits import BODY, TITLE, fit
from deskbreak.content import formats
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.model import Card, Language, Step
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.life import Phase, shows
from deskbreak.domain.time.units import SECOND
from deskbreak.domain.vocabulary.effects import (
    Answer,
    AskCheck,
    AskComfort,
    AskKind,
    Effect,
    EndQuestion,
    MakeOffer,
    RepeatNotice,
    Reply,
    ShowFix,
    ShowPrompt,
    ShowSafety,
    StartRoutine,
    WithdrawPrompt,
)

log = logging.getLogger(__name__)

NOTICES = Part("notices", "notices")

REPLY_STAYS, FIX_STAYS = 10, 30
"""Seconds for which a reply, and what to change at the set-up, stand there."""


class Presenter:
    """Shows, replaces and withdraws notices. Belongs to the event loop's thread."""

    def __init__(
        self,
        notifier: Notifier,
        content: Catalogue,
        language: Callable[[], Language],
        picture_of: PictureOf = lambda _: None,
    ) -> None:
        self._notifier = notifier
        self._content = content
        self._language = language
        self._picture_of = picture_of
        self._loop = asyncio.get_running_loop()
        self._jobs: asyncio.Queue[Callable[[], Awaitable[None]]] = asyncio.Queue()
        self._timers: list[asyncio.TimerHandle] = []
        self._running: tuple[StartRoutine, float] | None = None
        """The routine that runs, and when it began on the loop's clock."""
        self._guided: str | None = None
        self._asked: str | None = None
        """The prompt in whose place a question stands."""
        self._reply: list[str] = []
        self._staying: dict[str, asyncio.TimerHandle] = {}
        """When what was said goes away, by the key of its notice."""
        self._leaving: set[str] = set()
        """Notices that go away unless something takes their place at once."""
        self._worker = supervise.supervisor().keep(self._work, NOTICES)

    def perform(self, effect: Effect, state: State) -> None:
        """Carry out what concerns the eyes; anything else is not for here."""
        match effect:
            case ShowPrompt():
                self._stop_timers()
                notice = self._offer(effect, state)
                self.show(notice)
                half = state.rhythm.expires / SECOND / 2
                self._timers.append(self._loop.call_later(half, self._again, notice))
            case RepeatNotice() if state.prompt is not None:
                self.show(self._offer(shows(state.prompt, state.rhythm), state))
            case StartRoutine():
                self._running = (effect, self._loop.time())
                self._lead(effect, steps=effect.learn)
            case WithdrawPrompt(id_):
                self._stop_timers()
                self._running = None
                self.withdraw(id_)
            case ShowSafety() if self._guided is None:  # else the guide's own page says it
                self.show(questions.safety_notice(self._language()))
            case _:
                self._ask(effect, state)

    def _again(self, notice: Notice) -> None:
        """Once more, quietly, if it has gone from the screen and nobody has closed it."""
        notifier = self._notifier
        if isinstance(notifier, Vanishing) and notifier.vanished(notice.key):
            self.show(replace(notice, sound=False))

    def _ask(self, effect: Effect, state: State) -> None:
        """What is asked, and said, when a routine is over."""
        language = self._language()
        match effect:
            case AskComfort():
                self._put(questions.comfort_notice(effect, state, language))
            case AskKind():
                self._put(questions.kind_notice(effect, language))
            case AskCheck():
                notice = questions.check_notice(effect, state, language)
                self._put(self._pictured(notice, effect.check))
            case MakeOffer():
                self._guided = None  # a guide knows no offers
                self._put(questions.offer_notice(effect, state, language))
            case Answer() if self._asked == effect.id:
                said = questions.reply_words(effect, state, language)
                thanks = effect.replies == (Reply.THANKS,)
                self._reply = [] if thanks else said.body.splitlines()
                if state.asking is None:
                    notice = questions.reply_notice(effect, state, language)
                    self._stands_for(notice, REPLY_STAYS)
            case ShowFix() if self._asked == effect.id:
                notice = questions.fix_notice(effect, state, language)
                self._stands_for(self._pictured(notice, effect.check), FIX_STAYS)
            case EndQuestion(id_) if self._asked == id_:
                self._asked = None
                self.withdraw(id_)
            case _:
                pass

    def _put(self, notice: Notice) -> None:
        """A question takes the place of what stood there."""
        self._stop_timers()
        if notice.key != self._guided:
            self._asked = notice.key
            self.show(replace(questions.with_reply(notice, self._reply), stays=True))
        self._reply = []

    def _stands_for(self, notice: Notice, seconds: float) -> None:
        """Something is said, and goes away by itself."""
        self._asked = None
        self.show(notice)
        self._staying[notice.key] = self._loop.call_later(seconds, self.withdraw, notice.key)

    def guided(self, prompt: str | None) -> None:
        """A guide leads through this prompt's routine and asks by itself; None: none does."""
        self._guided = prompt
        if prompt is not None:
            self._stop_timers()
            self.withdraw(prompt)

    def opening(self, prompt: str, routine: str) -> None:
        """A sign of life at once, until the guide is there: a window takes a moment to open."""
        language = self._language()
        card = self._content.card(routine)
        title = text(language, "answer.started", routine=card.title.of(language))
        self.show(Notice(prompt, title[:TITLE], card.cue.of(language)))

    def show_steps(self) -> None:
        """All steps of the running routine, from where it is now."""
        if self._running is not None:
            self._lead(self._running[0], steps=True)

    def show(self, notice: Notice) -> None:
        """Show a notice after those before it, in place of one with the same key."""
        self._leaving.discard(notice.key)
        self._stays(notice.key)
        self._jobs.put_nowait(lambda: self._notifier.show(notice))

    def withdraw(self, key: str) -> None:
        """Take a notice away after those before it were shown, if none takes its place."""
        self._leaving.add(key)
        self._stays(key)
        self._jobs.put_nowait(lambda: self._withdraw(key))

    def _stays(self, key: str) -> None:
        """A notice does not go away by itself any more."""
        timer = self._staying.pop(key, None)
        if timer is not None:
            timer.cancel()

    async def _withdraw(self, key: str) -> None:
        """Take a notice away that nothing has taken the place of meanwhile."""
        if key in self._leaving:
            self._leaving.discard(key)
            await self._notifier.withdraw(key)

    def show_stop_rule(self, state: State) -> None:
        """When to stop: the rule stays in place of the steps until the routine ends."""
        prompt = state.prompt
        if prompt is None or prompt.phase is not Phase.STARTED:
            return
        self._stop_timers()
        language = self._language()
        card = self._content.card(prompt.routine)
        rule = "\n".join(line.of(language) for line in card.stop)
        if len(rule) > BODY:
            rule = text(language, "card.stop_rule_short")
        buttons = self._buttons("done", "hurts-now")
        title = text(language, "running.stop_title")
        self.show(Notice(prompt.id, title, rule, buttons, stays=True))

    async def close(self) -> None:
        """Withdraw everything and end."""
        self._stop_timers()
        for key in tuple(self._staying):
            self._stays(key)
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

    def _offer(self, effect: ShowPrompt, state: State) -> Notice:
        """The notice of a prompt that waits for an answer."""
        language = self._language()
        card = self._content.card(effect.routine)
        title = text(language, "prompt.title", routine=card.title.of(language))
        lines = [line.of(language) for line in card.before(state.settings.personal.codes)]
        lines.append(self._what_to_do(card, language, easier=effect.easier))
        if effect.longer_pause:
            lines.append(text(language, f"profile.{state.rhythm.profile}"))
        lines.append(text(language, "card.footer"))
        names = ["start", "snooze", "skip"] if effect.snoozes_left else ["start", "skip"]
        return Notice(
            key=effect.id,
            title=title[:TITLE],
            body=fit(lines),
            buttons=self._buttons(*names, state=state),
            default_action="start",
            picture=self._picture_of(effect.routine),
            sound=state.settings.notification.sound,
            stays=True,
        )

    def _what_to_do(self, card: Card, language: Language, *, easier: bool) -> str:
        """The cue, or the easier form when that is what is offered."""
        if easier:
            return text(language, "prompt.easier", easier=card.easier.of(language))
        return card.cue.of(language)

    def _lead(self, effect: StartRoutine, *, steps: bool) -> None:
        """Lead through a routine: step by step, each at its time, or by its cue alone."""
        self._stop_timers()
        if effect.id == self._guided:
            return
        card = self._content.card(effect.routine)
        if not steps:
            self.show(self._cue(effect, card))
            return
        shown = (effect.seated and card.seated_steps) or card.steps
        began = self._loop.time() if self._running is None else self._running[1]
        elapsed, begins = self._loop.time() - began, 0
        for number, step in enumerate(shown, 1):
            ends = begins + step.seconds
            notice = self._step(effect, card, step, number, len(shown))
            if begins <= elapsed < ends:
                self.show(notice)
            elif begins > elapsed:
                self._timers.append(self._loop.call_later(begins - elapsed, self.show, notice))
            begins = ends

    def _cue(self, effect: StartRoutine, card: Card) -> Notice:
        """A routine that is known by now: its cue; a click shows the steps."""
        language = self._language()
        lines = [self._what_to_do(card, language, easier=effect.easier)]
        lines.append(text(language, "running.steps_how"))
        buttons = self._buttons("done", "hurts-now", "when-to-stop")
        title = text(language, "running.title_cue", routine=card.title.of(language))
        notice = Notice(effect.id, title[:TITLE], fit(lines), buttons, "steps", stays=True)
        return self._pictured(notice, effect.routine)

    def _step(self, effect: StartRoutine, card: Card, step: Step, number: int, of: int) -> Notice:
        """The notice of one step."""
        language = self._language()
        routine = card.title.of(language)
        title = text(language, "running.title", routine=routine, number=number, total=of)
        body = text(language, "running.step", text=step.text.of(language), seconds=step.seconds)
        lines = [body]
        if effect.easier:
            lines.append(self._what_to_do(card, language, easier=True))
        buttons = self._buttons("done", "hurts-now", "when-to-stop")
        notice = Notice(effect.id, title[:TITLE], fit(lines), buttons, stays=True)
        return self._pictured(notice, effect.routine)

    def _pictured(self, notice: Notice, id_: str) -> Notice:
        """The notice with the picture of its routine or check."""
        return replace(notice, picture=self._picture_of(id_))

    def _stop_timers(self) -> None:
        """No further step is shown."""
        for handle in self._timers:
            handle.cancel()
        self._timers.clear()

    def _buttons(self, *actions: str, state: State | None = None) -> tuple[Button, ...]:
        """Buttons with their labels in the person's language."""
        language = self._language()
        snooze = state.rhythm.snooze[0] if state is not None else 0
        length = formats.duration(language, snooze)
        labels = {
            "start": text(language, "prompt.buttons.start"),
            "snooze": text(language, "prompt.buttons.snooze", length=length),
            "skip": text(language, "prompt.buttons.skip"),
            "done": text(language, "prompt.buttons.done"),
            "hurts-now": text(language, "prompt.buttons.hurts_now"),
            "when-to-stop": text(language, "prompt.buttons.when_to_stop"),
        }
        return tuple(Button(action, labels[action]) for action in actions)
