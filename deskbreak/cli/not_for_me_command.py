"""``deskbreak not-for-me``: which code makes a routine unfit; kept, and another one is offered."""

import argparse
import sys
from typing import Any

from deskbreak.app.not_for_me_answer import code_said, is_reason, kept_line, wrong_code
from deskbreak.app.requests import NEVER
from deskbreak.app.routine_words import unknown_words
from deskbreak.cli.cli_text import language_of
from deskbreak.cli.kept_codes import hide_routine, keep_code
from deskbreak.cli.known_routines import all_routines
from deskbreak.cli.not_running import no_answer, not_running
from deskbreak.config.file_problems import ConfigError
from deskbreak.config.messages import render
from deskbreak.content.content_errors import UnknownRoutineError
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.control.client import NoAnswer, NotRunning, ask
from deskbreak.desktop.runtime_paths import socket_path
from deskbreak.desktop.standard_streams import complain
from deskbreak.desktop.terminal_text import tell
from deskbreak.domain.vocabulary.routine import Code

FAILED, USAGE, NOT_RUNNING, WRONG = 1, 2, 3, 4


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """The words of ``not-for-me``."""
    parser.add_argument("routine", nargs="?", metavar="ROUTINE")
    parser.add_argument("code", nargs="?", metavar="CODE", help=" ".join([*Code, NEVER]))


def run(args: argparse.Namespace) -> int:
    """Tell which codes there are, ask for one where somebody can answer, and keep it."""
    routine, code = args.routine, args.code
    if code is None and routine is not None and routine.upper() in {*Code, NEVER.upper()}:
        routine, code = None, routine  # the code alone means the routine that is offered
    language = language_of(args.lang)
    try:
        return _with_daemon(routine, code, args.lang)
    except NoAnswer:
        complain(no_answer(args.lang))
        return FAILED
    except NotRunning:
        return _alone(routine, code, language)


def keep(routine: str, code: str, language: Language) -> int:
    """Keep a code (or ``never``) that was picked elsewhere, by the daemon if there is one."""
    request = {"do": "not-for-me", "routine": routine, "code": code, "lang": language}
    try:
        return _told(ask(socket_path(), request))
    except (NotRunning, NoAnswer):
        return _keep_alone(routine, code, language)


def _keep_alone(routine: str, word: str, language: Language) -> int:
    """Keep a code in the profile, or hide the routine, without a daemon."""
    content, code = all_routines(), code_said(word)
    try:
        if code is None:
            hide_routine(routine, content)
        else:
            keep_code(code, content)
    except ConfigError as error:
        for problem in error.problems:
            complain(render(problem, language))
        return WRONG
    tell(kept_line(content, content.find(routine), code, language))
    return 0


def _with_daemon(routine: str | None, code: str | None, lang: str | None) -> int:
    """Ask the daemon; raises NotRunning and NoAnswer."""
    request: dict[str, Any] = {"do": "not-for-me", "routine": routine, "code": code, "lang": lang}
    reply = ask(socket_path(), request)
    if code is not None or reply["code"]:
        return _told(reply)
    tell(reply["text"])
    codes = reply["data"]["codes"]
    picked = _pick(codes, language_of(lang))
    if picked is None:
        return 0
    return _told(
        ask(socket_path(), request | {"routine": reply["data"]["routine"], "code": picked})
    )


def _pick(codes: list[str], language: Language) -> str | None:
    """The code that a person at the terminal picks by its number; None: none."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    said = input(text(language, "not_for_me.pick")).strip()
    return codes[int(said) - 1] if said.isdecimal() and 0 < int(said) <= len(codes) else None


def _told(reply: dict[str, Any]) -> int:
    code: int = reply["code"]
    if code:
        complain(reply["text"])
    else:
        tell(reply["text"])
    return code


def _alone(routine: str | None, code: str | None, language: Language) -> int:
    """Without a daemon nothing is offered; a routine and its code can be kept all the same."""
    if routine is None or code is None:
        complain(not_running(language))
        return NOT_RUNNING
    content = all_routines()
    try:
        facts = content.find(routine)
    except UnknownRoutineError as error:
        complain(unknown_words(error, content, language))
        return USAGE
    if not is_reason(facts, code):
        complain(wrong_code(facts, code, language))
        return USAGE
    return _keep_alone(facts.id, code, language)
