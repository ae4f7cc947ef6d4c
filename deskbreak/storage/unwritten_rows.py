"""Rows that could not be written: beside the ledger, should this run end before they are."""

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from deskbreak.storage.row_values import Row


def keep(ledger: Path, rows: Sequence[Row]) -> None:
    """Add them to those that wait already. Raises OSError."""
    file = _file(ledger)
    number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(number, "wb", buffering=0) as to:
        before = os.fstat(number).st_size
        left = memoryview(msgspec.json.Encoder().encode_lines(rows))
        try:
            while left:
                left = left[to.write(left) :]
            os.fsync(number)
        except OSError:
            os.ftruncate(number, before)  # half a line would spoil the next one
            raise


def take(ledger: Path) -> list[Row]:
    """Those that wait; a line that cannot be read is passed over. Raises OSError."""
    try:
        lines = _file(ledger).read_bytes().splitlines()
    except FileNotFoundError:
        return []
    decode, found = msgspec.json.Decoder(Row).decode, []
    for line in lines:
        try:
            found.append(decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
    return found


def forget(ledger: Path) -> None:
    """They are in the ledger now. Raises OSError."""
    _file(ledger).unlink(missing_ok=True)


def _file(ledger: Path) -> Path:
    return ledger.with_name(f"{ledger.name}.unwritten")
