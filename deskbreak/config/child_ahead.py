"""A child that is there before anybody knows what to ask of it.

A daemon that starts and the reader of its configuration take as long as each other to load. Begun
first, the child loads on the other core meanwhile. Imports little: it comes before the daemon's own
parts.
"""

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Self

COMMAND = (sys.executable, "-P", "-m", "deskbreak.config")


def environment() -> dict[str, str]:
    """The child imports the same deskbreak; ``-P`` keeps the working directory out of its path.

    pydantic would look through everything installed for plugins, which takes a twelfth of its time.
    """
    root = str(Path(__file__).parents[2])
    inherited = os.environ.get("PYTHONPATH")
    path = f"{root}{os.pathsep}{inherited}" if inherited else root
    return {**os.environ, "PYTHONPATH": path, "PYDANTIC_DISABLE_PLUGINS": "__all__"}


class ChildAhead:
    """It waits for one question; a context, at whose end it is gone, asked or not.

    Args:
        wanted: False begins none; the reading starts one of its own.
    """

    def __init__(self, *, wanted: bool = True) -> None:
        self._wanted = wanted
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if not self._wanted:
            return self
        pipe = subprocess.PIPE
        with contextlib.suppress(OSError):  # the reading starts one of its own, and says why not
            self._child = subprocess.Popen(  # noqa: S603 - this interpreter with a fixed module
                COMMAND, stdin=pipe, stdout=pipe, stderr=pipe, env=environment()
            )
        return self

    def take(self) -> subprocess.Popen[bytes] | None:
        """The child, for the one who asks it and sees to its end; None if there is none."""
        child, self._child = self._child, None
        return child

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """End the child, unless somebody took it."""
        if child := self.take():
            child.kill()
            child.communicate()
