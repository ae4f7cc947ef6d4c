"""What lives in this process, by type; as a program it is the daemon, which tells when asked.

    python living_objects.py FILE run ...

At each SIGUSR2 one more line is in FILE, as ``living`` gives it.
"""

import asyncio
import gc
import heapq
import json
import signal
import sys
import weakref
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from deskbreak.__main__ import main

BLOCKS = "blocks of memory"


def living() -> str:
    """How many objects there are of each type, and blocks of memory, once what can go has gone.

    JSON: a table of it would be among the objects of the next count.
    """
    gc.collect()
    for each in gc.get_objects():
        if isinstance(each, asyncio.BaseEventLoop):
            _forget_cancelled(each)
    gc.collect()
    blocks = sys.getallocatedblocks()
    kinds = (type(each) for each in gc.get_objects() if not _is_spent(each))
    counted = Counter(f"{kind.__module__}.{kind.__qualname__}" for kind in kinds)
    return json.dumps(counted | {BLOCKS: blocks})


def _is_spent(each: object) -> bool:
    """A weak reference to what has gone: sqlite3 keeps two hundred of its cursors' at most."""
    return isinstance(each, weakref.ReferenceType) and each() is None


def _forget_cancelled(loop: Any) -> None:
    """A loop keeps a hundred or so of cancelled timers before it throws them away."""
    left = [timer for timer in loop._scheduled if not timer.cancelled()]
    heapq.heapify(left)
    loop._scheduled[:], loop._timer_cancelled_count = left, 0


def grown(lines: Sequence[str], least: int, least_blocks: int) -> dict[str, list[int]]:
    """Of what there were at least so many more at every count than at the one before."""
    counts = [cast("dict[str, int]", json.loads(line)) for line in lines]
    found = {kind: [count.get(kind, 0) for count in counts] for kind in counts[-1]}
    return {
        kind: numbers
        for kind, numbers in found.items()
        if all(
            later - earlier >= (least_blocks if kind == BLOCKS else least)
            for earlier, later in pairwise(numbers)
        )
    }


def tell_when_asked(file: Path) -> None:
    """Count at each SIGUSR2."""

    def count(*_: object) -> None:
        line = living() + "\n"
        with file.open("a") as out:
            out.write(line)

    signal.signal(signal.SIGUSR2, count)


if __name__ == "__main__":
    tell_when_asked(Path(sys.argv.pop(1)))
    sys.exit(main())
