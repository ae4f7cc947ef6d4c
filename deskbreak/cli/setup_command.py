"""``deskbreak setup``: the first questions (catalogue 5.2), working hours, starting at login.

Answers are written all together at the end; before that nothing is changed. What the person's own
file sets goes before them, and that is said.
"""

import argparse
import os
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO, TextIOWrapper
from pathlib import Path

from msgspec.structs import replace

from deskbreak.app.safety_page import safety_page
from deskbreak.cli.autostart_command import switch
from deskbreak.cli.cli_text import language_of, say
from deskbreak.cli.config_command import routine_ids
from deskbreak.cli.dialogue import Answer, Dialogue, InputEnded, Question, yes_no
from deskbreak.cli.hours_question import hours_question, hours_set_by, hours_to_keep
from deskbreak.cli.not_running import no_answer
from deskbreak.cli.setup_report import hours_line, offered_lines
from deskbreak.cli.setup_window import hold, no_window
from deskbreak.config.answer import Loaded
from deskbreak.config.file_problems import ConfigError, Layer
from deskbreak.config.init import keys_below, write_new
from deskbreak.config.kept_reading import load
from deskbreak.config.layer_paths import Paths, locate
from deskbreak.config.messages import render
from deskbreak.config.profile import update_profile
from deskbreak.content.loader import load_routines
from deskbreak.content.model import Language
from deskbreak.content.strings import items, text
from deskbreak.control.client import NoAnswer, NotRunning, ask
from deskbreak.desktop.autostart import Autostart, system_autostart
from deskbreak.desktop.runtime_paths import socket_path
from deskbreak.desktop.standard_streams import complain
from deskbreak.desktop.terminal_text import tell
from deskbreak.domain.choice.eligibility import STAND
from deskbreak.domain.vocabulary.routine import Code, Place
from deskbreak.timing.clock import SystemClock, calendar_day

