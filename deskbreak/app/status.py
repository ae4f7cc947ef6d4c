"""What the program says of itself: a read-only view of the state. Names are the contract's."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any

from deskbreak.content import formats
from deskbreak.content.model import Language
from deskbreak.domain.machine.showing import is_due
from deskbreak.domain.machine.state import State
from deskbreak.domain.machine.step import next_prompt
from deskbreak.domain.person.sitting import longest, stood_this_hour, stretch
from deskbreak.domain.programme.stages import pending
from deskbreak.domain.prompt import hold
from deskbreak.domain.prompt.answers import Place, offered
from deskbreak.domain.prompt.life import Phase, Prompt, snoozes_left
from deskbreak.domain.time import working_hours
from deskbreak.domain.time.units import SECOND, Instant


class Situation(StrEnum):
    """``status.state``: the first that applies."""

    GUIDING = "guiding"
    PROMPTING = "prompting"
    PAUSED = "paused"
    OFF_HOURS = "off-hours"
    AWAY = "away"
    HELD = "held"
    WORKING = "working"


PHASES = {
    Phase.SHOWN: "shown",
    Phase.WITHDRAWN: "held",
    Phase.SNOOZED: "snoozed",
    Phase.STARTED: "started",
}
"""The contract's words for the phases."""


def situation(state: State) -> Situation:
    """What is the matter now."""
    presence, phase = state.presence, state.prompt and state.prompt.phase
    away = presence.absence is not None and presence.absence.away
    if phase is Phase.STARTED:
        return Situation.GUIDING
    if phase is Phase.SHOWN:
        return Situation.PROMPTING
    if state.holds.paused:
        return Situation.PAUSED
    if not state.working:
        return Situation.OFF_HOURS
    if away or presence.kind in ("locked", "asleep", "standing"):
        return Situation.AWAY
    return Situation.HELD if state.holds.kept is not None else Situation.WORKING


def wall(state: State, instant: Instant) -> datetime:
    """What the wall clock shows at an instant, as it stands now, to the nearest second.

    Both clocks are read one after the other, so their difference comes and goes by a millisecond:
    cut off instead of rounded, 14:00 would now and then read 13:59.
    """
    epoch = instant + state.offset
    return working_hours.wall_at(state.zone, (epoch + SECOND // 2) // SECOND * SECOND)


def clock(state: State, instant: Instant, language: Language) -> str:
    """A time of day for people, with its day if that is not today."""
    return formats.moment(language, wall(state, instant), wall(state, state.at).date())


def on_feet_this_hour(state: State) -> bool:
    """Whether the person stands, or has stood within the past hour."""
    return state.presence.standing or stood_this_hour(state.sitting, state.at)


def resumes_at(state: State) -> Instant | None:
    """When a pause, the time off or the standing ends; None when that is not known."""
    now = situation(state)
    if now is Situation.PAUSED:
        return state.holds.pause_until
    if now is Situation.OFF_HOURS:
        start = working_hours.next_start(state.settings.hours, state.zone, state.epoch)
        return None if start is None else state.instant(start)
    return state.presence.stand_until


def buttons(state: State, prompt: Prompt) -> list[str]:
    """The answers that ``status`` names for the open prompt."""
    return [str(choice) for choice in offered(prompt, Place.STATUS, state.rhythm)]


def prompt_view(state: State, title: Callable[[str], str]) -> dict[str, Any] | None:
    """The open or coming prompt; None when nothing is due."""
    prompt = state.prompt
    if prompt is None:
        if not is_due(state):
            return None
        phase = "held" if state.holds.kept is not None else "waiting"
        return {
            "id": None, "phase": phase, "routine": None, "title": None, "easier": False,
            "shown_at": None,
            "snoozes_left": state.rhythm.max_snoozes, "buttons": [],
        }  # fmt: skip
    return {
        "id": prompt.id,
        "phase": PHASES[prompt.phase],
        "routine": prompt.routine,
        "title": title(prompt.routine),
        "easier": prompt.easier,
        "shown_at": _iso(state, prompt.shown_at),
        "snoozes_left": snoozes_left(prompt, state.rhythm),
        "buttons": buttons(state, prompt),
    }


def hold_view(state: State) -> dict[str, Any] | None:
    """The oldest hold that is known to be on."""
    on = hold.active(state.holds, state.settings.hold)
    return {"reason": on[0][0], "since": _iso(state, on[0][1])} if on else None


def question_view(state: State) -> dict[str, Any] | None:
    """What is being asked after a routine."""
    asking = state.asking
    if asking is None or asking.until is None:
        return None
    return {
        "question": asking.question,
        "about": asking.about or asking.routine,
        "until": _iso(state, asking.until),
    }


def held_long(state: State) -> bool:
    """Whether something has been kept back for longer than ``hold.max``: the quiet mark."""
    kept = state.holds.kept
    return kept is not None and state.at - kept.since >= state.settings.hold.max


def view(
    state: State,
    *,
    version: str,
    pid: int,
    language: str,
    title: Callable[[str], str],
    problems: list[dict[str, Any]],
) -> dict[str, Any]:
    """``status --json``; ``problems`` are in the shape that it shows."""
    today = state.today
    unsure = state.sitting.unsure
    return {
        "version": version,
        "pid": pid,
        "language": language,
        "state": situation(state),
        "presence": state.presence.kind,
        "sitting_s": state.sitting.total // SECOND,
        "stretch_s": stretch(state.sitting, state.at) // SECOND,
        "next_prompt_at": _iso(state, next_prompt(state)),
        "resumes_at": _iso(state, resumes_at(state)),
        "prompt": prompt_view(state, title),
        "hold": hold_view(state),
        "held_long": held_long(state),
        "question": question_view(state),
        "offer": pending(state.memory, state.settings, state.day),
        "stage": state.settings.personal.stage,
        "stood_this_hour": on_feet_this_hour(state),
        "today": {
            "done": today.done,
            "taken": today.taken,
            "skipped": today.skipped,
            "missed": today.missed,
            "snoozed": today.snoozed,
            "stopped": today.stopped,
            "breaks": today.breaks,
            "sitting_s": (today.sitting + unsure) // SECOND,
            "longest_sitting_s": longest(today, state.sitting) // SECOND,
        },
        "problems": problems,
    }


def _iso(state: State, instant: Instant | None) -> str | None:
    """Local time with its offset, to the second."""
    return None if instant is None else wall(state, instant).isoformat(timespec="seconds")
