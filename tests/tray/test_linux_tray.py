"""Switching between backends, with two icons that do what the test says."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import ClassVar

import pytest

from deskbreak.app.ports.tray_ports import Entry, Icon, TrayView
from deskbreak.tray.asyncio_icon import AsyncioIcon
from deskbreak.tray.linux_tray import AutoTray


def eventually(what: Callable[[], bool]) -> None:
    end = time.perf_counter() + 5
    while not what():
        assert time.perf_counter() < end
        time.sleep(0.01)


class Scripted(AsyncioIcon):
    """Stands for a backend; the test tells it which host there is."""

    made: ClassVar[list["Scripted"]]

    def _open(self) -> None:
        type(self).made.append(self)
        self.applied: list[tuple[object, str]] = []

    def _apply(self, changed: set[str]) -> None:
        self.applied.append((self.icon, self.title))

    def _close(self) -> None:
        self._tell_host("stopped")

    def tell(self, reason: str | None) -> None:
        self._soon(self._tell_host, reason)


class FakeSni(Scripted):
    made: ClassVar[list[Scripted]] = []


class FakeXembed(Scripted):
    made: ClassVar[list[Scripted]] = []


class Program:
    def __init__(self, display: str | None) -> None:
        FakeSni.made.clear()
        FakeXembed.made.clear()
        self.icon = Icon("working", 1)
        self.tip = "one"
        self.commands: list[str] = []
        self.tray = AutoTray(
            lambda: FakeSni, lambda: FakeXembed, grace=0.05, display=lambda: display
        )
        self.tray.start(self.view, self.commands.append)
        eventually(lambda: bool(FakeSni.made))

    def view(self) -> TrayView:
        return TrayView(self.icon, self.tip, (Entry("Quit", "quit"),))

    @property
    def sni(self) -> Scripted:
        return FakeSni.made[-1]

    @property
    def xembed(self) -> Scripted:
        return FakeXembed.made[-1]


@pytest.fixture
def program() -> Iterator[Program]:
    it = Program(":7")
    yield it
    it.tray.stop()
    assert not [each for each in threading.enumerate() if each.name == "tray"]


def test_a_panel_on_the_bus_is_enough(program: Program) -> None:
    program.sni.tell(None)
    eventually(lambda: program.tray.active == "sni")
    assert FakeXembed.made == []


def test_it_is_settled_once_a_panel_has_the_icon(program: Program) -> None:
    assert not program.tray.settled(0)
    program.sni.tell(None)
    assert program.tray.settled(5)


def test_it_is_settled_once_no_panel_takes_the_icon(program: Program) -> None:
    program.sni.tell("no watcher")
    eventually(lambda: len(FakeXembed.made) == 1)
    assert not program.tray.settled(0)
    program.xembed.tell("no panel")
    assert program.tray.settled(5)


def test_it_is_settled_without_a_display() -> None:
    program = Program(None)
    program.sni.tell("no watcher")
    assert program.tray.settled(5)
    program.tray.stop()


def test_to_xembed_and_back(program: Program) -> None:
    program.sni.tell("no watcher")
    eventually(lambda: len(FakeXembed.made) == 1)
    program.xembed.tell(None)
    eventually(lambda: program.tray.active == "xembed")
    assert program.tray.report() == {"sni": "no watcher", "xembed": None}
    program.sni.tell(None)
    eventually(lambda: program.tray.active == "sni")
    assert program.tray.report() == {"sni": None, "xembed": "not needed"}
    program.sni.tell("the panel went")
    eventually(lambda: len(FakeXembed.made) == 2)


def test_a_panel_that_only_restarts_needs_no_xembed(program: Program) -> None:
    program.sni.tell(None)
    eventually(lambda: program.tray.active == "sni")
    program.sni.tell("the panel went")
    program.sni.tell(None)
    time.sleep(0.15)
    assert FakeXembed.made == []


def test_no_panel_at_all(program: Program) -> None:
    program.sni.tell("no watcher")
    eventually(lambda: len(FakeXembed.made) == 1)
    program.xembed.tell("no tray")
    eventually(lambda: program.tray.report() == {"sni": "no watcher", "xembed": "no tray"})
    assert program.tray.active is None


def test_no_display() -> None:
    program = Program(None)
    program.sni.tell("no bus")
    eventually(lambda: "DISPLAY" in str(program.tray.report()["xembed"]))
    assert FakeXembed.made == []
    program.tray.stop()


def test_refresh_tells_what_changed(program: Program) -> None:
    program.sni.tell(None)
    program.icon, program.tip = Icon("due", 8), "two"
    for _ in range(50):
        program.tray.refresh()
    eventually(lambda: program.sni.applied[-1:] == [(Icon("due", 8), "two")])
    assert len(program.sni.applied) <= 4


def test_a_view_that_fails_ends_nothing(program: Program, caplog: pytest.LogCaptureFixture) -> None:
    good = program.icon
    del program.icon
    program.tray.refresh()
    eventually(lambda: "AttributeError" in caplog.text)
    program.icon = good
    program.tip = "again"
    program.tray.refresh()
    eventually(lambda: program.sni.title == "again")


def test_an_entry_is_chosen_in_the_thread_of_the_tray(program: Program) -> None:
    assert program.sni.menu is not None
    (leave,) = program.sni.menu
    program.sni._soon(program.sni._choose, leave)
    eventually(lambda: program.commands == ["quit"])


def test_stop_before_start_and_twice() -> None:
    tray = AutoTray()
    tray.refresh()
    tray.stop()
    tray.stop()
    assert tray.report() == {"sni": "not started", "xembed": "not started"}
