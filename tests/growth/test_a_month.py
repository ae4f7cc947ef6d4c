"""A month of prompts and answers leaves nothing behind in the daemon: counted, not timed."""

import asyncio
import gc
import json

from fakes.app_parts import Board, MemoryStore
from fakes.faulty import MODES, Plan
from fakes.faulty_day import Quiet, Walk, play, running
from fakes.insight_parts import QuietCommand, QuietHooks
from fakes.living_objects import grown, living

from deskbreak.app import wire

HOUR = 3600.0
COUNTED = (9, 16, 23, 30)
"""After these days; choosing remembers a week."""
LEAST = 7
"""More of a kind in every week: one a day that stays is enough to be seen."""
LEAST_BLOCKS = 7 * 70
"""The same for memory: one a message."""

FAKES = (Board, MemoryStore, Quiet, QuietCommand, QuietHooks)
REMEMBERED = {"ever", "withdrawn", "steps", "settings", "lines", "calls"}

ANSWERED: tuple[tuple[str, dict[str, object]], ...] = (
    ("answer", {"action": "skip"}),
    ("answer", {"action": "start"}), ("answer", {"action": "done"}),
    ("feedback", {"value": "good"}),
    ("answer", {"action": "snooze", "span": "10m"}), ("status", {}),
    ("answer", {"action": "another"}), ("answer", {"action": "start"}),
    ("answer", {"action": "stop"}), ("feedback", {"value": "hard"}),
    ("pause", {"until": "30m"}), ("resume", {}), ("doctor", {}), ("next", {"why": True}),
    ("answer", {"action": "done"}), ("checks", {}),
    ("check", {"check": "screen-height", "value": "fix"}),
    ("now", {}), ("answer", {"action": "seated"}), ("answer", {"action": "skip"}),
    ("standing", {"span": "10m"}), ("sitting", {}), ("today", {"override": "seated"}),
    ("today", {"override": "normal"}), ("hide", {"routine": "chin-tuck", "hidden": True}),
    ("hide", {"routine": "chin-tuck", "hidden": False}), ("reload", {}), ("nonsense", {}),
)  # fmt: skip


async def ask(walk: Walk, do: str, words: dict[str, object]) -> None:
    """One message, as it comes over the channel."""
    try:
        request = wire.decode(json.dumps({"do": do, **words}).encode())
    except wire.WireError:
        return
    await walk.ask(request)


async def month(counts: list[str]) -> None:
    plan = Plan()
    async with running(plan) as walk:
        loop, asked = asyncio.get_running_loop(), 0
        for day in range(1, COUNTED[-1] + 1):
            for hour in range(10):
                failing = Walk.NAMES[(10 * day + hour) % len(Walk.NAMES)]
                plan.modes = {failing: MODES[day % len(MODES)]} if hour == 4 else {}
                await asyncio.sleep(HOUR - 60 * 7)
                for _ in range(7):
                    await ask(walk, *ANSWERED[asked % len(ANSWERED)])
                    asked += 1
                    await asyncio.sleep(60)
            plan.modes = {}
            await asyncio.sleep(day * 24 * HOUR - loop.time())
            if day in COUNTED:
                forget()
                counts.append(living())


def forget() -> None:
    """The fakes keep what they saw, for other tests; the daemon has nothing to do with it."""
    for each in gc.get_objects():
        if isinstance(each, FAKES):
            for name in REMEMBERED & set(vars(each)):
                vars(each)[name].clear()


def test_nothing_is_left_behind() -> None:
    counts: list[str] = []
    play(lambda: month(counts))
    assert len(counts) == len(COUNTED)
    assert grown(counts, LEAST, LEAST_BLOCKS) == {}
