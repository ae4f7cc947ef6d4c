"""The guided minute as plain lines, each at its time: for a pipe, a braille line, a console."""

import asyncio
from collections.abc import Awaitable, Callable

from deskbreak.content.strings import text
from deskbreak.guide.lesson import Lesson

Sleep = Callable[[float], Awaitable[object]]


async def lead(
    lesson: Lesson,
    *,
    easier: bool,
    say: Callable[[str], None] = lambda line: print(line, flush=True),
    sleep: Sleep = asyncio.sleep,
) -> None:
    """Say each step when it begins.

    Args:
        lesson: what is said.
        easier: the easier form.
        say: prints a line.
        sleep: waits for some seconds.
    """
    language = lesson.language
    say(lesson.title)
    for line in (*lesson.before, lesson.easier if easier else lesson.cue):
        say(line)
    say(f"{text(language, 'guide.when_to_stop')}: {' '.join(lesson.stop)}")
    say(text(language, "guide.get_ready"))
    await sleep(lesson.plan.ready)
    for number, (step, seconds) in enumerate(
        zip(lesson.steps, lesson.plan.seconds, strict=True), 1
    ):
        words = text(language, "running.step", text=step, seconds=round(seconds))
        count = text(language, "guide.step_of", number=number, total=len(lesson.steps))
        say(f"{count}  {words}")
        await sleep(seconds)
    if lesson.after:
        say(lesson.after)
    say(text(language, "guide.done"))
