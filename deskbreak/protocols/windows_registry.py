"""The registry of Windows: reading a tree of numbers, and hearing of changes below a key.

Source: winreg.h (RegNotifyChangeKeyValue), synchapi.h (WaitForMultipleObjects).
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol


class Tree(Protocol):
    """The keys below one of the present user's."""

    def rows(self) -> Iterator[tuple[str, Mapping[str, int]]]:
        r"""Each key below, as a path with ``\``, and its values that are numbers.

        Raises OSError if the key itself is not there.
        """

    def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Call in a thread of its own after every change, until what is returned is called.

        Raises OSError if it cannot be had.
        """


if sys.platform == "win32":
    import ctypes
    import threading
    import winreg
    from contextlib import suppress
    from ctypes import wintypes

    NAMES_AND_VALUES = 0x1 | 0x4
    FOREVER = 0xFFFFFFFF
    DEEPEST = 4

    class UserTree:
        """The port ``Tree`` on ``HKEY_CURRENT_USER``."""

        def __init__(self, path: str) -> None:
            self._path = path

        def rows(self) -> Iterator[tuple[str, Mapping[str, int]]]:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, self._path) as key:
                yield from _below(key, "", DEEPEST)

        def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
            key = winreg.OpenKey(winreg.HKEY_CURRENT_USER, self._path, 0, winreg.KEY_NOTIFY)
            watch = _Watch(key, changed)
            return watch.end

    def _below(
        key: winreg.HKEYType, path: str, depth: int
    ) -> Iterator[tuple[str, Mapping[str, int]]]:
        children, values, _ = winreg.QueryInfoKey(key)
        numbers: dict[str, int] = {}
        with suppress(OSError):  # it is being changed; the change will be told
            for index in range(values):
                name, value, _ = winreg.EnumValue(key, index)
                if isinstance(value, int):
                    numbers[name] = value
        if path:
            yield path, numbers
        for index in range(children if depth else 0):
            with suppress(OSError):  # the same
                name = winreg.EnumKey(key, index)
                with winreg.OpenKey(key, name) as child:
                    yield from _below(child, f"{path}\\{name}" if path else name, depth - 1)

    class _Watch:
        """A thread that waits for the key to change or for the end."""

        def __init__(self, key: winreg.HKEYType, changed: Callable[[], None]) -> None:
            self._key, self._changed = key, changed
            self._kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel32.CreateEventW.restype = wintypes.HANDLE
            self._kernel32.SetEvent.argtypes = (wintypes.HANDLE,)
            self._kernel32.CloseHandle.argtypes = (wintypes.HANDLE,)
            self._happened = wintypes.HANDLE(self._event())
            self._ending = wintypes.HANDLE(self._event())
            self._notify = ctypes.WinDLL("advapi32").RegNotifyChangeKeyValue
            self._notify.argtypes = (
                wintypes.HANDLE, wintypes.BOOL, wintypes.DWORD, wintypes.HANDLE, wintypes.BOOL,
            )  # fmt: skip
            self._lock = threading.Lock()
            self._over = False
            self._arm()
            self._thread = threading.Thread(target=self._run, name="registry", daemon=True)
            self._thread.start()

        def end(self) -> None:
            """Let the thread go; nothing is told after this."""
            with self._lock:
                if not self._over:
                    self._over = True
                    self._kernel32.SetEvent(self._ending)

        def _event(self) -> int:
            handle = self._kernel32.CreateEventW(None, 0, 0, None)
            if not handle:
                raise ctypes.WinError(ctypes.get_last_error())
            return int(handle)

        def _arm(self) -> None:
            code = self._notify(int(self._key), True, NAMES_AND_VALUES, self._happened, True)  # noqa: FBT003 - as its declaration wants
            if code:
                raise ctypes.WinError(code)

        def _run(self) -> None:
            events = (wintypes.HANDLE * 2)(self._ending, self._happened)
            with suppress(OSError):  # the key was deleted: nothing more will be told
                while self._kernel32.WaitForMultipleObjects(2, events, False, FOREVER) == 1:  # noqa: FBT003 - the same
                    self._arm()
                    self._changed()
            with self._lock:
                self._over = True
            self._kernel32.CloseHandle(self._happened)
            self._kernel32.CloseHandle(self._ending)
            self._key.Close()
