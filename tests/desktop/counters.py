"""What a running process costs, as the kernel counts it."""

from contextlib import suppress
from pathlib import Path


def switches(pid: int) -> int:
    """Voluntary context switches of all threads: how often something slept and woke."""
    lines = [
        line
        for task in Path(f"/proc/{pid}/task").iterdir()
        for line in (task / "status").read_text().splitlines()
    ]
    return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary"))


def cpu_ms(pid: int) -> float:
    """CPU time of the threads that it has now, so far."""
    spent = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # it ended meanwhile
            spent += int((task / "schedstat").read_text().split()[0])
    return spent / 1e6


def pss_mb(pid: int) -> float:
    """Proportional set size."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0
