"""File descriptors kept back for the control channel, where the system gives a program too few.

Sensors and watchers take what they can get and do without the rest. A daemon that answers no
command could not tell so; what it needs to listen and to answer is set aside before they start.
"""

import contextlib
import os

ENOUGH = 4
"""To listen, to talk to one command, and to read a file of texts meanwhile."""


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
