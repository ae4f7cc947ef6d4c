"""The daemon is killed at any instant, again and again: what was acknowledged is in the ledger."""

import os
import sqlite3
import subprocess
import threading
from collections import Counter
from contextlib import closing, suppress
from random import Random
from typing import Any

import pytest
from desk import Desk
from running import PROGRAM, Running
from soak.lying import log_of, told

from deskbreak.control.client import ask
from deskbreak.control.client_errors import NoAnswer, NotRunning

SOAK = bool(os.environ.get("DESKBREAK_SOAK"))
SEED = int(os.environ.get("DESKBREAK_SOAK_SEED", "11"))
KILLS = 200 if SOAK else 6
LATEST_S = 0.25
"""Most answers are written within so long, on a machine that is not busy."""
START_S = 0.6
"""Every fifth is killed while it starts, within so long."""

ANSWERS: tuple[tuple[dict[str, Any], ...], ...] = (
    ({"do": "answer", "action": "done"},),
    ({"do": "answer", "action": "skip"},),
    ({"do": "answer", "action": "start"}, {"do": "answer", "action": "done"}),
    ({"do": "answer", "action": "snooze"}, {"do": "answer", "action": "done"}),
    ({"do": "answer", "action": "start"}, {"do": "answer", "action": "stop"}),
)
FINAL = ("done", "skipped", "stopped", "taken", "missed")


def answered(daemon: Running, requests: tuple[dict[str, Any], ...]) -> bool:
    """Whether the last of them was acknowledged before the daemon was gone."""
    said = {"code": 1}
    with suppress(NotRunning, NoAnswer):
        for request in requests:
            said = {"code": 1}
            said = ask(str(daemon.socket), request)
    return said["code"] == 0


@pytest.mark.desktop
@pytest.mark.timeout(3600)
def test_nothing_acknowledged_is_lost_and_nothing_is_told_twice(desk: Desk) -> None:
    random = Random(SEED)
    daemon = Running(desk, '[guide]\nopen = "never"\n', "--no-tray")
    acknowledged, times = 0, Counter[str | None]()
    for number in range(KILLS):
        if number % 5 == 4:
            process = desk.spawn(*PROGRAM, "run", "--no-tray")
            with suppress(subprocess.TimeoutExpired):
                process.wait(random.uniform(0, START_S))
            desk.end(process, 9)
            continue
        daemon.start()
        ask(str(daemon.socket), {"do": "now"})
        assert daemon.process is not None
        killer = threading.Timer(random.uniform(0, LATEST_S), daemon.process.kill)
        killer.start()
        acknowledged += answered(daemon, random.choice(ANSWERS))
        killer.join()
        daemon.process.wait(10)
        times = Counter(id_ for _, id_ in daemon.rows(*FINAL))
        assert set(times.values()) <= {1}, times
        assert acknowledged <= len(times)
    with closing(sqlite3.connect(daemon.database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    told(f"{KILLS} kills, {acknowledged} answers acknowledged, {len(times)} in the ledger")
    daemon.start()
    assert daemon.status()["problems"] == []
    daemon.quit()
    assert "Traceback" not in log_of(desk)
