"""``ports.Entry`` → pystray's ``Menu`` and ``MenuItem``."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from deskbreak.app.ports.tray_ports import Entry, TrayView
from deskbreak.tray.pystray_api import Icon, Menu, MenuItem

OnCommand: TypeAlias = Callable[[str], None]


class Item(MenuItem):
    """An entry with a ``key`` that stays when its label changes, so that its id can stay too."""

    def __init__(self, entry: Entry, on_command: OnCommand) -> None:
        self.key = key_of(entry)
        command = entry.command

        def choose(_icon: Icon, _item: MenuItem) -> None:
            if command is not None:
                on_command(command)

        checked = entry.checked
        super().__init__(
            entry.label,
            Menu(*items(entry.children, on_command)) if entry.children else choose,
            checked=None if checked is None else lambda _item: checked,
            default=entry.default,
            enabled=entry.enabled and (command is not None or bool(entry.children)),
        )


def key_of(entry: Entry) -> str:
    """What an entry is, whatever it is called now and in whichever language."""
    if entry.children:
        return f"menu of {key_of(entry.children[0])}"
    return entry.command or "text"


def items(entries: Iterable[Entry], on_command: OnCommand) -> Iterator[MenuItem]:
    """The entries as pystray's items."""
    for entry in entries:
        yield Item(entry, on_command) if entry.label else Menu.SEPARATOR


def menu(view: Callable[[], TrayView], on_command: OnCommand) -> Menu:
    """A menu that asks for the view again each time it is looked at."""
    return Menu(lambda: items(view().menu, on_command))


def default_item(of: Menu | None) -> MenuItem | None:
    """The entry that a click on the icon means."""
    return next((item for item in of or () if item.default and item.enabled), None)
