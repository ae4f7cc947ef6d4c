"""Names of programs that run, as /proc tells them: doubted, as anything from outside."""

from pathlib import Path

PROCESSES = Path("/proc")
KEPT = 15
"""Bytes of a name that the kernel keeps (proc(5), ``comm``); the cut may be inside a letter."""


def process_name(number: object, processes: Path = PROCESSES) -> str:
    """The name of a process, half a letter replaced; empty if it is gone, or no number is given."""
    if not isinstance(number, int | str) or not str(number).isdecimal():
        return ""
    try:
        raw = (processes / str(number) / "comm").read_bytes()
    except (OSError, ValueError):
        return ""
    return shown(raw.removesuffix(b"\n"))


def shown(raw: bytes) -> str:
    """The text of bytes that may be no UTF-8, without what would move a cursor."""
    text = raw.decode("utf-8", errors="replace")
    return "".join(each if each.isprintable() else "\ufffd" for each in text)


def cut_name(name: str) -> str:
    """What the kernel keeps of a name."""
    return shown(name.encode("utf-8", errors="replace")[:KEPT])
