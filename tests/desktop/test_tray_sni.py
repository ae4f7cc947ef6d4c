"""The icon on real StatusNotifier panels: seen, clicked, changed, restarted under it."""

import time
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
from desk import Desk, wait_for
from panels import (
    GREEN,
    ORANGE,
    VIOLET,
    Program,
    SessionBus,
    click,
    item_of,
    keys,
    lxqt,
    see,
    xfce,
)

pytestmark = pytest.mark.desktop

Panel = Callable[[Desk], Popen[bytes]]
PANELS = [pytest.param(xfce, id="xfce"), pytest.param(lxqt, id="lxqt")]
MENU, ITEM = "com.canonical.dbusmenu", "org.kde.StatusNotifierItem"


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("panel", PANELS)
def test_icon_menu_and_clicks(desk: Desk, panel: Panel, lang: str) -> None:
    name = f"{panel.__name__}-{lang}"
    desk.display("800x500x24")
    desk.bus()
    desk.spawn("openbox")
    panel(desk)
    program = Program(desk, lang=lang)
    program.shown_by("sni")
    place = see(desk, GREEN, f"{name}-icon")
    click(desk, place)
    program.told("now")
    program.change("due", lang=lang)
    see(desk, ORANGE, f"{name}-due")
    click(desk, place, 3)
    time.sleep(1)  # the panel draws its menu
    keys(desk, "Down", "Down", "Down", "Right")
    time.sleep(0.5)  # and the submenu
    desk.screenshot(f"{name}-menu")
    keys(desk, "Down", "Return")
    program.told("snooze 10m")


@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_that_restarts_gets_the_icon_again(desk: Desk, panel: Panel) -> None:
    desk.display("800x500x24")
    desk.bus()
    desk.spawn("openbox")
    first = panel(desk)
    program = Program(desk)
    see(desk, GREEN, "restart-before")
    first.kill()
    program.shown_by(None)
    program.change("held")
    panel(desk)
    place = see(desk, VIOLET, "restart-after")
    program.shown_by("sni")
    click(desk, place)
    program.told("now")


def test_a_panel_that_comes_after_login(desk: Desk) -> None:
    desk.display("800x500x24")
    desk.bus()
    desk.spawn("openbox")
    program = Program(desk)
    program.shown_by(None)
    xfce(desk)
    see(desk, GREEN, "login")
    program.shown_by("sni")


def test_four_hundred_updates_from_four_threads(desk: Desk) -> None:
    desk.display("800x500x24")
    desk.bus()
    desk.spawn("openbox")
    xfce(desk)
    program = Program(desk)
    see(desk, GREEN, "storm-before")
    program.change("held", storm=True)
    see(desk, VIOLET, "storm-after")
    assert "Traceback" not in program.said()


def test_idle_it_is_never_woken_and_carries_no_pillow(desk: Desk) -> None:
    desk.display("800x500x24")
    desk.bus()
    desk.spawn("openbox")
    xfce(desk)
    program = Program(desk)
    see(desk, GREEN, "idle")
    time.sleep(1)  # the panel has read all it wants
    before = program.switches()
    time.sleep(3)
    assert program.switches() == before
    assert program.report()["pillow"] is False


