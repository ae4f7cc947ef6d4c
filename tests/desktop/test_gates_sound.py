"""The microphone and video, as real sound servers tell of them."""

import asyncio
import signal
import subprocess
import time
from collections.abc import Iterator

import pytest
from desk import Desk, wait_for
from sensing import answer, asked, gating, until
from sound import node, pulseaudio, start_pipewire

from deskbreak.domain.vocabulary.events import GateClosed, GateOpened, GatesAsked, Reason
from deskbreak.domain.vocabulary.settings import HoldSettings, Settings

pytestmark = pytest.mark.desktop

CALL = Reason.CALL


@pytest.fixture
def pulse(desk: Desk) -> Desk:
    pulseaudio(desk, "module-null-sink sink_name=out", "module-null-source source_name=mic")
    return desk


@pytest.fixture
def pipewire(desk: Desk) -> Iterator[Desk]:
    start_pipewire(desk)
    with node(desk, "mic", "Audio/Source/Virtual"):
        wait_for(lambda: "mic" in desk.run("pactl", "list", "short", "sources"), said="the source")
        yield desk


def record(desk: Desk, source: str) -> subprocess.Popen[bytes]:
    return desk.spawn("parec", f"--device={source}", "/dev/null")


async def follows_a_recorder(desk: Desk) -> None:
    async with gating(desk) as (it, told):
        await asked(it, told)
        assert answer(it, "microphone") == "open"
        assert GateClosed(CALL) not in told.events
        call = record(desk, "mic")
        await until(lambda: told.events[-1] == GateClosed(CALL), said=told.events)
        desk.end(call)
        await until(lambda: told.events[-1] == GateOpened(CALL), said=told.events)


def test_a_recorder_on_pulseaudio_is_a_call(pulse: Desk) -> None:
    asyncio.run(follows_a_recorder(pulse))


def test_a_recorder_on_pipewire_is_a_call(pipewire: Desk) -> None:
    asyncio.run(follows_a_recorder(pipewire))


def test_a_call_that_is_on_already_is_told_before_the_round_is_over(pulse: Desk) -> None:
    async def scene() -> None:
        record(pulse, "mic")
        await until(lambda: pulse.run("pactl", "list", "short", "source-outputs"))
        async with gating(pulse) as (it, told):
            await asked(it, told)
            assert told.events.index(GateClosed(CALL)) < told.events.index(GatesAsked())

    asyncio.run(scene())


def test_recording_what_is_played_is_no_call(pulse: Desk) -> None:
    async def scene() -> None:
        record(pulse, "out.monitor")
        await until(lambda: pulse.run("pactl", "list", "short", "source-outputs"))
        async with gating(pulse) as (it, told):
            await asked(it, told)
            assert answer(it, "microphone") == "open"

    asyncio.run(scene())


@pytest.mark.parametrize("name", ["pacat", "PAREC"])
def test_a_program_may_be_ignored_and_that_may_change(pulse: Desk, name: str) -> None:
    async def scene() -> None:
        record(pulse, "mic")
        await until(lambda: pulse.run("pactl", "list", "short", "source-outputs"))
        async with gating(pulse) as (it, told):
            await asked(it, told)
            assert GateClosed(CALL) in told.events
            it.configure(Settings(hold=HoldSettings(ignore=(name,))))
            await until(lambda: told.events[-1] == GateOpened(CALL))
            it.configure(Settings(hold=HoldSettings()))
            await until(lambda: told.events[-1] == GateClosed(CALL))
            it.configure(Settings(hold=HoldSettings(call=False)))
            await until(lambda: told.events[-1] == GateOpened(CALL))

    asyncio.run(scene())


def test_a_sound_server_that_dies_does_not_block(pulse: Desk) -> None:
    async def scene() -> None:
        record(pulse, "mic")
        await until(lambda: pulse.run("pactl", "list", "short", "source-outputs"))
        async with gating(pulse) as (it, told):
            await asked(it, told)
            assert GateClosed(CALL) in told.events
            pulse.end(pulse.started[0], signal.SIGKILL)
            await until(lambda: told.events[-1] == GateOpened(CALL))
            assert answer(it, "microphone").startswith("unknown")

    asyncio.run(scene())


def test_a_sound_server_that_hangs_does_not_block(pulse: Desk) -> None:
    async def scene() -> None:
        pulse.started[0].send_signal(signal.SIGSTOP)
        try:
            async with gating(pulse) as (it, told):
                start = time.perf_counter()
                await asked(it, told)
                assert time.perf_counter() - start < 1
                assert answer(it, "microphone").startswith("unknown")
        finally:
            pulse.started[0].send_signal(signal.SIGCONT)

    asyncio.run(scene())


@pytest.mark.parametrize("name", ["xdpw-stream-1", "meta-screen-cast-src-2", "cosmic-screencast"])
def test_a_shared_screen(pipewire: Desk, name: str) -> None:
    async def scene() -> None:
        async with gating(pipewire) as (it, told):
            await asked(it, told)
            assert answer(it, "screen-cast") == "open"
            with node(pipewire, name, "Stream/Output/Video"):
                await until(lambda: told.events[-1] == GateClosed(Reason.SCREEN_SHARE))
            await until(lambda: told.events[-1] == GateOpened(Reason.SCREEN_SHARE))

    asyncio.run(scene())


def test_a_camera_that_nobody_looks_through_is_no_call(pipewire: Desk) -> None:
    async def scene() -> None:
        with node(pipewire, "v4l2_input.usb", "Video/Source"):
            async with gating(pipewire) as (it, told):
                await asked(it, told)
                assert answer(it, "camera-pipewire") == "open"
                assert answer(it, "screen-cast") == "open"

    asyncio.run(scene())
