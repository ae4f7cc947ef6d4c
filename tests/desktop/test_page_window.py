"""The safety page and the help, from the menu: our own window, else the browser, else a notice."""

import json
import signal
import subprocess
from pathlib import Path

import panels
import pytest
from a11y import SHOWING, Tree, start_a11y
from desk import Desk, wait_for
from fakes.notif_desk import fake_server
from fakes.notif_server import NAME, PATH
from jeepney import DBusAddress
from running import ROOT, Running
from test_tray_daemon import Menu

from deskbreak.content.model import LANGUAGES, Language
from deskbreak.content.strings import text
from deskbreak.guide_host.page_process import COMMAND

pytestmark = pytest.mark.desktop
MANY = 40
"""Colours: letters have many shades, an empty window has not."""
LINES = ["First of all.", "# Go at once", "  - Numb around the seat"]


@pytest.fixture
def screen(desk: Desk) -> Desk:
    desk.env["PYTHONPATH"] = str(ROOT)
    desk.display()
    desk.spawn("openbox")
    return desk


def page(desk: Desk, sent: bytes) -> subprocess.Popen[bytes]:
    """The window's process, which got this."""
    child = subprocess.Popen(
        COMMAND, env=desk.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, cwd=desk.folder,
    )  # fmt: skip
    assert child.stdin is not None
    child.stdin.write(sent + b"\n")
    child.stdin.close()
    return child


def shown(desk: Desk, title: str, *, lines: list[str] | None = None) -> subprocess.Popen[bytes]:
    told = {"title": title, "lines": lines or LINES, "language": "en", "theme": "light"}
    child = page(desk, json.dumps(told).encode())
    assert child.stdout is not None
    assert child.stdout.readline() == b"shown\n"
    return child


def window(desk: Desk, title: str) -> str:
    """The id of the window with this in its name; empty: there is none."""
    search = ("xdotool", "search", "--onlyvisible", "--name", title)
    return "".join(desk.run(*search, check=False).split()[-1:])


def painted(desk: Desk, title: str) -> bool:
    """Whether anything is to be read in the window."""
    name = window(desk, title)
    count = f"import -window {name} png:- | identify -format %k -"
    return bool(name) and int(desk.run("sh", "-c", count, check=False) or 0) > MANY


def let_go(child: subprocess.Popen[bytes]) -> int:
    code = child.wait(15)
    for pipe in (child.stdout, child.stderr):
        assert pipe is not None
        pipe.close()
    return code


def test_it_is_read_and_closed_by_the_keyboard(screen: Desk) -> None:
    child = shown(screen, "When to stop")
    wait_for(lambda: window(screen, "When to stop"), said="the window")
    screen.run("xdotool", "windowactivate", "--sync", window(screen, "When to stop"))
    screen.run("xdotool", "key", "Escape")
    assert let_go(child) == 0


def test_term_closes_it(screen: Desk) -> None:
    child = shown(screen, "When to stop")
    wait_for(lambda: window(screen, "When to stop"), said="the window")
    child.send_signal(signal.SIGTERM)
    assert let_go(child) == 0


def test_a_screen_reader_reads_all_of_it(screen: Desk) -> None:
    screen.bus()
    start_a11y(screen)
    child = shown(screen, "When to stop")
    tree = Tree(screen)

    def read() -> str:
        return "\n".join(one.name for one in tree.nodes() if one.has(SHOWING))

    wait_for(lambda: all(line.lstrip("# -") in read() for line in LINES), said="the lines")
    tree.press(text("en", "guide.close"))
    tree.close()
    assert let_go(child) == 0


@pytest.mark.parametrize("sent", [b"", b"{}", b"[]", b'{"title": "x"', b"null"])
def test_a_page_that_makes_no_sense_is_told_in_one_line(screen: Desk, sent: bytes) -> None:
    child = page(screen, sent)
    assert child.stderr is not None
    said = child.stderr.read()
    assert let_go(child) == 2
    assert (said.count(b"\n"), b"Traceback" in said) == (1, False)


