"""``deskbreak autostart``: start with the desktop session, or no longer."""

import argparse
import os
from pathlib import Path

from deskbreak.cli.cli_text import say
from deskbreak.desktop.autostart import Autostart, system_autostart
from deskbreak.desktop.autostart_errors import AutostartError, ForeignError
from deskbreak.desktop.standard_streams import complain
from deskbreak.desktop.terminal_text import tell


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """The words of ``autostart``."""
    parser.add_argument("what", choices=("on", "off", "status"))


def run(args: argparse.Namespace) -> int:
    """Switch it, and say how it is now."""
    autostart = system_autostart(os.environ, Path.home())
    if args.what != "status" and not switch(autostart, args.lang, on=args.what == "on"):
        return 1
    is_on = autostart.is_on()
    tell(say(args.lang, f"autostart.{'on' if is_on else 'off'}"))
    if autostart.switched_off():
        tell(say(args.lang, "autostart_more.switched_off"))
    if is_on:
        tell(say(args.lang, "autostart_more.at_login", place=autostart.place))
    return 0


def switch(autostart: Autostart, lang: str | None, *, on: bool) -> bool:
    """Switch it; False, and one line on standard error, if that is not possible."""
    try:
        autostart.turn(on=on)
    except ForeignError as error:
        complain(say(lang, "autostart_more.foreign", place=error))
        return False
    except AutostartError as error:
        complain(say(lang, "autostart.failed_to_write", why=error))
        return False
    return True
