"""Menus and tooltips as pictures, and the child that paints them."""

import asyncio
import io
import json
import sys
from typing import Any

import pytest
from PIL import Image

from deskbreak.app.ports.tray_ports import Entry
from deskbreak.tray.paint_client import Painter, PaintError
from deskbreak.tray.paint_process import MenuPicture, Row, serve, tip
from deskbreak.tray.pystray_api import Menu, MenuItem
from deskbreak.tray.pystray_menu import items

GREEN = bytes((0x4B, 0x74, 0x17, 0))


def row(label: str, **more: Any) -> Row:
    found: Row = {
        "label": label,
        "enabled": True,
        "checked": None,
        "radio": False,
        "submenu": False,
    }
    found.update(more)  # type: ignore[typeddict-item]  # the test names the fields
    return found


ROWS: list[Row | None] = [row("Start"), None, row("Off", enabled=False), row("休憩", submenu=True)]


def strip(menu: MenuPicture, number: int, *, selected: bool) -> bytes:
    top, height = menu.places[number]
    stride = menu.width * 4
    return menu.paint(selected=selected)[top * stride : (top + height) * stride]


def test_rows_lie_below_each_other_and_hold_their_text() -> None:
    menu = MenuPicture(ROWS, 1.0)
    assert len(menu.paint(selected=False)) == menu.width * menu.height * 4
    bottoms = [top + height for top, height in menu.places]
    assert [top for top, _height in menu.places[1:]] == bottoms[:-1]
    for number in (0, 2, 3):
        assert len(set(strip(menu, number, selected=False))) > 3


def test_only_what_can_be_chosen_looks_chosen() -> None:
    menu = MenuPicture(ROWS, 1.0)
    chosen = [strip(menu, number, selected=True).count(GREEN) > 100 for number in range(4)]
    assert chosen == [True, False, False, True]
    for number in (1, 2):
        assert strip(menu, number, selected=True) == strip(menu, number, selected=False)


def test_a_tick_is_seen() -> None:
    plain, off, on, dot = (
        MenuPicture([row("x", checked=checked, radio=radio)], 1.0).paint(selected=False)
        for checked, radio in ((None, False), (False, False), (True, False), (True, True))
    )
    assert len({plain, off, on, dot}) == 4


def test_japanese_is_no_row_of_boxes() -> None:
    one, other = (MenuPicture([row(text)], 1.0).paint(selected=False) for text in "休立")
    assert one != other


def test_the_scale_scales_everything() -> None:
    small, large = MenuPicture(ROWS, 1.0), MenuPicture(ROWS, 2.0)
    assert large.width == pytest.approx(2 * small.width, rel=0.05)
    assert large.height == pytest.approx(2 * small.height, rel=0.05)


def test_a_tooltip_has_as_many_lines_as_its_text() -> None:
    wide, one, pixels = tip("next at 10:45", 1.0)
    _wide, two, _pixels = tip("next at 10:45\nsitting 20 min", 1.0)
    assert len(pixels) == wide * one * 4
    assert two > one


def test_the_child_answers_each_line() -> None:
    requests = io.BytesIO(
        json.dumps({"tip": "a", "scale": 1}).encode()
        + b"\n"
        + json.dumps({"rows": ROWS, "scale": 1}).encode()
        + b"\n"
    )
    answers = io.BytesIO()
    serve(requests, answers)
    answers.seek(0)
    for keys in ({"width", "height", "bytes"}, {"width", "height", "rows", "bytes"}):
        head = json.loads(answers.readline())
        assert head.keys() == keys
        assert len(answers.read(head["bytes"])) == head["bytes"]
    assert answers.read() == b""


def some_items() -> list[MenuItem]:
    entries = (Entry("Start", "start"), Entry(""), Entry("休憩", "x", checked=True))
    return list(Menu(*items(entries, lambda _command: None)))


def test_the_painter_brings_pictures_from_its_child() -> None:
    async def ask() -> None:
        painter = Painter(1.0)
        menu = await painter.menu(some_items())
        assert len(menu.rows) == 3
        assert len(menu.pixels) == 2 * menu.width * menu.height * 4
        picture = await painter.tip("hello")
        image = Image.frombytes(
            "RGB", (picture.width, picture.height), picture.pixels, "raw", "BGRX"
        )
        assert image.getpixel((1, 1)) == (0x2E, 0x34, 0x36)
        painter.close()
        await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})

    asyncio.run(ask())


@pytest.mark.parametrize(
    "command",
    [
        ("/nonexistent",),
        (sys.executable, "-c", "pass"),
        (sys.executable, "-c", "print('nonsense', flush=True); input()"),
    ],
    ids=["cannot start", "ends at once", "talks nonsense"],
)
def test_a_child_that_fails_is_told_and_tried_anew(command: tuple[str, ...]) -> None:
    async def ask() -> None:
        painter = Painter(1.0, command)
        for _ in range(2):
            with pytest.raises(PaintError, match="menus cannot be painted"):
                await painter.menu(some_items())
        painter.close()
        await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})

    asyncio.run(ask())
