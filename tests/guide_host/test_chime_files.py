"""The chimes in ``assets/`` are what the project's script makes."""

import shutil
import struct
import subprocess
import sys
import wave
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def samples(file: Path) -> tuple[int, ...]:
    with wave.open(str(file)) as sound:
        frames = sound.readframes(sound.getnframes())
    return struct.unpack(f"<{len(frames) // 2}h", frames)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script run twice in a folder of its own; the first run's files are kept as ``once``."""
    folder = tmp_path_factory.mktemp("chimes")
    (folder / "tools").mkdir()
    (folder / "assets").mkdir()
    script = shutil.copy(ROOT / "tools/chimes.py", folder / "tools")
    for _ in range(2):
        shutil.rmtree(folder / "once", ignore_errors=True)
        shutil.copytree(folder / "assets", folder / "once")
        subprocess.run([sys.executable, script], check=True, timeout=60)
    return folder


def test_every_chime_is_made_and_no_other(made: Path) -> None:
    names = sorted(file.name for file in (made / "assets").iterdir())
    assert names == sorted(file.name for file in (ROOT / "assets").glob("chime-*.wav"))


@pytest.mark.parametrize("name", ["step", "end"])
def test_the_bytes_are_the_same_every_time(made: Path, name: str) -> None:
    file = f"chime-{name}.wav"
    assert (made / "once" / file).read_bytes() == (made / "assets" / file).read_bytes()


@pytest.mark.parametrize("name", ["step", "end"])
def test_the_file_that_is_shipped_is_the_one_that_is_made(made: Path, name: str) -> None:
    file = f"chime-{name}.wav"
    ours, fresh = samples(ROOT / "assets" / file), samples(made / "assets" / file)
    assert len(ours) == len(fresh)
    # the sine of another C library may round the other way
    assert max(abs(a - b) for a, b in zip(ours, fresh, strict=True)) <= 1
