"""The clocks of Windows, in 64 bits.

``GetTickCount64`` counts sleep and hibernation, ``QueryUnbiasedInterruptTime`` does not; what one
gained on the other is the sleep. A result is 32 bits wide unless ctypes is told otherwise: then
instants would begin anew after 24.86 days. Sources: sysinfoapi.h, realtimeapiset.h.
"""

import ctypes
import sys
from collections.abc import Callable

UNITS_PER_MS = 10_000
"""The unit of interrupt times is 100 ns."""

if sys.platform == "win32":
    _Ticks = ctypes.WINFUNCTYPE(ctypes.c_uint64)
else:  # the same shape, so that the width is tested everywhere
    _Ticks = ctypes.CFUNCTYPE(ctypes.c_uint64)


def reader(address: int) -> Callable[[], int]:
    """A function that gives 64 bits, at an address."""
    return _Ticks(address)


if sys.platform == "win32":
    _kernel32 = ctypes.WinDLL("kernel32")
    ticks = reader(ctypes.cast(_kernel32.GetTickCount64, ctypes.c_void_p).value or 0)
    """Milliseconds since the machine started, asleep ones too."""

    def awake() -> int:
        """Milliseconds since the machine started, without those in which it slept."""
        found = ctypes.c_uint64()
        _kernel32.QueryUnbiasedInterruptTime(ctypes.byref(found))
        return found.value // UNITS_PER_MS
