"""A file that nobody but the person can read, from its first moment on.

On Windows its access list names the person and the system, and inherits nothing; elsewhere its mode
is 0600. It appears whole: it is written beside its place and then renamed.
Sources: fileapi.h (CreateFileW), sddl.h (ConvertStringSecurityDescriptorToSecurityDescriptorW).
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

PERSON_AND_SYSTEM = "D:P(A;;FA;;;{person})(A;;FA;;;SY)"
"""As SDDL: protected; all of the file's rights to the person and to the system."""


def write_private(file: Path, content: bytes) -> None:
    """Write the file anew. Raises OSError."""
    fresh = file.with_name(f"{file.name}.new")
    with suppress(FileNotFoundError):
        fresh.unlink()
    with os.fdopen(_created(fresh), "wb") as new:
        new.write(content)
    fresh.replace(file)


def _created(file: Path) -> int:
    """The descriptor of a new, empty file."""
    if sys.platform == "win32":
        return _created_on_windows(file)
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    GENERIC_WRITE, CREATE_NEW, FILE_ATTRIBUTE_NORMAL = 0x40000000, 1, 0x80
    TOKEN_QUERY, TOKEN_USER = 0x8, 1
    INVALID_HANDLE_VALUE = ctypes.c_void_p(-1).value

    class _SecurityAttributes(ctypes.Structure):
        """SECURITY_ATTRIBUTES."""

        _fields_ = (
            ("nLength", wintypes.DWORD),
            ("lpSecurityDescriptor", ctypes.c_void_p),
            ("bInheritHandle", wintypes.BOOL),
        )

    def _created_on_windows(file: Path) -> int:
        kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        advapi32 = ctypes.WinDLL("advapi32", use_last_error=True)
        described = ctypes.c_void_p()
        wanted_list = PERSON_AND_SYSTEM.format(person=_own_sid(kernel32, advapi32))
        if not advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW(
            wanted_list, 1, ctypes.byref(described), None
        ):
            raise ctypes.WinError(ctypes.get_last_error())
        kernel32.CreateFileW.restype = ctypes.c_void_p
        kernel32.CreateFileW.argtypes = (
            wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, ctypes.c_void_p,
            wintypes.DWORD, wintypes.DWORD, wintypes.HANDLE,
        )  # fmt: skip
        kernel32.LocalFree.argtypes = (ctypes.c_void_p,)
        wanted = _SecurityAttributes(ctypes.sizeof(_SecurityAttributes), described, 0)
        handle = kernel32.CreateFileW(
            str(file),
            GENERIC_WRITE,
            0,
            ctypes.byref(wanted),
            CREATE_NEW,
            FILE_ATTRIBUTE_NORMAL,
            None,
        )
        error = ctypes.get_last_error()
        kernel32.LocalFree(described)
        if handle is None or handle == INVALID_HANDLE_VALUE:
            raise ctypes.WinError(error)
        return msvcrt.open_osfhandle(handle, os.O_WRONLY)

    def _own_sid(kernel32: ctypes.WinDLL, advapi32: ctypes.WinDLL) -> str:
        """The person's identifier, as SDDL writes it."""
        kernel32.GetCurrentProcess.restype = wintypes.HANDLE
        kernel32.CloseHandle.argtypes = (wintypes.HANDLE,)
        kernel32.LocalFree.argtypes = (ctypes.c_void_p,)
        advapi32.OpenProcessToken.argtypes = (wintypes.HANDLE, wintypes.DWORD, ctypes.c_void_p)
        advapi32.GetTokenInformation.argtypes = (
            wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD, ctypes.c_void_p,
        )  # fmt: skip
        advapi32.ConvertSidToStringSidW.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
        token, written = wintypes.HANDLE(), ctypes.c_void_p()
        process = kernel32.GetCurrentProcess()
        if not advapi32.OpenProcessToken(process, TOKEN_QUERY, ctypes.byref(token)):
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            user, size = ctypes.create_string_buffer(256), wintypes.DWORD()
            if not advapi32.GetTokenInformation(
                token, TOKEN_USER, user, len(user), ctypes.byref(size)
            ):
                raise ctypes.WinError(ctypes.get_last_error())
            sid = ctypes.cast(user, ctypes.POINTER(ctypes.c_void_p))[0]
            if not advapi32.ConvertSidToStringSidW(sid, ctypes.byref(written)):
                raise ctypes.WinError(ctypes.get_last_error())
        finally:
            kernel32.CloseHandle(token)
        text = ctypes.wstring_at(written.value or 0)
        kernel32.LocalFree(written)
        return text
