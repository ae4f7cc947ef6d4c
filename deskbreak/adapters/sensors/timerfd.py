"""A timer that is cancelled when the wall clock is set or the machine resumes (Linux only).

Source: timerfd_create(2), TFD_TIMER_CANCEL_ON_SET. Python has it since 3.13; before, the C library.
"""

import errno
import os
import struct

FAR: int = 7_258_118_400
"""The year 2200, in seconds since 1970: the timer itself is never meant to go off."""
REALTIME = 0
ABSOLUTE, CANCEL_ON_SET = 1, 2
FLAGS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
"""The same numbers as TFD_NONBLOCK and TFD_CLOEXEC."""


def create() -> int:
    """A file descriptor, armed; OSError where the system has none."""
    if hasattr(os, "timerfd_create"):
        fd: int = os.timerfd_create(REALTIME, flags=FLAGS)
    else:
        fd = _c("timerfd_create", REALTIME, FLAGS)
    arm(fd)
    return fd


def arm(fd: int) -> None:
    """Wait for the next change of the clock; one that comes in between makes the call fail."""
    try:
        _arm(fd)
    except OSError as error:
        if error.errno != errno.ECANCELED:
            raise
        _arm(fd)


def _arm(fd: int) -> None:
    if hasattr(os, "timerfd_settime"):
        os.timerfd_settime(fd, flags=ABSOLUTE | CANCEL_ON_SET, initial=FAR)
    else:
        _c(
            "timerfd_settime",
            fd,
            ABSOLUTE | CANCEL_ON_SET,
            struct.pack("=qqqq", 0, 0, FAR, 0),
            None,
        )


def was_set(fd: int) -> bool:
    """Whether the clock was set, or the machine resumed, since the timer was armed."""
    try:
        os.read(fd, 8)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno != errno.ECANCELED:
            raise
    return True


def _c(name: str, *arguments: int | bytes | None) -> int:
    import ctypes  # noqa: PLC0415 -- half a megabyte that Python 3.13 does not need

    result: int = getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments)
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result
