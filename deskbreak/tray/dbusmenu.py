"""``com.canonical.dbusmenu``, version 3: a pystray menu as a tree that panels draw themselves.

Source: the interface description in libdbusmenu, ``libdbusmenu-glib/dbus-menu.xml``.

- The id of an entry stays the same as long as it means the same, whatever its label says, so that
  an open menu does not jump and a click meets what was seen.
- Panels keep what they read. ``AboutToShow``, ``GetLayout`` of the root and the event ``opened``
  look at the menu again, so its status line is fresh whichever of them a panel uses.
- A click on an entry that has just left the menu still means what it said.
"""

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from deskbreak.tray.dbus_objects import DBusError, Interface, Properties
from deskbreak.tray.pystray_api import Menu, MenuItem
from deskbreak.tray.pystray_menu import Item

NAME: Final = "com.canonical.dbusmenu"
PATH: Final = "/MenuBar"
ROOT: Final = 0

Node: TypeAlias = tuple[int, Properties, list[tuple[str, object]]]
"""(id, properties, children as variants): ``(ia{sv}av)``."""

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


def _properties(item: MenuItem) -> Properties:
    if item is Menu.SEPARATOR:
        return {"type": ("s", "separator"), "visible": ("b", True)}
    found: Properties = {
        # An underline marks the next letter as access key; two are one plain underline.
        "label": ("s", item.text.replace("_", "__")),
        "enabled": ("b", item.enabled),
        "visible": ("b", True),
    }
    if item.checked is not None:
        found["toggle-type"] = ("s", "radio" if item.radio else "checkmark")
        found["toggle-state"] = ("i", int(item.checked))
    if item.submenu:
        found["children-display"] = ("s", "submenu")
    return found


class Layout:
    """The tree as it was last looked at."""

    def __init__(self) -> None:
        self.revision = 1
        self.properties: dict[int, Properties] = {ROOT: {}}
        self.children: dict[int, list[int]] = {ROOT: []}
        self.items: dict[int, MenuItem] = {}
        """Every entry there ever was, by its id."""
        self._ids: dict[tuple[int, str, int], int] = {}

    def look(self, menu: Menu | None) -> tuple[bool, dict[int, Properties]]:
        """Take the menu in; returns whether its shape changed, and what did in which entry."""
        properties: dict[int, Properties] = {ROOT: {"children-display": ("s", "submenu")}}
        children: dict[int, list[int]] = {}

        def walk(items: Iterable[MenuItem], parent: int) -> None:
            seen: dict[str, int] = {}
            children[parent] = []
            for item in items:
                number = self._id(parent, item, seen)
                self.items[number] = item
                properties[number] = _properties(item)
                children[parent].append(number)
                if item.submenu:
                    walk(item.submenu, number)

        walk(menu or (), ROOT)
        known = self.properties
        changed: dict[int, Properties] = {}
        for number, each in properties.items():
            before = known.get(number, {})
            new = {name: value for name, value in each.items() if before.get(name) != value}
            if new:
                changed[number] = new
        reshaped = children != self.children or any(
            each.keys() != known.get(number, {}).keys() for number, each in properties.items()
        )
        self.properties, self.children = properties, children
        if reshaped:
            self.revision += 1
        return reshaped, changed

    def _id(self, parent: int, item: MenuItem, seen: dict[str, int]) -> int:
        if item is Menu.SEPARATOR:
            kind = "separator"
        else:
            kind = item.key if isinstance(item, Item) else item.text
        seen[kind] = seen.get(kind, 0) + 1
        return self._ids.setdefault((parent, kind, seen[kind]), len(self._ids) + 1)

    def chosen(self, number: int) -> MenuItem | None:
        """The entry that a click on this id means, if it can be clicked."""
        item = self.items.get(number)
        if item is None or item is Menu.SEPARATOR or item.submenu or not item.enabled:
            return None
        return item

    def node(self, number: int, depth: int, names: list[str]) -> Node:
        """The tree below an id; ``depth`` -1 is all of it, no ``names`` are all properties."""
        below = self.children.get(number, []) if depth else []
        nodes = [("(ia{sv}av)", self.node(child, depth - 1, names)) for child in below]
        return number, self.only(number, names), list[tuple[str, object]](nodes)

    def only(self, number: int, names: list[str]) -> Properties:
        """The properties of an entry, or those of them that are named."""
        found = self.properties[number]
        return {name: found[name] for name in found if not names or name in names}


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
        reshaped, changed = self.layout.look(self._menu())
        if reshaped:
            self._emit("LayoutUpdated", (self.layout.revision, ROOT))
            return set(self.layout.properties)
        if changed:
            self._emit("ItemsPropertiesUpdated", (list(changed.items()), []))
        below = self.layout.children.items()
        return {parent for parent, entries in below if not changed.keys().isdisjoint(entries)}

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
