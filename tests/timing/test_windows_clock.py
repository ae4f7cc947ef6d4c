"""The width of what Windows says: uptimes beyond 24.86 and 49.7 days."""

import ctypes
import sys

import pytest

from deskbreak.timing.windows_clock import reader

if sys.platform == "win32":
    KIND = ctypes.WINFUNCTYPE(ctypes.c_uint64)
else:
    KIND = ctypes.CFUNCTYPE(ctypes.c_uint64)


@pytest.mark.parametrize("uptime", [0, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**32 + 5, 2**63])
def test_an_uptime_is_read_in_all_its_bits(uptime: int) -> None:
    function = KIND(lambda: uptime)
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address
    assert reader(address)() == uptime
