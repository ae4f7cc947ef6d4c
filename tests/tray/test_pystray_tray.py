"""Windows and macOS against small fakes of pystray's backends there."""

import threading
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from deskbreak.app.ports import tray_ports
from deskbreak.app.ports.tray_ports import Entry, TrayView
from deskbreak.tray.pystray_api import Icon
from deskbreak.tray.pystray_tray import PystrayTray, shortened
from deskbreak.tray.windows_icon import NIN_BALLOONUSERCLICK, WM_RBUTTONUP, WindowsIcon

WM_LBUTTONUP = 0x0202


class FakeBackend(Icon):
    """What both backends do, noted with the thread that asked for it."""

    made: ClassVar[list["FakeBackend"]] = []
    refusals = 0

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.calls: list[tuple[str, str]] = []
        self.over = threading.Event()
        FakeBackend.made.append(self)

    def _register_class(self) -> int:
        """None: pystray's bears its icon's address, and only its own loop takes it away."""
        return 0

    def note(self, what: str) -> None:
        self.calls.append((what, threading.current_thread().name))

    def _run(self) -> None:
        self._running = True
        self._mark_ready()  # type: ignore[attr-defined]  # pystray's own, unknown to our hints
        self.over.wait(5)

    def _run_detached(self) -> None:
        threading.Thread(target=self._run, name="window").start()

    def _stop(self) -> None:
        self.over.set()

    def _show(self) -> None:
        if FakeBackend.refusals:
            FakeBackend.refusals -= 1
            raise OSError("no taskbar")
        self.note("show")

    def _hide(self) -> None:
        self.note("hide")

    def _update_icon(self) -> None:
        self._icon_valid = True
        self.note("icon")

    def _update_title(self) -> None:
        self.note("title")

    def _update_menu(self) -> None:
        self.note("menu")

    def _notify(self, message: str, title: str | None = None) -> None:
        self.note(f"balloon {title}: {message}")

    def _remove_notification(self) -> None:
        self.note("no balloon")

    def _on_notify(self, _wparam: int, lparam: int) -> None:
        self.note(f"notify {lparam:#x}")


class FakeWindows(WindowsIcon, FakeBackend):
    def _end_menu(self) -> None:
        self.note("menu ends")

    def _post_quit(self) -> None:
        self.note("quit")


class QuitInMenu(FakeBackend):
    """A menu whose own loop gets the message to stop."""

    def _on_notify(self, wparam: int, lparam: int) -> None:
        super()._on_notify(wparam, lparam)
        self._on_stop(0, 0)  # type: ignore[attr-defined]  # the icon's, further up


class FakeWindowsInMenu(FakeWindows, WindowsIcon, QuitInMenu):
    pass


class Program:
    def __init__(self) -> None:
        FakeBackend.made.clear()
        self.icon, self.tip, self.label = tray_ports.Icon("working", 1), "one", "Quit"

    def view(self) -> TrayView:
        return TrayView(self.icon, self.tip, (Entry(self.label, "quit"),))


def ignore(_command: str) -> None:
    pass


def shown(icon: FakeBackend) -> bool:
    for _ in range(200):
        if icon.visible:
            return True
        threading.Event().wait(0.01)
    return False


def test_windows_builds_its_menu_where_it_is_opened() -> None:
    program, tray = Program(), PystrayTray("win32", FakeWindows)
    tray.start(program.view, ignore)
    (icon,) = FakeBackend.made
    assert shown(icon)
    icon.calls.clear()
    program.label = "終了"
    tray.refresh()
    assert "menu" not in [what for what, _thread in icon.calls]
    icon._on_notify(0, WM_LBUTTONUP)
    icon._on_notify(0, WM_RBUTTONUP)
    assert [what for what, _thread in icon.calls] == ["notify 0x202", "menu", "notify 0x205"]
    tray.stop()
    assert icon.over.is_set()