def daemon_with_a_menu(desk: Desk, language: Language, more: str = "") -> tuple[Running, Menu]:
    panels.xfce(desk)
    wait_for(lambda: desk.owner("org.kde.StatusNotifierWatcher"))
    daemon = Running(desk, f'language = "{language}"\n{more}')
    daemon.start()
    menu = Menu(desk, daemon)
    wait_for(lambda: text(language, "tray.menu.safety") in menu.entries(), said="the menu")
    return daemon, menu


OPENERS = ("xdg-open", "gio", "vi", "vim", "nano", "x-terminal-emulator", "sensible-editor")


def openers(desk: Desk, category: str) -> Path:
    """What could open a page, each of which writes down that it was called.

    ``category``: of the program that opens HTML.
    """
    folder, called = desk.folder / "bin", desk.folder / "called"
    folder.mkdir()
    scripts = dict.fromkeys(OPENERS, f'echo "${{0##*/}} $@" >> {called}')
    scripts["xdg-mime"] = "echo opener.desktop"
    for name, script in scripts.items():
        command = folder / name
        command.write_text(f"#!/bin/sh\n{script}\n")
        command.chmod(0o755)
    entry = Path(desk.env["XDG_DATA_HOME"], "applications/opener.desktop")
    entry.parent.mkdir(parents=True, exist_ok=True)
    entry.write_text(f"[Desktop Entry]\nName=Opener\nCategories={category};\n")
    desk.env |= {"PATH": f"{folder}:{desk.env['PATH']}", "EDITOR": "vim", "VISUAL": "vim"}
    return called


def notices(menu: Menu) -> str:
    """All that the notification server shows."""
    said = menu.bus.ask(DBusAddress(PATH, NAME, "org.test.Control"), "Seen")
    return str([(one["title"], one["body"]) for one in json.loads(said[0])["live"].values()])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_opens_the_safety_page_in_our_own_window(screen: Desk, language: Language) -> None:
    screen.bus()
    called = openers(screen, "TextEditor")
    daemon, menu = daemon_with_a_menu(screen, language)
    menu.choose(text(language, "tray.menu.safety"))
    wait_for(lambda: painted(screen, text(language, "safety.title")), said="the page")
    screen.screenshot(f"safety-page-{language}")
    menu.choose(text(language, "tray.menu.help"))
    wait_for(lambda: painted(screen, text(language, "tray.menu.help")), said="the help")
    wait_for(lambda: not window(screen, text(language, "safety.title")), said="one page at a time")
    screen.screenshot(f"help-page-{language}")
    assert not called.exists()
    menu.bus.close()
    daemon.quit()
    wait_for(lambda: not window(screen, text(language, "tray.menu.help")), said="its end")


def test_without_a_window_it_is_read_in_the_browser(screen: Desk) -> None:
    screen.bus()
    called = openers(screen, "Network;WebBrowser")
    screen.env["QT_QPA_PLATFORM"] = "nonsense"
    daemon, menu = daemon_with_a_menu(screen, "en")
    menu.choose(text("en", "tray.menu.safety"))
    wait_for(called.exists, said="the browser")
    program, _, file = called.read_text().strip().partition(" ")
    assert program == "xdg-open"
    assert Path(file).suffix == ".html"
    assert text("en", "safety.now.signs.bladder") in Path(file).read_text("utf-8")
    menu.bus.close()
    daemon.quit()


def test_without_a_browser_a_notice_names_the_command_and_no_editor_opens(screen: Desk) -> None:
    screen.bus()
    fake_server(screen)
    called = openers(screen, "Utility;TextEditor")
    screen.env["QT_QPA_PLATFORM"] = "nonsense"
    daemon, menu = daemon_with_a_menu(screen, "en")
    menu.choose(text("en", "tray.menu.safety"))
    wait_for(lambda: "deskbreak safety" in notices(menu), said="the notice")
    assert not called.exists()
    told = daemon.call("safety")
    assert told[0] == 0
    assert text("en", "safety.now.signs.bladder") in told[1]
    assert not called.exists()
    menu.bus.close()
    daemon.quit()
