"""The running daemon's icon and menu in GNOME Shell with its AppIndicator extension."""

import time
from collections.abc import Iterator

import pytest
from desk import Desk, wait_for
from gnome import extension, gnome, labels
from running import Running

pytestmark = pytest.mark.desktop

SETTINGS = 'language = "en"\n[rhythm]\nevery = "60m"\n'


@pytest.fixture
def shell() -> Iterator[Desk]:
    with gnome() as desk:
        yield desk


@pytest.fixture
def daemon(shell: Desk, desk: Desk) -> Iterator[Running]:
    """A daemon in that session, with folders of its own."""
    for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_CURRENT_DESKTOP"):
        desk.env[name] = shell.env[name]
    desk.env["WAYLAND_DISPLAY"] = f"{shell.folder}/run/{shell.env['WAYLAND_DISPLAY']}"
    it = Running(desk, SETTINGS)
    it.start()
    yield it
    assert "Traceback" not in it.log()


def flat(menu: object) -> list[str]:
    """Every label, whatever submenu it is in."""
    if isinstance(menu, str):
        return [menu]
    return [label for each in menu for label in flat(each)] if isinstance(menu, list) else []


def tray(daemon: Running) -> str:
    lines = daemon.call("doctor", "--lang", "en")[1].splitlines()
    return next(line for line in lines if line.strip().startswith("sni:"))


def shows(shell: Desk, *wanted: str) -> None:
    """Wait until labels that begin so are in the menu, in this order."""

    def seen() -> bool:
        left = list(wanted)
        for label in flat(labels(shell)):
            if left and label.startswith(left[0]):
                left.pop(0)
        return not left

    wait_for(seen, 20, f"{wanted} in {labels(shell)}")


def test_the_menu_follows_a_prompt_from_its_showing_to_its_end(
    shell: Desk, daemon: Running
) -> None:
    extension(shell, on=True)
    wait_for(lambda: "in use" in tray(daemon), 20, "the icon")
    shows(shell, "Quit")
    before = labels(shell)
    assert daemon.call("now")[0] == 0
    shows(shell, "Start", "Not now", "Quit")
    prompted = flat(labels(shell))
    assert prompted[0] != flat(before)[0], "the line at the top is that of the prompt"
    assert daemon.call("start")[0] == 0
    shows(shell, "Done", "Quit")
    assert "Start" not in flat(labels(shell))
    assert daemon.call("done")[0] == 0
    wait_for(lambda: "Done" not in flat(labels(shell)), 20, "the end")


def test_the_menu_is_the_same_as_that_of_a_panel_that_reads_it_anew(
    shell: Desk, daemon: Running
) -> None:
    """What GNOME kept through changes is what it shows after it has read everything again."""
    extension(shell, on=True)
    shows(shell, "Quit")
    for words in (("now",), ("snooze",), ("now",), ("start",), ("stop",), ("standing",)):
        daemon.call(*words)
        time.sleep(1)
    time.sleep(2)
    kept = flat(labels(shell))
    extension(shell, on=False)
    extension(shell, on=True)
    shows(shell, "Quit")
    wait_for(lambda: flat(labels(shell)) == kept, 10, f"{kept}, not {flat(labels(shell))}")


def test_doctor_tells_the_truth_about_the_extension(shell: Desk, daemon: Running) -> None:
    assert "in use" not in tray(daemon)
    assert "AppIndicator" in tray(daemon)
    for _ in range(2):
        extension(shell, on=True)
        wait_for(lambda: "in use" in tray(daemon), 20, "the icon")
        shows(shell, "Quit")
        extension(shell, on=False)
        wait_for(lambda: "in use" not in tray(daemon), 20, "its loss")
        assert "AppIndicator" in tray(daemon)
