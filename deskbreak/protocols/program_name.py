"""The name of another program, as the kernel keeps it.

Source: proc(5), ``comm``: at most 15 bytes, cut wherever that falls, also inside a letter, and set
by the program itself to whatever it likes.
"""

from pathlib import Path
from typing import Final

LONGEST: Final = 64
"""Bytes that are read; kernel threads have longer names than programs."""

KEPT: Final = 15
"""Bytes of a program's name."""

PROCESSES: Final = Path("/proc")


def program_name(pid: object, processes: Path = PROCESSES) -> str:
    """The name of a process, what is no letter replaced; "" if it is gone, or elsewhere."""
    try:
        with (processes / str(pid) / "comm").open("rb") as file:
            return file.read(LONGEST).decode(errors="replace").strip()
    except (OSError, ValueError):
        return ""


def cut_name(name: str) -> str:
    """What the kernel keeps of a longer name."""
    return name.encode(errors="replace")[:KEPT].decode(errors="replace")
