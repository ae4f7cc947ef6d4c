"""Coalescing and lifetime of the Linux icons, with an icon that only counts."""

import asyncio
import threading

from deskbreak.app.ports.tray_ports import Icon
from deskbreak.tray.asyncio_icon import ICON, MENU, SHOWN, TITLE, AsyncioIcon
from deskbreak.tray.pystray_api import Icon as PystrayIcon


class Counting(AsyncioIcon):
    """Notes what it was told in its loop."""

    def _open(self) -> None:
        self.batches: list[set[str]] = []
        self.threads: set[str] = set()
        self.closed = False

    def _apply(self, changed: set[str]) -> None:
        self.batches.append(changed)
        self.threads.add(threading.current_thread().name)

    def _close(self) -> None:
        self.closed = True


def started(icon: Counting) -> threading.Thread:
    ready = threading.Event()

    def setup(it: PystrayIcon) -> None:
        it.visible = True
        ready.set()

    thread = threading.Thread(target=icon.run, args=(setup,), name="loop")
    thread.start()
    assert ready.wait(5)
    return thread


def test_four_hundred_updates_from_four_threads_are_few_batches() -> None:
    icon = Counting("test", Icon("working", 0), "0")
    loop = started(icon)

    def update(name: int) -> None:
        for step in range(100):
            icon.icon = Icon("working", step % 9)
            icon.title = f"{name}.{step}"
            icon.update_menu()

    threads = [threading.Thread(target=update, args=(name,)) for name in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    asyncio.run(asyncio.sleep(0.3))
    icon.stop()
    loop.join(5)
    assert not loop.is_alive()
    assert set().union(*icon.batches) == {ICON, TITLE, MENU, SHOWN}
    assert 2 <= len(icon.batches) <= 100
    assert icon.threads == {"loop"}
    assert icon.closed


def test_updates_before_the_start_and_after_the_end_are_harmless() -> None:
    icon = Counting("test", Icon("working", 0))
    icon.update_menu()
    loop = started(icon)
    icon.stop()
    loop.join(5)
    icon.update_menu()
    icon.title = "late"
    icon.stop()
    assert icon.closed


def test_it_joins_a_running_loop_and_leaves_it_running() -> None:
    async def program() -> list[str | None]:
        icon = Counting("test", Icon("working", 0))
        told: list[str | None] = []
        icon.on_host = told.append
        icon.run_detached()
        icon._tell_host("no panel")
        icon._tell_host("no panel")
        icon._tell_host(None)
        icon.stop()
        await asyncio.sleep(0.05)
        assert icon.closed
        return told

    assert asyncio.run(program()) == ["no panel", None]
