"""A pystray icon as ``org.kde.StatusNotifierItem`` on the session bus.

Source: the Status Notifier Item specification of freedesktop.org and KDE's interface file
``org.kde.StatusNotifierItem.xml``; the XAyatana names are Ubuntu's, which GNOME's AppIndicator
extension asks for.

- Only a watcher that says so has a host: an error comes from a panel that is about to go.
- The item registers when the watcher appears and again when it was replaced: a panel restart, or a
  login where the panel comes last. A watcher without a host shows nothing; the host is waited for.
- A host that is known to draw nothing gets a passive item, in case it does, and counts as none.
- A lost bus is looked for again a few times, then when its socket or the icon changes.
"""

import os
from typing import Final

from jeepney import DBusAddress

from deskbreak.app.ports import tray_ports
from deskbreak.protocols.dbus.sayable_text import sayable
from deskbreak.protocols.program_name import program_name
from deskbreak.tray import dbusmenu
from deskbreak.tray.asyncio_icon import ICON, MENU, SHOWN, TITLE, AsyncioIcon
from deskbreak.tray.blind_hosts import BLIND
from deskbreak.tray.bus_waiting import BusWaiting
from deskbreak.tray.dbus_objects import PROPERTIES, Exported, Interface, Properties
from deskbreak.tray.image_file import load
from deskbreak.tray.pystray_api import Menu
from deskbreak.tray.pystray_menu import default_item
from deskbreak.tray.session_bus import BUS, BusUnavailableError, Link

NAME: Final = "org.kde.StatusNotifierItem"
PATH: Final = "/StatusNotifierItem"
WATCHER_NAME: Final = "org.kde.StatusNotifierWatcher"
WATCHER: Final = DBusAddress("/StatusNotifierWatcher", WATCHER_NAME, WATCHER_NAME)
WATCHER_PROPERTIES: Final = DBusAddress("/StatusNotifierWatcher", WATCHER_NAME, PROPERTIES)
RULES: Final = (
    f"type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='{WATCHER_NAME}'",
    f"type='signal',interface='{WATCHER_NAME}',member='StatusNotifierHostRegistered'",
    f"type='signal',interface='{WATCHER_NAME}',member='StatusNotifierHostUnregistered'",
)
DO_NOT_QUEUE: Final = 4
"""Flag of RequestName."""

RETRIES: Final = (1, 2, 4)
"""Seconds until a lost bus is looked for again."""

NO_WATCHER: Final = "no panel on the session bus takes icons (org.kde.StatusNotifierWatcher)"
NO_HOST: Final = "a StatusNotifierWatcher runs, but no panel shows its icons"

INTERFACE: Final = Interface(
    NAME,
    methods={
        "Activate": (("i", "i"), ()),
        "SecondaryActivate": (("i", "i"), ()),
        "ContextMenu": (("i", "i"), ()),
        "Scroll": (("i", "s"), ()),
        "ProvideXdgActivationToken": (("s",), ()),
        "XAyatanaSecondaryActivate": (("u",), ()),
    },
    signals={"NewIcon": (), "NewTitle": (), "NewToolTip": (), "NewStatus": ("s",), "NewMenu": ()},
)


class ItemObject:
    """The item on the bus."""

    interface = INTERFACE

    def __init__(self, icon: "Icon") -> None:
        self._icon = icon

    def properties(self) -> Properties:
        icon = self._icon
        title = sayable(icon.title or icon.name)
        return {
            "Category": ("s", "ApplicationStatus"),
            "Id": ("s", icon.name),
            "Title": ("s", title),
            "Status": ("s", icon.status),
            "WindowId": ("i", 0),
            "IconName": ("s", ""),
            "IconThemePath": ("s", ""),
            "IconPixmap": ("a(iiay)", icon.pixmaps()),
            "IconAccessibleDesc": ("s", title),
            "OverlayIconName": ("s", ""),
            "OverlayIconPixmap": ("a(iiay)", []),
            "AttentionIconName": ("s", ""),
            "AttentionIconPixmap": ("a(iiay)", []),
            "AttentionAccessibleDesc": ("s", ""),
            "AttentionMovieName": ("s", ""),
            "ToolTip": ("(sa(iiay)ss)", ("", [], title, "")),
            "ItemIsMenu": ("b", default_item(icon.menu) is None),
            "Menu": ("o", dbusmenu.PATH),
            "XAyatanaLabel": ("s", ""),
            "XAyatanaLabelGuide": ("s", ""),
            "XAyatanaOrderingIndex": ("u", 0),
        }

    def call(self, member: str, args: tuple[object, ...]) -> tuple[object, ...]:
        """A left click is the default entry; middle click, wheel and the rest mean nothing."""
        del args
        if member == "Activate":
            self._icon.activate()
        return ()


