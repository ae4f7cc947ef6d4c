"""What the tray shows, as a pure function of the state: image, tooltip and menu.

A menu command is written like one on the command line (``snooze 5m``). The tooltip names a time of
day rather than a remainder, so that nothing has to be drawn anew every minute.
"""

from collections.abc import Callable, Mapping

from deskbreak.app import not_for_me
from deskbreak.app.ports.tray_ports import Entry, Icon, IconKind, TrayView
from deskbreak.app.question_menu import (
    day_entries,
    offer_entries,
    question_entries,
    safety_entry,
)
from deskbreak.app.status import Situation, clock, held_long, resumes_at, situation
from deskbreak.app.text_limits import MENU
from deskbreak.content import formats
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.choice.eligibility import find
from deskbreak.domain.machine.showing import is_due
from deskbreak.domain.machine.state import State
from deskbreak.domain.machine.step import next_prompt
from deskbreak.domain.prompt.answers import Choice, Place, Request, offered
from deskbreak.domain.prompt.life import Phase, Prompt
from deskbreak.domain.time.durations import format_duration
from deskbreak.domain.time.units import HOUR, MINUTE, Instant
from deskbreak.domain.vocabulary.events import Action

Title = Callable[[str], str]
"""The title of a routine by its id, in the person's language."""

KINDS = {
    Situation.GUIDING: IconKind.DUE,
    Situation.PROMPTING: IconKind.DUE,
    Situation.PAUSED: IconKind.PAUSED,
    Situation.OFF_HOURS: IconKind.OFF,
    Situation.AWAY: IconKind.AWAY,
    Situation.HELD: IconKind.HELD,
    Situation.WORKING: IconKind.WORKING,
}
LENGTHS = (30 * MINUTE, HOUR)
"""Of a pause, and of standing."""
MENU_WORDS: Mapping[Choice, str] = {
    Request.HURTS: "hurts",
    Request.WHEN_TO_STOP: "when_to_stop",
}
"""Texts of entries that are not named like their command."""

EIGHTHS = 8
SEPARATOR = Entry("")


def tray_view(
    state: State,
    language: Language,
    title: Title,
    *,
    language_set: bool = False,
    starts_at_login: bool = False,
    problem: str | None = None,
) -> TrayView:
    """The whole view.

    ``language_set``: the person's file sets the language, so the menu cannot; ``problem``: the
    first thing that is wrong.
    """
    return TrayView(
        icon=icon(state),
        tooltip=sentence(state, language, title, "tray.tooltip"),
        menu=menu(
            state,
            language,
            title,
            language_set=language_set,
            starts_at_login=starts_at_login,
            problem=problem,
        ),
    )


