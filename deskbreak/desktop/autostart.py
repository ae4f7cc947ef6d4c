"""Starting with the desktop session, by each system's own documented way.

- Linux: a file in ``$XDG_CONFIG_HOME/autostart`` (Desktop Application Autostart Specification;
  ``Exec`` is quoted as the Desktop Entry Specification says).
- Windows: a value of the Run key (``run_key``).
- macOS: a property list in ``~/Library/LaunchAgents`` (launchd.plist(5)).

Each acts from the next login on. What is there under our name but is not ours stays as it is.
"""

import os
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from deskbreak.desktop.autostart_errors import AutostartError, ForeignError
from deskbreak.desktop.run_key import RunKey, UserRunKey

NAME = "deskbreak"
TAIL = ("-P", "-m", NAME, "run")
"""How every command of ours ends; ``-P``: a folder in the home directory is not taken for us."""

MARK = "X-Deskbreak-Autostart=true"

ENTRY = """[Desktop Entry]
Type=Application
Version=1.5
Name=deskbreak
Comment=Breaks up long sitting
Comment[ja]=座りっぱなしを途切れさせる
Exec={command}
Terminal=false
X-GNOME-Autostart-enabled=true
{mark}
"""

_PLAIN = re.compile(r"[\w@%+=:,./-]+", re.ASCII)
_SWITCHED_OFF = re.compile(r"^(Hidden=true|X-GNOME-Autostart-enabled=false)\s*$", re.MULTILINE)


class Autostart(Protocol):
    """One system's way."""

    @property
    def place(self) -> str:
        """Where it is written, for people."""

    def is_on(self) -> bool:
        """Whether deskbreak starts at the next login; False for what is not ours."""

    def turn(self, *, on: bool) -> None:
        """Switch it; what is so already stays. Raises AutostartError."""

    def switched_off(self) -> bool:
        """Whether it is set up, and the person has switched it off in the system's own list."""


class DesktopEntry:
    """Linux: ``autostart/deskbreak.desktop`` in the folder of configurations."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        self._file = folder / "autostart" / f"{NAME}.desktop"
        self._text = ENTRY.format(command=exec_line(command), mark=MARK)

    @property
    def place(self) -> str:
        return str(self._file)

    def is_on(self) -> bool:
        text = _read(self._file)
        return text is not None and MARK in text and not _SWITCHED_OFF.search(text)

    def turn(self, *, on: bool) -> None:
        _turn_file(self._file, self._text.encode() if on else None, lambda text: MARK in text)

    def switched_off(self) -> bool:
        return False  # desktops write into our file, and then it is not on


class LaunchAgent:
    """MacOS: ``deskbreak.plist`` in the folder of launch agents."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        import plistlib  # noqa: PLC0415 - the XML parser that it loads is used on macOS alone

        self._file = folder / f"{NAME}.plist"
        self._content = plistlib.dumps(
            {
                "Label": NAME,
                "ProgramArguments": list(command),
                "RunAtLoad": True,
                "ProcessType": "Interactive",
                "LimitLoadToSessionType": "Aqua",
            }
        )

    @property
    def place(self) -> str:
        return str(self._file)

    def is_on(self) -> bool:
        agent = _agent(_read(self._file) or "")
        return agent is not None and agent.get("Disabled") is not True

    def turn(self, *, on: bool) -> None:
        content = self._content if on else None
        _turn_file(self._file, content, lambda text: _agent(text) is not None)

    def switched_off(self) -> bool:
        return False  # launchd does not say what its overrides are


def exec_line(command: Sequence[str]) -> str:
    """The value of ``Exec``: quoted as an argument, then escaped as a string of the file."""
    return " ".join(map(_quoted, command)).replace("\\", "\\\\").replace("\n", "\\n")


def _quoted(argument: str) -> str:
    """Quoted if it has a reserved character; a percent sign would be a field code."""
    argument = argument.replace("%", "%%")
    if _PLAIN.fullmatch(argument):
        return argument
    return '"' + re.sub(r'(["`$\\])', r"\\\1", argument) + '"'


def _agent(text: str) -> dict[str, object] | None:
    """The property list if it is one that starts deskbreak."""
    import plistlib  # noqa: PLC0415 - as above
    from xml.parsers.expat import ExpatError  # noqa: PLC0415 - the same

    try:
        agent = plistlib.loads(text.encode())
    except (ValueError, ExpatError, plistlib.InvalidFileException):
        return None
    words = agent.get("ProgramArguments") if isinstance(agent, dict) else None
    return agent if isinstance(words, list) and tuple(words[-len(TAIL) :]) == TAIL else None


def _read(file: Path) -> str | None:
    """The text of a file; None if there is none. What cannot be read is not ours."""
    try:
        return file.read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return "" if file.is_symlink() else None
    except OSError:
        return ""


def _turn_file(file: Path, content: bytes | None, ours: Callable[[str], bool]) -> None:
    """Write the file whole, or remove it (None), unless it is somebody else's."""
    text = _read(file)
    if text is not None and not ours(text):
        raise ForeignError(str(file))
    try:
        if content is not None:
            _write(Path(os.path.realpath(file)), content)
        elif text is not None:
            file.unlink()
    except OSError as error:
        raise AutostartError(f"{file}: {error.strerror}") from None


def _write(file: Path, content: bytes) -> None:
    """A new file in the place of the old one."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    try:
        with os.fdopen(number, "wb") as new:
            new.write(content)
        Path(name).chmod(0o644)  # other programs of the session read it
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def command(python: str = sys.executable) -> tuple[str, ...]:
    """The command that starts the daemon: this very Python; on Windows the one without console."""
    quiet = Path(python).with_name("pythonw.exe")
    windowless = sys.platform == "win32" and quiet.exists()
    return (str(quiet) if windowless else python, *TAIL)


def system_autostart(
    environ: Mapping[str, str], home: Path, platform: str = sys.platform
) -> Autostart:
    """The way of this system."""
    if platform == "win32":
        return RunKey(UserRunKey(), command(), TAIL)
    if platform == "darwin":
        return LaunchAgent(home / "Library" / "LaunchAgents", command())
    named = environ.get("XDG_CONFIG_HOME", "")  # a relative one is to be ignored
    folder = Path(named) if Path(named).is_absolute() else home / ".config"
    return DesktopEntry(folder, command())
