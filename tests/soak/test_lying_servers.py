"""500 seeded conversations with servers that lie; ``make test`` plays a sample of them."""

import os

import pytest
from desk import Desk
from soak.lying import SLOWEST, Liars, log_of, told

pytestmark = pytest.mark.desktop

CONVERSATIONS = int(os.environ.get("DESKBREAK_SOAK_CONVERSATIONS", "15"))
GROWTH_MB = 0.02
"""What a conversation may add: with servers that tell the truth it is as much, for its records."""


@pytest.mark.timeout(1800)
def test_lying_servers_neither_stop_the_daemon_nor_make_it_grow(desk: Desk) -> None:
    liars = Liars(desk)
    warm = max(5, CONVERSATIONS // 10)
    liars.converse(range(warm))
    before = liars.memory()
    liars.converse(range(warm, CONVERSATIONS))
    grown = liars.memory() - before
    told(f"{CONVERSATIONS} lies, status in {liars.slowest:.3f} s at worst, {grown:+.1f} MB")
    assert grown < 1 + GROWTH_MB * CONVERSATIONS
    assert liars.slowest < SLOWEST
    said = log_of(desk)
    assert "Traceback" not in said, said[-4000:]
    assert liars.ask(do="now")["code"] == 0
    liars.daemon.quit()
