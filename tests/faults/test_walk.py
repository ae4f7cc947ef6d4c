"""Every part fails in every way: a prompt comes, commands are answered, and it is told."""

import asyncio
import inspect
import random

import pytest
from fakes.faulty import MODES, Plan
from fakes.faulty_day import MINUTES, Walk, play, running

from deskbreak import compose
from deskbreak.app import wire
from deskbreak.app.daemon_parts import Parts

WHEN = {"start": (0.0, 30.0), "middle": (20.0, 50.0), "end": (44.0, 70.0), "throughout": (0, 999)}
"""Minutes from which and until which a part fails."""

NOT_PARTS = {
    "clock": "two reads of the kernel; without them there is no time to tell anything in",
    "own_routines": "a name",
    "insight": "holds parts that are walked one by one",
    "closers": "what ends the connections that parts share",
    "make_notifiers": "makes what is walked one by one",
    "make_observers": "makes what is walked one by one",
}
"""What ``Parts`` names beside parts."""

SILENT = {"pages", "voice", "chime", "questions", "guide", "desktop", "own command", "looked back"}
"""Parts that nothing asks in a day without answers, or that answer for themselves."""


def test_the_walk_knows_every_part() -> None:
    named = {field.removeprefix("make_") for field in Parts._fields if field not in NOT_PARTS}
    assert named <= set(Walk.NAMES)
    assert set(inspect.signature(Parts).parameters) == set(Parts._fields)
    assert "parts_of" in vars(compose)


async def until(minutes: float) -> None:
    """Wait for a minute of the day; the loop hastens there."""
    loop = asyncio.get_running_loop()
    await asyncio.sleep(max(0.0, minutes * MINUTES - loop.time()))


async def lived_through(names: tuple[str, ...], mode: str, when: str) -> None:
    """A day of ninety minutes in which parts fail, and what must be so all the same."""
    plan = Plan()
    first, last = WHEN[when]
    async with running(plan) as walk:
        if first == 0:
            plan.modes = dict.fromkeys(names, mode)
        else:
            await until(first)
            plan.modes = dict.fromkeys(names, mode)
        told: set[str] = set()
        prompted = False
        for minute in (5, 25, 46, 52, 61, 65):
            await until(minute)
            if minute > last:
                plan.modes = {}
            if walk.control is None:
                continue
            status = await walk.status()
            told |= {problem["where"] for problem in status["problems"]}
            prompted = prompted or status["prompt"] is not None
            report = await walk.ask(wire.Doctor())
            assert report.text
            left = (await walk.status())["problems"]
            told |= {problem["where"] for problem in left}
            assert not left or "Everything works." not in report.text
        assert prompted, "a prompt was due at 45 minutes"
        if not {"notifier first", "notifier second"} <= set(names):
            assert walk.prompts(), "it was shown nowhere"
            assert walk.prompts()[0][0] <= 61 * MINUTES
        if mode in ("raises", "hangs") and any(
            plan.reached.get(name) for name in names if name not in SILENT
        ):
            assert told, f"nobody was told: {plan.reached}"
        if when != "throughout":
            plan.modes = {}
            await until(150)
            left = (await walk.status())["problems"]
            told |= {problem["where"] for problem in left}
            assert left == [], left
            answer = await walk.ask(wire.Now())
            assert answer.code == 0, answer.text


@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", Walk.NAMES)
def test_one_part_fails(name: str, mode: str, when: str) -> None:
    play(lambda: lived_through((name,), mode, when))


PAIRS = random.Random(20261128).sample(
    [(one, other) for one in Walk.NAMES for other in Walk.NAMES if one < other], 60
)


@pytest.mark.parametrize("pair", PAIRS, ids=" and ".join)
def test_two_parts_fail(pair: tuple[str, str]) -> None:
    mode = MODES[PAIRS.index(pair) % len(MODES)]
    play(lambda: lived_through(pair, mode, tuple(WHEN)[PAIRS.index(pair) % len(WHEN)]))
