"""The command line: finds the command, parses its words, and runs it.

Only the module of the command that is called is imported, so that ``status`` starts quickly. Exit
codes are the contract's: 0 fine, 1 failed or refused, 2 usage, 3 not running, 4 configuration
wrong, 5 nothing to answer, 6 already running.
"""

from __future__ import annotations

from importlib import import_module

from deskbreak.desktop import private_files, standard_streams
from deskbreak.errors import DeskbreakError

TYPE_CHECKING = False  # importing typing takes a tenth of the time of a call
if TYPE_CHECKING:
    from typing import Any, NoReturn

COMMANDS = {
    "run": "run_command",
    "status": "daemon_request",
    "now": "daemon_request",
    "start": "daemon_request",
    "done": "daemon_request",
    "snooze": "daemon_request",
    "skip": "daemon_request",
    "another": "daemon_request",
    "seated": "daemon_request",
    "stop": "daemon_request",
    "pause": "daemon_request",
    "resume": "daemon_request",
    "standing": "daemon_request",
    "sitting": "daemon_request",
    "next": "daemon_request",
    "feedback": "daemon_request",
    "check": "check_command",
    "today": "daemon_request",
    "stage": "daemon_request",
    "offer": "daemon_request",
    "hide": "daemon_request",
    "not-for-me": "not_for_me_command",
    "unhide": "daemon_request",
    "routines": "routines_command",
    "preview": "preview_command",
    "setup": "setup_command",
    "autostart": "autostart_command",
    "install-desktop": "install_desktop_command",
    "guide": "guide_command",
    "config": "config_command",
    "simulate": "simulate_command",
    "history": "history_command",
    "why": "why_command",
    "report": "report_command",
    "doctor": "daemon_request",
    "safety": "safety_command",
    "quit": "daemon_request",
    "help": "help_command",
}
"""Every command, and the module here that carries it out."""

WITHOUT_PYDANTIC = frozenset({"history", "run", "why"})
"""Those that begin sooner, or need less memory, without what only it asks (unused_modules.py)."""

LOOKS = frozenset({"config", "routines"})
"""Those that mostly find the configuration read already, and then need nothing for pydantic."""

LANGUAGES = ("ja", "en")
FAILED = 1


def run(words: list[str]) -> int:
    """Run a command line and return its exit code. Nothing it says can fail to be said."""
    standard_streams.prepare()
    private_files.begin()
    return standard_streams.finish(_run(words))


def _run(words: list[str]) -> int:
    try:
        lang, words = _language(words)
        if words and words[0] in ("-h", "--help"):
            from deskbreak.desktop.unused_modules import end_soon  # noqa: PLC0415 - only for help

            end_soon()
            print(overview(lang))
            return 0
        if words and words[0] == "--version":
            from deskbreak.desktop.built_from import version_line  # noqa: PLC0415 - rarely asked

            print(version_line())
            return 0
        if not words or (words[0].startswith("-") and words[0] not in COMMANDS):
            words = ["run", *words]
        return _dispatch(words[0], words[1:], lang)
    except BrokenPipeError:
        return FAILED  # whoever read our output has gone
    except DeskbreakError as error:
        standard_streams.complain(f"deskbreak: {error}")
        return FAILED
    except OSError as error:
        standard_streams.not_done(error)
        return FAILED
    except MemoryError:
        standard_streams.complain("deskbreak: there is too little memory")
        return FAILED
    except ImportError as error:  # too little memory or too few descriptors to load a part, too
        standard_streams.complain(f"deskbreak: a part of it cannot be loaded: {error}")
        return FAILED
    except KeyboardInterrupt:
        return FAILED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else FAILED
    except Exception as error:  # noqa: BLE001 - the last place where it can be told
        return _unexpected(error)


def _unexpected(error: Exception) -> int:
    """A fault of the program's own: a line for the person, the traceback for the log."""
    from deskbreak.desktop import logs  # noqa: PLC0415 - never needed, it is hoped
    from deskbreak.desktop.paths import Paths  # noqa: PLC0415 - the same

    kept = logs.keep_traceback(Paths().log, error)
    where = f"{Paths().log} says where" if kept else "no log could be written"
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    standard_streams.complain(f"deskbreak: a fault of the program's own ({what}); {where}")
    return FAILED


def _language(words: list[str]) -> tuple[str | None, list[str]]:
    """Take ``--lang`` out of the words, wherever it stands."""
    left: list[str] = []
    lang: str | None = None
    given = iter(words)
    for word in given:
        if word == "--lang" or word.startswith("--lang="):
            lang = word.partition("=")[2] if "=" in word else next(given, "")
            if lang not in LANGUAGES:
                standard_streams.complain(f'deskbreak: --lang "{lang}": ja or en is needed')
                raise SystemExit(2)
        else:
            left.append(word)
    return lang, left


def _dispatch(name: str, words: list[str], lang: str | None) -> int:
    """Parse the words of one command and carry it out."""
    if name not in COMMANDS:
        _unknown(name, lang)
    if name in WITHOUT_PYDANTIC:
        from deskbreak.desktop.unused_modules import leave_out  # noqa: PLC0415 - only for these

        leave_out()
    if name in LOOKS:
        from deskbreak.desktop.unused_modules import begin_lightly  # noqa: PLC0415 - the same

        begin_lightly()
    module = import_module(f"deskbreak.cli.{COMMANDS[name]}")
    args = module.quick(name, words) if hasattr(module, "quick") else None
    if args is None:
        args = _parse(name, words, lang, module.add)
    args.command, args.lang = name, lang
    code: int = module.run(args)
    return code


def _parse(name: str, words: list[str], lang: str | None, add: Any) -> Any:
    """The words of a command, by its own parser."""
    from deskbreak.cli.parser import Parser  # noqa: PLC0415 - argparse takes its time

    parser = Parser(name, lang)
    add(parser, name)
    return parser.parse_args(words)


def _unknown(name: str, lang: str | None) -> NoReturn:
    """No such command; name the nearest one."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for a typo

    from deskbreak.cli.cli_text import say  # noqa: PLC0415 - only for a typo

    near = get_close_matches(name, COMMANDS, 1)
    key = "unknown_command_hint" if near else "unknown_command"
    guess = near[0] if near else ""
    standard_streams.complain(say(lang, f"cli.{key}", name=name, guess=guess))
    raise SystemExit(2)


def _about(name: str, lang: str | None) -> str:
    """One line on a command."""
    from deskbreak.cli.cli_text import say  # noqa: PLC0415 - only for help

    return say(lang, f"cli.help.{name}")


def overview(lang: str | None) -> str:
    """All commands with one line each."""
    from shutil import get_terminal_size  # noqa: PLC0415 - only for help

    from deskbreak.cli.cli_text import say  # noqa: PLC0415 - the same
    from deskbreak.cli.help_layout import described  # noqa: PLC0415 - the same
    from deskbreak.content.wrapped_text import wrapped  # noqa: PLC0415 - the same
    from deskbreak.desktop.terminal_text import WIDEST  # noqa: PLC0415 - the same

    width = min(get_terminal_size().columns - 1, WIDEST)
    left = max(map(len, COMMANDS)) + 4
    lines = [
        line
        for name in COMMANDS
        for line in described(f"  {name}", _about(name, lang), left, width)
    ]
    usage = f"{say(lang, 'cli_parser.usage')}deskbreak [--lang ja|en] [COMMAND] [-h]"
    about, more = (wrapped(say(lang, f"cli.{key}"), width) for key in ("about", "more"))
    return "\n".join([*wrapped(usage, width), "", *about, "", *lines, "", *more])
