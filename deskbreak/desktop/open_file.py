"""Opens a file in the editor that the person's system would use."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from deskbreak.desktop.private_files import umask_of_person

OPENER_PATIENCE = 3.0
"""Seconds until what opens files has said that it cannot; a command line may wait so long."""


def open_in_editor(file: Path, patience: float = 0.0) -> bool:
    """Open a file without waiting for it; False if there is no way to.

    ``patience``: seconds in which the system's opener may still say that it found no program.
    """
    if sys.platform == "win32":
        try:
            os.startfile(file)  # noqa: S606 - the person's own file
        except OSError:  # no program is named for this kind of file
            return _in_notepad(file)
        return True
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        return False
    started = subprocess.Popen(  # noqa: S603 - the system's own opener with the person's own file
        [opener, str(file)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        umask=umask_of_person(),
    )
    if not patience:
        return True
    try:
        return started.wait(patience) == 0
    except subprocess.TimeoutExpired:  # it stays as long as the program that it opened
        return True


def editor_command(editor: str, file: Path, platform: str = sys.platform) -> list[str] | str:
    r"""What starts the editor of ``VISUAL`` or ``EDITOR`` on a file.

    On Windows it may be a path with spaces and backslashes, quoted or not, with or without words
    after it; a line that is no path goes to Windows as it is.
    """
    if platform != "win32":
        return [*shlex.split(editor), str(file)]
    found = shutil.which(editor.strip().strip('"'))
    if found is not None:
        return [found, str(file)]
    return f"{editor} {subprocess.list2cmdline([str(file)])}"


def _in_notepad(file: Path) -> bool:
    """Windows always has that one."""
    notepad = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "notepad.exe")
    try:
        subprocess.Popen([notepad, file])  # noqa: S603 - the system's own program
    except OSError:
        return False
    return True
