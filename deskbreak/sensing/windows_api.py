"""The calls into Windows, and nothing else.

Sources: winuser.h (GetLastInputInfo, RegisterClassW, CreateWindowExW, GetMessageW, WM_CLOSE,
RegisterRawInputDevices),
wtsapi32.h (WTSRegisterSessionNotification).
"""

import sys

if sys.platform == "win32":
    import ctypes
    import threading
    from ctypes import wintypes

    from deskbreak.sensing.windows import OnMessage

    WM_CLOSE, WM_DESTROY = 0x0010, 0x0002
    THIS_SESSION = 0
    GENERIC_DESKTOP, MOUSE, KEYBOARD = 1, 2, 6
    INPUT_SINK, REMOVE = 0x100, 0x1
    STARTING = 5.0

    LRESULT = ctypes.c_ssize_t
    WNDPROC = ctypes.WINFUNCTYPE(
        LRESULT, wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM
    )

    class LastInput(ctypes.Structure):
        """LASTINPUTINFO."""

        _fields_ = (("cbSize", wintypes.UINT), ("dwTime", wintypes.DWORD))

    class WindowClass(ctypes.Structure):
        """WNDCLASSW."""

        _fields_ = (
            ("style", wintypes.UINT),
            ("lpfnWndProc", WNDPROC),
            ("cbClsExtra", ctypes.c_int),
            ("cbWndExtra", ctypes.c_int),
            ("hInstance", wintypes.HINSTANCE),
            ("hIcon", wintypes.HICON),
            ("hCursor", wintypes.HANDLE),
            ("hbrBackground", wintypes.HBRUSH),
            ("lpszMenuName", wintypes.LPCWSTR),
            ("lpszClassName", wintypes.LPCWSTR),
        )

    class RawDevice(ctypes.Structure):
        """RAWINPUTDEVICE."""

        _fields_ = (
            ("usUsagePage", wintypes.USHORT),
            ("usUsage", wintypes.USHORT),
            ("dwFlags", wintypes.DWORD),
            ("hwndTarget", wintypes.HWND),
        )

    class User32:
        """The time of the last input."""

        def __init__(self) -> None:
            self._info = LastInput(cbSize=ctypes.sizeof(LastInput))

        def last_input(self) -> int:
            """``dwTime``, milliseconds since the machine started, wrapping at 2**32."""
            if not ctypes.windll.user32.GetLastInputInfo(ctypes.byref(self._info)):
                raise ctypes.WinError()
            return int(self._info.dwTime)

        def ticks(self) -> int:
            """The same clock now."""
            return int(ctypes.windll.kernel32.GetTickCount()) & 0xFFFFFFFF  # 32 bits on purpose

    class HiddenWindow:
        """A window that is never shown, in a thread of its own."""

        def __init__(self) -> None:
            self._handle: int | None = None
            self._problem: OSError | None = None
            self._ready = threading.Event()

        def open(self, on_message: OnMessage) -> None:
            """Make it; OSError if it could not be made."""
            thread = threading.Thread(target=self._run, args=(on_message,), daemon=True)
            thread.start()
            self._ready.wait(STARTING)
            if self._problem is not None:
                raise self._problem

        def close(self) -> None:
            """Ask its thread to end."""
            if self._handle:
                ctypes.windll.user32.PostMessageW(self._handle, WM_CLOSE, 0, 0)

        def hear_input(self, *, on: bool) -> bool:
            """Be sent WM_INPUT for every key and movement, or no more; False if that failed."""
            if not self._handle:
                return False
            flags, target = (INPUT_SINK, self._handle) if on else (REMOVE, None)
            wanted = (RawDevice * 2)(
                *(RawDevice(GENERIC_DESKTOP, each, flags, target) for each in (MOUSE, KEYBOARD))
            )
            size = ctypes.sizeof(RawDevice)
            return bool(ctypes.windll.user32.RegisterRawInputDevices(wanted, 2, size))

        def _run(self, on_message: OnMessage) -> None:
            user32 = ctypes.WinDLL("user32", use_last_error=True)
            user32.DefWindowProcW.restype = LRESULT
            user32.DefWindowProcW.argtypes = (
                wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM,
            )  # fmt: skip
            user32.CreateWindowExW.restype = wintypes.HWND
            user32.DestroyWindow.argtypes = (wintypes.HWND,)

            def procedure(window: int, message: int, wide: int, long: int) -> int:
                if message == WM_DESTROY:
                    user32.PostQuitMessage(0)
                    return 0
                on_message(message, wide)
                return int(user32.DefWindowProcW(window, message, wide, long))

            kind = WindowClass(lpfnWndProc=WNDPROC(procedure), lpszClassName="deskbreak-presence")
            user32.RegisterClassW(ctypes.byref(kind))
            name = kind.lpszClassName
            # No message-only window: those are not told of clocks and settings.
            handle = user32.CreateWindowExW(0, name, name, 0, 0, 0, 0, 0, None, None, None, None)
            if not handle:
                self._problem = ctypes.WinError(ctypes.get_last_error())
                user32.UnregisterClassW(name, None)
                self._ready.set()
                return
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(handle, THIS_SESSION)
            self._handle = handle
            self._ready.set()
            message = wintypes.MSG()
            while user32.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
                user32.TranslateMessage(ctypes.byref(message))
                user32.DispatchMessageW(ctypes.byref(message))
            self._handle = None
            user32.UnregisterClassW(name, None)  # its procedure goes with this thread
