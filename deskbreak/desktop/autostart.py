r"""Starting with the desktop session, by each system's own documented way.

- Linux: a file in ``$XDG_CONFIG_HOME/autostart`` (Desktop Application Autostart Specification;
  ``Exec`` is quoted as the Desktop Entry Specification says).
- Windows: a value under ``HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run``
  ("Run and RunOnce Registry Keys": at most 260 characters).
- macOS: a property list in ``~/Library/LaunchAgents`` (launchd.plist(5)).

Each acts from the next login on. What is there under our name but is not ours stays as it is.
"""

import os
import plistlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol
from xml.parsers.expat import ExpatError

NAME = "deskbreak"
TAIL = ("-P", "-m", NAME, "run")
"""How every command of ours ends; ``-P``: a folder in the home directory is not taken for us."""

MARK = "X-Deskbreak-Autostart=true"
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
RUN_LIMIT = 260

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


class AutostartError(Exception):
    """It could not be switched; the text is the system's reason."""


class ForeignError(AutostartError):
    """Something that is not ours is there under our name; the text says where."""


class Autostart(Protocol):
    """One system's way."""

    @property
    def place(self) -> str:
        """Where it is written, for people."""

    def is_on(self) -> bool:
        """Whether deskbreak starts at the next login; False for what is not ours."""

    def turn(self, *, on: bool) -> None:
        """Switch it; what is so already stays. Raises AutostartError."""


class Registry(Protocol):
    """The values of one key of the Windows registry that holds text."""

    def get(self, name: str) -> str | None:
        """The value, or None."""

    def put(self, name: str, value: str) -> None:
        """Set it; raises OSError."""

    def remove(self, name: str) -> None:
        """Take it away; raises OSError."""


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


class LaunchAgent:
    """MacOS: ``deskbreak.plist`` in the folder of launch agents."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
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


class RunKey:
    """Windows: one value of the Run key."""

    def __init__(self, registry: Registry, command: Sequence[str]) -> None:
        self._registry = registry
        self._line = subprocess.list2cmdline(command)

    @property
    def place(self) -> str:
        return rf"HKEY_CURRENT_USER\{RUN_KEY}\{NAME}"

    def is_on(self) -> bool:
        value = self._registry.get(NAME)
        return value is not None and self._ours(value)

    def turn(self, *, on: bool) -> None:
        value = self._registry.get(NAME)
        if value is not None and not self._ours(value):
            raise ForeignError(self.place)
        if on and len(self._line) > RUN_LIMIT:
            raise AutostartError(f"more than {RUN_LIMIT} characters: {self._line}")
        try:
            if on:
                self._registry.put(NAME, self._line)
            elif value is not None:
                self._registry.remove(NAME)
        except OSError as error:
            raise AutostartError(error.strerror or str(error)) from None

    @staticmethod
    def _ours(value: str) -> bool:
        return value.endswith(subprocess.list2cmdline(TAIL))


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


class WindowsRegistry:
    """The Run key of the present user (winreg)."""

    def get(self, name: str) -> str | None:
        if sys.platform == "win32":
            import winreg  # noqa: PLC0415 - only this system has it

            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
                    return str(winreg.QueryValueEx(key, name)[0])
            except OSError:
                return None
        return None

    def put(self, name: str, value: str) -> None:
        if sys.platform == "win32":
            import winreg  # noqa: PLC0415 - only this system has it

            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
                winreg.SetValueEx(key, name, 0, winreg.REG_SZ, value)

    def remove(self, name: str) -> None:
        if sys.platform == "win32":
            import winreg  # noqa: PLC0415 - only this system has it

            access = winreg.KEY_SET_VALUE
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY, 0, access) as key:
                winreg.DeleteValue(key, name)


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
        return RunKey(WindowsRegistry(), command())
    if platform == "darwin":
        return LaunchAgent(home / "Library" / "LaunchAgents", command())
    named = environ.get("XDG_CONFIG_HOME", "")  # a relative one is to be ignored
    folder = Path(named) if Path(named).is_absolute() else home / ".config"
    return DesktopEntry(folder, command())
