"""``deskbreak run``: the daemon, in the foreground."""

import argparse
import contextlib
import sys
from collections.abc import Callable
from typing import Any

from deskbreak.cli.cli_text import complain, language_of, say
from deskbreak.desktop import unused_modules as lean
from deskbreak.desktop.paths import PathError, Paths, make_private
from deskbreak.desktop.single_instance import AlreadyRunning, lock

FAILED, USAGE, RUNNING_ALREADY = 1, 2, 6


def add(parser: argparse.ArgumentParser, _: str) -> None:
    """The words of ``run``."""
    parser.add_argument("--config", metavar="FILE")
    parser.add_argument("--terminal", action="store_true")
    parser.add_argument("--no-tray", action="store_true")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("-v", "--verbose", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Run until told to quit."""
    paths = Paths()
    try:
        for directory in (paths.runtime_dir, paths.data_dir, paths.log_dir):
            make_private(directory)
        with contextlib.suppress(OSError):  # while it is missing, its neighbours would be watched
            paths.config_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = lock(paths.lock)
    except PathError as error:
        complain(f"deskbreak: {error}")
        return FAILED
    except AlreadyRunning as error:
        complain(say(args.lang, "refused.already_running", pid=error.pid))
        return RUNNING_ALREADY
    except OSError as error:
        complain(f"deskbreak: {error.filename}: {error.strerror}")
        return FAILED
    with held:
        return _daemon(args)


def _daemon(args: argparse.Namespace) -> int:
    """Put it together, now that nobody else is there."""
    lean.leave_out()
    tray = None
    if not args.no_tray:
        from deskbreak.tray.startup_tray import StartupTray  # noqa: PLC0415 - the same

        tray = StartupTray()
    from deskbreak.compose import Options, run_daemon  # noqa: PLC0415 - the same
    from deskbreak.desktop import logs  # noqa: PLC0415 - only the one that runs needs them
    from deskbreak.storage.ledger import Ledger  # noqa: PLC0415 - the same
    from deskbreak.storage.schema import LedgerError  # noqa: PLC0415 - the same
    from deskbreak.timing.clock import SystemClock  # noqa: PLC0415 - the same

    overrides = dict(pair.partition("=")[::2] for pair in args.set)
    if any("=" not in pair for pair in args.set):
        complain("deskbreak run: --set needs KEY=VALUE, such as rhythm.every=30m")
        return USAGE
    paths = Paths()
    logs.begin(paths.log, verbose=args.verbose)
    now = SystemClock().now()
    try:
        ledger = Ledger(paths.ledger, now)
    except LedgerError as error:
        complain(f"deskbreak: {error}")
        if tray is not None:
            tray.tray.stop()
        return FAILED
    options = Options(
        config=args.config,
        overrides=overrides,
        language=language_of(args.lang) if args.lang else None,
        terminal=args.terminal,
        tray=tray,
    )
    if tray is not None and getattr(tray.tray, "wants_main_thread", False):
        _beside(tray.tray, lambda: run_daemon(paths, options, ledger, now))
    else:
        run_daemon(paths, options, ledger, now)
    sys.stdout.flush()
    return 0


def _beside(tray: Any, daemon: Callable[[], None]) -> None:
    """MacOS wants the tray in the main thread: the daemon runs in another one meanwhile."""
    import threading  # noqa: PLC0415 - only there

    thread = threading.Thread(target=daemon, name="daemon")
    thread.start()
    tray.run()
    thread.join()
