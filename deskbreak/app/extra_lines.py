"""Lines that ride on a prompt or follow it (catalogue 4.1 to 4.6): all of them texts only.

- Proposals of the programme: a question, and a label for each of its choices.
- Weekly focus, and the moment of the day to remember it by.
- What a person is told after saying how a routine felt.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from deskbreak.app.text_limits import fit
from deskbreak.content import formats
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.programme.stages import CHOICES
from deskbreak.domain.time.units import Millis
from deskbreak.domain.vocabulary.question_effects import Proposal, Reply

WORDS: dict[Proposal, tuple[str, str]] = {
    Proposal.STAGE: ("programme.offer_note", "prompt.buttons"),
    Proposal.RHYTHM: ("offers.rhythm", "easing.rhythm"),
    Proposal.QUIET: ("easing.offer_quiet", "easing.quiet"),
}
"""Where each proposal has its body, and the labels of its choices."""


class Said(Struct, frozen=True):
    """A title of at most 60 and a body of at most 200 characters."""

    title: str
    body: str


class Question(Struct, frozen=True):
    """Something the programme asks."""

    title: str
    body: str
    choices: tuple[tuple[str, str], ...]
    """What may be answered (``deskbreak offer CHOICE``) and its label, at most 40 characters."""


def focus_lines(language: Language, week: int) -> tuple[str, str]:
    """The focus of a week (1 to 5), and the moment of the day to remember it by."""
    focus = text(language, f"programme.weeks.{week}.focus")
    habit = text(language, f"programme.weeks.{week}.habit")
    return (
        text(language, "programme.focus", focus=focus),
        text(language, "programme.habit", habit=habit),
    )


def stage_line(language: Language, stage: int) -> str:
    """A stage with its name: its number and its focus."""
    focus = text(language, f"programme.stages.{stage}.focus")
    return text(language, "offers.stage", number=stage, focus=focus)


def question(language: Language, proposal: Proposal, stage: int) -> Question:
    """A proposal in words; ``stage`` is the one the person is in now."""
    body, labels = WORDS[proposal]
    lines = [text(language, body)]
    if proposal is Proposal.STAGE:
        lines.insert(0, stage_line(language, stage + 1))
    choices = tuple((it, text(language, f"{labels}.{it}")) for it in CHOICES[proposal])
    title = text(language, f"offers.titles.{proposal}")
    return Question(title, fit(lines), choices)


def carried_line(proposal: Proposal, language: Language) -> str:
    """A proposal in one line of the first prompt of the day; the menu has its choices."""
    title = text(language, f"offers.titles.{proposal}")
    return text(language, "offers.carried", title=title)


def how_to_answer(language: Language, proposal: Proposal) -> str:
    """The command that answers a proposal, with its choices; for ``status`` and ``offer``."""
    return text(language, "offers.how", choices=" | ".join(CHOICES[proposal]))


def slower_line(language: Language, every: Millis) -> str:
    """After three prompts went by: how often they come for the rest of the day."""
    return text(language, "easing.interval", length=formats.duration(language, every))


def comfort_reply(
    language: Language, replies: Sequence[Reply], rests_until: date | None, today: date
) -> Said:
    """What is said after an answer about comfort.

    Args:
        language: of both texts.
        replies: as ``domain.comfort.felt`` gives them, at least one.
        rests_until: the day on which the routine may come again, if it rests now.
        today: the present day; the year is named only if it is another one.
    """
    if Reply.SAFETY in replies:
        return Said(text(language, "safety.notice_title"), text(language, "safety.notice_body"))
    if replies[0] is Reply.THANKS:
        return Said(text(language, "feedback.thanks"), text(language, "card.footer"))
    lines = [_reply(language, reply, rests_until, today) for reply in replies]
    return Said(text(language, "offers.told"), fit(lines))


def _reply(language: Language, reply: Reply, rests_until: date | None, today: date) -> str:
    """One reply as a line."""
    if reply is not Reply.RESTS:
        return text(language, f"feedback.{reply}")
    if rests_until is None:
        return text(language, "feedback.rests_today")
    return text(language, "feedback.rests", date=formats.day(language, rests_until, today))
