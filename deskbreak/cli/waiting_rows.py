"""Records that are not in the ledger yet: in the daemon's memory, or beside the ledger."""

from pathlib import Path

from deskbreak.control.client import NoAnswer, NotRunning, ask
from deskbreak.desktop.runtime_paths import PathError, socket_path
from deskbreak.storage.records import Row, as_row, unwritten

ASKED_WITHIN_S = 2.0


def waiting_rows(ledger: Path) -> list[Row]:
    """Oldest first. Raises LedgerError."""
    rows = unwritten(ledger)
    try:
        reply = ask(socket_path(), {"do": "unwritten"}, ASKED_WITHIN_S)
    except (NotRunning, NoAnswer, PathError):
        return rows  # nobody has any, or nobody tells
    data = reply.get("data")
    said = data if isinstance(data, list) else []  # an older daemon does not know the question
    told = [row for values in said if (row := as_row(values)) is not None]
    return [row for row in rows if row not in told] + told  # its own lie beside the ledger, too