FAILED, WRONG = 1, 4
PLACES = "routines.places"
JOINTS = (Code.WRIST, Code.SHOULDER, Code.KNEE)


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """The words of ``setup``."""
    parser.add_argument("--config", metavar="FILE")
    parser.add_argument("--window", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Ask, and keep the answers."""
    paths = locate(os.environ, args.config)
    try:
        loaded = _load(paths, language_of(args.lang))
    except ConfigError:
        return WRONG
    setup = Setup(paths, loaded, args.lang or loaded.settings.language)
    if args.window:
        why = no_window()
        if why is None:
            return setup.in_window()
        complain(f"{text(setup.language, 'form.no_window')} ({why})")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a stray byte is a wrong answer, no traceback
    try:
        answers = setup.ask()
    except (InputEnded, KeyboardInterrupt):
        tell(f"\n{say(setup.lang, 'setup.cancelled')}")
        return FAILED
    try:
        return setup.keep(answers)
    except ConfigError as error:
        for problem in error.problems:
            complain(render(problem, setup.language))
        return FAILED


def _load(paths: Paths, language: Language) -> Loaded:
    """What is in force; without the person's own file if that has to be mended first."""
    today = calendar_day()
    try:
        return load(paths, os.environ, {}, routine_ids(), today=today)
    except ConfigError as error:
        for problem in error.problems:
            complain(render(problem, language))
    without = replace(paths, user=Path(os.devnull), named=False)
    return load(without, os.environ, {}, routine_ids(), today=today)


class Setup:
    """One round of questions."""

    def __init__(self, paths: Paths, loaded: Loaded, lang: str) -> None:
        self._paths = paths
        self._loaded = loaded
        self.lang = lang
        self.language = language_of(lang)
        self._autostart: Autostart = system_autostart(os.environ, Path.home())
        self._personal = loaded.settings.personal

    def ask(self) -> Mapping[str, Answer]:
        """All answers that are not kept as they were. Raises InputEnded."""
        tell(self._text("intro"))
        if sys.stdin.isatty():
            tell(self._text("way_out"))
            tell(self._text("enter"))
        return Dialogue(self.language, sys.stdin, sys.stdout).hold(self._questions())

    def in_window(self) -> int:
        """Ask in a window, which shows at its end what is printed otherwise."""
        code = FAILED

        def finish(answers: Mapping[str, Answer]) -> list[str]:
            nonlocal code
            said = StringIO()
            with redirect_stdout(said), redirect_stderr(said):
                try:
                    code = self.keep(answers)
                except ConfigError as error:
                    for problem in error.problems:
                        complain(render(problem, self.language))
            return [line for line in said.getvalue().splitlines() if line]

        theme = self._loaded.settings.guide.theme
        if not hold(self._questions(), self.language, theme, finish):
            tell(self._text("cancelled"))
        return code

    def keep(self, answers: Mapping[str, Answer]) -> int:
        """Write everything, and say what follows from it."""
        now = SystemClock().now().wall
        assert self._paths.profile is not None  # noqa: S101  # locate always names it
        damaged = update_profile(self._paths.profile, self._changes(answers), now)
        if damaged is not None:
            complain(render(damaged, self.language))
        tell(f"\n{self._text('saved')}")
        fine = True
        if "autostart" in answers:
            fine = switch(self._autostart, self.lang, on=answers["autostart"] is True)
        loaded = _load(self._paths, self.language)
        if answers.get("config"):
            write_new(self._paths.user, set_below=keys_below(loaded.sources))
            tell(text(self.language, "config.created", file=self._paths.user))
        self._tell_daemon()
        self._report(loaded, answers)
        return 0 if fine else FAILED

    def _questions(self) -> list[Question]:
        """Q1 to Q7, hours, starting at login, a first file."""
        signs = [
            f"  - {sign}"
            for urgency in ("now", "soon")
            for sign in items(self.language, f"safety.{urgency}.signs")
        ]
        codes = (Code.OST, Code.SURG, Code.PREG, Code.DIZZY)
        questions = [
            self._yes_no("red_flag", self._asked("red_flags"), *signs),
            *(self._code(code, self._asked(code.lower())) for code in codes),
            *(self._code(code, self._joint(code)) for code in JOINTS),
            self._yes_no("floor", self._asked("floor")),
        ]
        before: tuple[str, ...] = ()
        elsewhere = hours_set_by(self._loaded)
        if elsewhere is None:
            questions.append(hours_question(self.language, self._loaded))
        else:
            before = (text(self.language, "setup.hours.in_file", file=elsewhere),)
        is_on = self._autostart.is_on()
        line = self._asked("autostart")
        questions.append(yes_no(self.language, "autostart", *before, line, present=is_on))
        if not os.path.lexists(self._paths.user):
            line = self._asked("config", file=self._paths.user)
            questions.append(yes_no(self.language, "config", line, present=False))
        return questions

    def _changes(self, answers: Mapping[str, Answer]) -> dict[str, object]:
        """The keys of ``profile.toml``; a kept answer is what it was."""
        codes = {code for code in Code if answers.get(code, code in self._personal.codes)}
        floor = answers.get("floor", self._personal.floor_allowed) is True
        changes: dict[str, object] = {
            "setup_done": True,
            "codes": sorted(codes, key=list(Code).index),
            "floor": floor,
            "red_flag": answers.get("red_flag", self._personal.red_flag) is True,
        }
        places = [str(place) for place in self._loaded.values[PLACES]]
        if not self._places_set_by() and floor != (Place.FLOOR in places):
            others = [place for place in places if place != Place.FLOOR]
            changes[PLACES] = [*others, str(Place.FLOOR)] if floor else others
        spans = answers.get("hours")
        if isinstance(spans, tuple):
            explicit = any(path.exists() for path in self._paths.system)
            changes |= hours_to_keep(spans, explicit=explicit)
        return changes

    def _report(self, loaded: Loaded, answers: Mapping[str, Answer]) -> None:
        """What can be offered now, or first of all the safety page."""
        personal = loaded.settings.personal
        if personal.red_flag:
            own = load_routines().card(STAND.id).title.of(self.language)
            print()
            tell("\n".join(safety_page(self.language)))
            tell(f"\n{text(self.language, 'safety.paused', routine=own)}")
            tell(text(self.language, "safety.dismiss_how"))
            return
        if answers.get("floor") is True:
            file = self._places_set_by()
            if file and Place.FLOOR not in loaded.settings.routines.places:
                tell(self._text("floor_in_file", file=file))
            else:
                tell(self._text("floor_on"))
        clock = SystemClock()
        now = clock.now().wall
        for line in offered_lines(loaded.settings, now.date(), self.language):
            tell(line)
        hours = hours_line(loaded.settings.hours, now, clock.zone(), self.language)
        if hours is not None:
            tell(hours)

    def _tell_daemon(self) -> None:
        """A running daemon reads its configuration again; without one nothing is to be done."""
        try:
            ask(socket_path(), {"do": "reload", "lang": None})
        except NotRunning:
            return
        except NoAnswer:
            complain(no_answer(self.lang))

    def _places_set_by(self) -> str:
        """Who sets the places before the profile; empty: nobody."""
        origin = self._loaded.sources.get(PLACES)
        if origin is None or origin.layer in (Layer.DEFAULT, Layer.SYSTEM, Layer.PROFILE):
            return ""
        return origin.file or origin.label

    def _code(self, code: Code, line: str) -> Question:
        """The question behind one leave-out code."""
        present = code in self._personal.codes if self._personal.setup_done else None
        more = self._text("ask_clinician") if code is Code.SURG else ""
        return yes_no(self.language, code, line, present=present, after_yes=more)

    def _yes_no(self, key: str, *lines: str) -> Question:
        """One of the other health questions."""
        now = {"red_flag": self._personal.red_flag, "floor": self._personal.floor_allowed}[key]
        present = now if self._personal.setup_done else None
        return yes_no(self.language, key, *lines, present=present)

    def _joint(self, code: Code) -> str:
        joint = self._asked(code.lower())
        return self._asked("joints", joint=joint)

    def _asked(self, name: str, **values: object) -> str:
        return text(self.language, f"setup.questions.{name}", **values)

    def _text(self, name: str, **values: object) -> str:
        return text(self.language, f"setup.{name}", **values)
