"""Whether there are enough file descriptors to start, where the system gives a program too few.

A daemon that answers no command could not tell so. What it needs later is kept by
``protocols.open_files``.
"""

from deskbreak.protocols.open_files import allow_more, free

LEAST = 13
"""To start at all: for its lock, database, loop and texts, and those that are kept free."""
WITH_CHILD = LEAST + 4
"""To begin the reader of the configuration ahead, whose pipes stay open until it is asked."""
WITH_TRAY = WITH_CHILD + 13
"""To start with an icon in the tray, the reader after it: for its own loop, its bus and display."""


def lacking(needed: int = LEAST) -> int:
    """How many are missing, after asking for more; 0 if there are as many as needed."""
    allow_more()
    return needed - free(needed)