def icon(state: State) -> Icon:
    """The ring fills while sitting grows; its colour tells the situation."""
    every = state.rhythm.every
    filled = min(EIGHTHS, state.sitting.total * EIGHTHS // every)
    now = situation(state)
    kind = KINDS[now]
    if now is Situation.WORKING and is_due(state):
        kind = IconKind.DUE
    return Icon(kind, filled if now is Situation.WORKING else EIGHTHS, held_long(state))


def sentence(state: State, language: Language, title: Title, where: str) -> str:
    """One sentence on how things stand, from the texts under ``where``."""

    def at(instant: Instant | None) -> str:
        return "" if instant is None else clock(state, instant, language)

    values = {
        "sitting": formats.minutes(language, state.sitting.total),
        "routine": "" if state.prompt is None else title(state.prompt.routine),
        "time": at(next_prompt(state)),
    }
    key: str = situation(state)
    match situation(state):
        case Situation.PAUSED:
            values["time"] = at(resumes_at(state))
        case Situation.OFF_HOURS if (start := resumes_at(state)) is not None:
            key, values["time"] = "off_hours_until", at(start)
        case Situation.AWAY if state.presence.standing:
            until = state.presence.stand_until
            key, values["time"] = "standing_until" if until else "standing", at(until)
        case Situation.HELD if state.holds.kept is not None:
            kept = state.holds.kept
            values["reason"] = text(language, f"names.hold.{kept.reason}")
            values["time"] = at(kept.since)
            key = "held_long" if held_long(state) else "held"
            if kept.settled_at is not None:
                key = "settling"
        case Situation.WORKING if state.prompt is not None and state.prompt.phase is Phase.SNOOZED:
            key, values["time"] = "snoozed", at(state.prompt.back_at)
        case Situation.WORKING if state.prompt is not None or is_due(state):
            key = "waiting"  # one that was open before a restart waits for its pause as well
        case _:
            pass
    return text(language, f"{where}.{key}", **values)


def menu(
    state: State,
    language: Language,
    title: Title,
    *,
    language_set: bool = False,
    starts_at_login: bool = False,
    problem: str | None = None,
) -> tuple[Entry, ...]:
    """The menu: how things stand, the answers, and what can always be done."""

    def say(key: str, **values: object) -> str:
        return text(language, f"tray.menu.{key}", **values)

    prompt, asking = state.prompt, state.asking
    entries = [Entry(sentence(state, language, title, "tray.tooltip"), enabled=False)]
    if problem is not None:
        entries.append(Entry(text(language, "status.problem", what=problem)[:MENU], enabled=False))
    entries.append(SEPARATOR)
    if prompt is not None:
        entries += [*_answers(state, prompt, language, title), SEPARATOR]
    if asking is not None:
        entries += [*question_entries(asking, state, language), SEPARATOR]
    entries += offer_entries(state, language)
    if prompt is None or prompt.phase is not Phase.STARTED:
        entries.append(Entry(say("now"), "now", default=prompt is None))
    if state.presence.standing:
        entries.append(Entry(say("sitting"), "sitting"))
    else:
        standing = (
            *_lengths(language, "standing"),
            Entry(say("standing_until"), "standing"),
        )
        entries.append(Entry(say("standing"), children=standing))
    if state.holds.paused:
        entries.append(Entry(say("resume"), "resume"))
    else:
        pauses = (*_lengths(language, "pause"), Entry(say("pause_today"), "pause today"))
        entries.append(Entry(say("pause"), children=pauses))
    entries += [
        Entry(say("today"), children=day_entries(state, language)),
        *_insight(state, language),
        SEPARATOR,
        safety_entry(state, language),
        Entry(say("setup"), "questions"),
        Entry(say("open_config"), "config edit"),
        _autostart(language, on=starts_at_login),
        Entry(say("language"), children=_languages(state, language, language_set)),
        Entry(say("help"), "help"),
        Entry(say("quit"), "quit"),
    ]
    return tuple(entries)


def _lengths(language: Language, command: str) -> tuple[Entry, ...]:
    """The lengths that a command is offered with."""
    return tuple(
        Entry(formats.duration(language, length), f"{command} {format_duration(length)}")
        for length in LENGTHS
    )


def _autostart(language: Language, *, on: bool) -> Entry:
    """Starting with the session, ticked if it does."""
    label = text(language, "tray.menu.autostart")
    return Entry(label, f"autostart {'off' if on else 'on'}", checked=on)


NOTHING_COMES = frozenset({Situation.HELD, Situation.PAUSED, Situation.OFF_HOURS})


def _insight(state: State, language: Language) -> list[Entry]:
    """The person's own weeks, and why nothing comes while nothing does."""
    entries = [Entry(text(language, "tray.menu.report"), "report")]
    if situation(state) in NOTHING_COMES:
        entries.insert(0, Entry(text(language, "why.menu.title"), "why"))
    return entries


def _answers(state: State, prompt: Prompt, language: Language, title: Title) -> list[Entry]:
    """What the open prompt offers in the menu; the first is that of a plain click."""

    def say(key: str, **values: object) -> str:
        return text(language, f"tray.menu.{key}", **values)

    entries: list[Entry] = []
    for choice in offered(prompt, Place.MENU, state.rhythm):
        key = MENU_WORDS.get(choice, str(choice))
        if choice is Action.SNOOZE:
            entries += [
                Entry(
                    say(key, length=formats.duration(language, length)),
                    f"{choice} {format_duration(length)}",
                )
                for length in state.rhythm.snooze
            ]
        else:
            words = say(key, routine=title(prompt.routine))
            entries.append(Entry(words, str(choice), default=not entries))
    routine = find(state.catalogue, prompt.routine)
    return [*entries, *not_for_me.entries(routine, state.settings, language)]


def _languages(state: State, language: Language, language_set: bool) -> tuple[Entry, ...]:
    """Automatic, Japanese, English; the one in force is ticked."""
    why = (Entry(text(language, "tray.menu.language_set"), enabled=False),)
    return (why if language_set else ()) + tuple(
        Entry(
            text(language, f"names.language.{name}"),
            f"language {name}",
            enabled=not language_set,
            checked=state.settings.language == name,
        )
        for name in ("auto", "ja", "en")
    )
