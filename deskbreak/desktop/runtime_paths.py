"""Where the daemon and its commands meet. Imports nothing slow: all commands come through here."""

import os
import sys

APP = "deskbreak"


def runtime_dir() -> str:
    """The directory of socket and lock: in XDG_RUNTIME_DIR, else where platformdirs falls back."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if sys.platform.startswith("linux") and runtime[:1] == "/" and os.access(runtime, os.W_OK):
        return f"{runtime}/{APP}"
    import platformdirs  # noqa: PLC0415 - the usual case does without

    return platformdirs.PlatformDirs(APP, appauthor=False).user_runtime_dir


def socket_path() -> str:
    """The control socket."""
    return f"{runtime_dir()}/control.sock"
