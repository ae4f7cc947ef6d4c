r"""Starting with the session of Windows.

A value of ``HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run`` ("Run and RunOnce
Registry Keys": at most 260 characters). What the person switched off in the list of startup apps
(Settings, Task Manager) is noted in ``Explorer\StartupApproved\Run`` under the same name, with an
odd first byte; it is read, and never written: that switch is the person's.
"""

import subprocess
import sys
from collections.abc import Sequence
from typing import Protocol

from deskbreak.desktop.autostart_errors import AutostartError, ForeignError

NAME = "deskbreak"
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED_KEY = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
RUN_LIMIT = 260


class Registry(Protocol):
    """The Run key of one user, and what the list of startup apps notes beside it."""

    def get(self, name: str) -> str | None:
        """The value, or None."""

    def put(self, name: str, value: str) -> None:
        """Set it; raises OSError."""

    def remove(self, name: str) -> None:
        """Take it away; raises OSError."""

    def approved(self, name: str) -> bytes | None:
        """What the list of startup apps notes, or None."""


class RunKey:
    """One value of the Run key.

    Args:
        registry: where it is.
        command: what it starts.
        tail: how every command of ours ends.
    """

    def __init__(self, registry: Registry, command: Sequence[str], tail: Sequence[str]) -> None:
        self._registry = registry
        self._line = subprocess.list2cmdline(command)
        self._tail = subprocess.list2cmdline(tail)

    @property
    def place(self) -> str:
        return rf"HKEY_CURRENT_USER\{RUN_KEY}\{NAME}"

    def is_on(self) -> bool:
        return self._there() and not self._off_in_list()

    def switched_off(self) -> bool:
        return self._there() and self._off_in_list()

    def turn(self, *, on: bool) -> None:
        value = self._registry.get(NAME)
        if value is not None and not value.endswith(self._tail):
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

    def _there(self) -> bool:
        value = self._registry.get(NAME)
        return value is not None and value.endswith(self._tail)

    def _off_in_list(self) -> bool:
        noted = self._registry.approved(NAME)
        return bool(noted) and noted is not None and noted[0] % 2 == 1


class UserRunKey:
    """The port ``Registry`` on the present user's (winreg)."""

    def get(self, name: str) -> str | None:
        found = _value(RUN_KEY, name)
        return None if found is None else str(found)

    def approved(self, name: str) -> bytes | None:
        found = _value(APPROVED_KEY, name)
        return found if isinstance(found, bytes) else None

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


def _value(path: str, name: str) -> object:
    """A value of the present user's registry, or None."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - only this system has it

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
                return winreg.QueryValueEx(key, name)[0]
        except OSError:
            return None
    return None
