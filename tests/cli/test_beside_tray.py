"""A tray that owns the main thread, and the daemon in another one beside it."""

import threading
from pathlib import Path

import pytest
from fakes.presence_clock import HandClock

from deskbreak.cli.beside_tray import beside
from deskbreak.storage.ledger import Ledger


class MainThreadTray:
    """As the one of macOS: ``run`` serves until ``stop``."""

    def __init__(self, *, wants: bool = True) -> None:
        self.wants_main_thread = wants
        self.thread: threading.Thread | None = None
        self._over = threading.Event()

    @property
    def stopped(self) -> bool:
        return self._over.is_set()

    def run(self) -> None:
        self.thread = threading.current_thread()
        assert self._over.wait(30)

    def stop(self) -> None:
        self._over.set()


def test_the_ledger_serves_in_the_thread_that_opened_it(tmp_path: Path) -> None:
    tray, threads = MainThreadTray(), []

    def work() -> int:
        threads.append(threading.current_thread())
        ledger = Ledger(tmp_path / "deskbreak.db", HandClock().now())
        ledger.save("state", 1, b"", "boot")
        ledger.close()
        return 7

    assert beside(tray, work) == 7
    assert tray.stopped
    assert tray.thread is threading.main_thread()
    assert threads != [threading.main_thread()]


@pytest.mark.parametrize("wants", [True, False])
def test_a_daemon_that_dies_takes_its_icon_along(wants: bool) -> None:
    tray = MainThreadTray(wants=wants)

    def work() -> int:
        raise MemoryError("no room")

    with pytest.raises(MemoryError, match="no room"):
        beside(tray, work)
    assert tray.stopped


def test_without_a_tray_the_work_is_done_here() -> None:
    assert beside(None, lambda: threading.current_thread() is threading.main_thread()) == 1
