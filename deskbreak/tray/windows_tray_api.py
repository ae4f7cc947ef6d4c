"""The calls into Windows that the tray needs, and nothing else.

Sources: winuser.h (EndMenu, PostQuitMessage, GetSystemMetrics, CreateIconFromResourceEx,
SetProcessDpiAwarenessContext).
"""

import sys

if sys.platform == "win32":
    import ctypes
    from contextlib import suppress
    from ctypes import wintypes
    from io import BytesIO

    from PIL.Image import Image

    SMALL_ICON_WIDTH = 49
    ICO_HEADER = 6 + 16
    """Bytes before the image in an .ico file of one image."""
    IS_ICON, ICON_VERSION = 1, 0x00030000
    SYSTEM_AWARE = -2

    _user32 = ctypes.WinDLL("user32", use_last_error=True)
    _user32.CreateIconFromResourceEx.restype = wintypes.HICON
    _user32.CreateIconFromResourceEx.argtypes = (
        ctypes.c_char_p, wintypes.DWORD, wintypes.BOOL, wintypes.DWORD, ctypes.c_int, ctypes.c_int,
        wintypes.UINT,
    )  # fmt: skip

    def small_icon_side() -> int:
        """Pixels of an icon in the tray: 16, 24 and 32 at 100, 150 and 200 %."""
        with suppress(AttributeError):  # before Windows 10 1607; then 16, and Windows scales
            _user32.SetProcessDpiAwarenessContext(ctypes.c_void_p(SYSTEM_AWARE))
        return int(_user32.GetSystemMetrics(SMALL_ICON_WIDTH)) or 16

    def icon_handle(image: Image) -> int:
        """An icon of exactly this image; OSError if there is none to be had."""
        drawn = BytesIO()
        image.save(drawn, "ICO", sizes=[image.size], bitmap_format="bmp")
        bits = drawn.getvalue()[ICO_HEADER:]
        handle = _user32.CreateIconFromResourceEx(
            bits, len(bits), IS_ICON, ICON_VERSION, *image.size, 0
        )
        if not handle:
            raise ctypes.WinError(ctypes.get_last_error())
        return int(handle)

    def end_menu() -> None:
        """Close the menu that is open in this thread."""
        _user32.EndMenu()

    def post_quit() -> None:
        """End the message loop of this thread."""
        _user32.PostQuitMessage(0)