def test_windows_closes_an_open_menu_before_it_ends() -> None:
    program, tray = Program(), PystrayTray("win32", FakeWindowsInMenu)
    tray.start(program.view, ignore)
    (icon,) = FakeBackend.made
    assert shown(icon)
    icon.calls.clear()
    icon._on_notify(0, WM_RBUTTONUP)
    assert [what for what, _thread in icon.calls] == ["menu", "notify 0x205", "menu ends", "quit"]
    icon.calls.clear()
    icon._on_stop(0, 0)  # type: ignore[attr-defined]  # without a menu
    assert [what for what, _thread in icon.calls] == ["quit"]
    tray.stop()
    tray.stop()


def test_windows_changes_image_and_tooltip() -> None:
    program, tray = Program(), PystrayTray("win32", FakeWindows)
    tray.start(program.view, ignore)
    (icon,) = FakeBackend.made
    assert shown(icon)
    icon.calls.clear()
    program.icon, program.tip = tray_ports.Icon("due", 8), "x" * 300
    tray.refresh()
    assert [what for what, _thread in icon.calls] == ["icon", "title"]
    assert len(icon.title) == 127
    tray.stop()
    tray.refresh()
    assert len(icon.calls) == 2


def test_a_taskbar_that_comes_late() -> None:
    FakeBackend.refusals = 2
    program, tray = Program(), PystrayTray("win32", FakeWindows, again=0.01)
    tray.start(program.view, ignore)
    (icon,) = FakeBackend.made
    assert shown(icon)
    for _ in range(200):
        if list(tray.report().values()) == [None]:
            break
        threading.Event().wait(0.01)
    assert list(tray.report().values()) == [None]
    tray.stop()


def test_macos_does_everything_on_the_main_thread() -> None:
    todo: list[Callable[[], None]] = []
    program, tray = Program(), PystrayTray("darwin", FakeBackend, post=todo.append)
    assert tray.wants_main_thread
    tray.start(program.view, ignore)
    (icon,) = FakeBackend.made
    assert icon.calls == []
    main = threading.Thread(target=tray.run, name="main")
    main.start()
    for _ in range(200):
        if todo:
            break
        threading.Event().wait(0.01)
    program.icon, program.label = tray_ports.Icon("due", 8), "終了"
    tray.refresh()
    tray.stop()
    outside = [what for what, thread in icon.calls if thread != "main"]
    assert outside == []
    assert len(todo) == 3
    todo[0]()
    assert icon.visible
    todo[2]()
    main.join(5)
    assert not main.is_alive()


def test_macos_brings_the_menu_up_to_date() -> None:
    program, tray = Program(), PystrayTray("darwin", FakeBackend, post=lambda work: work())
    tray.start(program.view, ignore)
    (icon,) = FakeBackend.made
    program.label = "終了"
    tray.refresh()
    assert "menu" in [what for what, _thread in icon.calls]


def test_the_report_names_the_system() -> None:
    (name,) = PystrayTray("win32", FakeWindows).report()
    assert name == "pystray on windows"
    assert PystrayTray("darwin", FakeBackend).viable() is None


@pytest.mark.parametrize(
    ("text", "units", "kept"),
    [
        ("short", 127, "short"),
        ("abcdef", 4, "abc…"),
        ("休憩休憩休憩", 4, "休憩休…"),
        ("a😀😀", 4, "a😀…"),
    ],
)
def test_shortened_counts_utf16(text: str, units: int, kept: str) -> None:
    assert shortened(text, units) == kept
    assert len(kept.encode("utf-16-le")) // 2 <= max(units, 5)


def test_a_balloon_comes_is_clicked_and_goes_at_the_icon() -> None:
    clicks: list[str] = []
    program, tray = Program(), PystrayTray("win32", FakeWindows)
    with pytest.raises(OSError, match="no icon yet"):
        tray.notify("too early", "nothing happens", lambda: clicks.append("early"))
    tray.remove_notification()
    tray.start(program.view, ignore)
    (icon,) = FakeBackend.made
    assert shown(icon)
    icon.calls.clear()
    icon._on_notify(0, NIN_BALLOONUSERCLICK)
    tray.notify("Short break", "One minute", lambda: clicks.append("clicked"))
    icon._on_notify(0, NIN_BALLOONUSERCLICK)
    assert clicks == ["clicked"]
    tray.remove_notification()
    assert [what for what, _thread in icon.calls] == [
        "balloon Short break: One minute",
        "no balloon",
    ]
    tray.stop()
