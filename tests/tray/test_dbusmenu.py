from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.app.ports.tray_ports import Entry
from deskbreak.tray.dbus_objects import DBusError
from deskbreak.tray.dbusmenu import MenuObject
from deskbreak.tray.menu_layout import ROOT
from deskbreak.tray.pystray_api import Icon, Menu, MenuItem
from deskbreak.tray.pystray_menu import items

SNOOZES = tuple(Entry(f"{m} min", f"snooze {m}m") for m in (5, 10))


class Panel:
    """A panel and the program behind it."""

    def __init__(self, *entries: Entry) -> None:
        self.entries = entries
        self.signals: list[tuple[str, Any]] = []
        self.commands: list[str] = []
        self.object = MenuObject(
            lambda: Menu(lambda: items(self.entries, self.commands.append)), self.emit, self.choose
        )
        self.object.refresh()
        self.signals.clear()

    def emit(self, name: str, body: tuple[object, ...]) -> None:
        self.signals.append((name, body))

    def choose(self, item: MenuItem) -> None:
        item(Icon("test"))

    def call(self, member: str, *args: object) -> Any:
        answer = self.object.call(member, args)
        return answer[0] if len(answer) == 1 else answer

    def tree(self, depth: int = -1) -> list[Any]:
        _revision, (_root, _properties, children) = self.call("GetLayout", 0, depth, [])
        return [child for _signature, child in children]

    def ids(self) -> dict[str, int]:
        def walk(nodes: list[Any]) -> Iterator[tuple[str, int]]:
            for number, properties, children in nodes:
                yield properties.get("label", ("s", "-"))[1], number
                yield from walk([child for _signature, child in children])

        return dict(walk(self.tree()))

    def click(self, number: int) -> None:
        self.call("Event", number, "clicked", ("s", ""), 0)


def test_the_layout() -> None:
    panel = Panel(
        Entry("a_b", "x", checked=True),
        Entry(""),
        Entry("Snooze", children=SNOOZES),
        Entry("Q", "q"),
    )
    first, line, snooze, leave = panel.tree()
    assert first[1] == {
        "label": ("s", "a__b"),
        "enabled": ("b", True),
        "visible": ("b", True),
        "toggle-type": ("s", "checkmark"),
        "toggle-state": ("i", 1),
    }
    assert line[1]["type"] == ("s", "separator")
    assert snooze[1]["children-display"] == ("s", "submenu")
    assert [child[1][1]["label"] for child in snooze[2]] == [("s", "5 min"), ("s", "10 min")]
    assert leave[2] == []


def test_depth_and_names_limit_the_answer() -> None:
    panel = Panel(Entry("Snooze", children=SNOOZES))
    assert panel.tree(depth=0) == []
    ((number, properties, children),) = panel.tree(depth=1)
    assert children == []
    assert "enabled" in properties
    _revision, node = panel.call("GetLayout", number, -1, ["label"])
    assert node[1] == {"label": ("s", "Snooze")}


def test_a_click_means_what_was_seen() -> None:
    panel = Panel(Entry("Snooze", children=SNOOZES), Entry("Skip", "skip"))
    ids = panel.ids()
    panel.entries = (Entry("New", "new"), *panel.entries)
    panel.click(ids["10 min"])
    panel.click(ids["Skip"])
    assert panel.commands == ["snooze 10m", "skip"]


def test_a_click_on_what_has_just_gone() -> None:
    panel = Panel(Entry("Start", "start"), Entry("Quit", "quit"))
    start = panel.ids()["Start"]
    panel.entries = (Entry("Quit", "quit"),)
    assert "Start" not in panel.ids()
    panel.click(start)
    assert panel.commands == ["start"]


@pytest.mark.parametrize("name", ["Text", "Off", "Snooze", "-"])
def test_what_cannot_be_clicked(name: str) -> None:
    panel = Panel(
        Entry("Text"),
        Entry("Off", "off", enabled=False),
        Entry(""),
        Entry("Snooze", children=SNOOZES),
    )
    panel.click(panel.ids()[name])
    panel.click(ROOT)
    panel.click(999)
    assert panel.commands == []


def test_ids_stay_through_language_and_absence() -> None:
    panel = Panel(Entry("Sitting 1 min"), Entry("Start", "start"), Entry("Z", children=SNOOZES))
    before = panel.ids()
    panel.entries = (Entry("Sitting 2 min"), Entry("Z", children=SNOOZES))
    panel.ids()
    panel.entries = (
        Entry("座って 3 分"),
        Entry("始める", "start"),
        Entry("あとで", children=SNOOZES),
    )
    after = panel.ids()
    assert list(after.values()) == list(before.values())


def test_a_new_label_is_told_as_a_property() -> None:
    panel = Panel(Entry("1 min"), Entry("Start", "start"))
    number = panel.ids()["1 min"]
    panel.entries = (Entry("2 min"), Entry("Start", "start"))
    assert panel.call("AboutToShow", ROOT) is True
    assert panel.signals == [
        ("ItemsPropertiesUpdated", ([(number, {"label": ("s", "2 min")})], []))
    ]
    assert panel.call("AboutToShow", ROOT) is False


