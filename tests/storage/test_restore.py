"""Reading back what was, across kills and boots."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playing import catalogue

from deskbreak.app import codec
from deskbreak.domain.machine.state import begin
from deskbreak.domain.machine.step import step
from deskbreak.domain.time.units import HOUR, MINUTE, Now
from deskbreak.domain.vocabulary.events import Ticked
from deskbreak.domain.vocabulary.presence_events import CameBack
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
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(Ledger(tmp_path / "deskbreak.db", THEN)) as ledger:
        yield ledger


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


@pytest.mark.parametrize("uptime", [2**31 - MINUTE, 2**32 - MINUTE, 90 * 24 * HOUR])
def test_a_night_is_the_same_to_a_fast_start_up_and_to_a_full_one(
    tmp_path: Path, uptime: int
) -> None:
    """Fast start-up of Windows: the uptime goes on over a shut-down, and boots have no names."""
    evening = Now(uptime, datetime(2026, 11, 30, 18, tzinfo=ZONE))
    night = timedelta(hours=15)
    sat, _ = step(begin(evening, Settings(), catalogue()), CameBack(), evening)
    after_hours = Now(uptime + 40 * MINUTE, evening.wall + timedelta(minutes=40))
    sat, _ = step(sat, Ticked(), after_hours)
    mornings = [
        Now(after_hours.instant + 15 * HOUR, after_hours.wall + night),
        Now(20_000, after_hours.wall + night),
    ]
    found = []
    for number, morning in enumerate(mornings):
        with closing(Ledger(tmp_path / f"{number}.db", after_hours)) as ledger:
            ledger.save(STATE, codec.VERSION, codec.encode(sat), "")
            state = restore(ledger, "", morning, ZONE, 7, catalogue()).state
        assert morning.instant - state.at == 15 * HOUR
        state, _ = step(state, CameBack(), morning)
        found.append((state.epoch, state.sitting.total, state.zone))
    assert found[0] == found[1]


def test_a_state_that_cannot_be_read_is_set_aside_and_told(ledger: Ledger) -> None:
    ledger.save(STATE, codec.VERSION + 1, b"{}", "one")
    found = restore(ledger, "one", THEN, ZONE, 7, catalogue())
    assert (found.first, found.lost) == (False, True)
    assert ledger.load(STATE) is None
