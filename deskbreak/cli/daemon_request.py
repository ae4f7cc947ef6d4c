"""Commands that ask the daemon and print what it says."""

from __future__ import annotations

import json
import sys
from types import SimpleNamespace

from deskbreak.control.client import NoAnswer, NotRunning, ask
from deskbreak.desktop.runtime_paths import socket_path
from deskbreak.desktop.standard_streams import complain
from deskbreak.desktop.terminal_text import tell

TYPE_CHECKING = False  # importing typing takes a tenth of the time of a call
if TYPE_CHECKING:
    import argparse
    from typing import Any

NOT_RUNNING = 3
ENDS_WITHIN_MS = 10_000
ANSWERS = frozenset({"start", "done", "snooze", "skip", "another", "seated", "stop"})


PLAIN = {"json": False, "follow": False, "wait": False, "format": "text", "routine": [],
         "span": None, "until": [], "why": False, "id": None, "override": None, "stage": None,
         "choice": None}  # fmt: skip
"""What every command here means without further words."""


NEEDS_WORDS = frozenset({"feedback", "hide", "unhide"})


FLAGS = {"status": ("--json", "--follow", "--wait"), "next": ("--why", "--json"),
         "doctor": ("--json",)}  # fmt: skip
"""Words that are understood as they stand."""


def quick(name: str, words: list[str]) -> SimpleNamespace | None:
    """The plainest calls, without a parser: loading one takes half of the time of a call."""
    if name in NEEDS_WORDS or not set(words).issubset(FLAGS.get(name, ())):
        return None
    return SimpleNamespace(**PLAIN | {word.removeprefix("--"): True for word in words})


def add(parser: argparse.ArgumentParser, name: str) -> None:
    """The words of one command."""
    if name in ANSWERS:
        parser.add_argument("--id", metavar="ID")
    match name:
        case "status":
            parser.add_argument("--json", action="store_true")
            parser.add_argument("--follow", action="store_true")
            parser.add_argument("--wait", action="store_true")
            parser.add_argument("--format", choices=("text", "json", "waybar"), default="text")
        case "now":
            parser.add_argument("routine", nargs="*")
        case "snooze" | "standing":
            parser.add_argument("span", nargs="?", metavar="5m" if name == "snooze" else "30m")
        case "pause":
            parser.add_argument("until", nargs="*", metavar="1h|until 14:00|today")
        case "next":
            parser.add_argument("--why", action="store_true")
            parser.add_argument("--json", action="store_true")
        case "doctor":
            parser.add_argument("--json", action="store_true")
        case "feedback":
            parser.add_argument("value", choices=("good", "hard", "hurts"))
            parser.add_argument("--kind", choices=("a", "b", "c"))
        case "today":
            parser.add_argument("override", nargs="?", choices=("seated", "elsewhere", "normal"))
        case "stage":
            parser.add_argument("stage", nargs="?", type=int, metavar="0-3")
        case "offer":
            parser.add_argument("choice", nargs="?", metavar="accept|decline|CHOICE")
        case "hide" | "unhide":
            parser.add_argument("routine", nargs="+")
        case _:
            pass


def run(args: argparse.Namespace | SimpleNamespace) -> int:
    """Ask, print, and return the exit code that the daemon gave."""
    request = {"do": args.command, "lang": args.lang} | _fields(args)
    form = "json" if getattr(args, "json", False) else getattr(args, "format", "text")
    try:
        if getattr(args, "follow", False):
            from deskbreak.cli.following import follow_status  # noqa: PLC0415 - rarely asked for

            return follow_status(request | {"do": "follow"}, form, args.lang, wait=args.wait)
        reply = ask(socket_path(), request)
        if args.command == "quit" and not reply["code"]:
            _wait_for_end(reply.get("data"))
        return print_reply(reply, form)
    except NotRunning:
        return _not_running(args)
    except NoAnswer:
        from deskbreak.cli.not_running import no_answer  # noqa: PLC0415 - only in trouble

        complain(no_answer(args.lang))
        return 1


def _wait_for_end(data: object) -> None:
    """Until the daemon's process is gone: what follows may start the next one."""
    import os  # noqa: PLC0415 - for the last call of a day
    import select  # noqa: PLC0415 - the same

    pid = data.get("pid") if isinstance(data, dict) else None
    if sys.platform != "linux" or not isinstance(pid, int):
        return
    try:
        process = os.pidfd_open(pid)
    except OSError:  # it is gone, or lives where we cannot see it
        return
    waiting = select.poll()
    waiting.register(process, select.POLLIN)
    waiting.poll(ENDS_WITHIN_MS)
    os.close(process)


def _fields(args: argparse.Namespace | SimpleNamespace) -> dict[str, Any]:
    """The request's own fields."""
    name = args.command
    if name in ANSWERS:
        fields: dict[str, Any] = {"do": "answer", "action": name, "id": args.id}
        return fields | ({"span": args.span} if name == "snooze" else {})
    match name:
        case "status":
            return {"format": "json" if args.json else args.format}
        case "now":
            return {"routine": " ".join(args.routine) if args.routine else None}
        case "standing":
            return {"span": args.span}
        case "pause":
            return {"until": " ".join(args.until) or "1h"}
        case "next":
            return {"why": args.why}
        case "feedback":
            return {"value": args.value, "kind": args.kind}
        case "today":
            return {"override": args.override}
        case "stage":
            return {"stage": args.stage}
        case "offer":
            return {"choice": args.choice}
        case "hide" | "unhide":
            return {"do": "hide", "routine": " ".join(args.routine), "hidden": name == "hide"}
        case _:
            return {}


def print_reply(reply: dict[str, Any], form: str) -> int:
    """Print one reply; refusals go to standard error."""
    code: int = reply["code"]
    if code:
        complain(reply["text"])
    elif form == "json":
        print(json.dumps(reply["data"], ensure_ascii=False))
    elif reply["text"]:
        tell(reply["text"])
    return code


def _not_running(args: argparse.Namespace | SimpleNamespace) -> int:
    """Say so; ``doctor`` says what it can without the daemon."""
    from deskbreak.cli.not_running import not_running  # noqa: PLC0415 - only in trouble

    complain(not_running(args.lang))
    if args.command == "doctor":
        from deskbreak.cli.config_command import print_check  # noqa: PLC0415 - heavy, only here

        print_check(None, args.lang)
    return NOT_RUNNING
