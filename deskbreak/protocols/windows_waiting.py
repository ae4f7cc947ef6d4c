"""A thread that waits for one of Windows' events to happen, and costs nothing meanwhile.

Source: synchapi.h (WaitForMultipleObjects).
"""

import sys
from collections.abc import Callable

if sys.platform == "win32":
    import ctypes
    import threading
    from contextlib import suppress
    from ctypes import wintypes

    FOREVER, NO = 0xFFFFFFFF, 0

    kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel32.CreateEventW.restype = wintypes.HANDLE
    kernel32.SetEvent.argtypes = (wintypes.HANDLE,)
    kernel32.CloseHandle.argtypes = (wintypes.HANDLE,)

    def new_event() -> int:
        """The handle of an event that resets itself; OSError if there is none to be had."""
        handle = kernel32.CreateEventW(None, NO, NO, None)
        if not handle:
            raise ctypes.WinError(ctypes.get_last_error())
        return int(handle)

    class Waiting:
        """Waits until ``end``.

        Args:
            event: the handle that is waited for.
            happened: called in the thread each time; OSError from it ends the waiting.
            release: called in the thread at the end, to close what belongs to the event.
        """

        def __init__(
            self, event: int, happened: Callable[[], None], release: Callable[[], None]
        ) -> None:
            self._event, self._happened, self._release = event, happened, release
            self._ending = new_event()
            self._lock = threading.Lock()
            self._over = False
            threading.Thread(target=self._run, name="waiting", daemon=True).start()

        def end(self) -> None:
            """Let the thread go. Harmless when doubled."""
            with self._lock:
                if not self._over:
                    self._over = True
                    kernel32.SetEvent(self._ending)

        def _run(self) -> None:
            handles = (wintypes.HANDLE * 2)(self._ending, self._event)
            with suppress(OSError):  # what was watched is gone: nothing more will happen
                while kernel32.WaitForMultipleObjects(2, handles, NO, FOREVER) == 1:
                    self._happened()
            with self._lock:
                self._over = True
            kernel32.CloseHandle(self._ending)
            self._release()
