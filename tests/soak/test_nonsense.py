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

import pytest
from counters import cpu_ms
from desk import Desk
from holding.calendar_cases import CASES
from running import Running
from soak.fuzzing import changed, other_values
from soak.lying import SLOWEST, log_of, told

from deskbreak.config.file_check import check_file
from deskbreak.holding.calendar.meetings import NotACalendarError, read

SOAK = bool(os.environ.get("DESKBREAK_SOAK"))
SEED = int(os.environ.get("DESKBREAK_SOAK_SEED", "11"))
MESSAGES, CONFIGURATIONS, CALENDARS = (300_000, 2_000, 500) if SOAK else (2_000, 60, 40)
LINES, AT_ONCE = 8, 25
"""Connections at the same time, and messages on each before its replies are read."""
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


class Line:
    """A connection that says many things before it listens."""

    def __init__(self, daemon: Running) -> None:
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(60)
        self.socket.connect(str(daemon.socket))
        self.replies = self.socket.makefile("rb")
        self.expected = 0

    def say(self, messages: list[bytes]) -> None:
        self.socket.sendall(b"".join(message + b"\n" for message in messages))
        self.expected += len(messages)

    def hear(self) -> list[int]:
        """The codes of all replies that are still to come."""
        codes = [json.loads(self.replies.readline())["code"] for _ in range(self.expected)]
        self.expected = 0
        return codes

    def close(self) -> None:
        self.replies.close()
        self.socket.close()


def nonsense(random: Random) -> bytes:
    """A message that neither ends the daemon nor waits for what goes on."""
    while True:
        message = changed(random.choice(REQUESTS), random).replace(b"\n", b" ")
        if not any(word in message for word in (b"quit", b"follow", b"doctor")):
            return message


@pytest.mark.timeout(3600)
def test_control_messages(desk: Desk) -> None:
    random, daemon = Random(SEED), Running(desk)
    daemon.start()
    pid = daemon.status()["pid"]
    asking, lines = Line(daemon), [Line(daemon) for _ in range(LINES)]
    waits, most_work, settled, sent = list[float](), 0.0, 0, 0
    while sent < MESSAGES:
        for line in lines:
            line.say([nonsense(random) for _ in range(AT_ONCE)])
        begin, worked = time.perf_counter(), cpu_ms(pid)
        asking.say([b'{"do":"status"}'])
        assert asking.hear() == [0]
        waits.append(time.perf_counter() - begin)
        most_work = max(most_work, (cpu_ms(pid) - worked) / 1000)
        for line in lines:
            assert set(line.hear()) <= set(range(6))
        sent += LINES * AT_ONCE
        if not settled and sent >= MESSAGES // 4:
            settled = resident(pid)
    for line in (asking, *lines):
        line.close()
    grown = resident(pid) - settled
    usual = sorted(waits)[len(waits) // 2]
    told(
        f"{sent} messages, {grown / 1e6:+.1f} MB; status usually in {usual:.3f} s,"
        f" {max(waits):.3f} at worst, {most_work:.3f} of them the daemon's own work"
    )
    assert grown < 4 * 1024 * 1024
    assert most_work < SLOWEST, "the clock tells the machine's load as well"
    assert "Traceback" not in log_of(desk)
    assert daemon.call("status")[0] == 0
    daemon.quit()


def test_configurations(tmp_path: Path) -> None:
    random, file = Random(SEED), tmp_path / "config.toml"
    example = (ROOT / "config.example.toml").read_bytes().replace(b"\n# ", b"\n")
    plain = b'[rhythm]\nevery = "45m"\n[hours]\nmon = ["9:00-17:00"]\n[hold]\nignore = ["obs"]\n'
    slowest, understood = 0.0, 0
    for _ in range(CONFIGURATIONS):
        material = random.choice((example, plain))
        harm = other_values if random.random() < 0.6 else changed
        file.write_bytes(harm(material, random))
        begin = time.process_time()
        checked = check_file(file, {"R03": "hip-hinge"}, today=date(2026, 11, 30), lang="ja")
        slowest = max(slowest, time.process_time() - begin)
        assert slowest < 2
        assert len(checked.lines) >= 1
        assert all("\n" not in line for line in checked.lines)
        understood += len(checked.lines) > 1 or checked.fine or " = " in checked.lines[0]
    told(
        f"{CONFIGURATIONS} configurations, {understood} of them TOML,"
        f" {slowest:.2f} s of CPU at worst"
    )
    assert understood > CONFIGURATIONS // 3, "most must get as far as their values"


def test_calendars() -> None:
    random, now = Random(SEED), datetime(2026, 11, 30, tzinfo=UTC)
    materials = [text.encode() for text, _, _ in CASES.values()]
    slowest = 0.0
    for _ in range(CALENDARS):
        begin = time.process_time()
        try:
            found = read(
                changed(random.choice(materials), random, 8), "a.ics", now, ZoneInfo("UTC")
            )
        except NotACalendarError:
            continue
        assert all(start < end for start, end in found.spans)
        slowest = max(slowest, time.process_time() - begin)
        assert slowest < 3
    told(f"{CALENDARS} calendars, {slowest:.2f} s of CPU at worst")


def test_a_connection_that_is_dropped_in_the_middle(desk: Desk) -> None:
    random, daemon = Random(SEED), Running(desk)
    daemon.start()
    for _ in range(300 if SOAK else 30):
        with closing(socket.socket(socket.AF_UNIX)) as connection:
            connection.connect(str(daemon.socket))
            connection.sendall(random.choice(REQUESTS)[: random.randrange(20)])
    assert daemon.call("status")[0] == 0
    assert "Traceback" not in log_of(desk)
    daemon.quit()
