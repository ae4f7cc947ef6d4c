"""Tells when the wall clock was stepped or the machine resumed, without polling.

A timerfd on CLOCK_REALTIME with TFD_TIMER_CANCEL_ON_SET, armed for a time far away: the kernel
wakes it when the clock is set discontinuously, which a resume is too. Source: timerfd_create(2).
"""

import asyncio
import ctypes
import errno
import os
import struct
import sys
from collections.abc import Callable

CLOCK_REALTIME = 0
NONBLOCK_CLOEXEC = 0o2004000
ABSTIME_CANCEL_ON_SET = 1 | 2
FAR_AWAY_S = 2**40


class ClockSteps:
    """Calls ``stepped`` in the event loop's thread. Raises OSError where there is no timerfd."""

    _stepped: Callable[[], None]
    _libc: ctypes.CDLL
    _fd: int
    _loop: asyncio.AbstractEventLoop

    def __init__(self, stepped: Callable[[], None]) -> None:
        if not sys.platform.startswith("linux"):
            raise OSError("there is no timerfd on this system")
        self._stepped = stepped
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._fd = self._libc.timerfd_create(CLOCK_REALTIME, NONBLOCK_CLOEXEC)
        if self._fd < 0:
            raise OSError(ctypes.get_errno(), "timerfd_create")
        try:
            self._arm()
        except OSError:
            os.close(self._fd)
            raise
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._fd, self._woken)

    def _arm(self) -> None:
        """Wait for the clock to be set."""
        when = struct.pack("=qqqq", 0, 0, FAR_AWAY_S, 0)
        if self._libc.timerfd_settime(self._fd, ABSTIME_CANCEL_ON_SET, when, None) < 0:
            number = ctypes.get_errno()
            if number != errno.ECANCELED:
                raise OSError(number, "timerfd_settime")

    def _woken(self) -> None:
        """The clock was set: read fails with ECANCELED, and the timer must be armed anew.

        Arming it may fail with ECANCELED, too, when the clock was set since (timerfd_create(2)):
        the timer is armed nevertheless.
        """
        try:
            os.read(self._fd, 8)
        except BlockingIOError:
            return
        except OSError:
            self._arm()
        self._stepped()

    def close(self) -> None:
        """Stop watching."""
        self._loop.remove_reader(self._fd)
        os.close(self._fd)
