"""``next``: the routine of the next prompt, what was left out by what, and why this one won."""

from collections.abc import Callable
from typing import Any

from deskbreak.content import formats
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.choice.eligibility import Bar
from deskbreak.domain.choice.hard_rules import Hard
from deskbreak.domain.choice.memory import focus_week
from deskbreak.domain.choice.preference import Won
from deskbreak.domain.choice.rotation import Choice, choose
from deskbreak.domain.machine.state import State


def coming(state: State) -> Choice:
    """What would be chosen for a prompt now."""
    return choose(state.catalogue, state.memory, state.settings, state.day, state.seed)


def next_lines(
    choice: Choice, language: Language, title: Callable[[str], str], aim: str, *, why: bool
) -> list[str]:
    """The choice, and with ``why`` what the movement is for and all that led to it.

    What was left out stands by its reason, so that each reason is said once.
    """
    routine = choice.routine
    chosen = text(language, "next.chosen", routine=title(routine.id), number=routine.number)
    if not why:
        return [chosen]
    lines = [chosen, text(language, "next.aim", aim=aim), "", text(language, "next.why_won")]
    lines.append(f"  {text(language, f'next.reasons.{choice.won}')}")
    if choice.relaxed:
        said = (text(language, f"next.relaxed.{rule}") for rule in choice.relaxed)
        rules = formats.listed(language, said)
        lines.append(f"  {text(language, 'next.rules_relaxed', rules=rules)}")
    else:
        lines.append(f"  {text(language, 'next.none_relaxed')}")
    if choice.lost:
        lines += ["", text(language, "next.filtered")]
    mark = "：" if language == "ja" else ": "
    quoted = "「{}」" if language == "ja" else '"{}"'
    lost: dict[str, list[str]] = {}
    for one in choice.lost:
        lost.setdefault(reason(one.by, language), []).append(quoted.format(title(one.routine)))
    lines += [f"  {why}{mark}{formats.listed(language, names)}" for why, names in lost.items()]
    return lines


def reason(by: Bar | Hard | Won, language: Language) -> str:
    """Why a routine was not chosen, in words."""
    if isinstance(by, Won):  # what another one had for it
        return text(language, "next.behind", reason=text(language, f"next.reasons.{by}"))
    return text(language, f"next.{'rules' if isinstance(by, Hard) else 'bars'}.{by}")


def next_data(choice: Choice, state: State, aim: str) -> dict[str, Any]:
    """For ``--json``."""
    return {
        "focus_week": focus_week(state.memory, state.day),
        "routine": choice.routine.id,
        "number": choice.routine.number,
        "easier": choice.easier,
        "aim": aim,
        "won": choice.won,
        "relaxed": choice.relaxed,
        "lost": [{"routine": one.routine, "by": one.by} for one in choice.lost],
    }
