"""The notices that stand in place of a finished routine: questions, and what is said to answers."""

from collections.abc import Iterable

from deskbreak.app.ports import Button, Notice
from deskbreak.app.room import BODY, TITLE, fit
from deskbreak.content import formats
from deskbreak.content.checks import CheckTexts, check_card
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain import comfort, memory
from deskbreak.domain.effects import Answer, AskCheck, AskComfort, AskKind, MakeOffer, ShowFix
from deskbreak.domain.programme import CHOICES, Proposal
from deskbreak.domain.settings import CheckSettings
from deskbreak.domain.state import State

SAFETY = "safety"
"""Key of the notice that leads to the safety page."""

KINDS = ("a", "b", "c")


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
        body=fit(f"{mark} {line}" for mark, line in zip("①②③", lines, strict=True)),
        buttons=tuple(
            Button(f"hurt-{kind}", label) for kind, label in zip(KINDS, labels, strict=True)
        ),
    )


def check_notice(effect: AskCheck, state: State, language: Language) -> Notice:
    """One look at the set-up; what it is for is said once."""
    texts = check_texts(state, effect.check, effect.times_asked)
    lines = [texts.question.of(language)]
    if effect.first:
        lines.append(text(language, "check.purpose"))
    lines.append(text(language, "check.look", text=texts.look.of(language)))
    return Notice(
        key=effect.id,
        title=text(language, "check.title"),
        body=fit(lines),
        buttons=_buttons(language, "yes", "no", "fix"),
    )


def fix_notice(effect: ShowFix, state: State, language: Language) -> Notice:
    """What to change."""
    texts = check_texts(state, effect.check, effect.times_asked)
    lines = [texts.fix.of(language), text(language, "check.later")]
    return Notice(effect.id, text(language, "check.fix_title"), fit(lines))


def check_texts(state: State, check: str, times_asked: int) -> CheckTexts:
    """A check as it is asked this time, under the person's settings."""
    wish = dict(state.settings.checks.each).get(check, CheckSettings())
    return check_card(check).texts(wish.options, times_asked)


def offer_notice(effect: MakeOffer, state: State, language: Language) -> Notice:
    """What the programme proposes, with its first choices."""
    title, *lines = offer_lines(effect.proposal, state, language)
    choices = [
        (choice, label)
        for choice, label in offer_choices(effect.proposal, language)
        if (effect.proposal, choice) not in LESS_LIKELY
    ]
    return Notice(
        key=effect.id,
        title=title[:TITLE],
        body=fit(lines),
        buttons=tuple(Button(f"offer {choice}", label) for choice, label in choices),
    )


LESS_LIKELY = frozenset({(Proposal.RHYTHM, "45"), (Proposal.RHYTHM, "pause")})
"""Choices without a button of their own, as there are three at most; menu and command have them."""


def offer_lines(proposal: Proposal, state: State, language: Language) -> list[str]:
    """A title, and what there is to say."""
    match proposal:
        case Proposal.STAGE:
            stage = state.settings.personal.stage + 1
            focus = text(language, f"programme.stages.{stage}.focus")
            return [
                text(language, "programme.next_stage"),
                text(language, "programme.offer", focus=focus),
                text(language, "programme.offer_note"),
            ]
        case Proposal.RHYTHM:
            return [text(language, "easing.title"), text(language, "easing.why")]
        case Proposal.QUIET:
            return [text(language, "easing.title"), text(language, "easing.offer_quiet")]


def offer_choices(proposal: Proposal, language: Language) -> list[tuple[str, str]]:
    """What may be answered, with its label."""
    if proposal is Proposal.STAGE:
        labels = [text(language, f"prompt.buttons.{choice}") for choice in CHOICES[proposal]]
    else:
        labels = [text(language, f"easing.{proposal}.{choice}") for choice in CHOICES[proposal]]
    return list(zip(CHOICES[proposal], labels, strict=True))


def reply_lines(effect: Answer, state: State, language: Language) -> list[str]:
    """What is said at once to how a routine felt."""
    rests = memory.experience(state.memory, effect.routine).rests_until
    date = "" if rests is None else formats.day(language, rests, state.day)
    keys = {
        comfort.Reply.THANKS: "feedback.thanks",
        comfort.Reply.HARD: "feedback.hard",
        comfort.Reply.SETTLED: "feedback.settled",
        comfort.Reply.RESTS: "feedback.rests",
        comfort.Reply.EASING: "feedback.easing",
        comfort.Reply.SAFETY: "safety.notice_title",
    }
    return [text(language, keys[reply], date=date) for reply in effect.replies]


def reply_notice(effect: Answer, state: State, language: Language) -> Notice:
    """The reply where nothing more is asked."""
    title, *rest = reply_lines(effect, state, language)
    if len(title) <= TITLE:
        return Notice(effect.id, title, fit(rest) if rest else "")
    return Notice(effect.id, text(language, "feedback.noted"), fit([title, *rest]))


def safety_notice(language: Language) -> Notice:
    """A worrying sign: seeing a doctor comes first."""
    return Notice(
        key=SAFETY,
        title=text(language, "safety.notice_title"),
        body=text(language, "safety.notice_body"),
        buttons=(Button("safety-page", text(language, "safety.read")),),
        default_action="safety-page",
    )


def week_lines(state: State, language: Language) -> list[str]:
    """This week's focus, and a moment of the day to remember it by (catalogue 4.2)."""
    week = memory.focus_week(state.memory, state.day)
    focus = text(language, f"programme.weeks.{week}.focus")
    habit = text(language, f"programme.weeks.{week}.habit")
    return [
        text(language, "programme.focus", focus=focus),
        text(language, "programme.habit", habit=habit),
    ]


def with_reply(notice: Notice, reply: Iterable[str]) -> Notice:
    """The next question, after what is said to the answer before it, if there is room."""
    said = "\n".join(reply)
    if not said or len(said) + 1 + len(notice.body) > BODY:
        return notice
    return Notice(notice.key, notice.title, f"{said}\n{notice.body}", notice.buttons)


def _buttons(language: Language, *actions: str) -> tuple[Button, ...]:
    return tuple(Button(action, text(language, f"prompt.buttons.{action}")) for action in actions)
