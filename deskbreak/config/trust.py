"""Whether commands in the user's file may be run: only if nobody else can have written them.

Looked at are the file, its folder, and on the way through links every folder that holds one. Each
must belong to the user or to root (who may do anything anyway; home-manager's files are root's)
and must not be writable by others. The user's own private group, the one of the user's name with
no other member, is not "others". Windows has no such modes and is not looked at.
"""

import os
import sys
from pathlib import Path

from msgspec import Struct

from deskbreak.config.file_problems import Fault

_LINKS = 40
"""As many as Linux follows."""


class Distrust(Struct, frozen=True):
    """Why hooks are refused."""

    code: Fault
    path: Path


def distrust(file: Path, uid: int) -> Distrust | None:
    """None if ``uid`` may run the hooks in ``file``; raises OSError if the file is gone."""
    if os.name != "posix":
        return None
    for path in _looked_at(file.absolute()):
        status = path.stat()
        if status.st_uid not in (uid, 0):
            return Distrust(Fault.HOOKS_OWNER, path)
        if status.st_mode & 0o002:
            return Distrust(Fault.HOOKS_WRITABLE, path)
        if status.st_mode & 0o020 and not _is_private_group(status.st_gid, uid):
            return Distrust(Fault.HOOKS_WRITABLE, path)
    return None


def _looked_at(file: Path) -> list[Path]:
    folders = [file.parent]
    target = file
    for _ in range(_LINKS):
        if not target.is_symlink():
            break
        target = target.parent / target.readlink()
        folders.append(target.parent)
    return [file, *dict.fromkeys(Path(os.path.realpath(folder)) for folder in folders)]


def _is_private_group(gid: int, uid: int) -> bool:
    if sys.platform == "win32":
        return False
    import grp  # noqa: PLC0415  # not on Windows
    import pwd  # noqa: PLC0415  # the same

    try:
        user, group = pwd.getpwuid(uid), grp.getgrgid(gid)
    except KeyError:
        return False
    return (
        user.pw_gid == gid
        and group.gr_name == user.pw_name
        and not (set(group.gr_mem) - {user.pw_name})
    )
