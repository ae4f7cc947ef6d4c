"""Opens a file in the editor that the person's system would use."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from deskbreak.desktop.private_files import umask_of_person


def open_in_editor(file: Path) -> bool:
    """Open a file without waiting for it; False if there is no way to."""
    if sys.platform == "win32":
        os.startfile(file)  # noqa: S606 - the person's own file
        return True
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        return False
    subprocess.Popen(  # noqa: S603 - the system's own opener with the person's own file
        [opener, str(file)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        umask=umask_of_person(),
    )
    return True
