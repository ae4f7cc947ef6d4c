"""``deskbreak guide ID``: the guided minute of any routine, without a prompt; nothing is recorded.

A routine that is left out for safety is refused, with the reason, also here (catalogue 5.1, S7).
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable

from deskbreak.app.guide_protocol import GuideRequest, Hushed, Opened, Said, Unfit
from deskbreak.app.not_for_me import may_apply
from deskbreak.app.reason_words import reason_words
from deskbreak.app.routine_words import unknown_words
from deskbreak.cli import guide_text, not_for_me_command
from deskbreak.cli.cli_text import language_of
from deskbreak.config.file_problems import ConfigError
from deskbreak.config.kept_reading import load
from deskbreak.config.layer_paths import locate
from deskbreak.config.messages import render
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.content_errors import UnknownRoutineError
from deskbreak.content.loader import load_routines
from deskbreak.content.model import Card, Language
from deskbreak.content.strings import text
from deskbreak.desktop.standard_streams import complain
from deskbreak.domain.choice import eligibility
from deskbreak.domain.choice.eligibility import Bar
from deskbreak.domain.choice.memory import Memory
from deskbreak.domain.vocabulary.settings import Mode, Settings
from deskbreak.guide.lesson import SEATED, Lesson, lesson_of
from deskbreak.guide.terminal import start_terminal as terminal_guide
from deskbreak.guide_host.guide_process import GuideProcess
from deskbreak.guide_host.voice import Voice
from deskbreak.timing.clock import calendar_day

REFUSED, USAGE, WRONG = 1, 2, 4
LENGTHS = (90, 100, 120, 180)


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """The words of ``guide``."""
    parser.add_argument("routine", nargs="+", metavar="ID")
    parser.add_argument("--easier", action="store_true")
    parser.add_argument("--full", type=int, choices=LENGTHS)
    parser.add_argument("--terminal", action="store_true")
    parser.add_argument("--voice", action="store_true")
    parser.add_argument("--config", metavar="FILE")


def run(args: argparse.Namespace) -> int:
    """Open the guide and wait until it is closed."""
    language = language_of(args.lang)
    own = locate({}).user.parent / "routines"
    catalogue = load_routines(own)
    try:
        settings = _settings(args.config, catalogue)
        card = catalogue.card(catalogue.find(" ".join(args.routine)).id)
    except ConfigError as error:
        for problem in error.problems:
            complain(render(problem, language))
        return WRONG
    except UnknownRoutineError as error:
        complain(unknown_words(error, catalogue, language))
        return USAGE
    form = _form(card, args.full, settings)
    why = _refusal(card, args.full, form, settings, language)
    if why is not None:
        complain(why)
        return REFUSED
    seated = SEATED if settings.routines.mode is Mode.SEATED_ONLY and card.seated_steps else None
    request = GuideRequest(
        prompt="",
        routine=card.facts.id,
        language=language,
        easier=args.easier or eligibility.needs_easier(card.facts, Memory(), settings),
        form=form or seated,
        theme=settings.guide.theme,
        reduced_motion=settings.guide.reduced_motion,
        voice=args.voice or settings.guide.voice,
        lines=tuple(line.of(language) for line in card.before(settings.personal.codes)),
        easier_lines=tuple(
            line.of(language) for line in card.before(settings.personal.codes, easier=True)
        ),
        codes=may_apply(card.facts, settings),
        ask_comfort=False,  # nobody would remember the answer
        own=str(own),
    )
    return asyncio.run(_lead(request, lesson_of(request), terminal=args.terminal))


def _settings(config: str | None, catalogue: Catalogue) -> Settings:
    """The settings in force, with the answers of ``setup``."""
    numbers = {one.number: one.id for one in catalogue.facts}
    today = calendar_day()
    return load(locate(os.environ, config), os.environ, {}, numbers, today=today).settings


def _form(card: Card, seconds: int | None, settings: Settings) -> str | None:
    """The longer form that is asked for, or that a routine with nothing shorter needs."""
    places = settings.routines.places
    if seconds is not None:
        form = card.form(seconds, places) or card.form(seconds)
        return None if form is None else form.name
    if card.facts.scheduled:
        return None
    return next((form.name for form in card.forms if form.places <= places), card.forms[0].name)


def _refusal(
    card: Card, seconds: int | None, form: str | None, settings: Settings, language: Language
) -> str | None:
    """Why the routine may not be led; None: it may."""
    facts, title = card.facts, card.title.of(language)
    if seconds is not None and form is None:
        known = ", ".join(f"{one.seconds}" for one in card.forms)
        key = "refused.no_form" if known else "refused.no_forms"
        return text(language, key, routine=title, seconds=seconds, known=known)
    bar = eligibility.refusal(facts, settings, Memory(), form)
    if bar is None:
        return None
    ticked = sorted((facts.leave_out | facts.easier_with) & settings.personal.codes)
    code = text(language, f"names.code.{ticked[0]}") if ticked else ""
    keys = {Bar.CODE: "code", Bar.FLOOR: "floor", Bar.SAFETY: "exercise_paused", Bar.STAGE: "stage"}
    key = keys.get(bar, "nothing_else")
    return text(language, f"refused.{key}", routine=title, code=code, stage=facts.stage)


async def _lead(request: GuideRequest, lesson: Lesson, *, terminal: bool) -> int:
    """In a window, or in the terminal where there is none; as plain lines into a pipe."""
    opened = False
    unfit: str | None = None
    voice = Voice()
    if request.voice and (silent := voice.viable(lesson.language)) is not None:
        complain(_reasoned("voice.none", silent, lesson.language))

    def note(report: object) -> None:
        nonlocal opened, unfit
        opened = opened or isinstance(report, Opened)
        match report:
            case Unfit(code):
                unfit = code
            case Said(words, _, within_ms, urgent):
                voice.say(words, lesson.language, within_ms / 1000, urgent=urgent)
            case Hushed():
                voice.hush()

    try:
        return await _shown(request, lesson, note, lambda: opened, terminal=terminal) or _kept(
            request, lesson, unfit
        )
    except (asyncio.CancelledError, OSError):  # Ctrl+C, or nobody reads the pipe any more
        voice.hush()
        raise
    finally:
        await voice.said()


async def _shown(
    request: GuideRequest,
    lesson: Lesson,
    note: Callable[[object], None],
    opened: Callable[[], bool],
    *,
    terminal: bool,
) -> int:
    """Lead to the end; an exit code."""
    if not terminal:
        why = await GuideProcess().lead(request, sum(lesson.plan.seconds), note)
        if why is None or opened():
            return 0 if why is None else REFUSED
        complain(_reasoned("guide.no_window", why, lesson.language))
    if terminal_guide.viable(sys.stdin, sys.stdout, os.environ) is None:
        await terminal_guide.lead(request, lesson, note)
    else:
        await guide_text.lead(lesson, easier=request.easier, tell=note)
    return 0


def _reasoned(key: str, why: str, language: Language) -> str:
    """What is done without, and why, in the person's language."""
    open_, close = ("（", "）") if language == "ja" else (" (", ")")
    return f"{text(language, key)}{open_}{reason_words(why, language)}{close}"


def _kept(request: GuideRequest, lesson: Lesson, unfit: str | None) -> int:
    """Keep what makes the routine unfit, if that was said; an exit code."""
    if unfit is None:
        return 0
    return not_for_me_command.keep(request.routine, unfit, lesson.language)