def test_a_submenu_needs_no_update_when_only_its_parent_changed() -> None:
    panel = Panel(Entry("1 min"), Entry("Snooze", children=SNOOZES))
    snooze = panel.ids()["Snooze"]
    panel.entries = (Entry("2 min"), Entry("Snooze", children=SNOOZES))
    assert panel.call("AboutToShow", snooze) is False


def test_a_new_entry_is_told_as_a_layout_and_so_is_what_changed_beside_it() -> None:
    panel = Panel(Entry("1 min"), Entry("Quit", "quit"))
    line, revision = panel.ids()["1 min"], panel.call("GetLayout", 0, 0, [])[0]
    panel.entries = (Entry("2 min"), Entry("Start", "start"), Entry("Quit", "quit"))
    assert panel.call("AboutToShowGroup", [0, 77]) == ([0], [77])
    (shape, properties) = panel.signals
    assert shape == ("LayoutUpdated", (revision + 1, ROOT))
    assert properties[0] == "ItemsPropertiesUpdated"
    changed, gone = properties[1]
    assert (line, {"label": ("s", "2 min")}) in changed
    assert gone == []


def test_a_property_that_goes_is_told() -> None:
    panel = Panel(Entry("Quiet", "quiet", checked=True))
    number = panel.ids()["Quiet"]
    panel.entries = (Entry("Quiet", "quiet"),)
    panel.call("AboutToShow", ROOT)
    assert panel.signals[-1] == (
        "ItemsPropertiesUpdated",
        ([], [(number, ["toggle-type", "toggle-state"])]),
    )


@pytest.mark.parametrize(
    ("before", "after", "stay"),
    [("abc", "bca", ""), ("abcd", "xabcd", "abcd"), ("abc", "ac", "ac"), ("xab", "ayb", "")],
)
def test_an_entry_that_moves_gets_a_new_id_and_its_old_one_still_works(
    before: str, after: str, stay: str
) -> None:
    panel = Panel(*(Entry(each, each) for each in before))
    old = panel.ids()
    panel.entries = tuple(Entry(each, each) for each in after)
    new = panel.ids()
    assert {each for each in before if old[each] == new.get(each)} == set(stay)
    assert len(set(new.values())) == len(after)
    panel.click(old[before[0]])
    assert panel.commands == [before[0]]


@given(st.lists(st.permutations("abcdef").map(lambda it: it[:4]), min_size=2, max_size=6))
def test_a_panel_that_moves_nothing_shows_the_right_order(menus: list[list[str]]) -> None:
    """It puts what is new at its place, then takes away what is gone."""
    panel = Panel()
    shown: list[int] = []
    for menu in menus:
        panel.entries = tuple(Entry(each, each) for each in menu)
        ids = panel.ids()
        numbers = list(ids.values())
        for at, number in enumerate(numbers):
            if number not in shown:
                shown.insert(at, number)
        shown = [number for number in shown if number in numbers]
        assert [label for number in shown for label in ids if ids[label] == number] == menu


def test_a_menu_that_never_rests_is_not_remembered_for_ever() -> None:
    panel = Panel(Entry("Quit", "quit"))
    for number in range(3000):
        panel.entries = (Entry(f"{number}", f"do {number}"), Entry("Quit", "quit"))
        panel.object.refresh()
    layout = panel.object.layout
    assert len(layout.items) < 1000
    assert len(layout._ids) <= 1001


def test_letters_that_are_none_do_not_stop_a_label() -> None:
    panel = Panel(Entry("\udce4\0", "open"))
    assert list(panel.ids()) == ["?"]


def test_opening_makes_it_fresh() -> None:
    panel = Panel(Entry("1 min"))
    panel.entries = (Entry("2 min"),)
    panel.call("Event", 0, "opened", ("s", ""), 0)
    assert panel.signals[0][0] == "ItemsPropertiesUpdated"
    panel.call("Event", 0, "closed", ("s", ""), 0)


def test_groups_answer_for_what_is_known() -> None:
    panel = Panel(Entry("Quit", "quit"))
    number = panel.ids()["Quit"]
    group = panel.call("GetGroupProperties", [number, 99], ["label"])
    assert group == [(number, {"label": ("s", "Quit")})]
    everything = panel.call("GetGroupProperties", [], [])
    assert [each for each, _properties in everything] == [ROOT, number]
    clicks = [(number, "clicked", ("s", ""), 0), (99, "clicked", ("s", ""), 0)]
    assert panel.call("EventGroup", clicks) == [99]
    assert panel.commands == ["quit"]


@pytest.mark.parametrize(
    ("member", "args"),
    [("GetLayout", (99, -1, [])), ("GetProperty", (99, "label")), ("GetProperty", (0, "label"))],
)
def test_unknown_entries_and_properties(member: str, args: tuple[object, ...]) -> None:
    with pytest.raises(DBusError) as caught:
        Panel(Entry("Quit", "quit")).call(member, *args)
    assert caught.value.name == "org.freedesktop.DBus.Error.InvalidArgs"


def test_a_property() -> None:
    panel = Panel(Entry("Quit", "quit"))
    assert panel.call("GetProperty", panel.ids()["Quit"], "label") == ("s", "Quit")
    assert panel.object.properties()["Version"] == ("u", 3)
