"""Prompts and answers leave nothing behind in the real daemon, on a real desktop: counted."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from counters import switches
from desk import Desk, wait_for
from fakes import living_objects, notif_server
from fakes.living_objects import grown
from panels import xfce
from running import ROOT, Running

from deskbreak.control.client import ask

pytestmark = pytest.mark.desktop

WARM, PROMPTS, COUNTS = 60, 60, 5
LEAST = 6
"""More of a kind after every so many prompts: one in ten that stays is enough to be seen."""
LEAST_BLOCKS = 12 * PROMPTS

ANSWERS = (
    ({"do": "answer", "action": "skip"},),
    ({"do": "answer", "action": "start"}, {"do": "answer", "action": "done"},
     {"do": "feedback", "value": "good"}),
    ({"do": "answer", "action": "snooze"}, {"do": "answer", "action": "skip"}),
    ({"do": "pause", "until": "30m"}, {"do": "resume"}, {"do": "doctor"},
     {"do": "answer", "action": "skip"}),
    ({"do": "answer", "action": "another"}, {"do": "answer", "action": "start"},
     {"do": "answer", "action": "stop"}, {"do": "feedback", "value": "hard"}),
    ({"do": "standing"}, {"do": "sitting"}, {"do": "answer", "action": "done"}),
)  # fmt: skip


class Counted(Running):
    """A daemon that counts what lives in it."""

    def start(self) -> None:
        self.file = self.desk.folder / "living"
        program = str(living_objects.__file__)
        python_path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
        self.process = self.desk.spawn(
            sys.executable, program, self.file, "run", env={"PYTHONPATH": python_path}
        )
        wait_for(lambda: self.call("status")[0] == 0, 20, "the daemon")

    def count(self) -> list[str]:
        """Count once more; all counts so far."""
        assert self.process is not None
        wait_for(self._quiet, 20, "the daemon to rest")
        before = len(self._lines())
        self.process.send_signal(signal.SIGUSR2)
        wait_for(lambda: len(self._lines()) > before, 20, "the count")
        return self._lines()

    def _quiet(self) -> bool:
        """Whether it does nothing for a while."""
        assert self.process is not None
        before = switches(self.process.pid)
        time.sleep(0.3)
        return switches(self.process.pid) == before

    def _lines(self) -> list[str]:
        text = self.file.read_text() if self.file.exists() else ""
        return text.split("\n")[:-1]

    def prompts(self, number: int) -> None:
        """So many prompts, answered in every way, some of them at once."""
        for each in range(number):
            for request in ({"do": "now"}, *ANSWERS[each % len(ANSWERS)]):
                ask(str(self.socket), request)
                if each % 3:
                    self.at_rest()

    def at_rest(self) -> None:
        """What one message has set off is mostly done when the next is answered."""
        for _ in range(3):
            ask(str(self.socket), {"do": "status"})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """With a display, a tray, a notification server and a system bus."""
    with Desk(tmp_path) as it:
        it.display()
        it.bus()
        it.bus("system")
        it.spawn("openbox")
        xfce(it)
        it.spawn(
            sys.executable, str(notif_server.__file__), "tests", "actions,body",
            env={"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        wait_for(lambda: it.owner("org.freedesktop.Notifications"), said="the notification server")
        wait_for(lambda: it.owner("org.kde.StatusNotifierWatcher"), said="the tray")
        yield it


@pytest.mark.timeout(300)
def test_nothing_is_left_behind(desk: Desk) -> None:
    daemon = Counted(desk, '[rhythm]\nevery = "4h"\n[guide]\nopen = "never"\n')
    daemon.start()
    daemon.prompts(WARM)
    counts = daemon.count()
    for _ in range(COUNTS - 1):
        daemon.prompts(PROMPTS)
        counts = daemon.count()
    assert grown(counts, LEAST, LEAST_BLOCKS) == {}
    daemon.quit()
