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
    told = lesson.told(easier=easier)
    for line in (*told.before, told.cue):
        say(line)
    say(f"{text(language, 'guide.when_to_stop')}: {' '.join(lesson.stop)}")
    say(text(language, "guide.get_ready"))
    await sleep(lesson.plan.ready)
    times = lesson.plan.easier if easier else lesson.plan.seconds
    for number, (step, seconds) in enumerate(zip(told.steps, times, strict=True), 1):
        words = text(language, "running.step", text=step, seconds=round(seconds))
        count = text(language, "guide.step_of", number=number, total=len(times))
        say(f"{count}  {words}")
        await sleep(seconds)
    if lesson.after:
        say(lesson.after)
    say(text(language, "guide.done"))
