"""Prints a lock file as Windows reads it: markers evaluated for win32, hashes kept.

    python tools/windows_lock.py requirements/dev.txt

What only guards the code, and says the same on every system, is left out.
"""

import sys
from pathlib import Path

from packaging.markers import Marker

LEFT_OUT = frozenset({"ruff", "mypy", "import-linter", "grimp", "uv"})
VERSION = "3.11"
"""That of the Python for Windows, whichever runs this."""
WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": f"{VERSION}.0",
    "python_version": VERSION,
    "sys_platform": "win32",
}


def for_windows(lock: str) -> str:
    """The lock's lines that hold on Windows."""
    kept: list[str] = []
    holds = False
    for line in lock.splitlines():
        if line.startswith(" "):
            kept += [line] if holds else []
            continue
        requirement, _, marker = line.removesuffix("\\").partition(";")
        holds = not marker.strip() or Marker(marker.strip()).evaluate(WINDOWS)
        holds = holds and requirement.partition("==")[0].strip() not in LEFT_OUT
        kept += [f"{requirement.strip()} \\"] if holds else []
    return "\n".join(kept) + "\n"


if __name__ == "__main__":
    sys.stdout.write(for_windows(Path(sys.argv[1]).read_text("utf-8")))
