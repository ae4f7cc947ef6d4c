"""The voice that really sounds, on a PulseAudio server whose speaker is recorded, and in files.

espeak-ng speaks English, Open JTalk Japanese, and speech-dispatcher through its espeak-ng module.
"""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk, wait_for
from test_chime_sound import RATE, players, pulse, record, samples

from deskbreak.content.model import Language
from deskbreak.guide.spoken_cues import said_in
from deskbreak.guide_host.speakers import READINGS, speakers
from deskbreak.guide_host.voice import Voice
from tools.voice_lengths import Measured, measured, places, recorded

pytestmark = pytest.mark.desktop

__all__ = ["pulse"]
QUIET = 200
"""Samples below this are silence."""
WORDS = "Stand tall, loosen the knees."


ROOT = Path(__file__).parents[2]
JAPANESE = ROOT / "build/voice/mei_normal.htsvoice"


@pytest.fixture
def japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    """A voice for Open JTalk; Debian's own is in non-free."""
    subprocess.run([ROOT / "tools/japanese_voice.sh", sys.executable], check=True, timeout=300)
    monkeypatch.setenv("OPEN_JTALK_VOICE", str(JAPANESE))


@pytest.fixture
def dispatcher(pulse: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[subprocess.Popen[bytes]]:
    """A speech-dispatcher of our own, which speaks through espeak-ng on the recorded server."""
    config = pulse.folder / "speech"
    shutil.copytree("/etc/speech-dispatcher", config)
    with (config / "speechd.conf").open("a", encoding="utf-8") as file:
        file.write(
            'AudioOutputMethod "pulse"\nDefaultModule espeak-ng\n'
            'AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"\n'
        )
    socket = pulse.folder / "run/sd.sock"
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{socket}")
    process = pulse.spawn(
        "speech-dispatcher", "--run-single", "--config-dir", config, "--log-dir", pulse.folder,
        "--pid-file", pulse.folder / "sd.pid", "--timeout", "0",
        "--communication-method", "unix_socket", "--socket-path", socket,
        env={"PULSE_SERVER": f"unix:{pulse.folder}/run/pulse/native"},
    )  # fmt: skip
    wait_for(socket.exists, said="speech-dispatcher")
    yield process
    process.send_signal(signal.SIGCONT)


def by_dispatcher() -> Voice:
    return Voice([way for way in speakers("linux") if way.name == "spd-say"], [])


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


def in_time(found: list[Measured], language: Language) -> None:
    for one in found:
        assert one.seconds < one.room, one
        assert one.seconds <= said_in(one.text, language), one


def test_everything_in_english_is_over_in_time() -> None:
    in_time(measured("en"), "en")


def test_everything_in_japanese_is_over_in_time(japanese: None) -> None:  # the fixture
    in_time(measured("ja"), "ja")


def test_japanese_is_read_from_kanji(japanese: None) -> None:  # the fixture
    assert recorded("立つ", "ja") < 1.2, "not spelt out"
    assert recorded("お尻を後ろへ、背中は伸ばしたまま、戻ります。", "ja") > 2


def test_japanese_is_read_as_people_say_it(japanese: None, tmp_path: Path) -> None:
    way = next(way for way in speakers("linux") if way.name == "open-jtalk")
    read = ""
    for text in sorted({text for text, _ in places("ja")}):
        spoken, trace = way.say(text, "ja"), tmp_path / "trace.txt"
        if any(word in text for word in READINGS):
            command = [
                str(tmp_path / "said.wav") if word == "{wav}" else word for word in spoken.command
            ]
            subprocess.run([*command, "-ot", trace], input=spoken.stdin.encode(), check=True)
            analysis = trace.read_text("utf-8").partition("[Output label]")[0]
            rows = [row.split(",") for row in analysis.splitlines()]
            read += "".join(row[9] for row in rows if len(row) > 9).replace("’", "") + "\n"
    for as_said in ("ケンコーコツ", "ミギウデ", "ヒダリウデ", "ノフチ"):
        assert as_said in read
    for never in ("カタカブト", "ウワン", "サワン", "ノエン"):
        assert never not in read


def test_speech_dispatcher_is_heard_to_the_end(
    pulse: Desk, dispatcher: subprocess.Popen[bytes]
) -> None:
    async def work() -> None:
        voice = by_dispatcher()
        assert dict(voice.rows("en"))["spd-say"] is None
        voice.say(WORDS, "en", 20, urgent=True)
        await asyncio.wait_for(voice.said(), 30)
        assert voice.why is None
        await voice.close()

    recording = record(pulse)
    began = time.perf_counter()
    asyncio.run(work())
    assert time.perf_counter() - began > 1, "spd-say waits until it was said"
    wait_for(lambda: len(loud(samples(recording))) > 5_000, said="the words")
    assert dispatcher.poll() is None


def test_what_is_urgent_silences_speech_dispatcher_first(
    pulse: Desk, dispatcher: subprocess.Popen[bytes]
) -> None:
    async def work() -> None:
        voice = by_dispatcher()
        voice.say(" ".join([WORDS] * 20), "en", 300, urgent=True)
        while len(loud(samples(recording))) < 2_000:  # noqa: ASYNC110  # another process writes it
            await asyncio.sleep(0.02)
        voice.say("Done.", "en", 20, urgent=True)
        await asyncio.wait_for(voice.said(), 30)
        assert voice.why is None
        await voice.close()

    recording = record(pulse)
    asyncio.run(work())
    assert len(samples(recording)) < 30 * RATE, "twenty times the words are a minute"
    assert dispatcher.poll() is None


def test_a_speech_dispatcher_that_hangs_is_left_with_its_step(
    pulse: Desk, dispatcher: subprocess.Popen[bytes]
) -> None:
    async def work() -> None:
        voice = by_dispatcher()
        voice.say(WORDS, "en", 20, urgent=True)
        await asyncio.wait_for(voice.said(), 30)
        os.kill(dispatcher.pid, signal.SIGSTOP)
        began = time.perf_counter()
        voice.say(WORDS, "en", 1, urgent=True)
        await asyncio.wait_for(voice.said(), 20)
        assert voice.why == "it was not over in time"
        assert time.perf_counter() - began < 10
        assert dict(voice.rows("en"))["spd-say"] == voice.why
        await asyncio.wait_for(voice.close(), 10)

    asyncio.run(work())
    assert pulse.folder.is_dir()


def test_speech_dispatcher_without_a_japanese_module_is_passed_over_for_japanese() -> None:
    why = dict(by_dispatcher().rows("ja"))["spd-say"]
    assert why == "no module of speech-dispatcher reads Japanese"
    assert by_dispatcher().viable("ja") is not None
    assert by_dispatcher().viable("en") is None
