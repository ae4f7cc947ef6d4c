"""Hears that something in a folder of Windows changed.

Source: fileapi.h (FindFirstChangeNotificationW), which tells that, not what: whoever asks compares.
"""

import sys
from collections.abc import Callable
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    from deskbreak.protocols.windows_waiting import Waiting

    NAMES, SIZES, WRITES = 0x1 | 0x2, 0x8, 0x10
    NO, INVALID = 0, ctypes.c_void_p(-1).value

    _kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel32.FindFirstChangeNotificationW.restype = wintypes.HANDLE
    _kernel32.FindNextChangeNotification.argtypes = (wintypes.HANDLE,)
    _kernel32.FindCloseChangeNotification.argtypes = (wintypes.HANDLE,)

    class FolderWatch:
        """Calls in a thread of its own after each change. Raises OSError if there is no folder."""

        def __init__(self, folder: Path, changed: Callable[[], None]) -> None:
            handle = _kernel32.FindFirstChangeNotificationW(str(folder), NO, NAMES | SIZES | WRITES)
            if not handle or handle == INVALID:
                raise ctypes.WinError(ctypes.get_last_error())
            found = int(handle)

            def happened() -> None:
                if not _kernel32.FindNextChangeNotification(found):
                    raise ctypes.WinError(ctypes.get_last_error())
                changed()

            self._waiting = Waiting(
                found, happened, lambda: _kernel32.FindCloseChangeNotification(found)
            )

        def end(self) -> None:
            """Hear no more."""
            self._waiting.end()
