"""Real panels on a desk, a program in their tray, and eyes and hands for both."""

import json
import signal
import sys
from pathlib import Path
from subprocess import Popen
from typing import Any

from desk import Desk, wait_for
from jeepney import (
    DBusAddress,
    MessageType,
    new_method_call,
)
from jeepney.io.blocking import (
    DBusConnection,
    open_dbus_connection,
)
from PIL import Image
from Xlib import Xatom
from Xlib.display import Display

GREEN, ORANGE, VIOLET = (0x4C, 0xD0, 0x8E), (0xFF, 0xA2, 0x45), (0xC8, 0xAA, 0xFF)
"""The colours of working, due and held."""

ROOT = Path(__file__).parents[2]
XFCE = """<?xml version="1.0"?><channel name="xfce4-panel" version="1.0">
<property name="configver" type="int" value="2"/>
<property name="panels" type="array"><value type="int" value="1"/>
<property name="panel-1" type="empty"><property name="position" type="string" value="p=6;x=0;y=0"/>
<property name="length" type="uint" value="100"/><property name="size" type="uint" value="30"/>
<property name="plugin-ids" type="array"><value type="int" value="1"/></property></property>
</property><property name="plugins" type="empty">
<property name="plugin-1" type="string" value="systray"/></property></channel>"""
LXQT = """[General]
__userfile__=true
panels=panel1
[panel1]
panelSize=32
iconSize=22
plugins=statusnotifier
position=Top
width=100
width-percent=true
[statusnotifier]
type=statusnotifier
"""
TINT2 = """panel_items = TSC
panel_size = 100% 30
panel_position = bottom center horizontal
panel_background_id = 1
systray_padding = 2 2 2
rounded = 0
background_color = #222222 100
"""
MATE = """[org/mate/panel/general]
toplevel-id-list=['top']
object-id-list=['tray']
[org/mate/panel/toplevels/top]
orientation='top'
size=28
[org/mate/panel/objects/tray]
applet-iid='NotificationAreaAppletFactory::NotificationArea'
object-type='applet'
toplevel-id='top'
position=0
"""


