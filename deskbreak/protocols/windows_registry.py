"""The registry of Windows: reading a tree of numbers, and hearing of changes below a key.

Source: winreg.h (RegNotifyChangeKeyValue).
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
    import winreg
    from contextlib import suppress
    from ctypes import wintypes

    from deskbreak.protocols.windows_waiting import Waiting, kernel32, new_event

    NAMES_AND_VALUES = 0x1 | 0x4
    YES = 1
    DEEPEST = 4

    _notify = ctypes.WinDLL("advapi32").RegNotifyChangeKeyValue
    _notify.argtypes = (
        wintypes.HANDLE, wintypes.BOOL, wintypes.DWORD, wintypes.HANDLE, wintypes.BOOL,
    )  # fmt: skip

    class UserTree:
        """The port ``Tree`` on ``HKEY_CURRENT_USER``."""

        def __init__(self, path: str) -> None:
            self._path = path

        def rows(self) -> Iterator[tuple[str, Mapping[str, int]]]:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, self._path) as key:
                yield from _below(key, "", DEEPEST)

        def watch(self, changed: Callable[[], None]) -> Callable[[], None]:
            key = winreg.OpenKey(winreg.HKEY_CURRENT_USER, self._path, 0, winreg.KEY_NOTIFY)
            event = new_event()

            def arm() -> None:
                code = _notify(int(key), YES, NAMES_AND_VALUES, event, YES)
                if code:
                    raise ctypes.WinError(code)

            def happened() -> None:
                arm()  # before it is read: what changes meanwhile is told as well
                changed()

            def release() -> None:
                key.Close()
                kernel32.CloseHandle(event)

            try:
                arm()
            except OSError:
                release()
                raise
            return Waiting(event, happened, release).end

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
