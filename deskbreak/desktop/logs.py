"""The log: a rotating file of the owner alone, and warnings on standard error."""

import logging
import logging.handlers
import os
import sys
from pathlib import Path

SIZE = 512 * 1024
KEPT = 2
FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def begin(file: Path, *, verbose: bool) -> None:
    """Send the program's log to the file, and what matters to standard error."""
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    said = logging.StreamHandler(sys.stderr)
    said.setFormatter(logging.Formatter("deskbreak: %(message)s"))
    said.setLevel(logging.DEBUG if verbose else logging.WARNING)
    root.addHandler(said)
    try:
        os.close(os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        kept = logging.handlers.RotatingFileHandler(
            file, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8"
        )
    except OSError as error:
        root.warning("%s cannot be written: %s", file, error.strerror)
        return
    kept.setFormatter(logging.Formatter(FORM))
    root.addHandler(kept)
