"""The daemon's own menu in a real panel, chosen from as a panel does."""

from collections.abc import Iterator
from typing import Any

import panels
import pytest
from desk import Desk, wait_for
from jeepney import DBusAddress
from panels import SessionBus
from running import Running

pytestmark = pytest.mark.desktop

MENU = "com.canonical.dbusmenu"


class Menu:
    """The menu of the daemon's icon."""

    def __init__(self, desk: Desk, daemon: Running) -> None:
        self.bus = SessionBus(desk)
        assert daemon.process is not None
        name = f"org.kde.StatusNotifierItem-{daemon.process.pid}-1"
        self.at = DBusAddress("/MenuBar", name, MENU)

    def entries(self) -> dict[str, int]:
        """Every label and its number, submenus included, as after an opening."""
        self.bus.ask(self.at, "AboutToShow", "i", (0,))
        _, layout = self.bus.ask(self.at, "GetLayout", "iias", (0, -1, []))
        return dict(self._flat(layout))

    def _flat(self, node: Any) -> Iterator[tuple[str, int]]:
        number, properties, children = node
        if "label" in properties:
            yield properties["label"][1], number
        for _, child in children:
            yield from self._flat(child)

    def choose(self, label: str) -> None:
        number = self.entries()[label]
        self.bus.ask(self.at, "Event", "isvu", (number, "clicked", ("s", ""), 0))


@pytest.mark.parametrize(
    ("lang", "now", "start", "done", "pause", "resume"),
    [
        ("en", "Move for a minute now", "Start: ", "Done", "30 min", "Resume"),
        ("ja", "いま1分動く", "始める：", "できた", "30分", "再開する"),
    ],
)
def test_everything_can_be_answered_from_the_menu(
    desk: Desk, lang: str, now: str, start: str, done: str, pause: str, resume: str
) -> None:
    desk.display()
    desk.bus()
    desk.spawn("openbox")
    panels.xfce(desk)
    wait_for(lambda: desk.owner("org.kde.StatusNotifierWatcher"))
    daemon = Running(desk, f'language = "{lang}"\n')
    daemon.start()
    menu = Menu(desk, daemon)
    wait_for(lambda: now in menu.entries(), said="the daemon's menu")
    menu.choose(now)
    wait_for(lambda: daemon.status()["state"] == "prompting")
    [label] = [each for each in menu.entries() if each.startswith(start)]
    menu.choose(label)
    wait_for(lambda: daemon.status()["state"] == "guiding")
    menu.choose(done)
    wait_for(lambda: [row[0] for row in daemon.rows()] == ["done"])
    menu.choose(pause)
    wait_for(lambda: daemon.status()["state"] == "paused")
    desk.screenshot(f"tray-paused-{lang}")
    menu.choose(resume)
    wait_for(lambda: daemon.status()["state"] == "working")
    menu.bus.close()


def test_the_language_of_the_menu_is_remembered_unless_the_file_sets_it(desk: Desk) -> None:
    desk.display()
    desk.bus()
    desk.spawn("openbox")
    panels.xfce(desk)
    wait_for(lambda: desk.owner("org.kde.StatusNotifierWatcher"))
    daemon = Running(desk)
    daemon.start()
    menu = Menu(desk, daemon)
    wait_for(lambda: "日本語" in menu.entries())
    menu.choose("日本語")
    wait_for(lambda: daemon.status()["language"] == "ja", said="the language")
    assert not daemon.config.exists()
    profile = daemon.data / "profile.toml"
    assert 'language = "ja"' in profile.read_text()
    assert profile.stat().st_mode & 0o777 == 0o600
    daemon.config.write_text('language = "en"\n')
    wait_for(lambda: daemon.status()["language"] == "en")
    wait_for(lambda: "Set in your configuration file" in menu.entries())
    menu.bus.close()
