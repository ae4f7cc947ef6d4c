"""The voice that really sounds: espeak-ng on a PulseAudio server whose speaker is recorded."""

import asyncio

import pytest
from desk import Desk, wait_for
from test_chime_sound import players, pulse, record, samples

from deskbreak.guide.spoken_cues import said_in
from deskbreak.guide_host.speakers import speakers
from deskbreak.guide_host.voice import Voice
from tools.voice_lengths import measured

pytestmark = pytest.mark.desktop

__all__ = ["pulse"]
QUIET = 200
"""Samples below this are silence."""
WORDS = "Stand tall, loosen the knees."


def espeak(desk: Desk) -> Voice:
    ways = [way for way in speakers("linux") if way.name == "espeak-ng"]
    return Voice(ways, players(desk))


def loud(heard: list[int]) -> list[int]:
    return [one for one in heard if abs(one) > QUIET]


def test_a_step_is_heard(pulse: Desk) -> None:  # the fixture
    async def work() -> None:
        voice = espeak(pulse)
        voice.say(WORDS, "en", 20, urgent=True)
        await asyncio.wait_for(voice.said(), 30)
        assert voice.why is None
        await voice.close()

    recording = record(pulse)
    asyncio.run(work())
    wait_for(lambda: len(loud(samples(recording))) > 5_000, said="the words")


def test_a_voice_that_is_hushed_is_not_heard_to_the_end(pulse: Desk) -> None:
    async def work() -> None:
        voice = espeak(pulse)
        voice.say(" ".join([WORDS] * 20), "en", 300, urgent=True)
        while len(loud(samples(recording))) < 2_000:  # noqa: ASYNC110  # another process writes it
            await asyncio.sleep(0.02)
        voice.hush()
        await asyncio.wait_for(voice.said(), 10)
        await voice.close()

    recording = record(pulse)
    asyncio.run(work())
    # the pipe and the server may still hold a little of it; twenty times the words are a minute
    assert len(samples(recording)) < 40 * 22_050


def test_everything_in_english_is_over_in_time() -> None:
    for one in measured("en"):
        assert one.seconds < one.room, one
        assert one.seconds <= said_in(one.text, "en"), one
