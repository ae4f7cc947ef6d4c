"""Name and icon for the desktop, in the person's own folders, for who runs deskbreak from a wheel.

A package of the system brings these files itself. The places are those of the Desktop Entry, Icon
Theme and AppStream specifications below ``$XDG_DATA_HOME``; completions and man pages go beside
them, where bash, fish and man look. What is there under our name but is not ours stays as it is.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from deskbreak.content.asset_files import asset
from deskbreak.desktop.autostart import command, exec_line
from deskbreak.desktop.autostart_errors import ForeignError
from deskbreak.desktop.whole_file import NotWrittenError, write_whole
from deskbreak.errors import FileUnusableError

ICONS = "icons/hicolor"
ENTRY = "applications/deskbreak.desktop"
MARK = "X-Deskbreak-Installed=true"
FILES = {
    f"{ICONS}/scalable/apps/deskbreak.svg": "deskbreak.svg",
    f"{ICONS}/symbolic/apps/deskbreak-symbolic.svg": "deskbreak-symbolic.svg",
    "metainfo/org.deskbreak.Deskbreak.metainfo.xml": "org.deskbreak.Deskbreak.metainfo.xml",
}
"""Place below the folder of data, and the file of ``assets/desktop``."""
BESIDE = (
    "bash-completion/completions/deskbreak",
    "fish/vendor_completions.d/deskbreak.fish",
    "man/man1/deskbreak.1",
    "man/ja/man1/deskbreak.1",
)
"""What a wheel brings in the ``share`` of its environment, in the same places."""


class UserEntries:
    """The files, and where they go.

    Args:
        folder: the person's folder of data.
        start: the command that starts deskbreak.
        beside: the ``share`` of the environment that deskbreak runs in.
    """

    def __init__(self, folder: Path, start: Sequence[str], beside: Path) -> None:
        self._folder, self._start, self._beside = folder, tuple(start), beside

    def install(self) -> Path:
        """Write them all; where the entry stands. Raises FileUnusableError."""
        entry = self._own_entry()
        content = {ENTRY: self._entry().encode()}
        content |= {place: _read(asset(f"desktop/{name}")) for place, name in FILES.items()}
        for place in BESIDE:
            if (self._beside / place).is_file():
                content[place] = _read(self._beside / place)
        for place, said in content.items():
            _write(self._folder / place, said)
        self._look_again()
        return entry

    def remove(self) -> Path:
        """Take them away; where the entry stood. Raises FileUnusableError."""
        entry = self._own_entry()
        for place in (ENTRY, *FILES, *BESIDE):
            try:
                (self._folder / place).unlink(missing_ok=True)
            except OSError as error:
                raise FileUnusableError(f"{self._folder / place}: {error.strerror}") from None
        self._look_again()
        return entry

    def _own_entry(self) -> Path:
        entry = self._folder / ENTRY
        try:
            said = entry.read_text("utf-8", errors="replace")
        except FileNotFoundError:
            return entry
        except OSError as error:
            raise FileUnusableError(f"{entry}: {error.strerror}") from None
        if MARK not in said:
            raise ForeignError(str(entry))
        return entry

    def _entry(self) -> str:
        """The entry that packages bring, started as this deskbreak is."""
        start = exec_line(self._start)
        said = asset("desktop/deskbreak.desktop").read_text("utf-8")
        said = said.replace("Exec=deskbreak ", f"Exec={start} ")
        return said.replace("StartupNotify=", f"{MARK}\nStartupNotify=")

    def _look_again(self) -> None:
        """Desktops look into the theme's folder anew when its time has changed."""
        try:
            os.utime(self._folder / ICONS)
        except OSError:
            return  # then they find it at the next login


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise FileUnusableError(f"{file}: {error.strerror}") from None


def _write(file: Path, said: bytes) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise NotWrittenError(f"{file.parent}: {error.strerror}") from None
    write_whole(file, [said])


def user_entries(
    environ: Mapping[str, str], home: Path, platform: str = sys.platform
) -> UserEntries | None:
    """Those of this person; None where desktops know no such files."""
    if platform in ("win32", "darwin"):
        return None
    named = environ.get("XDG_DATA_HOME", "")  # a relative one is to be ignored
    folder = Path(named) if Path(named).is_absolute() else home / ".local" / "share"
    return UserEntries(folder, command()[:-1], Path(sys.prefix) / "share")
