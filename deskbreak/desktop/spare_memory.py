"""Whether there is room for the daemon, where the system limits a program's memory (``ulimit -v``).

Started with too little it would stand there and fail at what it is asked, now this part and now
that one. It is better not to start, and to say so.
"""

import mmap

MEGABYTE = 1024 * 1024

LEAST = 36 * MEGABYTE
"""What is loaded, threads, and what a day adds; measured with limits a few megabytes apart."""
WITH_TRAY = LEAST + 12 * MEGABYTE
"""With an icon in the tray, which has a thread of its own."""


def lacking(needed: int = LEAST) -> bool:
    """Whether so many bytes cannot be had. It takes none: a place that nothing is written to."""
    try:
        mmap.mmap(-1, needed).close()
    except (OSError, MemoryError):
        return True
    return False
