"""The notices that stand in place of a finished routine: questions, and what is said to answers."""

from deskbreak.app.check_text import CheckText, check_text
from deskbreak.app.extra_lines import Question, Said, comfort_reply, focus_lines, question
from deskbreak.app.ports.notice_ports import Button, Notice
from deskbreak.app.text_limits import BODY, fit
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.choice import memory
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.question import Question as Asked
from deskbreak.domain.vocabulary.question_effects import (
    Answer,
    AskCheck,
    AskComfort,
    AskKind,
    MakeOffer,
    Proposal,
    Reply,
    ShowFix,
    ShowHow,
)
from deskbreak.domain.vocabulary.settings import CheckSettings

SAFETY = "safety"
"""Key of the notice that leads to the safety page."""

KINDS = ("a", "b", "c")
MARKS = "\u2460\u2461\u2462"
"""1, 2 and 3 in circles."""

LESS_LIKELY = frozenset({(Proposal.RHYTHM, "45"), (Proposal.RHYTHM, "pause")})
"""Choices without a button of their own, as there are three at most; menu and command have them."""


def asked(state: State, language: Language) -> str | None:
    """What is asked now, in one line; None: nothing, or the guide asks it in its window."""
    asking = state.asking
    if asking is None or asking.until is None or asking.by_guide:
        return None
    match asking.question:
        case Asked.COMFORT:
            return text(language, "feedback.title")
        case Asked.KIND:
            return text(language, "feedback.follow_up.title")
        case Asked.CHECK:
            return check_words(state, asking.about, asking.times_asked, language).question
        case Asked.OFFER:
            return offer_words(Proposal(asking.about), state, language).title


def comfort_notice(effect: AskComfort, state: State, language: Language) -> Notice:
    """Good, too hard or it hurt; and what this week is about."""
    return Notice(
        key=effect.id,
        title=text(language, "feedback.title"),
        body=fit([*week_lines(state, language), text(language, "feedback.body")]),
        buttons=_buttons(language, "good", "hard", "hurts"),
    )


def kind_notice(effect: AskKind, language: Language) -> Notice:
    """What it is like: a, b or c."""
    lines = [text(language, f"feedback.follow_up.{kind}") for kind in KINDS]
    labels = [text(language, f"feedback.follow_up.buttons.{kind}") for kind in KINDS]
    return Notice(
        key=effect.id,
        title=text(language, "feedback.follow_up.title"),
        body=fit(f"{mark} {line}" for mark, line in zip(MARKS, lines, strict=True)),
        buttons=tuple(
            Button(f"hurt-{kind}", label) for kind, label in zip(KINDS, labels, strict=True)
        ),
    )


def check_notice(effect: AskCheck, state: State, language: Language) -> Notice:
    """One look at the set-up; what it is for is said once."""
    words = check_words(state, effect.check, effect.times_asked, language)
    body, how_to = words.asking(purpose=effect.first)
    return Notice(
        key=effect.id,
        title=words.title,
        body=_after(effect.replies, body, state, language),
        buttons=_buttons(language, "yes", "no", "fix" if how_to else "how"),
        default_action=None if how_to else "how",
    )


def how_notice(effect: ShowHow, state: State, language: Language) -> Notice:
    """How to find out, where the question left no room for it."""
    words = check_words(state, effect.check, effect.times_asked, language)
    return Notice(
        key=effect.id,
        title=text(language, "check.how_title"),
        body=words.look,
        buttons=_buttons(language, "yes", "no", "fix"),
    )


def fix_notice(effect: ShowFix, state: State, language: Language) -> Notice:
    """What to change."""
    words = check_words(state, effect.check, effect.times_asked, language)
    return Notice(effect.id, words.fix_title, words.fixing())


def check_words(state: State, check: str, times_asked: int, language: Language) -> CheckText:
    """A check as it is asked this time, under the person's settings."""
    wish = dict(state.settings.checks.each).get(check, CheckSettings())
    return check_text(language, check, wish.options, asked_before=times_asked)


def offer_notice(effect: MakeOffer, state: State, language: Language) -> Notice:
    """What the programme proposes, with its likeliest choices."""
    words = offer_words(effect.proposal, state, language)
    buttons = tuple(
        Button(f"offer {choice}", label)
        for choice, label in words.choices
        if (effect.proposal, choice) not in LESS_LIKELY
    )
    body = _after(effect.replies, words.body, state, language)
    return Notice(key=effect.id, title=words.title, body=body, buttons=buttons)


def offer_words(proposal: Proposal, state: State, language: Language) -> Question:
    """A proposal in words."""
    return question(language, proposal, state.settings.personal.stage)


def reply_words(effect: Answer, state: State, language: Language) -> Said:
    """What is said at once to how a routine felt."""
    rests = memory.experience(state.memory, effect.routine).rests_until
    return comfort_reply(language, effect.replies, rests, state.day)


def reply_notice(effect: Answer, state: State, language: Language) -> Notice:
    """The reply where nothing more is asked."""
    said = reply_words(effect, state, language)
    return Notice(effect.id, said.title, said.body)


def safety_notice(language: Language) -> Notice:
    """A worrying sign: seeing a doctor comes first."""
    return Notice(
        key=SAFETY,
        title=text(language, "safety.notice_title"),
        body=text(language, "safety.notice_body"),
        buttons=(Button("safety-page", text(language, "safety.read")),),
        default_action="safety-page",
    )


def week_lines(state: State, language: Language) -> tuple[str, str]:
    """This week's focus, and a moment of the day to remember it by (catalogue 4.2)."""
    return focus_lines(language, memory.focus_week(state.memory, state.day))


def _after(replies: tuple[Reply, ...], body: str, state: State, language: Language) -> str:
    """A question after what is said to the answer before it, if there is room."""
    if not replies:
        return body
    said = comfort_reply(language, replies, None, state.day).body
    return body if len(said) + 1 + len(body) > BODY else f"{said}\n{body}"


def _buttons(language: Language, *actions: str) -> tuple[Button, ...]:
    return tuple(Button(action, text(language, f"prompt.buttons.{action}")) for action in actions)
