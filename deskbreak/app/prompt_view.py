"""The notices of a prompt and of its running routine, as pure functions of an effect and the state.

Rules
- A notice has the id of its prompt as its key, so that each takes the place of the one before.
- Buttons are those that the core accepts in a notification, in its order.
- What to do comes first: GNOME shows one line, and others may cut the last ones. Then comes what is
  for safety.
"""

from collections.abc import Mapping

from deskbreak.app.extra_lines import carried_line
from deskbreak.app.not_for_me import caution_line
from deskbreak.app.ports.notice_ports import Button, Notice
from deskbreak.app.text_limits import BODY, LONG_BODY, TITLE, fit
from deskbreak.content import formats
from deskbreak.content.model import Card, Language
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.answers import Choice, Place, Request, offered
from deskbreak.domain.vocabulary.effects import (
    ShowCue,
    ShowPrompt,
    ShowStep,
    ShowStopRule,
    StartRoutine,
)
from deskbreak.domain.vocabulary.events import Action

LABELS: Mapping[Choice, str] = {
    Request.HURTS: "hurts_now",
    Request.WHEN_TO_STOP: "when_to_stop",
}
"""Texts of buttons that are not named like their command."""


def offer_notice(effect: ShowPrompt, card: Card, state: State, language: Language) -> Notice:
    """The notice of a prompt that waits for an answer."""
    title = text(language, "prompt.title", routine=card.title.of(language))
    codes = state.settings.personal.codes
    lines = [_what_to_do(card, language, easier=effect.easier)]
    if effect.caution:
        lines.append(caution_line(card, state.settings, language))
    lines += [line.of(language) for line in card.before(codes, easier=effect.easier)]
    if effect.carries is not None:
        lines.append(carried_line(effect.carries, language))
    if effect.worked:
        worked = formats.minutes(language, effect.worked)
        lines.append(text(language, f"profile.{state.rhythm.profile}", worked=worked))
    lines.append(text(language, "card.footer"))
    return Notice(
        key=effect.id,
        title=title[:TITLE],
        body=fit(lines, LONG_BODY if effect.caution else BODY),
        buttons=_buttons(state, language),
        default_action=str(Action.START),
        sound=state.settings.notification.sound,
        stays=True,
    )


def opening_notice(effect: StartRoutine, card: Card, language: Language) -> Notice:
    """A sign of life at once, until the guide is there."""
    title = text(language, "answer.started", routine=card.title.of(language))
    body = _what_to_do(card, language, easier=effect.easier)
    return Notice(effect.id, title[:TITLE], body, stays=True)


def cue_notice(effect: ShowCue, card: Card, state: State, language: Language) -> Notice:
    """A routine that is known by now: its cue; a click shows the steps."""
    lines = [_what_to_do(card, language, easier=effect.easier)]
    lines.append(text(language, "running.steps_how"))
    title = text(language, "running.title_cue", routine=card.title.of(language))
    return Notice(
        key=effect.id,
        title=title[:TITLE],
        body=fit(lines),
        buttons=_buttons(state, language),
        default_action=str(Request.STEPS),
        stays=True,
    )


def step_notice(effect: ShowStep, card: Card, state: State, language: Language) -> Notice:
    """The step that is on; of a routine that has changed since, its last one at most."""
    steps = card.minute(easier=effect.easier, seated=effect.seated)
    number = min(effect.number, len(steps))
    step = steps[number - 1]
    routine = card.title.of(language)
    title = text(language, "running.title", routine=routine, number=number, total=len(steps))
    body = text(language, "running.step", text=step.text.of(language), seconds=step.seconds)
    return Notice(effect.id, title[:TITLE], fit([body]), _buttons(state, language), stays=True)


def stop_rule_notice(effect: ShowStopRule, card: Card, state: State, language: Language) -> Notice:
    """When to stop."""
    rule = "\n".join(line.of(language) for line in card.stop)
    if len(rule) > BODY:
        rule = text(language, "card.stop_rule_short")
    buttons = tuple(one for one in _buttons(state, language) if one.action != Request.WHEN_TO_STOP)
    title = text(language, "running.stop_title")
    return Notice(effect.id, title, rule, buttons, stays=True)


def _what_to_do(card: Card, language: Language, *, easier: bool) -> str:
    """The cue, or that of the easier form when that is what is offered."""
    if easier:
        return text(language, "prompt.easier", easier=card.easier.cue.of(language))
    return card.cue.of(language)


def _buttons(state: State, language: Language) -> tuple[Button, ...]:
    """What the open prompt offers in its notification, in the person's language."""
    if state.prompt is None:
        return ()
    length = formats.duration(language, state.rhythm.snooze[0])
    return tuple(
        Button(
            str(choice),
            text(language, f"prompt.buttons.{LABELS.get(choice, choice)}", length=length),
        )
        for choice in offered(state.prompt, Place.NOTICE, state.rhythm)
    )
