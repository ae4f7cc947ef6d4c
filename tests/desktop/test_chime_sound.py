"""Chimes that really sound: paplay on a PulseAudio server whose speaker is recorded."""

import asyncio
import math
import os
import signal
import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from desk import Desk, wait_for

from deskbreak.adapters.chime import Chime

pytestmark = pytest.mark.desktop

RATE = 22_050
STEP, END = 783.99, 659.26
"""Hz: the note of a new step, and the last one of the end."""


@pytest.fixture
def pulse(desk: Desk) -> Desk:
    desk.spawn(
        "pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no",
        "-L", "module-native-protocol-unix",
        "-L", "module-null-sink sink_name=out",
    )  # fmt: skip
    wait_for((desk.folder / "run/pulse/native").exists, said="PulseAudio")
    return desk


@pytest.fixture
def recording(pulse: Desk) -> Path:
    """What the speaker plays, as 16-bit samples."""
    file = pulse.folder / "heard.raw"
    pulse.spawn(
        "parec", "--device=out.monitor", "--latency-msec=20", "--raw",
        "--format=s16le", "--channels=1", f"--rate={RATE}", file,
    )  # fmt: skip
    wait_for(lambda: file.exists() and file.stat().st_size > 0, said="the recording")
    return file


def players(desk: Desk) -> Sequence[Sequence[str]]:
    """The player of the system, with the desk's own server."""
    return [["env", f"PULSE_SERVER=unix:{desk.folder}/run/pulse/native", "paplay"]]


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
def test_a_chime_is_heard_at_its_pitch(
    pulse: Desk, recording: Path, name: str, pitch: float, other: float
) -> None:
    async def work() -> None:
        chime = Chime(players(pulse))
        chime.play(name)
        await asyncio.wait_for(chime.played(), 10)
        assert chime.why is None
        await chime.close()

    asyncio.run(work())
    wait_for(lambda: max(map(abs, samples(recording)), default=0) > 1_000, said="a sound")
    heard = [one for one in samples(recording) if one]
    assert strength(heard, pitch) > 5 * strength(heard, other)


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
