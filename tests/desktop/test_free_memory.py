"""What the heap keeps in holes goes back to the system. Linux's C library."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.desktop

PROGRAM = """
import re
from pathlib import Path
from deskbreak.desktop.free_memory import give_back

def held():
    told = Path("/proc/self/smaps_rollup").read_text()
    return int(re.search(r"^Pss_Anon: *(\\d+)", told, re.M)[1])

many = [bytes(1000) for _ in range(40_000)]
last = bytes(1000)
del many
before = held()
give_back()
print(before - held())
"""


def test_holes_below_what_is_still_used_go_back() -> None:
    code = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(code, capture_output=True, text=True, check=True)
    assert int(done.stdout) > 20_000
