"""File descriptors, where the system gives a program too few of them (``ulimit -n``).

What stays open for long (a connection, a watch, a program beside the daemon) is begun only if
``LEFT`` of them remain. Those are for what is asked and over at once: a command, the texts of its
reply, a file of the configuration. So the daemon can always be asked what it lacks.

Imports nothing slow: this is asked before the daemon leaves out what it never uses.
"""

import errno
import os
import sys

LEFT = 4
"""For two commands at a time, each with a file that is read meanwhile."""
CHILD = 8
"""What a program with three pipes takes while it begins; once it has begun it takes three."""
WATCH = 2
"""What a watch on files takes: for what happens, and for waiting."""
PLENTY = 256
"""With so many allowed nothing is counted."""


def free(most: int) -> int:
    """How many can be had now, counted up to ``most``."""
    taken: list[int] = []
    try:
        while len(taken) < most:
            taken.append(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        return len(taken)
    finally:
        for number in taken:
            os.close(number)
    return most


def leaves_enough(needed: int = 1) -> bool:
    """Whether enough are left if so many are taken for long."""
    return free(needed + LEFT) == needed + LEFT


def leave_enough(needed: int = 1) -> None:
    """Raise what the system raises (OSError) if that would leave too few."""
    if not leaves_enough(needed):
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))


def allow_more() -> None:
    """Ask for more of them where there are few, as far as the system lets a program ask."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = PLENTY if most == resource.RLIM_INFINITY else min(PLENTY, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
        except (OSError, ValueError):
            return  # then there are as few as there are


def lacking() -> int:
    """How many are missing for what deskbreak does beside answering; 0 where there are plenty."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - not on Windows

    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if allowed == resource.RLIM_INFINITY or allowed >= PLENTY:
        return 0
    return CHILD - free(CHILD)
