"""The tree of a menu as panels see it: what has which id, and what changed since the last look.

- The id of an entry stays the same as long as it means the same, whatever its label says, so that
  an open menu does not jump and a click meets what was seen.
- An entry that moves among its neighbours, or would be shown in a wrong place, gets a new id:
  GNOME's AppIndicator extension (seen with version 42) leaves an entry that it knows where it was.
- A click on an entry that has just left the menu still means what it said.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, TypeAlias

from deskbreak.protocols.dbus.sayable_text import sayable
from deskbreak.tray.dbus_objects import Properties
from deskbreak.tray.pystray_api import Menu, MenuItem
from deskbreak.tray.pystray_menu import Item

ROOT: Final = 0
REMEMBERED: Final = 500
"""Entries whose click is understood after they have left the menu."""

Node: TypeAlias = tuple[int, Properties, list[tuple[str, object]]]
"""(id, properties, children as variants): ``(ia{sv}av)``."""


class Changes(NamedTuple):
    """What a look found."""

    reshaped: bool
    """Entries came, went, moved, or are of another kind."""
    changed: dict[int, Properties]
    """New and other properties, by entry."""
    gone: dict[int, list[str]]
    """Properties that an entry has no longer."""


def _properties(item: MenuItem) -> Properties:
    if item is Menu.SEPARATOR:
        return {"type": ("s", "separator"), "visible": ("b", True)}
    found: Properties = {
        # An underline marks the next letter as access key; two are one plain underline.
        "label": ("s", sayable(item.text).replace("_", "__")),
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
        """Every entry there was of late, by its id."""
        self._ids: dict[tuple[int, str, int], int] = {}
        self._last = ROOT

    def look(self, menu: Menu | None) -> Changes:
        """Take the menu in."""
        properties: dict[int, Properties] = {ROOT: {"children-display": ("s", "submenu")}}
        children: dict[int, list[int]] = {}

        def walk(items: Iterable[MenuItem], parent: int) -> None:
            listed = list(items)
            children[parent] = self._numbers(parent, listed)
            for number, item in zip(children[parent], listed, strict=True):
                self.items[number] = item
                properties[number] = _properties(item)
                if item.submenu:
                    walk(item.submenu, number)

        walk(menu or (), ROOT)
        changed: dict[int, Properties] = {}
        gone: dict[int, list[str]] = {}
        for number, each in properties.items():
            before = self.properties.get(number, {})
            new = {name: value for name, value in each.items() if before.get(name) != value}
            if new:
                changed[number] = new
            if lost := [name for name in before if name not in each]:
                gone[number] = lost
        reshaped = children != self.children or any(
            each.keys() != self.properties.get(number, {}).keys()
            for number, each in properties.items()
        )
        self.properties, self.children = properties, children
        if reshaped:
            self.revision += 1
            self._forget()
        return Changes(reshaped, changed, gone)

    def _numbers(self, parent: int, items: Sequence[MenuItem]) -> list[int]:
        """The ids of the entries below an entry."""
        seen: dict[str, int] = {}
        keys: list[tuple[int, str, int]] = []
        for item in items:
            if item is Menu.SEPARATOR:
                kind = "separator"
            else:
                kind = item.key if isinstance(item, Item) else item.text
            seen[kind] = seen.get(kind, 0) + 1
            keys.append((parent, kind, seen[kind]))
        for key in keys:
            if key not in self._ids:
                self._ids[key] = self._fresh()
        old = self.children.get(parent, [])
        while (wrong := _misplaced(old, [self._ids[key] for key in keys])) is not None:
            for key in keys[wrong:]:
                if self._ids[key] in old:
                    self._ids[key] = self._fresh()
        return [self._ids[key] for key in keys]

    def _fresh(self) -> int:
        self._last += 1
        return self._last

    def _forget(self) -> None:
        """What has long left the menu."""
        for number in [each for each in self.items if each not in self.properties][:-REMEMBERED]:
            del self.items[number]
        if len(self._ids) > 2 * REMEMBERED:
            self._ids = {key: it for key, it in self._ids.items() if it in self.properties}

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


def _misplaced(old: Sequence[int], new: Sequence[int]) -> int | None:
    """Where the first entry is that GNOME's AppIndicator extension would show in a wrong place.

    It puts what is new at its place, then takes away what is gone, and moves nothing.
    """
    shown = list(old)
    for at, number in enumerate(new):
        if number not in old:
            shown.insert(at, number)
    left = [number for number in shown if number in new]
    return next((at for at, number in enumerate(new) if left[at] != number), None)
