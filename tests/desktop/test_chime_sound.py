"""Chimes that really sound: paplay on a PulseAudio server whose speaker is recorded."""

import asyncio
import math
import os
import signal
import struct
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from desk import Desk, wait_for
from sound import node, pulseaudio, start_pipewire

from deskbreak.guide_host.chime import Chime

pytestmark = pytest.mark.desktop

RATE = 22_050
STEP, END = 783.99, 659.26
"""Hz: the note of a new step, and the last one of the end."""


@pytest.fixture
def pulse(desk: Desk) -> Desk:
    pulseaudio(desk, "module-null-sink sink_name=out")
    return desk


@pytest.fixture
def pipewire(desk: Desk) -> Iterator[Desk]:
    """PipeWire with a speaker, and PulseAudio's protocol for the recorder."""
    start_pipewire(desk)
    with node(desk, "out", "Audio/Sink"):
        wait_for(lambda: "out" in desk.run("pactl", "list", "short", "sinks"), said="the speaker")
        yield desk


def record(desk: Desk) -> Path:
    """What the speaker plays from now on, as 16-bit samples."""
    file = desk.folder / "heard.raw"
    desk.spawn(
        "parec", "--device=out.monitor", "--latency-msec=20", "--raw",
        "--format=s16le", "--channels=1", f"--rate={RATE}", file,
    )  # fmt: skip
    wait_for(lambda: file.exists() and file.stat().st_size > 0, said="the recording")
    return file


def players(desk: Desk, *names: str) -> Sequence[Sequence[str]]:
    """Players of the system, on the desk's own server."""
    run = desk.folder / "run"
    where = [f"XDG_RUNTIME_DIR={run}", f"PULSE_SERVER=unix:{run}/pulse/native"]
    return [["env", *where, name] for name in names or ("paplay",)]


def samples(file: Path) -> list[int]:
    raw = file.read_bytes()
    return list(struct.unpack(f"<{len(raw) // 2}h", raw[: len(raw) // 2 * 2]))


def strength(of: Sequence[int], pitch: float) -> float:
    """How much of a pitch is in the sound: the length of that Fourier term, per sample."""
    turns = [2 * math.pi * pitch * n / RATE for n in range(len(of))]
    real = sum(one * math.cos(turn) for one, turn in zip(of, turns, strict=True))
    imaginary = sum(one * math.sin(turn) for one, turn in zip(of, turns, strict=True))
    return math.hypot(real, imaginary) / max(len(of), 1)


def children(name: str) -> str:
    """Processes of ours with that name, the dead ones that nobody has waited for included."""
    done = subprocess.run(
        ["ps", "-o", "comm=", "--ppid", str(os.getpid())],
        capture_output=True,
        text=True,
        check=False,
    )
    return "\n".join(line for line in done.stdout.splitlines() if line.startswith(name))


@pytest.mark.parametrize(("name", "pitch", "other"), [("step", STEP, 1046.5), ("end", END, 440.0)])
def test_a_chime_is_heard_at_its_pitch(pulse: Desk, name: str, pitch: float, other: float) -> None:
    async def work() -> None:
        chime = Chime(players(pulse))
        chime.play(name)
        await asyncio.wait_for(chime.played(), 10)
        assert chime.why is None
        await chime.close()

    recording = record(pulse)
    asyncio.run(work())
    wait_for(lambda: max(map(abs, samples(recording)), default=0) > 1_000, said="a sound")
    heard = [one for one in samples(recording) if one]
    assert strength(heard, pitch) > 5 * strength(heard, other)


def test_where_pipewire_does_not_run_the_next_player_is_heard(pulse: Desk) -> None:
    async def work() -> None:
        chime = Chime(players(pulse, "pw-play", "paplay"))
        chime.play("step")
        await asyncio.wait_for(chime.played(), 10)
        assert chime.why is None
        await chime.close()

    recording = record(pulse)
    asyncio.run(work())
    wait_for(lambda: max(map(abs, samples(recording)), default=0) > 1_000, said="a sound")


def test_pipewires_own_player_is_heard(pipewire: Desk) -> None:
    async def work() -> None:
        chime = Chime(players(pipewire, "pw-play"))
        chime.play("step")
        await asyncio.wait_for(chime.played(), 15)
        assert chime.why is None
        await chime.close()

    recording = record(pipewire)
    asyncio.run(work())
    wait_for(lambda: max(map(abs, samples(recording)), default=0) > 1_000, said="a sound")


def test_a_server_that_hangs_holds_nothing_up_and_leaves_no_process(pulse: Desk) -> None:
    pulse.started[0].send_signal(signal.SIGSTOP)

    async def work() -> None:
        chime = Chime(players(pulse))
        chime.play("end")
        await asyncio.sleep(0.5)  # long enough for the player to be there and to wait
        assert children("paplay")
        await asyncio.wait_for(chime.close(), 5)

    try:
        asyncio.run(work())
        assert children("paplay") == ""
    finally:
        pulse.started[0].send_signal(signal.SIGCONT)


def test_without_a_server_the_player_says_so_and_nothing_else_happens(desk: Desk) -> None:
    async def work() -> None:
        chime = Chime(players(desk))
        assert chime.viable() is None
        chime.play("step")
        await asyncio.wait_for(chime.played(), 10)
        assert chime.why == "env: exit code 1"
        await chime.close()

    asyncio.run(work())