class Icon(AsyncioIcon):
    """pystray's icon on a StatusNotifierHost."""

    def __init__(
        self, name: str, icon: object = None, title: str = "", menu: Menu | None = None
    ) -> None:
        super().__init__(name, icon, title, menu)
        self._link: Link | None = None
        self._tries = 0
        self._waiting = BusWaiting(self._came)
        self._watched = False
        """Whether a watcher has taken the item."""
        self._blind = False
        """Whether the host draws nothing and another tray can."""
        self._menu_object = dbusmenu.MenuObject(lambda: self.menu, self._emit_menu, self._choose)
        self._objects: dict[str, Exported] = {
            PATH: ItemObject(self),
            dbusmenu.PATH: self._menu_object,
        }

    @property
    def status(self) -> str:
        """Active or Passive, as the specification spells them."""
        return "Active" if self.visible and not self._blind else "Passive"

    def pixmaps(self) -> list[tuple[int, int, bytes]]:
        """``a(iiay)``: the image in every size, ARGB32 in network byte order."""
        if not isinstance(self.icon, tray_ports.Icon):
            return []
        return [(size, size, pixels) for size, pixels in load(self.icon).items()]

    def activate(self) -> None:
        """A left click."""
        self._choose(default_item(self.menu))

    def _open(self) -> None:
        if self._link is not None:
            return
        self._menu_object.layout.look(self.menu)
        try:
            self._link = link = Link(self._objects, self._signal, self._lost)
        except BusUnavailableError as error:
            self._lost(str(error))
            return
        self._tries = 0
        self._waiting.end()
        for rule in RULES:
            link.subscribe(rule)
        link.call(BUS, "RequestName", "su", (f"{NAME}-{os.getpid()}-1", DO_NOT_QUEUE))
        self._register()

    def _close(self) -> None:
        if self._link:
            self._link.close()
            self._link = None
        self._waiting.end()
        self._tell_host("stopped")

    def _lost(self, reason: str) -> None:
        self._link = None
        self._tell_host(reason)
        self._waiting.begin()
        if self._loop and self._tries < len(RETRIES):
            again = RETRIES[self._tries]
            self._loop.call_later(again, lambda: self._open() if self._running else None)
            self._tries += 1

    def _came(self) -> None:
        """The bus's socket is another one."""
        self._tries = 0
        if self._running:
            self._open()

    def _apply(self, changed: set[str]) -> None:
        if self._link is None:
            if self._tries == len(RETRIES):
                self._open()
            return
        if MENU in changed:
            self._menu_object.refresh()
        if ICON in changed:
            self._emit("NewIcon")
        if TITLE in changed:
            self._emit("NewTitle")
            self._emit("NewToolTip")
        if SHOWN in changed:
            self._emit("NewStatus", self.status)
            self._register()

    def _emit(self, name: str, *body: object) -> None:
        if self._link:
            self._link.emit(PATH, NAME, name, INTERFACE.signals[name], body)

    def _emit_menu(self, name: str, body: tuple[object, ...]) -> None:
        if self._link:
            types = dbusmenu.INTERFACE.signals[name]
            self._link.emit(dbusmenu.PATH, dbusmenu.NAME, name, types, body)

    # the watcher

    def _register(self) -> None:
        if not self.visible or self._link is None:
            return
        self._link.call(
            WATCHER, "RegisterStatusNotifierItem", "s", (self._link.name,), self._registered
        )

    def _registered(self, reply: tuple[object, ...] | None) -> None:
        self._watched = reply is not None
        if self._watched:
            self._ask_host()
        else:
            self._tell_host(NO_WATCHER)

    def _ask_host(self) -> None:
        if self._link:
            asked = (WATCHER_NAME, "IsStatusNotifierHostRegistered")
            self._link.call(WATCHER_PROPERTIES, "Get", "ss", asked, self._asked_host, "v")

    def _asked_host(self, reply: tuple[object, ...] | None) -> None:
        if not self._watched:
            return  # it has gone since
        if reply != (("b", True),):
            self._tell_host(NO_HOST)
        elif self._link and os.environ.get("DISPLAY"):
            asked = (WATCHER_NAME,)
            self._link.call(BUS, "GetConnectionUnixProcessID", "s", asked, self._asked_process, "u")
        else:
            self._tell_host(None)

    def _asked_process(self, reply: tuple[object, ...] | None) -> None:
        if not self._watched:
            return  # it has gone since
        reason = BLIND.get(program_name(reply[0])) if reply else None
        if self._blind != (reason is not None):
            self._blind = reason is not None
            self._emit("NewStatus", self.status)
        self._tell_host(reason)

    def _signal(self, member: str, body: tuple[object, ...]) -> None:
        if member == "NameOwnerChanged":
            match body:
                case (str(), str(), str(owner)) if owner:
                    self._register()
                case _:
                    self._watched = False
                    self._tell_host(NO_WATCHER)
        elif member in {"StatusNotifierHostRegistered", "StatusNotifierHostUnregistered"}:
            self._ask_host()  # other signals, such as NameAcquired, come unasked
