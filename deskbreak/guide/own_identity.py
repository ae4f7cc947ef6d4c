"""What makes a window ours for the desktop: name, icon, and on Windows an entry of its own."""

import os
import sys

from PySide6.QtGui import QGuiApplication, QIcon

from deskbreak.content.asset_files import asset

APP_ID = "deskbreak"
"""As of the notices (AppUserModelID): without it the taskbar shows Python's entry and icon."""


def take_on() -> None:
    """Call it before the first window is shown."""
    QGuiApplication.setDesktopFileName(os.environ.get("FLATPAK_ID") or "deskbreak")
    QGuiApplication.setApplicationName("deskbreak")
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)


def icon() -> QIcon:
    """The program's icon, for windows whose desktop finds none by its name."""
    return QIcon(str(asset("icon.png")))
