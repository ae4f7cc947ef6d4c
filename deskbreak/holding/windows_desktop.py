"""The calls into Windows that its gates need, and nothing else.

Sources: shellapi.h (SHQueryUserNotificationState), winuser.h (GetForegroundWindow),
winbase.h (QueryFullProcessImageNameW), sysinfoapi.h (GetSystemTimeAsFileTime, GetTickCount64).
"""

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    LIMITED_INFORMATION = 0x1000
    UNITS_PER_MS = 10_000
    LONGEST = 1024

    _kernel32 = ctypes.WinDLL("kernel32")
    _kernel32.GetTickCount64.restype = ctypes.c_uint64
    _kernel32.OpenProcess.restype = wintypes.HANDLE
    _kernel32.CloseHandle.argtypes = (wintypes.HANDLE,)
    _kernel32.QueryFullProcessImageNameW.argtypes = (
        wintypes.HANDLE, wintypes.DWORD, wintypes.LPWSTR, ctypes.POINTER(wintypes.DWORD),
    )  # fmt: skip
    _user32 = ctypes.WinDLL("user32")
    _user32.GetForegroundWindow.restype = wintypes.HWND
    _user32.GetWindowThreadProcessId.argtypes = (wintypes.HWND, ctypes.POINTER(wintypes.DWORD))

    def booted() -> int:
        """When the machine started, as a FILETIME."""
        now = ctypes.c_uint64()
        _kernel32.GetSystemTimeAsFileTime(ctypes.byref(now))
        return int(now.value - UNITS_PER_MS * _kernel32.GetTickCount64())

    def notification_state() -> int:
        """QUERY_USER_NOTIFICATION_STATE; OSError if Windows does not say."""
        state = ctypes.c_int()
        code = ctypes.WinDLL("shell32").SHQueryUserNotificationState(ctypes.byref(state))
        if code:
            raise OSError(f"HRESULT {code & 0xFFFFFFFF:#010x}")
        return state.value

    def program_in_front() -> str | None:
        """The file name of the program whose window is in front."""
        number = wintypes.DWORD()
        _user32.GetWindowThreadProcessId(_user32.GetForegroundWindow(), ctypes.byref(number))
        process = _kernel32.OpenProcess(LIMITED_INFORMATION, 0, number.value)
        if not process:
            return None
        try:
            name, size = ctypes.create_unicode_buffer(LONGEST), wintypes.DWORD(LONGEST)
            found = _kernel32.QueryFullProcessImageNameW(process, 0, name, ctypes.byref(size))
            return name.value.rpartition("\\")[2] if found else None
        finally:
            _kernel32.CloseHandle(process)
