"""Says something to a person where there is neither a console nor an icon yet (Windows)."""

import sys

INFORMATION, IN_FRONT = 0x40, 0x10000
"""MB_ICONINFORMATION, MB_SETFOREGROUND (winuser.h)."""


def tell_without_console(text: str) -> None:
    """Show a box and wait until it is closed; nothing where standard error is there."""
    if sys.platform == "win32" and sys.__stderr__ is None:
        import ctypes  # noqa: PLC0415 - only there

        ctypes.windll.user32.MessageBoxW(None, text, "deskbreak", INFORMATION | IN_FRONT)
