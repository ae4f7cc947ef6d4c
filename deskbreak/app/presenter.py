"""Puts prompts before the person's eyes: one notice that lives as long as its prompt.

The same notice is replaced in place: the offer, then the steps of the routine one after another.
Notices are shown strictly in order, by one task that sleeps while there is nothing to show.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from deskbreak.app.ports import Button, Notice, Notifier, NotifierError
from deskbreak.content import formats
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.model import Card, Language, Step
from deskbreak.content.strings import text
from deskbreak.domain.effects import (
    Effect,
    RepeatNotice,
    ShowPrompt,
    StartRoutine,
    WithdrawPrompt,
)
from deskbreak.domain.prompt import Phase, snoozes_left
from deskbreak.domain.settings import Mode
from deskbreak.domain.state import State

log = logging.getLogger(__name__)

TITLE, BODY = 60, 200
"""Characters that a notice has room for."""


class Presenter:
    """Shows, replaces and withdraws notices. Belongs to the event loop's thread."""

    def __init__(
        self, notifier: Notifier, content: Catalogue, language: Callable[[], Language]
    ) -> None:
        self._notifier = notifier
        self._content = content
        self._language = language
        self._loop = asyncio.get_running_loop()
        self._jobs: asyncio.Queue[Callable[[], Awaitable[None]]] = asyncio.Queue()
        self._steps: list[asyncio.TimerHandle] = []
        self._worker = self._loop.create_task(self._work())

    def perform(self, effect: Effect, state: State) -> None:
        """Carry out what concerns the eyes; anything else is not for here."""
        match effect:
            case ShowPrompt():
                self._stop_steps()
                self.show(self._offer(effect, state))
            case RepeatNotice() if state.prompt is not None:
                prompt = state.prompt
                left = snoozes_left(prompt, state.settings.rhythm)
                again = ShowPrompt(prompt.id, prompt.routine, prompt.reason, left, prompt.easier)
                self.show(self._offer(again, state))
            case StartRoutine():
                self._lead(effect, state)
            case WithdrawPrompt(id_):
                self._stop_steps()
                self.withdraw(id_)
            case _:
                pass

    def show(self, notice: Notice) -> None:
        """Show a notice after those before it."""
        self._jobs.put_nowait(lambda: self._notifier.show(notice))

    def withdraw(self, key: str) -> None:
        """Take a notice away after those before it were shown."""
        self._jobs.put_nowait(lambda: self._notifier.withdraw(key))

    def show_stop_rule(self, state: State) -> None:
        """When to stop: the rule stays in place of the steps until the routine ends."""
        prompt = state.prompt
        if prompt is None or prompt.phase is not Phase.STARTED:
            return
        self._stop_steps()
        language = self._language()
        card = self._content.card(prompt.routine)
        rule = "\n".join(line.of(language) for line in card.stop)
        if len(rule) > BODY:
            rule = text(language, "card.stop_rule_short")
        buttons = self._buttons("done", "hurts-now")
        self.show(Notice(prompt.id, text(language, "running.stop_title"), rule, buttons))

    async def close(self) -> None:
        """Withdraw everything and end."""
        self._stop_steps()
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
        lines.append(text(language, "card.footer"))
        names = ["start", "snooze", "skip"] if effect.snoozes_left else ["start", "skip"]
        return Notice(
            key=effect.id,
            title=title[:TITLE],
            body=_fit(lines),
            buttons=self._buttons(*names, state=state),
            default_action="start",
            sound=state.settings.notification.sound,
        )

    def _what_to_do(self, card: Card, language: Language, *, easier: bool) -> str:
        """The cue, or the easier form when that is what is offered."""
        if easier:
            return text(language, "prompt.easier", easier=card.easier.of(language))
        return card.cue.of(language)

    def _lead(self, effect: StartRoutine, state: State) -> None:
        """Show the steps of a routine, each at its time."""
        self._stop_steps()
        card = self._content.card(effect.routine)
        seated = state.settings.routines.mode is Mode.SEATED_ONLY and card.seated_steps
        steps = seated or card.steps
        begins = 0
        for number, step in enumerate(steps, 1):
            notice = self._step(effect, card, step, number, len(steps))
            if begins == 0:
                self.show(notice)
            else:
                later = self._loop.call_later(begins, self.show, notice)
                self._steps.append(later)
            begins += step.seconds

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
        return Notice(effect.id, title[:TITLE], _fit(lines), buttons)

    def _stop_steps(self) -> None:
        """No further step is shown."""
        for handle in self._steps:
            handle.cancel()
        self._steps.clear()

    def _buttons(self, *actions: str, state: State | None = None) -> tuple[Button, ...]:
        """Buttons with their labels in the person's language."""
        language = self._language()
        snooze = state.settings.rhythm.snooze[0] if state is not None else 0
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


def _fit(lines: list[str]) -> str:
    """As many whole lines as a notice has room for, at least the first."""
    body = lines[0]
    for line in lines[1:]:
        if len(body) + 1 + len(line) > BODY:
            break
        body = f"{body}\n{line}"
    return body
