"""``deskbreak run``: the daemon, in the foreground."""

from __future__ import annotations

import contextlib
import logging
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

from deskbreak.app.ports.control_ports import AlreadyRunning
from deskbreak.cli.beside_tray import beside
from deskbreak.cli.cli_text import language_of, say
from deskbreak.config.child_ahead import ChildAhead
from deskbreak.config.folders import LAST_READING
from deskbreak.desktop import spare_descriptors, spare_memory, standard_streams
from deskbreak.desktop.message_box import tell_without_console
from deskbreak.desktop.paths import Paths, make_private, make_runtime
from deskbreak.desktop.runtime_paths import PathError
from deskbreak.desktop.single_instance import InstanceLock
from deskbreak.desktop.standard_streams import complain

if TYPE_CHECKING:
    import argparse

    from deskbreak.tray.startup_tray import StartupTray

FAILED, USAGE, RUNNING_ALREADY = 1, 2, 6


def quick(_: str, words: list[str]) -> SimpleNamespace | None:
    """The words of an ordinary start, without a parser: the daemon would keep it in memory."""
    args = SimpleNamespace(config=None, terminal=False, no_tray=False, set=[], verbose=False)
    given = iter(words)
    for word in given:
        value = next(given, "-") if word in ("--config", "--set") else ""
        if value.startswith("-"):
            return None
        match word:
            case "--config":
                args.config = value
            case "--set":
                args.set.append(value)
            case "--terminal":
                args.terminal = True
            case "--no-tray":
                args.no_tray = True
            case "-v" | "--verbose":
                args.verbose = True
            case _:
                return None
    return args


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """The words of ``run``."""
    parser.add_argument("--config", metavar="FILE")
    parser.add_argument("--terminal", action="store_true")
    parser.add_argument("--no-tray", action="store_true")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("-v", "--verbose", action="store_true")


def run(args: argparse.Namespace | SimpleNamespace) -> int:
    """Run until told to quit."""
    if any("=" not in pair for pair in args.set):
        complain("deskbreak run: --set needs KEY=VALUE, such as rhythm.every=30m")
        return USAGE
    if missing := spare_descriptors.lacking():
        return _refused(say(args.lang, "refused.too_few_files", number=missing), FAILED)
    if spare_memory.lacking():
        return _refused(say(args.lang, "refused.too_little_memory"), FAILED)
    paths = Paths()
    try:
        make_runtime(paths.runtime_dir)
        make_private(paths.data_dir)
        with contextlib.suppress(OSError):  # while it is missing, its neighbours would be watched
            paths.config_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = InstanceLock(paths.lock, paths.ledger_lock)
    except PathError as error:
        return _refused(f"deskbreak: {error}", FAILED)
    except AlreadyRunning as error:
        line = say(args.lang, "refused.already_running", pid=error.pid)
        return _refused(line, RUNNING_ALREADY, kept=False)
    room = not spare_descriptors.lacking(spare_descriptors.WITH_CHILD)
    kept = not args.set and (paths.data_dir / LAST_READING).exists()  # then hardly one is needed
    with contextlib.closing(held):
        standard_streams.let_go()
        left_out = "" if args.no_tray else _no_room_for_tray()
        tray = None if args.no_tray or left_out else _tray()
        if left_out:
            complain(say(args.lang, left_out))
        with ChildAhead(wanted=room and not kept) as reader:
            if tray is not None:
                tray.settle()
            return _daemon(args, held, tray, reader, left_out)


def _refused(line: str, code: int, *, kept: bool = True) -> int:
    """Say why it does not start, also where nobody reads standard error."""
    complain(line)
    if kept:
        with contextlib.suppress(OSError, ImportError, MemoryError, PathError):
            from deskbreak.desktop import logs  # noqa: PLC0415 - only here, and for who runs

            paths = Paths()
            make_private(paths.log_dir)
            logs.keep_line(paths.log, line)
    tell_without_console(line)
    return code


def _no_room_for_tray() -> str:
    """Why an icon cannot be afforded, as the key of a text; empty if it can."""
    if spare_descriptors.lacking(spare_descriptors.WITH_TRAY):
        return "refused.no_files_for_tray"
    if spare_memory.lacking(spare_memory.WITH_TRAY):
        return "refused.no_memory_for_tray"
    return ""


def _tray() -> StartupTray:
    """The icon, before everything else."""
    from deskbreak.tray.startup_tray import StartupTray  # noqa: PLC0415 - not without a tray

    return StartupTray()


def _daemon(
    args: argparse.Namespace | SimpleNamespace,
    held: InstanceLock,
    tray: StartupTray | None,
    reader: ChildAhead,
    left_out: str,
) -> int:
    """Put it together, now that nobody else is there."""
    from deskbreak.compose import Options, run_daemon  # noqa: PLC0415 - the icon comes first
    from deskbreak.desktop import logs  # noqa: PLC0415 - only the one that runs needs them
    from deskbreak.storage.ledger import Ledger  # noqa: PLC0415 - the same
    from deskbreak.storage.ledger_schema import LedgerError  # noqa: PLC0415 - the same
    from deskbreak.timing.clock import SystemClock  # noqa: PLC0415 - the same

    overrides = dict(pair.partition("=")[::2] for pair in args.set)
    paths = Paths()
    logs.begin(paths.log, verbose=args.verbose, refused=_no_log(paths))
    options = Options(
        config=args.config,
        overrides=overrides,
        language=language_of(args.lang) if args.lang else None,
        terminal=args.terminal,
        tray=tray,
        reader=reader,
        hold_lock=held.renew,
        left_out=left_out,
    )
    if left_out:
        logging.getLogger(__name__).info("%s", say("en", left_out))  # it was said already

    def work() -> int:
        """All of it in one thread: the ledger serves only the one that opened it."""
        clock = SystemClock()
        now = clock.now()
        try:
            ledger = Ledger(paths.ledger, now, clock.now)
        except LedgerError as error:
            return _refused(f"deskbreak: {error}", FAILED)
        run_daemon(paths, options, ledger, now)
        return 0

    code = beside(None if tray is None else tray.tray, work)
    sys.stdout.flush()
    return code


def _no_log(paths: Paths) -> str:
    """Why there is no place for a log, which stops nothing; empty if there is one."""
    try:
        make_private(paths.log_dir)
    except PathError as error:
        return str(error)
    return ""
