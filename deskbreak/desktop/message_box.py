"""Says something to a person where there is neither a console nor an icon yet (Windows)."""

import os
import sys

INFORMATION, IN_FRONT = 0x40, 0x10000
"""MB_ICONINFORMATION, MB_SETFOREGROUND (winuser.h)."""


def tell_without_console(text: str) -> None:
    """Show a box and wait until it is closed; nothing where somebody can read standard error.

    A program without a console has none, or the one that leads nowhere in its place.
    """
    if sys.platform == "win32" and getattr(sys.__stderr__, "name", None) in (None, os.devnull):
        import ctypes  # noqa: PLC0415 - only there

        ctypes.windll.user32.MessageBoxW(None, text, "deskbreak", INFORMATION | IN_FRONT)
