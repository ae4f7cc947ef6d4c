"""The guided minute as plain lines, each at its time: for a pipe, a braille line, a console."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence

from deskbreak.app.guide_protocol import GuideReport, Said
from deskbreak.content.strings import text
from deskbreak.guide.lesson import Lesson
from deskbreak.guide.spoken_cues import Cue

Sleep = Callable[[float], Awaitable[object]]
DONE_WITHIN_MS = 3000


async def lead(
    lesson: Lesson,
    *,
    easier: bool,
    say: Callable[[str], None] = lambda line: print(line, flush=True),
    sleep: Sleep = asyncio.sleep,
    tell: Callable[[GuideReport], None] = lambda _: None,
) -> None:
    """Say each step when it begins.

    Args:
        lesson: what is said.
        easier: the easier form.
        say: prints a line.
        sleep: waits for some seconds.
        tell: has the voice read along, where one is wanted.
    """
    language = lesson.language
    say(lesson.title)
    told = lesson.told(easier=easier)
    for line in (*told.before, told.cue):
        say(line)
    say(text(language, "running.stop", text=lesson.stop[0]))
    for line in lesson.stop[1:]:
        say(line)
    say(text(language, "guide.get_ready"))
    await sleep(lesson.plan.ready)
    times = lesson.plan.easier if easier else lesson.plan.seconds
    script = lesson.script
    spoken = script.easier if easier else script.usual
    for number, (step, seconds) in enumerate(zip(told.steps, times, strict=True), 1):
        words = text(language, "running.step", text=step, seconds=round(seconds))
        count = text(language, "guide.step_of", number=number, total=len(times))
        say(f"{count}  {words}")
        for at, cue in _paced(spoken[number - 1] if spoken else (), seconds):
            await sleep(at)
            if cue is not None:
                left = round((seconds - cue.at) * 1000)
                tell(Said(cue.text, script.language, left, urgent=cue.main))
    if lesson.after:
        say(lesson.after)
    say(text(language, "guide.done"))
    if spoken:
        tell(Said(script.done, script.language, DONE_WITHIN_MS, urgent=True))


def _paced(cues: Sequence[Cue], seconds: float) -> Iterator[tuple[float, Cue | None]]:
    """How long to wait before each cue of a step, and at the end for the rest of it."""
    before = 0.0
    for cue in cues:
        yield cue.at - before, cue
        before = cue.at
    yield seconds - before, None
