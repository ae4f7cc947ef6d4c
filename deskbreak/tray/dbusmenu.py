"""``com.canonical.dbusmenu``, version 3: a pystray menu as a tree that panels draw themselves.

Source: the interface description in libdbusmenu, ``libdbusmenu-glib/dbus-menu.xml``.

- Panels keep what they read. ``AboutToShow``, ``GetLayout`` of the root and the event ``opened``
  look at the menu again, so its status line is fresh whichever of them a panel uses.
- What changed in an entry is told as ``ItemsPropertiesUpdated`` also when the shape changed:
  GNOME's AppIndicator extension does not read an entry again that it knows.
"""

from collections.abc import Callable, Iterable
from typing import Final

from deskbreak.tray.dbus_objects import DBusError, Interface, Properties
from deskbreak.tray.menu_layout import ROOT, Layout
from deskbreak.tray.pystray_api import Menu, MenuItem

NAME: Final = "com.canonical.dbusmenu"
PATH: Final = "/MenuBar"
INTERFACE: Final = Interface(
    NAME,
    methods={
        "GetLayout": (("i", "i", "as"), ("u", "(ia{sv}av)")),
        "GetGroupProperties": (("ai", "as"), ("a(ia{sv})",)),
        "GetProperty": (("i", "s"), ("v",)),
        "Event": (("i", "s", "v", "u"), ()),
        "EventGroup": (("a(isvu)",), ("ai",)),
        "AboutToShow": (("i",), ("b",)),
        "AboutToShowGroup": (("ai",), ("ai", "ai")),
    },
    signals={
        "ItemsPropertiesUpdated": ("a(ia{sv})", "a(ias)"),
        "LayoutUpdated": ("u", "i"),
        "ItemActivationRequested": ("i", "u"),
    },
)


class MenuObject:
    """The menu on the bus.

    Args:
        menu: asked at every look.
        emit: sends a signal of this interface: name and body.
        choose: runs an entry's action after the caller has its answer.
    """

    interface = INTERFACE

    def __init__(
        self,
        menu: Callable[[], Menu | None],
        emit: Callable[[str, tuple[object, ...]], None],
        choose: Callable[[MenuItem], None],
    ) -> None:
        self._menu = menu
        self._emit = emit
        self._choose = choose
        self.layout = Layout()
        self._methods: dict[str, Callable[..., tuple[object, ...]]] = {
            "GetLayout": self._get_layout,
            "GetGroupProperties": self._get_group_properties,
            "GetProperty": self._get_property,
            "Event": self._event,
            "EventGroup": self._event_group,
            "AboutToShow": self._about_to_show,
            "AboutToShowGroup": self._about_to_show_group,
        }

    def properties(self) -> Properties:
        return {
            "Version": ("u", 3),
            "TextDirection": ("s", "ltr"),
            "Status": ("s", "normal"),
            "IconThemePath": ("as", []),
        }

    def call(self, member: str, args: tuple[object, ...]) -> tuple[object, ...]:
        return self._methods[member](*args)

    def refresh(self) -> set[int]:
        """Look at the menu again and tell the panels; returns the entries that changed inside."""
        reshaped, changed, gone = self.layout.look(self._menu())
        if reshaped:
            self._emit("LayoutUpdated", (self.layout.revision, ROOT))
        if changed or gone:
            self._emit("ItemsPropertiesUpdated", (list(changed.items()), list(gone.items())))
        if reshaped:
            return set(self.layout.properties)
        touched = {*changed, *gone}
        below = self.layout.children.items()
        return {parent for parent, entries in below if not touched.isdisjoint(entries)}

    def _known(self, number: int) -> int:
        if number not in self.layout.properties:
            raise DBusError("InvalidArgs", f"the menu has no entry {number}")
        return number

    def _unknown(self, numbers: Iterable[int]) -> list[int]:
        return [number for number in numbers if number not in self.layout.properties]

    def _get_layout(self, parent: int, depth: int, names: list[str]) -> tuple[object, ...]:
        if parent == ROOT:
            self.refresh()
        node = self.layout.node(self._known(parent), depth, names)
        return self.layout.revision, node

    def _get_group_properties(self, numbers: list[int], names: list[str]) -> tuple[object, ...]:
        wanted = numbers or list(self.layout.properties)
        known = [number for number in wanted if number in self.layout.properties]
        return ([(number, self.layout.only(number, names)) for number in known],)

    def _get_property(self, number: int, name: str) -> tuple[object, ...]:
        found = self.layout.properties[self._known(number)]
        if name not in found:
            raise DBusError("InvalidArgs", f"entry {number} has no property {name}")
        return (found[name],)

    def _event(self, number: int, event: str, _data: object, _time: int) -> tuple[object, ...]:
        if event == "clicked":
            item = self.layout.chosen(number)
            if item is not None:
                self._choose(item)
        elif event == "opened":
            self.refresh()
        return ()

    def _event_group(self, events: list[tuple[int, str, object, int]]) -> tuple[object, ...]:
        for each in events:
            self._event(*each)
        return (self._unknown(number for number, *_ in events),)

    def _about_to_show(self, number: int) -> tuple[object, ...]:
        return (number in self.refresh(),)

    def _about_to_show_group(self, numbers: list[int]) -> tuple[object, ...]:
        changed = self.refresh()
        unknown = self._unknown(numbers)
        return [each for each in numbers if each in changed], unknown
