"""Where files live: each in the platform's own place, all of them private.

Directories are 0700, files 0600. The runtime directory is checked before a socket is put there.
"""

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "deskbreak"


class PathError(Exception):
    """A directory cannot be used; the text says which, why, and what to do, in one line."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The program's places for this user."""

    config_dir: Path
    data_dir: Path
    cache_dir: Path
    log_dir: Path
    runtime_dir: Path

    @property
    def ledger(self) -> Path:
        """The database."""
        return self.data_dir / "deskbreak.db"

    @property
    def profile(self) -> Path:
        """What the program remembers of ``setup`` and the programme."""
        return self.data_dir / "profile.toml"

    @property
    def socket(self) -> Path:
        """The control socket."""
        return self.runtime_dir / "control.sock"

    @property
    def lock(self) -> Path:
        """Locked by the daemon as long as it lives."""
        return self.runtime_dir / "daemon.lock"

    @property
    def log(self) -> Path:
        """The log, rotating."""
        return self.log_dir / "deskbreak.log"


def find() -> Paths:
    """The places, not yet made."""
    dirs = platformdirs.PlatformDirs(APP, appauthor=False)
    return Paths(
        config_dir=dirs.user_config_path,
        data_dir=dirs.user_data_path,
        cache_dir=dirs.user_cache_path,
        log_dir=dirs.user_log_path,
        runtime_dir=dirs.user_runtime_path,
    )


def make_private(directory: Path) -> None:
    """Make a directory that only its owner may enter. Raises PathError."""
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = directory.stat()
        if sys.platform == "win32":
            return
        if found.st_uid != os.getuid():
            raise PathError(
                f"{directory} belongs to user {found.st_uid}, not to you: remove it or give it back"
            )
        if stat.S_IMODE(found.st_mode) & 0o077:
            directory.chmod(0o700)
    except OSError as error:
        raise PathError(f"{directory}: {error.strerror}: it must be a directory of yours") from None
