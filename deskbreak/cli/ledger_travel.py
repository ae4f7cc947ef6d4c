"""``history --export`` and ``--import``: the ledger as a file that another computer reads."""

import contextlib
import sys
from pathlib import Path

from deskbreak.app.ports.control_ports import AlreadyRunning
from deskbreak.cli.cli_text import say
from deskbreak.desktop.paths import Paths, make_private
from deskbreak.desktop.runtime_paths import PathError
from deskbreak.desktop.single_instance import InstanceLock
from deskbreak.desktop.standard_streams import complain
from deskbreak.desktop.terminal_text import tell
from deskbreak.desktop.whole_file import write_whole
from deskbreak.storage.ledger_schema import LedgerError
from deskbreak.storage.travel import bring_in, export
from deskbreak.timing.clock import SystemClock


def export_ledger(path: Path, file: str, lang: str | None) -> int:
    """Write the ledger to a file, or to standard output for ``-``.

    Raises LedgerError and NotWrittenError.
    """
    if file == "-":
        for line in export(path):
            sys.stdout.buffer.write(line)
        return 0
    count = write_whole(Path(file), export(path))
    tell(say(lang, "history.exported", count=count, file=file))
    return 0


def import_ledger(path: Path, file: str, lang: str | None) -> int:
    """Add what a file holds to the ledger, while no daemon writes it. Raises LedgerError."""
    paths = Paths()
    try:
        for directory in (paths.runtime_dir, paths.data_dir):
            make_private(directory)
        held = InstanceLock(paths.lock, paths.ledger_lock)
    except AlreadyRunning:
        complain(say(lang, "history.stop_first"))
        return 1
    except PathError as error:
        complain(f"deskbreak: {error}")
        return 1
    with contextlib.closing(held):
        try:
            with Path(file).open("rb") as lines:
                done = bring_in(path, lines, file, SystemClock().now())
        except OSError as error:
            raise LedgerError(f"{file}: {error.strerror}; nothing was imported") from None
    tell(say(lang, "history.imported", count=done.records, known=done.known))
    if done.state:
        tell(say(lang, "history.imported_state"))
    return 0
