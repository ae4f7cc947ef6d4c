"""Where the daemon and its commands meet. Imports nothing slow: all commands come through here."""

import os
import sys

APP = "deskbreak"


def runtime_dir() -> str:
    """The directory of socket and lock.

    On Linux in XDG_RUNTIME_DIR. On Windows in %LOCALAPPDATA%, for platformdirs' own choice is in
    Temp, which cleaners empty. Else where platformdirs falls back.
    """
    local = os.environ.get("LOCALAPPDATA", "")
    if sys.platform == "win32" and local[1:3] == ":\\":
        return f"{local}\\{APP}\\run"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if sys.platform.startswith("linux") and runtime[:1] == "/" and os.access(runtime, os.W_OK):
        return f"{runtime}/{APP}"
    import platformdirs  # noqa: PLC0415 - the usual case does without

    dirs = platformdirs.PlatformDirs(APP, appauthor=False)
    if sys.platform == "win32":
        return f"{dirs.user_data_dir}\\run"
    return dirs.user_runtime_dir


def socket_path() -> str:
    """The control socket; on Windows the file that says where it is."""
    if sys.platform == "win32":
        return f"{runtime_dir()}\\control.json"
    return f"{runtime_dir()}/control.sock"
