"""The minute as plain lines."""

import asyncio
from itertools import pairwise

import pytest

from deskbreak.app.guide_protocol import GuideReport, GuideRequest, Said
from deskbreak.cli.guide_text import lead
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.guide.lesson import lesson_of
from deskbreak.guide.spoken_cues import said_in


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


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("easier", [False, True])
def test_a_voice_reads_along_with_the_lines(language: Language, easier: bool) -> None:
    now = 0.0
    said: list[tuple[float, Said]] = []

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    def tell(report: GuideReport) -> None:
        assert isinstance(report, Said)
        said.append((now, report))

    lesson = lesson_of(GuideRequest("", "hip-hinge", language, voice=True))
    lines: list[str] = []
    asyncio.run(lead(lesson, easier=easier, say=lines.append, sleep=sleep, tell=tell))
    script, times = lesson.script, lesson.plan.easier if easier else lesson.plan.seconds
    begin, wanted = lesson.plan.ready, []
    for cues, seconds in zip(script.easier if easier else script.usual, times, strict=True):
        wanted += [(begin + cue.at, cue.text) for cue in cues]
        begin += seconds
    assert [(at, one.text) for at, one in said] == [*wanted, (begin, script.done)]
    assert {one.language for _, one in said} == {language}
    for (at, one), (later, _) in pairwise(said):
        assert at + said_in(one.text, language) <= later, "never two at once"
        assert at + one.within_ms / 1000 >= later, "to the end of its step"


def test_without_a_voice_nothing_is_told() -> None:
    told: list[GuideReport] = []

    async def sleep(_: float) -> None:
        """No time passes."""

    lesson = lesson_of(GuideRequest("", "hip-hinge", "en"))
    lead_in_silence = lead(lesson, easier=False, say=lambda _: None, sleep=sleep, tell=told.append)
    asyncio.run(lead_in_silence)
    assert told == []
