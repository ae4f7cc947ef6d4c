"""Gives back what a start has freed: the C library keeps it otherwise, in holes of its heap."""

import ctypes
import sys


def give_back() -> None:
    """Only glibc has it to give; other C libraries do so by themselves, or cannot be asked."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
