from deskbreak.app.ports import tray_ports
from deskbreak.app.ports.tray_ports import Entry, TrayView
from deskbreak.tray.pystray_api import Icon, Menu, MenuItem
from deskbreak.tray.pystray_menu import Item, default_item, items, menu

ENTRIES = (
    Entry("Sitting for 3 min"),
    Entry(""),
    Entry("Start", "start", default=True),
    Entry("Snooze", children=(Entry("5 min", "snooze 5m"), Entry("10 min", "snooze 10m"))),
    Entry("Standing", "standing", checked=True),
    Entry("Configuration", "config edit", enabled=False),
)


def ignore(_command: str) -> None:
    pass


def test_entries_become_items() -> None:
    text, line, start, snooze, standing, config = items(ENTRIES, ignore)
    assert (text.text, text.enabled) == ("Sitting for 3 min", False)
    assert line is Menu.SEPARATOR
    assert start.default
    assert start.checked is None
    assert snooze.submenu is not None
    assert [each.text for each in snooze.submenu] == ["5 min", "10 min"]
    assert snooze.enabled
    assert standing.checked is True
    assert not config.enabled


def test_an_item_sends_its_command() -> None:
    chosen: list[str] = []
    for item in items(ENTRIES, chosen.append):
        if item is not Menu.SEPARATOR:
            item(Icon("test"))
    assert chosen == ["start", "standing", "config edit"]


def test_the_view_is_asked_at_each_look() -> None:
    looks: list[int] = []

    def view() -> TrayView:
        looks.append(1)
        return TrayView(tray_ports.Icon("working", 0), "", (Entry(f"look {len(looks)}", "x"),))

    of = menu(view, ignore)
    assert [item.text for item in of] == ["look 1"]
    assert [item.text for item in of] == ["look 2"]


def test_the_default_item() -> None:
    found = default_item(Menu(*items(ENTRIES, ignore)))
    assert found is not None
    assert found.text == "Start"
    assert default_item(Menu(*items(ENTRIES[:2], ignore))) is None
    assert default_item(None) is None


def test_keys_stay_with_the_meaning() -> None:
    def keys(entries: tuple[Entry, ...]) -> list[str]:
        return [item.key for item in items(entries, ignore) if isinstance(item, Item)]

    japanese = (
        Entry("座って 3 分"),
        Entry("始める", "start"),
        Entry("あとで", children=(Entry("5 分", "snooze 5m"),)),
    )
    assert keys(japanese) == ["text", "start", "menu of snooze 5m"]


def test_the_api_is_pystrays() -> None:
    assert Icon.__module__ == "pystray._base"
    assert issubclass(Item, MenuItem)
