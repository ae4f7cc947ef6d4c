"""Reading back what was, across kills and boots."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playing import catalogue

from deskbreak.app import codec
from deskbreak.domain.machine.state import begin
from deskbreak.domain.time.units import HOUR, MINUTE, Now
from deskbreak.domain.vocabulary.settings import Settings
from deskbreak.storage.ledger import STATE, Ledger
from deskbreak.storage.restore import Restored, restore

ZONE = ZoneInfo("Asia/Tokyo")
THEN = Now(5 * HOUR, datetime(2026, 11, 30, 9, tzinfo=ZONE))


def after(ledger: Ledger, boot: str, now: Now, saved_boot: str) -> Restored:
    state = begin(THEN, Settings(), catalogue())
    ledger.save(STATE, codec.VERSION, codec.encode(state), saved_boot)
    return restore(ledger, boot, now, ZONE, 7, catalogue())


def later(instant: int, wall: timedelta) -> Now:
    return Now(instant, THEN.wall + wall)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "deskbreak.db", THEN)


def test_the_first_start_has_no_past(ledger: Ledger) -> None:
    found = restore(ledger, "boot", THEN, ZONE, 7, catalogue())
    assert (found.first, found.lost, found.state.seed) == (True, False, 7)


@pytest.mark.parametrize(
    ("boot", "saved", "instant", "wall", "down"),
    [
        ("one", "one", 5 * HOUR + MINUTE, timedelta(minutes=1), MINUTE),
        ("one", "one", 5 * HOUR + MINUTE, timedelta(hours=3), MINUTE),
        ("two", "one", 20_000, timedelta(minutes=2), 2 * MINUTE),
        ("two", "one", 9 * HOUR, timedelta(minutes=2), 2 * MINUTE),
        ("two", "one", 20_000, timedelta(hours=-1), 0),
        ("", "", 5 * HOUR + MINUTE, timedelta(minutes=1), MINUTE),
        ("", "", 9 * HOUR, timedelta(minutes=2), 2 * MINUTE),
        ("", "", 20_000, timedelta(minutes=2), 2 * MINUTE),
    ],
)
def test_down_time_is_told_by_the_boot_clock_or_after_a_boot_by_the_wall_clock(
    ledger: Ledger, boot: str, saved: str, instant: int, wall: timedelta, down: int
) -> None:
    found = after(ledger, boot, later(instant, wall), saved)
    assert not found.first
    assert instant - found.state.at == down


def test_a_state_that_cannot_be_read_is_set_aside_and_told(ledger: Ledger) -> None:
    ledger.save(STATE, codec.VERSION + 1, b"{}", "one")
    found = restore(ledger, "one", THEN, ZONE, 7, catalogue())
    assert (found.first, found.lost) == (False, True)
    assert ledger.load(STATE) is None
