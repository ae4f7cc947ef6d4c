"""The icon in real X11 trays: docked, clicked, its own menu and tooltip, docked again."""

import time
from collections.abc import Callable
from subprocess import Popen

import pytest
from desk import Desk, wait_for
from panels import (
    GREEN,
    ORANGE,
    VIOLET,
    Program,
    click,
    keys,
    lxqt,
    mate,
    see,
    tint2,
    trayer,
    windows,
)
from Xlib import Xatom
from Xlib.display import Display

pytestmark = pytest.mark.desktop

Panel = Callable[[Desk], Popen[bytes]]
PANELS = [pytest.param(tint2, id="tint2"), pytest.param(trayer, id="trayer")]


def menus(desk: Desk) -> list[tuple[int, int, int, int]]:
    return windows(desk, "POPUP_MENU")


def opened(desk: Desk, levels: int) -> None:
    wait_for(lambda: len(menus(desk)) == levels, said=f"{levels} levels of the menu")


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("panel", PANELS)
def test_icon_tooltip_menu_and_clicks(desk: Desk, panel: Panel, lang: str) -> None:
    name = f"{panel.__name__}-{lang}"
    desk.display("800x500x24")
    desk.spawn("openbox")
    panel(desk)
    program = Program(desk, lang=lang)
    program.shown_by("xembed")
    place = see(desk, GREEN, f"{name}-icon")
    click(desk, place)
    program.told("now")
    program.change("due", lang=lang)
    see(desk, ORANGE, f"{name}-due")
    desk.run("xdotool", "mousemove", "100", "100")
    desk.run("xdotool", "mousemove", str(place[0]), str(place[1]))
    wait_for(lambda: windows(desk, "TOOLTIP"), said="the tooltip")
    time.sleep(0.2)  # it is drawn
    desk.screenshot(f"{name}-tooltip")
    click(desk, place, 3)
    opened(desk, 1)
    assert not windows(desk, "TOOLTIP")
    keys(desk, "Down", "Down", "Down", "Right")
    opened(desk, 2)
    keys(desk, "Down")
    time.sleep(0.2)
    desk.screenshot(f"{name}-menu")
    keys(desk, "Return")
    program.told("snooze 10m")
    opened(desk, 0)
    assert program.report()["pillow"] is False


def test_keyboard_and_pointer_in_the_menu(desk: Desk) -> None:
    desk.display("800x500x24")
    tint2(desk)
    program = Program(desk)
    place = see(desk, GREEN, "menu-before")
    click(desk, place, 3)
    opened(desk, 1)
    keys(desk, "Escape")
    opened(desk, 0)
    click(desk, place, 3)
    opened(desk, 1)
    keys(desk, "End", "Up", "Right")  # Language
    opened(desk, 2)
    keys(desk, "Left")
    opened(desk, 1)
    keys(desk, "Left", "Right", "Down", "Return")
    program.told("language ja")
    click(desk, place, 3)
    opened(desk, 1)
    click(desk, (300, 100))  # outside
    opened(desk, 0)
    click(desk, place, 3)
    opened(desk, 1)
    x, y, wide, tall = menus(desk)[0]
    desk.run("xdotool", "mousemove", str(x + wide // 2), str(y + tall - 17))
    desk.run("xdotool", "click", "1")
    program.told("quit")
    click(desk, place, 3)
    opened(desk, 1)
    desk.run("xdotool", "mousemove", str(x + 40), str(y + 107))  # Snooze opens by itself
    opened(desk, 2)
    desk.run("xdotool", "mousemove", str(x + 40), str(y + 54))
    opened(desk, 1)


def test_a_tray_that_restarts_gets_the_icon_again(desk: Desk) -> None:
    desk.display("800x500x24")
    desk.spawn("openbox")
    first = tint2(desk)
    program = Program(desk)
    see(desk, GREEN, "redock-before")
    first.kill()
    program.shown_by(None)
    program.change("held")
    tint2(desk)
    place = see(desk, VIOLET, "redock-after")
    program.shown_by("xembed")
    click(desk, place)
    program.told("now")


def test_the_menu_follows_the_scale_of_the_desktop(desk: Desk) -> None:
    sizes = {}
    desk.display("1600x1000x24")
    tint2(desk)
    for dpi in (96, 192):
        display = Display(desk.env["DISPLAY"])
        display.screen().root.change_property(
            Xatom.RESOURCE_MANAGER, Xatom.STRING, 8, f"Xft.dpi:\t{dpi}\n".encode()
        )
        display.sync()
        display.close()
        program = Program(desk)
        click(desk, see(desk, GREEN, f"dpi-{dpi}"), 3)
        opened(desk, 1)
        sizes[dpi] = menus(desk)[0][3]
        desk.screenshot(f"dpi-{dpi}-menu")
        keys(desk, "Escape")
        desk.end(program.process)
    assert sizes[192] == pytest.approx(2 * sizes[96], rel=0.05)


def test_live_switching(desk: Desk) -> None:
    desk.display("800x500x24")
    desk.bus()
    desk.spawn("openbox")
    program = Program(desk)
    program.shown_by(None)
    old = tint2(desk)
    program.shown_by("xembed")
    see(desk, GREEN, "switch-xembed")
    new = lxqt(desk)
    program.shown_by("sni")
    see(desk, GREEN, "switch-sni")
    new.kill()
    program.shown_by("xembed")
    old.kill()
    program.shown_by(None)
    program.change("held")
    lxqt(desk)
    program.shown_by("sni")
    see(desk, VIOLET, "switch-back")


def test_mate_draws_the_icon_of_its_xembed_tray(desk: Desk) -> None:
    desk.display("800x500x24")
    desk.bus()
    desk.spawn("openbox")
    mate(desk)
    program = Program(desk, lang="ja")
    program.shown_by("xembed")
    place = see(desk, GREEN, "mate-icon")
    click(desk, place)
    program.told("now")


def test_a_display_that_goes_away_disturbs_nobody(desk: Desk) -> None:
    desk.display("800x500x24")
    (server,) = desk.started
    panel = tint2(desk)
    program = Program(desk)
    program.shown_by("xembed")
    desk.end(server)
    panel.wait(10)
    program.shown_by(None)
    assert "display" in program.report()["tray"]["xembed"]
    desk.end(program.process)
    assert "STOPPED ['MainThread']" in program.said()
