import subprocess
import sys
from pathlib import Path

import pytest

from deskbreak.app.ports.tray_ports import Icon
from deskbreak.tray import image_file as pixels


def test_every_size_is_whole() -> None:
    for size, image in pixels.load(Icon("due", 8)).items():
        assert len(image) == size * size * 4


def test_an_icon_that_does_not_exist() -> None:
    with pytest.raises(KeyError):
        pixels.load(Icon("pink", 8))


@pytest.mark.parametrize(
    ("room", "size"), [(1, 16), (16, 16), (21, 16), (22, 22), (30, 24), (40, 32), (200, 64)]
)
def test_the_largest_that_fits(room: int, size: int) -> None:
    assert pixels.best_size(room) == size


def test_premultiplied_turns_around_and_multiplies() -> None:
    argb = bytes((255, 1, 2, 3, 0, 9, 9, 9, 51, 100, 50, 0))
    assert pixels.premultiplied(argb) == bytes((3, 2, 1, 255, 0, 0, 0, 0, 0, 10, 20, 51))


def test_over_keeps_what_shines_through() -> None:
    argb = bytes((255, 1, 2, 3, 0, 9, 9, 9, 51, 100, 50, 0))
    ground = bytes((7, 8, 9, 0) * 2 + (0, 0, 100, 0))
    assert pixels.over(argb, ground) == bytes((3, 2, 1, 0, 7, 8, 9, 0, 0, 10, 100, 0))


def test_what_is_packed_is_loaded(tmp_path: Path) -> None:
    whole = sum(size * size * 4 for size in pixels.SIZES)
    one, other = bytes(whole), bytes([7]) * whole
    file = tmp_path / "some.pixels"
    pixels.pack(file, {Icon("a", 0): one, Icon("b", 1): other, Icon("c", 2, mark=True): one})
    table = file.read_bytes().split(b"\n", 1)[0]
    assert b'"c-2-mark":[0,' in table  # the same picture is kept once


def test_neither_pillow_nor_xlib_is_loaded_before_they_are_needed() -> None:
    code = (
        "import sys; from deskbreak.tray.system_tray import choose; tray = choose();"
        "from deskbreak.tray.image_file import load;"
        "from deskbreak.app.ports.tray_ports import Icon;"
        "load(Icon('due', 8)); import os;"
        "print([m for m in ('PIL', 'Xlib', 'plyer') if m in sys.modules],"
        " 'PYSTRAY_BACKEND' in os.environ)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.stdout == "[] False\n"
