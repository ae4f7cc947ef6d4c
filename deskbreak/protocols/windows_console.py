"""The console of Windows: single keys as they are pressed, and control sequences on its screen.

Sources: conio.h (_getwch: a first 0 or 0xE0 announces the code of a key without a letter) and
consoleapi.h (SetConsoleMode, ENABLE_VIRTUAL_TERMINAL_PROCESSING), consoleapi2.h
(GetConsoleScreenBufferInfo, FillConsoleOutputCharacterW).
"""

import sys
from collections.abc import Callable

UP, DOWN, RIGHT, LEFT, PAGE_UP, PAGE_DOWN = "up", "down", "right", "left", "page up", "page down"
CODES = {"H": UP, "P": DOWN, "M": RIGHT, "K": LEFT, "I": PAGE_UP, "Q": PAGE_DOWN}
ANNOUNCE = ("\x00", "\xe0")
NO_CONSOLE = "\uffff"
"""WEOF: there is no console to read from, or it has gone; asked again, it says so at once."""


def keys_of(read: Callable[[], str], pressed: Callable[[str], None]) -> None:
    """Tell of keys for ever: a letter, or the name of a key that has none.

    Args:
        read: waits for the next unit of a key; EOFError or OSError when there are none any more.
        pressed: gets each key.
    """
    while True:
        try:
            unit = read()
            if unit == NO_CONSOLE:
                return
            if unit in ANNOUNCE:
                name = CODES.get(read())
                if name is not None:
                    pressed(name)
            elif unit:
                pressed(unit)
        except (EOFError, OSError):
            return


if sys.platform == "win32":
    import asyncio
    import ctypes
    import msvcrt
    import threading
    from contextlib import suppress
    from ctypes import wintypes

    STD_OUTPUT_HANDLE, VIRTUAL_TERMINAL = -11, 0x0004

    class ConsoleKeys:
        """Hears keys in a thread that waits for them, and tells of them in the event loop.

        The thread cannot be woken; it ends with the program, and tells nothing after ``close``.
        """

        def __init__(self, pressed: Callable[[str], None]) -> None:
            self._pressed: Callable[[str], None] | None = pressed
            self._loop = asyncio.get_running_loop()
            threading.Thread(target=self._run, name="keys", daemon=True).start()

        def close(self) -> None:
            """Tell nothing more."""
            self._pressed = None

        def _run(self) -> None:
            keys_of(msvcrt.getwch, self._heard)

        def _heard(self, key: str) -> None:
            with suppress(RuntimeError):  # the loop has ended meanwhile
                self._loop.call_soon_threadsafe(self._tell, key)

        def _tell(self, key: str) -> None:
            if self._pressed is not None:
                self._pressed(key)

    NOTHING = "\x1b[0m"
    """A control sequence after which everything is as before."""

    class Place(ctypes.Structure):
        """COORD."""

        _fields_ = (("X", wintypes.SHORT), ("Y", wintypes.SHORT))

    class Buffer(ctypes.Structure):
        """CONSOLE_SCREEN_BUFFER_INFO."""

        _fields_ = (
            ("dwSize", Place),
            ("dwCursorPosition", Place),
            ("wAttributes", wintypes.WORD),
            ("srWindow", wintypes.SMALL_RECT),
            ("dwMaximumWindowSize", Place),
        )

    class Screen:
        """The mode of the console's screen."""

        def __init__(self) -> None:
            self._kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel32.GetStdHandle.restype = ctypes.c_void_p
            self._kernel32.SetConsoleCursorPosition.argtypes = (ctypes.c_void_p, Place)
            self._kernel32.FillConsoleOutputCharacterW.argtypes = (
                ctypes.c_void_p, ctypes.c_wchar, wintypes.DWORD, Place, ctypes.c_void_p,
            )  # fmt: skip
            self._handle = ctypes.c_void_p(self._kernel32.GetStdHandle(STD_OUTPUT_HANDLE))
            self._before = ctypes.c_ulong()

        def take(self) -> bool:
            """Let it understand control sequences; False if it cannot."""
            if not self._kernel32.GetConsoleMode(self._handle, ctypes.byref(self._before)):
                return False
            mode = self._before.value | VIRTUAL_TERMINAL
            if not self._kernel32.SetConsoleMode(self._handle, mode):
                return False
            if self._obeys():
                return True
            self.give()
            return False

        def give(self) -> None:
            """As it was."""
            self._kernel32.SetConsoleMode(self._handle, self._before)

        def _obeys(self) -> bool:
            """Whether a sequence is not seen as letters: Wine takes the mode and shows them."""
            api, handle, written = self._kernel32, self._handle, wintypes.DWORD()
            before, after = Buffer(), Buffer()
            if not api.GetConsoleScreenBufferInfo(handle, ctypes.byref(before)):
                return True  # nothing is known to the contrary
            api.WriteConsoleW(handle, NOTHING, len(NOTHING), ctypes.byref(written), None)
            api.GetConsoleScreenBufferInfo(handle, ctypes.byref(after))
            here, there = before.dwCursorPosition, after.dwCursorPosition
            if (here.X, here.Y) == (there.X, there.Y):
                return True
            count = len(NOTHING)
            api.SetConsoleCursorPosition(handle, here)
            api.FillConsoleOutputCharacterW(handle, " ", count, here, ctypes.byref(written))
            return False
