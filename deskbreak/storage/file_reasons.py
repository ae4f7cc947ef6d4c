"""Why the ledger's file cannot be used, more exactly than SQLite says it."""

import os
import sqlite3
from pathlib import Path


def reason(path: Path, error: Exception) -> str:
    """Why, and what to do."""
    if path.is_symlink() and not path.exists():
        return "it is a link that leads nowhere: mend or remove the link"
    if path.exists() and not path.is_file():
        return "it is no file: move it away"
    folder = path.parent
    if folder.exists() and not os.access(folder, os.W_OK):
        return f"the folder {folder} cannot be written to: give yourself the right to"
    if path.exists() and not os.access(path, os.W_OK):
        return "it cannot be written to: give yourself the right to"
    if isinstance(error, OSError):
        return str(error.strerror or error)
    return str(error)


def may_be_damage(error: Exception) -> bool:
    """Whether the file may be at fault: no database, a contradiction, a table that is gone."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
