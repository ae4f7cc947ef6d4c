"""Where the daemon and its commands meet. Imports nothing slow: all commands come through here.

The directory must belong to this user, nobody else may enter it, and it is no link; platformdirs
checks that, and where it falls back to as well.
"""

from __future__ import annotations

import os
import stat
import sys

from deskbreak.errors import FileUnusableError

APP = "deskbreak"
SOCKET = "control.sock"
LONGEST = 107
"""Bytes that the name of a socket may have."""


class PathError(FileUnusableError):
    """A directory cannot be used; the text says which, why, and what to do, in one line."""


def runtime_dir() -> str:
    """The directory of socket and lock: in XDG_RUNTIME_DIR, else where platformdirs falls back.

    On Windows in %LOCALAPPDATA%, for platformdirs' own choice is in Temp, which cleaners empty.
    Raises PathError if there is none that can be used.
    """
    if sys.platform == "win32":
        return _on_windows()
    found = f"{_usual() or _checked()}/{APP}"
    if len(os.fsencode(f"{found}/{SOCKET}")) > LONGEST:
        raise PathError(f"{found} is too long a name for a socket: set XDG_RUNTIME_DIR to another")
    return found


def socket_path() -> str:
    """The control socket; on Windows the file that says where it is. Raises PathError."""
    if sys.platform == "win32":
        return f"{runtime_dir()}\\control.json"
    return f"{runtime_dir()}/{SOCKET}"


def _on_windows() -> str:
    local = os.environ.get("LOCALAPPDATA", "")
    if local[1:3] == ":\\":
        return f"{local}\\{APP}\\run"
    import platformdirs  # noqa: PLC0415 - the usual case does without

    return f"{platformdirs.PlatformDirs(APP, appauthor=False).user_data_dir}\\run"


def _usual() -> str | None:
    """The usual place, looked at by ourselves: loading platformdirs takes its time."""
    if not sys.platform.startswith("linux"):
        return None
    usual = f"/run/user/{os.getuid()}"
    return usual if os.environ.get("XDG_RUNTIME_DIR") == usual and is_private(usual) else None


def is_private(directory: str) -> bool:
    """Whether it is a directory, not a link, of this user's alone."""
    try:
        found = os.lstat(directory)
    except OSError:
        return False
    ours = sys.platform == "win32" or (
        found.st_uid == os.getuid() and not stat.S_IMODE(found.st_mode) & 0o077
    )
    return stat.S_ISDIR(found.st_mode) and ours


def _checked() -> str:
    """What platformdirs makes of it, without its warnings: ``doctor`` names the place."""
    import warnings  # noqa: PLC0415 - the usual case does without

    import platformdirs  # noqa: PLC0415 - the same

    named = os.environ.get("XDG_RUNTIME_DIR", "")
    try:
        if named and not os.path.lexists(named):
            # of a session that is over; platformdirs would make it
            del os.environ["XDG_RUNTIME_DIR"]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return platformdirs.PlatformDirs(appauthor=False).user_runtime_dir
    except OSError as error:
        place = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise PathError(
            f"no private directory for the socket: {place}: XDG_RUNTIME_DIR must name one"
        ) from None
    finally:
        if named:
            os.environ["XDG_RUNTIME_DIR"] = named
