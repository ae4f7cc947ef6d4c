"""Keys of texts that are put together at run time: every one that can come out has its text.

A new one in the code fails here until its values are listed; a new value of an enum fails until
it has a text.
"""

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest

import deskbreak
from deskbreak.app.status import Situation
from deskbreak.cli.main import COMMANDS
from deskbreak.cli.setup_report import ORDER
from deskbreak.content.strings import everything
from deskbreak.domain.choice.eligibility import Bar
from deskbreak.domain.choice.hard_rules import Relaxed
from deskbreak.domain.vocabulary.effects import Outcome
from deskbreak.domain.vocabulary.events import Reason
from deskbreak.domain.vocabulary.question_effects import Proposal
from deskbreak.domain.vocabulary.routine import Code, Region
from deskbreak.domain.vocabulary.settings import Profile
from deskbreak.report.calendar_grid import COLUMNS

PACKAGE = Path(deskbreak.__file__).parent
JA, EN = everything("ja"), everything("en")
ASKING = {"text", "items", "both", "say"}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KINDS = ("a", "b", "c")


def below(prefix: str) -> list[str]:
    """Where the values are no enum: what the texts have, at least one."""
    found = sorted(
        {
            key.removeprefix(f"{prefix}.").partition(".")[0]
            for key in JA
            if key.startswith(f"{prefix}.")
        }
    )
    assert found, f"no texts below {prefix}"
    return found


MADE: dict[str, Iterable[str]] = {
    "about.{}": ("title", "claim", "privacy", "licence"),
    "autostart.{}": ("on", "off"),
    "card.labels.{}": below("card.labels"),
    "card.lines.{}": below("card.lines"),
    "cards.roles.{}": below("cards.roles"),
    "cli.help.{}": COMMANDS,
    "cli.{}": ("unknown_command", "unknown_command_hint"),
    "doctor.sections.{}": (
        "tray", "notifier", "sensor", "gate", "guide", "config", "files", "routines", "autostart",
        "calendar", "parts", "hooks",
    ),
    "feedback.follow_up.buttons.{}": KINDS,
    "feedback.follow_up.{}": KINDS,
    "feedback.{}": ("thanks", "hard", "rests", "rests_today", "settled", "easing", "nothing"),
    "minute.words.{}": below("minute.words"),
    "names.code.{}": Code,
    "names.hold.{}": Reason,
    "names.language.{}": ("ja", "en"),
    "names.outcome.{}": Outcome,
    "names.region.{}": Region,
    "next.bars.{}": Bar,
    "next.reasons.{}": below("next.reasons"),
    "next.relaxed.{}": Relaxed,
    "offers.titles.{}": [one for one in Proposal if one.value in below("offers.titles")],
    "own_routine.{}": [
        key.removeprefix("own_routine.") for key in JA if key.startswith("own_routine.")
    ],
    "parts.loses.{}": below("parts.loses"),
    "profile.{}": (Profile.JP_MHLW, Profile.UK_HSE),
    "programme.stages.{}.focus": "0123",
    "programme.weeks.{}.focus": "12345",
    "programme.weeks.{}.habit": "12345",
    "programme.{}": ("step_back", "last_stage"),
    "prompt.buttons.{}": ("start", "done", "snooze", "skip", "another", "seated", "good", "hard"),
    "prompt.keys.{}": below("prompt.keys"),
    "refused.{}": below("refused"),
    "safety.{}.action": ("now", "soon"),
    "guide.alone.{}": below("guide.alone"),
    "safety.{}.heading": ("now", "soon"),
    "safety.{}.signs": ("now.0", "soon.0"),
    "setup.hours.{}": ("from", "until"),
    "setup.not_offered.{}": ORDER,
    "setup.questions.{}": below("setup.questions"),
    "setup.{}": below("setup"),
    "status.{}": ("stood_yes", "stood_no"),
    "surroundings.advice.{}": below("surroundings.advice"),
    "surroundings.answer.{}": below("surroundings.answer"),
    "terminal_guide.{}": below("terminal_guide"),
    "tray.menu.{}": below("tray.menu"),
    "units.months.{}": below("units.months"),
    "units.weekdays.{}": DAYS,
    "units.{}": below("units"),
    "answer.{}": ("resumed", "not_paused", "sitting", "sitting_already"),
    "card.caution.{}": Code,
    "card.spared.{}": below("card.spared"),
    "cli_parser.{}": below("cli_parser"),
    "cli_words.any.{}": below("cli_words.any"),
    "first_start.{}": below("first_start"),
    "history.answers.{}": below("history.answers"),
    "history.lines.{}": below("history.lines"),
    "not_for_me.{}": below("not_for_me"),
    "reasons.{}": below("reasons"),
    "ledger_reasons.{}": below("ledger_reasons"),
    "report.calendar.columns_{}": COLUMNS,
    "report.checks.answers.{}": below("report.checks.answers"),
    "report.checks.{}": below("report.checks"),
    "report.comfort.{}": below("report.comfort"),
    "report.hours.{}": below("report.hours"),
    "report.legend.{}": below("report.legend"),
    "report.outcomes.{}": below("report.outcomes"),
    "report.preview.{}": below("report.preview"),
    "report.routines.{}": below("report.routines"),
    "report.week.parts.{}": below("report.week.parts"),
    "why.causes.{}": below("why.causes"),
    "why.facts.{}": below("why.facts"),
    "why.sentences.{}": below("why.sentences"),
    "why.where.{}": below("why.where"),
}  # fmt: skip
"""Each pattern in the code, and what may stand in its gap."""

ELSEWHERE = {
    "names.{}.{}",
    "next.{}.{}",
    "{}.{}",
    "{}  {}",
    "{}: {}",
    "report.{}",
    "report.{}.heading",
    "cli_words.{}.{}",
    "counts.{}.{}",
}
"""Both parts vary: those tables are held by ``test_strings.py``, or no key is made at all."""
EXEMPT = {"safety.{}.signs"}
"""Lists of texts."""


def patterns() -> dict[str, str]:
    """Every key in the code that is put together, with one place of it."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            for word in node.args[:2] if name in ASKING else ():
                if isinstance(word, ast.JoinedStr):
                    parts = [
                        str(it.value) if isinstance(it, ast.Constant) else "{}"
                        for it in word.values
                    ]
                    of_report = path.parent.name == "report" and isinstance(
                        node.func, ast.Attribute
                    )
                    pattern = f"report.{''.join(parts)}" if of_report else "".join(parts)
                    found[pattern] = f"{path.name}:{node.lineno}"
    return found


def test_every_key_that_is_put_together_is_known_here() -> None:
    found = patterns()
    new = {pattern: where for pattern, where in found.items() if pattern not in {*MADE, *ELSEWHERE}}
    assert new == {}
    assert set(MADE) <= set(found), "what the code makes no more is taken out here"


@pytest.mark.parametrize("pattern", sorted(set(MADE) - EXEMPT))
def test_whatever_comes_out_has_its_text(pattern: str) -> None:
    for value in MADE[pattern]:
        key = pattern.format(value)
        assert key in JA or any(known.startswith(f"{key}.") for known in JA), key
        assert (key in JA) == (key in EN)


@pytest.mark.parametrize("where", ["status", "tray.tooltip"])
def test_every_state_has_its_line(where: str) -> None:
    for situation in Situation:
        assert f"{where}.{situation}" in JA