def _file(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def settings(desk: Desk, name: str) -> Path:
    return Path(desk.env["XDG_CONFIG_HOME"]) / name


def xfce(desk: Desk) -> Popen[bytes]:
    _file(settings(desk, "xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml"), XFCE)
    if not desk.owner("org.xfce.Xfconf"):
        desk.spawn(next(Path("/usr/lib").glob("*/xfce4/xfconf/xfconfd")))
        wait_for(lambda: desk.owner("org.xfce.Xfconf"), said="xfconfd")
    return desk.spawn("xfce4-panel", "--disable-wm-check")


def lxqt(desk: Desk) -> Popen[bytes]:
    _file(settings(desk, "lxqt/panel.conf"), LXQT)
    return desk.spawn("lxqt-panel")


def tint2(desk: Desk) -> Popen[bytes]:
    return desk.spawn("tint2", "-c", _file(desk.folder / "tint2rc", TINT2))


def trayer(desk: Desk) -> Popen[bytes]:
    return desk.spawn("trayer", "--edge", "bottom", "--align", "right", "--height", "28")


def mate(desk: Desk) -> Popen[bytes]:
    desk.env["GSETTINGS_BACKEND"] = "keyfile"
    _file(settings(desk, "glib-2.0/settings/keyfile"), MATE)
    desk.spawn("/usr/lib/mate-panel/notification-area-applet")
    wait_for(lambda: desk.owner("org.mate.panel.applet.NotificationAreaAppletFactory"))
    return desk.spawn("mate-panel")


class Program:
    """``tray_driver.py`` on a desk."""

    def __init__(
        self, desk: Desk, icon: str = "working", *, lang: str = "en", user: tuple[str, ...] = ()
    ) -> None:
        self.desk = desk
        self.file = desk.folder / "state.json"
        self.write(icon, lang=lang)
        driver = str(Path(__file__).with_name("tray_driver.py"))
        command = (*user, sys.executable, driver, str(self.file))
        self.log = desk.folder / f"{Path(command[0]).name}.{len(desk.started)}.log"
        self.process = desk.spawn(
            *command,
            env={"PYTHONPATH": str(ROOT)},
        )
        wait_for(lambda: "STARTED" in self.said(), said="the program")

    def said(self) -> str:
        return self.log.read_text()

    def write(self, icon: str, **more: object) -> None:
        eighths = 8 if icon == "due" else 3
        self.file.write_text(json.dumps({"icon": [icon, eighths, False], **more}))

    def change(self, icon: str, **more: object) -> None:
        """Change what the tray shows."""
        before = self.said().count("READ")
        self.write(icon, **more)
        self.process.send_signal(signal.SIGUSR1)
        wait_for(lambda: self.said().count("READ") > before, said="the change")

    def told(self, command: str, times: int = 1) -> None:
        """Wait until the command was chosen."""
        wait_for(
            lambda: self.said().count(f"COMMAND {command}\n") >= times, said=f"{command} in the log"
        )

    def report(self) -> dict[str, Any]:
        before = len(self._reports())
        self.process.send_signal(signal.SIGUSR2)
        wait_for(lambda: self._reports()[before:], said="the report")
        last = self._reports()[-1]
        found: dict[str, Any] = json.loads(last.removeprefix("REPORT"))
        return found

    def shown_by(self, backend: str | None) -> None:
        """Wait until this backend, and no other, shows the icon."""

        def active() -> list[str]:
            return [name for name, reason in self.report()["tray"].items() if reason is None]

        # Without a session bus tint2 takes some 15 s to start.
        wait_for(lambda: active() == ([backend] if backend else []), 60, f"{backend} alone")

    def _reports(self) -> list[str]:
        """The reports that were written to their end."""
        lines = self.said().splitlines(keepends=True)
        return [line for line in lines if line.startswith("REPORT") and line.endswith("\n")]

    def switches(self) -> int:
        """How often the tray's thread, the only one beside the main one, was woken (proc(5))."""
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        (tray,) = [task for task in tasks if task.name != str(self.process.pid)]
        status = (tray / "status").read_text()
        return int(status.split("\nvoluntary_ctxt_switches:")[1].split()[0])


def colour_at(desk: Desk, colour: tuple[int, int, int], name: str) -> tuple[int, int] | None:
    """Where on the display this colour is, in the middle of it."""
    return middle_of(desk.screenshot(name), colour)


def middle_of(picture: Path, colour: tuple[int, int, int]) -> tuple[int, int] | None:
    """Where in a picture this colour is; None if it is in fewer than four pixels."""
    with Image.open(picture) as image:
        wide, _tall = image.size
        pixels = image.convert("RGB").tobytes()
    sample = bytes(colour)
    found = [
        divmod(at // 3, wide) for at in range(0, len(pixels), 3) if pixels[at : at + 3] == sample
    ]
    if len(found) < 4:
        return None
    rows, columns = zip(*found, strict=True)
    return (min(columns) + max(columns)) // 2, (min(rows) + max(rows)) // 2


def see(desk: Desk, colour: tuple[int, int, int], name: str) -> tuple[int, int]:
    """Wait until the colour stands still on the display: a panel moves what it lays out."""
    places: list[tuple[int, int] | None] = []

    def look() -> bool:
        places.append(colour_at(desk, colour, name))
        return places[-1] is not None and places[-1:] == places[-2:-1]

    wait_for(look, seconds=20, said=f"the icon in {name}.png")
    place = places[-1]
    assert place is not None
    return place


def click(desk: Desk, place: tuple[int, int], button: int = 1) -> None:
    desk.run("xdotool", "mousemove", str(place[0]), str(place[1]))
    desk.run("xdotool", "click", str(button))


def keys(desk: Desk, *names: str) -> None:
    for name in names:
        desk.run("xdotool", "key", name)


class SessionBus:
    """Talks to the tray item as a panel would."""

    def __init__(self, desk: Desk) -> None:
        self.connection: DBusConnection = open_dbus_connection(desk.env["DBUS_SESSION_BUS_ADDRESS"])

    def ask(
        self, to: DBusAddress, member: str, signature: str | None = None, body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        """The body of the reply; raises AssertionError with the error's text."""
        call = new_method_call(to, member, signature, body)
        reply = self.connection.send_and_get_reply(call, timeout=5)
        assert reply.header.message_type is MessageType.method_return, reply.body
        return tuple(reply.body)

    def close(self) -> None:
        self.connection.close()


def item_of(program: Program, path: str, interface: str) -> DBusAddress:
    return DBusAddress(path, f"org.kde.StatusNotifierItem-{program.process.pid}-1", interface)


def windows(desk: Desk, name: str) -> list[tuple[int, int, int, int]]:
    """(x, y, width, height) of each mapped window of this class or window type."""
    display = Display(desk.env["DISPLAY"])
    try:
        kind = display.intern_atom("_NET_WM_WINDOW_TYPE")
        wanted = display.intern_atom(f"_NET_WM_WINDOW_TYPE_{name}")
        found = []
        for window in display.screen().root.query_tree().children:
            said = window.get_full_property(kind, Xatom.ATOM)
            if said and wanted in said.value and window.get_attributes().map_state:
                size = window.get_geometry()
                found.append((size.x, size.y, size.width, size.height))
        return found
    finally:
        display.close()


def xfce_desktop(desk: Desk) -> None:
    """All that a daemon meets on Xfce: a display, a bus, the panel and a notification server."""
    desk.display()
    desk.bus()
    desk.spawn("openbox")
    xfce(desk)
    desk.spawn("dunst")
    wait_for(lambda: desk.owner("org.freedesktop.Notifications"))
    wait_for(lambda: desk.owner("org.kde.StatusNotifierWatcher"))
