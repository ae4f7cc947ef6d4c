"""What a test asks of Windows: other programs' windows, their messages, and their menus."""

import sys

assert sys.platform == "win32"

import ctypes  # noqa: E402 - there only
from ctypes import wintypes  # noqa: E402 - the same

user32 = ctypes.WinDLL("user32", use_last_error=True)
user32.FindWindowW.restype = wintypes.HWND
user32.FindWindowW.argtypes = (wintypes.LPCWSTR, wintypes.LPCWSTR)
user32.SendNotifyMessageW.argtypes = (
    wintypes.HWND,
    wintypes.UINT,
    wintypes.WPARAM,
    wintypes.LPARAM,
)
user32.GetWindowThreadProcessId.argtypes = (wintypes.HWND, ctypes.POINTER(wintypes.DWORD))
user32.PostMessageW.argtypes = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)
user32.SendMessageTimeoutW.argtypes = (
    wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM, wintypes.UINT, wintypes.UINT,
    ctypes.c_void_p,
)  # fmt: skip
_EACH = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)
user32.EnumWindows.argtypes = (_EACH, wintypes.LPARAM)
user32.GetClassNameW.argtypes = (wintypes.HWND, wintypes.LPWSTR, ctypes.c_int)
user32.GetWindowTextW.argtypes = (wintypes.HWND, wintypes.LPWSTR, ctypes.c_int)
user32.IsWindowVisible.argtypes = (wintypes.HWND,)


class IconData(ctypes.Structure):
    """The beginning of NOTIFYICONDATAW, as it was before Windows 2000."""

    _fields_ = (
        ("cbSize", wintypes.DWORD),
        ("hWnd", wintypes.HWND),
        ("uID", wintypes.UINT),
        ("uFlags", wintypes.UINT),
        ("uCallbackMessage", wintypes.UINT),
        ("hIcon", wintypes.HICON),
        ("szTip", wintypes.WCHAR * 64),
    )


def windows() -> list[tuple[int, str, str, bool]]:
    """Every top-level window: handle, class, title, whether it is visible."""
    found: list[tuple[int, str, str, bool]] = []

    def each(handle: int, _: int) -> bool:
        kind, title = ctypes.create_unicode_buffer(256), ctypes.create_unicode_buffer(256)
        user32.GetClassNameW(handle, kind, 256)
        user32.GetWindowTextW(handle, title, 256)
        visible = bool(user32.IsWindowVisible(handle))
        found.append((handle, kind.value, title.value, visible))
        return True

    user32.EnumWindows(_EACH(each), 0)
    return found


def window(kind: str | None = None, title: str | None = None) -> int:
    """The handle of the first window of a class or title; 0 if there is none."""
    for handle, its_kind, its_title, _ in windows():
        if kind in (None, its_kind) and title in (None, its_title):
            return handle
    return 0


def post(handle: int, message: int, wide: int = 0, long: int = 0) -> None:
    """Send a message of any kind, and wait until it was taken."""
    user32.SendMessageTimeoutW(handle, message, wide, long, 0, 60_000, None)


def post_later(handle: int, message: int, wide: int = 0, long: int = 0) -> None:
    """Leave a message that its window is not done with at once: it opens a menu, say."""
    user32.PostMessageW(handle, message, wide, long)


def delete_icon(handle: int) -> None:
    """Take an icon, pystray's with the number 0, out of the taskbar behind its program's back."""
    data = IconData(cbSize=ctypes.sizeof(IconData), hWnd=handle)
    ctypes.WinDLL("shell32").Shell_NotifyIconW(2, ctypes.byref(data))
