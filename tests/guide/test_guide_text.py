"""The minute as plain lines."""

import asyncio

from deskbreak.app.guide_protocol import GuideRequest
from deskbreak.cli.guide_text import lead
from deskbreak.content.strings import text
from deskbreak.guide.lesson import lesson_of


def test_every_step_is_said_at_its_time() -> None:
    now = 0.0
    said: list[tuple[float, str]] = []

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    lesson = lesson_of(GuideRequest("", "seated-cat-cow", easier_lines=("Fix the chair",)))
    asyncio.run(lead(lesson, easier=True, say=lambda line: said.append((now, line)), sleep=sleep))
    lines = [line for _, line in said]
    assert lines[:3] == [lesson.title, "Fix the chair", lesson.easier.cue]
    steps = [(at, line) for at, line in said if " of 4  " in line]
    assert [at for at, _ in steps] == [6, 11, 51, 56]
    assert steps[1][1] == f"2 of 4  {lesson.easier.steps[1]} (40 s)"
    assert said[-1] == (66, text("en", "guide.done"))
    assert any(text("en", "card.stop_rule") in line for line in lines)


def test_what_to_do_afterwards_is_said() -> None:
    lines: list[str] = []

    async def sleep(_: float) -> None:
        """No time passes."""

    lesson = lesson_of(GuideRequest("", "R01", "ja", form="full-90"))
    asyncio.run(lead(lesson, easier=False, say=lines.append, sleep=sleep))
    assert lines[-2:] == [lesson.after, "おつかれさまでした"]
