"""Chimes: the files, the player that is taken, and silence where there is none."""

import asyncio
import stat
import wave
from pathlib import Path

import pytest

from deskbreak.content.asset_files import asset
from deskbreak.guide_host.chime import SILENT, Chime

NAMES = ("step", "end")


def player(folder: Path, name: str, script: str) -> str:
    """A player that notes what it plays."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)


def played(chime: Chime, *names: str) -> None:
    """Play and wait for the end."""

    async def work() -> None:
        for name in names:
            chime.play(name)
            await chime.played()
        await chime.close()

    asyncio.run(work())


@pytest.mark.parametrize("name", NAMES)
def test_a_chime_is_short_and_soft(name: str) -> None:
    with wave.open(str(asset(f"chime-{name}.wav"))) as file:
        seconds = file.getnframes() / file.getframerate()
        frames = file.readframes(file.getnframes())
    loudest = max(
        abs(int.from_bytes(frames[at : at + 2], "little", signed=True))
        for at in range(0, len(frames), 2)
    )
    assert 0.3 < seconds < 2
    assert 1_000 < loudest < 16_000


def test_the_first_player_that_works_plays(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    chime = Chime(
        [
            [str(tmp_path / "not-installed")],
            [player(tmp_path, "broken", "exit 3")],
            [player(tmp_path, "good", f'echo "$@" >> {heard}'), "-q"],
        ]
    )
    assert chime.viable() is None
    played(chime, "step", "end")
    assert heard.read_text().splitlines() == [
        f"-q {asset('chime-step.wav')}",
        f"-q {asset('chime-end.wav')}",
    ]
    assert chime.why is None


def test_without_a_player_it_is_silent_and_says_so(tmp_path: Path) -> None:
    chime = Chime([[str(tmp_path / "not-installed")]])
    assert chime.viable() == SILENT
    played(chime, "step")
    assert chime.why == SILENT


def test_a_player_that_cannot_be_run_is_passed_over(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("#!/no/such/interpreter\n")
    wrong.chmod(0o755)
    chime = Chime([[str(wrong)]])
    played(chime, "step")
    assert chime.why is not None
    assert chime.why.startswith("wrong: ")


def test_ending_ends_what_plays(tmp_path: Path) -> None:
    async def work() -> None:
        chime = Chime([[player(tmp_path, "long", "exec sleep 60")]])
        chime.play("end")
        await asyncio.sleep(0.2)
        await chime.close()

    asyncio.run(asyncio.wait_for(work(), 5))


def test_where_the_system_plays_by_itself_no_process_is_started() -> None:
    heard: list[Path] = []
    chime = Chime([], heard.append)
    assert chime.viable() is None
    chime.play("step")
    assert heard == [asset("chime-step.wav")]


def test_a_system_without_a_sound_device_is_silent_and_says_so() -> None:
    def fails(file: Path) -> None:
        raise RuntimeError(f"Failed to play sound {file.name}")

    chime = Chime([], fails)
    chime.play("end")
    assert chime.why == "winsound: Failed to play sound chime-end.wav"
