"""Open devices, on the real /proc."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from deskbreak.errors import UnavailableError
from deskbreak.holding.camera import Camera
from deskbreak.holding.ignored_programs import Ignore

HOLDS = "import sys; file = open(sys.argv[1]); print('open', flush=True); sys.stdin.read()"


@pytest.fixture
def devices(tmp_path: Path) -> Path:
    (tmp_path / "video0").touch()
    return tmp_path


def test_no_camera_is_no_call(tmp_path: Path) -> None:
    assert asyncio.run(Camera(Ignore(), tmp_path).ask()) is False


def test_a_camera_that_nobody_has_open(devices: Path) -> None:
    assert asyncio.run(Camera(Ignore(), devices).ask()) is False


def test_a_camera_that_a_program_has_open(devices: Path) -> None:
    command = [sys.executable, "-c", HOLDS, str(devices / "video0")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        name = Path(f"/proc/{process.pid}/comm").read_text().strip()
        assert asyncio.run(Camera(Ignore(), devices).ask()) is True
        assert asyncio.run(Camera(Ignore([name]), devices).ask()) is False
        process.communicate()


def test_a_system_without_proc_does_not_tell(devices: Path) -> None:
    camera = Camera(Ignore(), devices, devices / "no-proc")
    assert asyncio.run(camera.viable()) == "this system has no /proc"
    with pytest.raises(UnavailableError):
        asyncio.run(camera.ask())
