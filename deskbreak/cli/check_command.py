"""``deskbreak check``: a look at the sitting set-up, asked in the terminal."""

import argparse
import json
from typing import Any

from deskbreak.cli.cli_text import say
from deskbreak.cli.not_running import no_answer, not_running
from deskbreak.control.client import NoAnswer, NotRunning, ask
from deskbreak.desktop.runtime_paths import socket_path
from deskbreak.desktop.standard_streams import complain
from deskbreak.desktop.terminal_text import tell

NOT_RUNNING = 3
ANSWERS = {"y": "yes", "n": "no", "f": "fix"}


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """Its words."""
    parser.add_argument("id", nargs="?", metavar="ID")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Ask one check after the other; an empty line passes one over."""
    try:
        reply = ask(socket_path(), {"do": "checks", "lang": args.lang, "name": args.id})
        if reply["code"]:
            complain(reply["text"])
            return int(reply["code"])
        if args.json:
            print(json.dumps(reply["data"], ensure_ascii=False))
            return 0
        if (purpose := reply["data"]["purpose"]) is not None:
            tell(f"{purpose}\n")
        for check in reply["data"]["checks"]:
            if not _ask(check, args.lang):
                return 0
    except NotRunning:
        complain(not_running(args.lang))
        return NOT_RUNNING
    except NoAnswer:
        complain(no_answer(args.lang))
        return 1
    return 0


def _ask(check: dict[str, Any], lang: str | None) -> bool:
    """Ask one and pass the answer on; False: the person has had enough (end of input)."""
    tell(check["question"])
    tell(f"  {check['look']}")
    while True:
        try:
            word = input(f"  {say(lang, 'check.ask')}").strip().lower()
        except EOFError:
            print()
            return False
        if not word:
            return True
        value = ANSWERS.get(word[:1])
        if value is not None:
            break
    request = {"do": "check", "lang": lang, "check": check["id"], "value": value}
    reply = ask(socket_path(), request)
    if reply["code"]:
        complain(reply["text"])
    elif value == "fix":
        tell(f"  {check['fix']}")
    print()
    return True
