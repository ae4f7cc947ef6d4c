"""Where the files are: those of the platform (platformdirs), or the one that was named."""

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

FILE = "config.toml"
PROFILE = "profile.toml"
PREFIX = "DESKBREAK_"
"""How the names of all our variables begin."""
FILE_VARIABLE = "DESKBREAK_CONFIG"
"""Names the user's file."""


class Paths(Struct, frozen=True):
    """The files of a configuration; those that are not there are passed over."""

    user: Path
    system: tuple[Path, ...] = ()
    """The most important one last."""
    profile: Path | None = None
    named: bool = False
    """The user's file was named by ``--config`` or ``DESKBREAK_CONFIG``: it has to be there."""

    @property
    def shown(self) -> str:
        """The user's file as messages name it: as it was given, else without its folder."""
        return str(self.user) if self.named else self.user.name


def locate(environ: Mapping[str, str], config: str | None = None) -> Paths:
    """The files for this user; ``config`` is the argument of ``--config``.

    platformdirs reads the process's own environment (``XDG_CONFIG_HOME``, ``XDG_CONFIG_DIRS``).
    """
    from platformdirs import PlatformDirs  # noqa: PLC0415  # only when asked, not at import

    dirs = PlatformDirs("deskbreak", appauthor=False, multipath=True)
    own = PlatformDirs("deskbreak", appauthor=False, roaming=True)  # on Windows in %APPDATA%
    sites = dirs.site_config_dir.split(os.pathsep)
    named = config or environ.get(FILE_VARIABLE)
    home = os.path.expanduser  # Path.expanduser raises for ~nobody
    return Paths(
        user=Path(home(named)) if named else Path(own.user_config_dir, FILE),
        system=tuple(Path(site, FILE) for site in reversed(sites)),
        profile=Path(dirs.user_data_dir, PROFILE),
        named=bool(named),
    )
