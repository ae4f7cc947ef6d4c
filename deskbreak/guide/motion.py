"""Whether the system is set to show as little motion as possible.

Windows: SystemParametersInfo, SPI_GETCLIENTAREAANIMATION. macOS: ``reduceMotion`` of the
Accessibility preferences. Linux: GNOME's ``enable-animations`` (GNOME, Cinnamon, Budgie and GTK
programs follow it), KDE's ``AnimationDurationFactor``. Asked once, after the window is shown.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PATIENCE = 1.0


def unwanted(setting: str, environ: Mapping[str, str] | None = None) -> bool:
    """Whether motion is unwanted; ``setting`` is ``auto``, ``on`` (unwanted) or ``off``.

    ``environ`` None: the variables of this process.
    """
    environ = os.environ if environ is None else environ
    if setting != "auto":
        return setting == "on"
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        return (
            _said(["/usr/bin/defaults", "read", "com.apple.universalaccess", "reduceMotion"]) == "1"
        )
    if "KDE" in environ.get("XDG_CURRENT_DESKTOP", "").split(":"):
        return _kde(Path(environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"))
    program = shutil.which("gsettings", path=environ.get("PATH"))
    if program is None:
        return False
    return _said([program, "get", "org.gnome.desktop.interface", "enable-animations"]) == "false"


def _windows() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415 - only there

    on = ctypes.c_int(1)
    ctypes.windll.user32.SystemParametersInfoW(0x1042, 0, ctypes.byref(on), 0)
    return not on.value


def _kde(folder: Path) -> bool:
    """``[KDE] AnimationDurationFactor=0`` in kdeglobals."""
    try:
        words = (folder / "kdeglobals").read_text("utf-8", "replace")
    except OSError:
        return False
    return re.search(r"(?m)^AnimationDurationFactor=0(\.0*)?\s*$", words) is not None


def _said(command: list[str]) -> str | None:
    """What a command prints; None if it cannot be asked."""
    try:
        done = subprocess.run(  # noqa: S603  # fixed words
            command, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
