"""Where files live: each in the platform's own place, all of them private.

Directories are 0700, files 0600. The runtime directory is checked before a socket is put there.
"""

from __future__ import annotations

import os
import stat
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from deskbreak.desktop.runtime_paths import APP, PathError, is_private, runtime_dir, socket_path

if TYPE_CHECKING:
    from platformdirs import PlatformDirs


class Paths:
    """The program's places for this user, as platformdirs names them. Nothing is made here."""

    @cached_property
    def runtime_dir(self) -> Path:
        """Of socket and lock. Raises PathError."""
        return Path(runtime_dir())

    @cached_property
    def _dirs(self) -> PlatformDirs:
        import platformdirs  # noqa: PLC0415 - the lock is taken before anything slow is loaded

        return platformdirs.PlatformDirs(APP, appauthor=False)

    @cached_property
    def _roaming(self) -> PlatformDirs:
        """The same, but on Windows in %APPDATA%."""
        import platformdirs  # noqa: PLC0415 - the same

        return platformdirs.PlatformDirs(APP, appauthor=False, roaming=True)

    @property
    def config_dir(self) -> Path:
        """Of ``config.toml`` and the person's own routines."""
        return Path(self._roaming.user_config_dir)

    @property
    def data_dir(self) -> Path:
        """Of the ledger and the profile."""
        return Path(self._dirs.user_data_dir)

    @property
    def cache_dir(self) -> Path:
        """Of what can be made again."""
        return Path(self._dirs.user_cache_dir)

    @property
    def log_dir(self) -> Path:
        """Of the log."""
        return Path(self._dirs.user_log_dir)

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
        return Path(socket_path())

    @property
    def lock(self) -> Path:
        """Locked by the daemon as long as it lives."""
        return self.runtime_dir / "daemon.lock"

    @property
    def ledger_lock(self) -> Path:
        """The same, beside the ledger: see ``single_instance``."""
        return self.data_dir / "deskbreak.lock"

    @property
    def log(self) -> Path:
        """The log, rotating."""
        return self.log_dir / "deskbreak.log"


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


def make_runtime(directory: Path) -> None:
    """Make the directory of socket and lock; nobody may have put another in its way meanwhile.

    Raises PathError.
    """
    make_private(directory)
    for each in (directory.parent, directory):
        if not is_private(str(each)):
            raise PathError(f"{each} must be a directory of yours, with mode 0700, and no link")
