"""A real guide on a real display: its reports, its window, hands on its keys."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from threading import Thread

from desk import Desk, wait_for

from deskbreak.app.guide_protocol import GuideReport, GuideRequest, Opened
from deskbreak.guide_host.guide_process import GuideProcess

TITLE = "deskbreak"


@dataclass
class Guided:
    """A guide that runs in a thread of the test, and what it has told so far."""

    desk: Desk
    told: list[GuideReport] = field(default_factory=list)
    ended: list[str | None] = field(default_factory=list)
    """What ``lead`` returned, when it has."""
    cancel: Callable[[], object] = lambda: None

    def wait_for(self, report: GuideReport, seconds: float = 15.0) -> None:
        """Wait until it tells this."""
        wait_for(lambda: report in self.told, seconds, f"{report}, not {self.told}")

    def wait_until_gone(self, seconds: float = 15.0) -> str | None:
        """Wait until ``lead`` returns, and return what it returned."""
        wait_for(lambda: self.ended, seconds, f"the end, not {self.told}")
        return self.ended[0]

    def window(self) -> str:
        """The X window's id."""
        wait_for(self._search, said="the window")
        return self._search()[-1]

    def _search(self) -> list[str]:
        found = self.desk.run(
            "xdotool", "search", "--onlyvisible", "--name", f"^{TITLE}", check=False
        )
        return found.split()

    def key(self, *keys: str) -> None:
        """Press keys in the window that has the focus."""
        self.desk.run("xdotool", "key", "--delay", "80", *keys)

    def click(self, x: int, y: int) -> None:
        """Click at a place of the window."""
        window = self.window()
        self.desk.run("xdotool", "mousemove", "--window", window, str(x), str(y), "click", "1")

    def focus(self) -> None:
        """Give the window the focus, as a click or Alt+Tab does."""
        self.desk.run("xdotool", "windowactivate", "--sync", self.window())


@contextmanager
def guided(
    desk: Desk, request: GuideRequest, seconds: float = 60.0, hangs_after: float = 600.0
) -> Iterator[Guided]:
    """Start the guide with the desk's environment; it is taken away at the end."""
    it = Guided(desk)
    process = GuideProcess(environ=desk.env, hangs_after=hangs_after)

    async def lead() -> None:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task is not None
        it.cancel = partial(loop.call_soon_threadsafe, task.cancel)
        it.ended.append(await process.lead(request, seconds, it.told.append))

    def run() -> None:
        try:
            asyncio.run(lead())
        except asyncio.CancelledError:
            it.ended.append("cancelled")

    thread = Thread(target=run)
    thread.start()
    try:
        wait_for(lambda: it.told or it.ended, 20, "the guide")
        yield it
    finally:
        if not it.ended:
            it.cancel()
        thread.join(15)


def opened(it: Guided) -> None:
    """It is on the screen."""
    assert it.told[:1] == [Opened()], (it.told, it.ended)
