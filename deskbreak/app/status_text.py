"""``status`` for people and for status bars."""

import json

from deskbreak.app.extra_lines import how_to_answer, slower_line
from deskbreak.app.question_view import asked, offer_words
from deskbreak.app.scarcity_line import left_line
from deskbreak.app.status import Situation, buttons, clock, on_feet_this_hour, situation
from deskbreak.app.tray_view import Title, icon, sentence
from deskbreak.content import formats
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.choice.eligibility import safety_paused
from deskbreak.domain.machine.state import State
from deskbreak.domain.person.sitting import longest
from deskbreak.domain.programme.stages import pending
from deskbreak.domain.prompt.life import Phase, Prompt, snoozes_left
from deskbreak.domain.prompt.question import Question

PUT_OFF = {
    Situation.PAUSED: "put_off",
    Situation.HELD: "put_off",
    Situation.OFF_HOURS: "put_off",
    Situation.AWAY: "put_off_away",
}
"""Situations whose sentence does not name the prompt, and the text that does."""

ANSWERED_BY = {
    Question.COMFORT: "deskbreak feedback good|hard|hurts",
    Question.KIND: "deskbreak feedback hurts --kind a|b|c",
    Question.CHECK: "deskbreak check",
}
"""The command for each question of ``status``."""


def status_lines(state: State, language: Language, title: Title) -> list[str]:
    """A few lines: how things stand, how to answer, and the day so far."""
    today = state.today
    lines = [sentence(state, language, title, "status")]
    if state.presence.standing and situation(state) is not Situation.AWAY:
        until = state.presence.stand_until
        key, at = ("standing_until", clock(state, until, language)) if until else ("standing", "")
        lines.append(text(language, f"status.{key}", time=at))
    if state.prompt is not None:
        lines += _prompt(state, state.prompt, language, title)
    lines += _asked(state, language)
    lines += [
        text(
            language,
            "status.today",
            done=today.done,
            taken=today.taken,
            skipped=today.skipped,
            missed=today.missed,
            stopped=today.stopped,
        ),
        text(
            language,
            "status.today_sitting",
            sitting=formats.minutes(language, today.sitting + state.sitting.unsure),
            longest=formats.minutes(language, longest(today, state.sitting)),
        ),
    ]
    if today.breaks:
        lines.append(text(language, "status.breaks", count=today.breaks))
    if not state.presence.standing:  # else the first line says so
        stood = "stood_yes" if on_feet_this_hour(state) else "stood_no"
        lines.append(text(language, f"status.{stood}"))
    lines += _programme(state, language, title)
    return lines


def _prompt(state: State, prompt: Prompt, language: Language, title: Title) -> list[str]:
    """Which prompt is open where the first line is about something else, and what answers it."""
    lines = []
    if (key := PUT_OFF.get(situation(state))) is not None and not _settles(state):
        lines.append(text(language, f"status.{key}", routine=title(prompt.routine)))
    commands = " · ".join(f"deskbreak {name}" for name in buttons(state, prompt))
    at_once = prompt.phase in (Phase.SHOWN, Phase.STARTED)
    key = "answers" if at_once else "answers_before"
    lines.append(text(language, f"status.{key}", commands=commands))
    if prompt.phase is Phase.SHOWN:
        left = snoozes_left(prompt, state.rhythm)
        lines.append(text(language, "status.snoozes_left", count=left))
    return lines


def _settles(state: State) -> bool:
    """Whether the first line says that the prompt comes shortly."""
    kept = state.holds.kept
    return situation(state) is Situation.HELD and kept is not None and kept.settled_at is not None


def _asked(state: State, language: Language) -> list[str]:
    """What is asked after a routine, and the command that answers it; an offer has its own line."""
    question, asking = asked(state, language), state.asking
    if question is None or asking is None or asking.question not in ANSWERED_BY:
        return []
    return [
        text(language, "status.asked", question=question),
        text(language, "status.answers", commands=ANSWERED_BY[asking.question]),
    ]


def _programme(state: State, language: Language, title: Title) -> list[str]:
    """What is different from usual, and what may be answered."""
    lines = []
    if state.memory.slow_on == state.day:
        lines.append(slower_line(language, state.rhythm.every))
    if safety_paused(state.memory, state.settings):
        lines.append(text(language, "status.exercise_paused"))
    few = left_line(state, language, title)
    if few is not None:
        lines.append(few)
    offer = pending(state.memory, state.settings, state.day)
    if offer is not None:
        words = offer_words(offer, state, language)
        lines.append(text(language, "status.offer", text=words.title))
        lines.append(how_to_answer(language, offer))
    return lines


def waybar(state: State, language: Language, title: Title) -> str:
    """One line of JSON as waybar's custom module reads it."""
    every = state.rhythm.every
    return json.dumps(
        {
            "text": formats.minutes(language, state.sitting.total),
            "tooltip": sentence(state, language, title, "status"),
            "class": str(icon(state).kind),
            "percentage": min(100, state.sitting.total * 100 // every),
        },
        ensure_ascii=False,
    )
