"""Ends what takes too long where the system has no timer of computing time (Windows).

A thread looks every few hundredths of a second, as long as an item is being worked at, and raises
the exception in the thread that works (PyThreadState_SetAsyncExc of Python's C interface). It only
lives in the process that reads one calendar.
"""

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

LOOKS_S = 0.05
"""Seconds between two looks."""


class Watchdog:
    """Raises ``error`` in this thread after ``seconds`` of computing within ``one_item``."""

    def __init__(self, seconds: float, error: type[BaseException]) -> None:
        self._seconds, self._error = seconds, error
        self._whose = threading.get_ident()
        self._lock = threading.Lock()
        self._end: float | None = None
        self._raised = False
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    @contextmanager
    def one_item(self) -> Iterator[None]:
        """Watch what is done inside."""
        with self._lock:
            self._end = time.process_time() + self._seconds
        try:
            yield
        finally:
            with self._lock:
                self._end = None
                if self._raised:
                    self._raised = False
                    _raise_in(self._whose, None)  # what came just too late is taken back

    def _watch(self) -> None:
        while True:
            time.sleep(LOOKS_S)
            with self._lock:
                if self._end is not None and time.process_time() > self._end:
                    self._end, self._raised = None, True
                    _raise_in(self._whose, self._error)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread), None if error is None else ctypes.py_object(error)
    )
