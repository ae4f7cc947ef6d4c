"""File descriptors kept back for the control channel, where the system gives a program too few.

Sensors and watchers take what they can get and do without the rest. A daemon that answers no
command could not tell so; what it needs to listen and to answer is set aside before they start.
"""

import contextlib
import os
import sys

ENOUGH = 4
"""To listen, to talk to one command, and to read a file of texts meanwhile."""


LEAST = 13
"""To start at all: for its lock, database, loop and texts, and those that are kept back."""
WITH_TRAY = LEAST + 13
"""To start with an icon in the tray: for its own loop, its bus and its display."""
WITH_CHILD = LEAST + 4
"""To begin the reader of the configuration ahead, whose pipes stay open until it is asked."""
MORE = 256
"""As many are asked for where there are too few, and the system lets a program ask."""


def lacking(needed: int = LEAST) -> int:
    """How many are missing, after asking for more; 0 if there are as many as needed."""
    found = _free(needed)
    if found < needed:
        _ask_for_more()
        found = _free(needed)
    return needed - found


def _free(most: int) -> int:
    """As many as can be had now, counted up to ``most``."""
    taken: list[int] = []
    with contextlib.suppress(OSError):
        while len(taken) < most:
            taken.append(os.open(os.devnull, os.O_RDONLY))
    for number in taken:
        os.close(number)
    return len(taken)


def _ask_for_more() -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MORE if most == resource.RLIM_INFINITY else min(MORE, most)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(now, wanted), most))


class SpareDescriptors:
    """Takes them at once; fewer where there are fewer."""

    def __init__(self) -> None:
        self._kept: list[int] = []
        with contextlib.suppress(OSError):
            for _ in range(ENOUGH):
                self._kept.append(os.open(os.devnull, os.O_RDONLY))

    def release(self) -> None:
        """Give them back; harmless when doubled."""
        for number in self._kept:
            os.close(number)
        self._kept.clear()