class TestAsAPanelSees:
    """Every method and property, called over the bus."""

    @pytest.fixture
    def program(self, desk: Desk) -> Program:
        desk.bus()
        return Program(desk)

    @pytest.fixture
    def bus(self, desk: Desk, program: Program) -> Any:
        bus = SessionBus(desk)
        wait_for(lambda: desk.owner(f"{ITEM}-{program.process.pid}-1"))
        yield bus
        bus.close()

    def ids(self, bus: SessionBus, program: Program) -> dict[str, int]:
        (_revision, root) = bus.ask(
            item_of(program, "/MenuBar", MENU), "GetLayout", "iias", (0, -1, [])
        )
        found: dict[str, int] = {}

        def walk(node: tuple[int, dict[str, Any], list[tuple[str, Any]]]) -> None:
            number, properties, children = node
            if "label" in properties:
                found[properties["label"][1]] = number
            for _signature, child in children:
                walk(child)

        walk(root)
        return found

    def test_a_click_is_an_event(self, bus: SessionBus, program: Program) -> None:
        number = self.ids(bus, program)["10 minutes"]
        menu = item_of(program, "/MenuBar", MENU)
        bus.ask(menu, "Event", "isvu", (number, "clicked", ("s", ""), 0))
        program.told("snooze 10m")
        bus.ask(menu, "EventGroup", "a(isvu)", ([(number, "clicked", ("s", ""), 0)],))
        program.told("snooze 10m", times=2)

    def test_ids_stay_when_the_language_changes(self, bus: SessionBus, program: Program) -> None:
        english = self.ids(bus, program)
        program.change("working", lang="ja")
        japanese = self.ids(bus, program)
        assert list(english.values()) == list(japanese.values())
        assert english["Move now"] == japanese["今すぐ動く"]

    def test_about_to_show_makes_the_status_fresh(self, bus: SessionBus, program: Program) -> None:
        before = self.ids(bus, program)
        menu = item_of(program, "/MenuBar", MENU)
        assert bus.ask(menu, "AboutToShow", "i", (0,)) == (True,)
        status = next(label for label in before if label.startswith("Sitting"))
        number = before[status]
        (fresh,) = bus.ask(menu, "GetProperty", "is", (number, "label"))
        assert fresh[1] != status
        updates, errors = bus.ask(menu, "AboutToShowGroup", "ai", ([0, 999],))
        assert (updates, errors) == ([0], [999])

    def test_item_properties_and_methods(self, bus: SessionBus, program: Program) -> None:
        properties = item_of(program, "/StatusNotifierItem", "org.freedesktop.DBus.Properties")
        (found,) = bus.ask(properties, "GetAll", "s", (ITEM,))
        assert found["IconAccessibleDesc"] == ("s", "deskbreak · next at 10:45")
        assert found["ItemIsMenu"] == ("b", False)
        assert [size for size, _size, _pixels in found["IconPixmap"][1]] == [16, 22, 24, 32, 48, 64]
        item = item_of(program, "/StatusNotifierItem", ITEM)
        for method in ("SecondaryActivate", "ContextMenu"):
            bus.ask(item, method, "ii", (0, 0))
        bus.ask(item, "Scroll", "is", (1, "vertical"))
        bus.ask(item, "Activate", "ii", (0, 0))
        program.told("now")
        assert program.said().count("COMMAND") == 1

    def test_the_menu_says_version_3(self, bus: SessionBus, program: Program) -> None:
        properties = item_of(program, "/MenuBar", "org.freedesktop.DBus.Properties")
        assert bus.ask(properties, "Get", "ss", (MENU, "Version")) == (("u", 3),)

    def test_a_wrong_call_gets_an_error_and_harms_nothing(
        self, bus: SessionBus, program: Program
    ) -> None:
        menu = item_of(program, "/MenuBar", MENU)
        for member, signature, body in (
            ("GetLayout", "s", ("x",)),
            ("Nonsense", None, ()),
            ("GetProperty", "is", (999, "label")),
            ("GetProperty", "is", (0, "label")),
        ):
            with pytest.raises(AssertionError):
                bus.ask(menu, member, signature, body)
        assert "Move now" in self.ids(bus, program)

    def test_it_can_be_introspected(self, bus: SessionBus, program: Program) -> None:
        way = "org.freedesktop.DBus.Introspectable"
        (said,) = bus.ask(item_of(program, "/StatusNotifierItem", way), "Introspect")
        assert '<method name="Activate">' in said
        (root,) = bus.ask(item_of(program, "/", way), "Introspect")
        assert '<node name="MenuBar"/>' in root

    def test_a_lost_bus_is_found_again(self, desk: Desk, bus: SessionBus, program: Program) -> None:
        address = desk.env["DBUS_SESSION_BUS_ADDRESS"]
        assert address.startswith("unix:path=")
        (daemon,) = [each for each in desk.started if "dbus-daemon" in str(each.args)]
        desk.end(daemon)
        Path(address.removeprefix("unix:path=")).unlink(missing_ok=True)
        wait_for(lambda: "StatusNotifierWatcher" not in program.report()["tray"]["sni"])
        desk.bus()
        wait_for(lambda: desk.owner(f"{ITEM}-{program.process.pid}-1"), said="the item again")


def test_no_bus_and_no_display_disturb_nobody(desk: Desk) -> None:
    program = Program(desk)
    wait_for(lambda: "DISPLAY" in program.report()["tray"]["xembed"])
    assert "D-Bus" in program.report()["tray"]["sni"]
    desk.end(program.process)
    assert "STOPPED ['MainThread']" in program.said()


def test_gnome_without_the_extension_is_told_its_name(desk: Desk) -> None:
    desk.bus()
    desk.env["XDG_CURRENT_DESKTOP"] = "ubuntu:GNOME"
    program = Program(desk)
    wait_for(lambda: "AppIndicator" in program.report()["tray"]["sni"])
