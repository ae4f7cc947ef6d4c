"""Nonsense in large amounts: ``make soak`` sends much of it, ``make test`` a seeded sample."""

import json
import os
import socket
import time
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from desk import Desk
from holding.calendar_cases import CASES
from running import Running
from soak.fuzzing import changed

from deskbreak.config.file_check import check_file
from deskbreak.holding.calendar.meetings import NotACalendarError, read

SOAK = bool(os.environ.get("DESKBREAK_SOAK"))
SEED = int(os.environ.get("DESKBREAK_SOAK_SEED", "11"))
MESSAGES, CONFIGURATIONS, CALENDARS = (300_000, 2_000, 500) if SOAK else (2_000, 60, 40)
ROOT = Path(__file__).parents[2]

REQUESTS = [
    b'{"do":"status"}', b'{"do":"status","format":"waybar","lang":"ja"}',
    b'{"do":"answer","action":"snooze","span":"5m","id":"1"}', b'{"do":"now","routine":"R16"}',
    b'{"do":"pause","until":"14:00"}', b'{"do":"standing","span":"30m"}',
    b'{"do":"stage","stage":2}',
    b'{"do":"check","check":"screen-height","value":"fix"}', b'{"do":"offer","choice":"accept"}',
    b'{"do":"hide","routine":"R14","hidden":true}', b'{"do":"feedback","value":"hurts","kind":"a"}',
    b'{"do":"today","override":"seated"}', b'{"do":"resume"}', b'{"do":"next","why":true}',
]  # fmt: skip


def resident(pid: int) -> int:
    """Bytes of memory that a process has."""
    fields = Path(f"/proc/{pid}/statm").read_text().split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")


def test_control_messages(desk: Desk) -> None:
    random, daemon = Random(SEED), Running(desk)
    daemon.start()
    pid = daemon.status()["pid"]
    slowest, settled = 0.0, 0
    connection, lines = None, None
    for number in range(MESSAGES):
        if connection is None or lines is None:
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(20)
            connection.connect(str(daemon.socket))
            lines = connection.makefile("rb")
        message = changed(random.choice(REQUESTS), random).replace(b"\n", b" ")
        if b"quit" in message or b"follow" in message or b"doctor" in message:
            continue
        connection.sendall(message + b"\n")
        assert json.loads(lines.readline())["code"] in range(6)
        if number % 200 == 0:
            begin = time.perf_counter()
            connection.sendall(b'{"do":"status"}\n')
            assert json.loads(lines.readline())["code"] == 0
            slowest = max(slowest, time.perf_counter() - begin)
        if number == MESSAGES // 4:
            settled = resident(pid)
    assert connection is not None
    connection.close()
    assert resident(pid) - settled < 4 * 1024 * 1024
    assert slowest < (0.2 if SOAK else 2)
    assert "Traceback" not in daemon.log()
    daemon.quit()


def test_configurations(tmp_path: Path) -> None:
    random, file = Random(SEED), tmp_path / "config.toml"
    example = (ROOT / "config.example.toml").read_bytes().replace(b"\n# ", b"\n")
    plain = b'[rhythm]\nevery = "45m"\n[hours]\nmon = ["9:00-17:00"]\n[hold]\nignore = ["obs"]\n'
    for _ in range(CONFIGURATIONS):
        file.write_bytes(changed(random.choice((example, plain)), random, 8))
        begin = time.process_time()
        checked = check_file(file, {"R03": "hip-hinge"}, today=date(2026, 11, 30), lang="ja")
        assert time.process_time() - begin < 2
        assert len(checked.lines) >= 1
        assert all("\n" not in line for line in checked.lines)


def test_calendars() -> None:
    random, now = Random(SEED), datetime(2026, 11, 30, tzinfo=UTC)
    materials = [text.encode() for text, _, _ in CASES.values()]
    for _ in range(CALENDARS):
        begin = time.process_time()
        try:
            found = read(
                changed(random.choice(materials), random, 8), "a.ics", now, ZoneInfo("UTC")
            )
        except NotACalendarError:
            continue
        assert all(start < end for start, end in found.spans)
        assert time.process_time() - begin < 3


def test_a_connection_that_is_dropped_in_the_middle(desk: Desk) -> None:
    random, daemon = Random(SEED), Running(desk)
    daemon.start()
    for _ in range(300 if SOAK else 30):
        with closing(socket.socket(socket.AF_UNIX)) as connection:
            connection.connect(str(daemon.socket))
            connection.sendall(random.choice(REQUESTS)[: random.randrange(20)])
    assert daemon.call("status")[0] == 0
    assert "Traceback" not in daemon.log()
    daemon.quit()
