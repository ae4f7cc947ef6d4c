from itertools import permutations

import pytest

from deskbreak.domain.prompt import hold
from deskbreak.domain.prompt.hold import Holds
from deskbreak.domain.time.units import SECOND
from deskbreak.domain.vocabulary.effects import HoldPrompt, ReleasePrompt
from deskbreak.domain.vocabulary.events import Reason
from deskbreak.domain.vocabulary.settings import HoldSettings

SETTLE = 30 * SECOND
CALL, SCREEN = Reason.CALL, Reason.FULLSCREEN


def held(*reasons: tuple[Reason, int]) -> Holds:
    it = Holds()
    for reason, since in reasons:
        it = hold.begin(it, reason, since)
    return it


def test_the_oldest_comes_first_whenever_it_was_told() -> None:
    assert held((SCREEN, 20), (CALL, 10)).on == ((CALL, 10), (SCREEN, 20))


def test_a_reason_that_is_on_keeps_its_age() -> None:
    assert held((CALL, 10), (CALL, 20)).on == ((CALL, 10),)


def test_all_gates_end_but_not_the_manual_pause() -> None:
    it = hold.pause(held((CALL, 10), (SCREEN, 20)), until=99, at=15)
    assert it.paused
    assert hold.end(it, CALL).on == ((Reason.PAUSE, 15), (SCREEN, 20))
    assert hold.end(it, None).on == ((Reason.PAUSE, 15),)
    assert hold.resume(it).on == ((CALL, 10), (SCREEN, 20))


def test_a_later_pause_replaces_the_earlier_and_keeps_its_age() -> None:
    it = hold.pause(hold.pause(Holds(), until=99, at=10), until=50, at=20)
    assert (it.on, it.pause_until) == (((Reason.PAUSE, 10),), 50)


def test_what_is_switched_off_or_passed_does_not_count() -> None:
    it = hold.pause(held((CALL, 10), (SCREEN, 20)), until=99, at=30)
    off = HoldSettings(call=False)
    assert hold.active(it, off) == ((SCREEN, 20), (Reason.PAUSE, 30))
    assert hold.active(it, off, frozenset({SCREEN})) == ((Reason.PAUSE, 30),)


@pytest.mark.parametrize("reason", Reason)
def test_only_a_manual_pause_is_one_and_cannot_be_switched_off(reason: Reason) -> None:
    it, none = held((reason, 10)), HoldSettings(False, False, False, False, False)
    assert it.paused is (reason is Reason.PAUSE)
    assert hold.active(it, none) == (it.on if reason is Reason.PAUSE else ())
    assert hold.active(it, HoldSettings()) == it.on


def test_holding_is_told_once_for_each_reason_shown() -> None:
    it, told = hold.keep(Holds(), ((CALL, 10),), SETTLE, 100)
    assert told == (HoldPrompt(CALL),)
    it, told = hold.keep(it, ((CALL, 10), (SCREEN, 20)), SETTLE, 200)
    assert told == ()
    it, told = hold.keep(it, ((SCREEN, 20),), SETTLE, 300)
    assert told == (HoldPrompt(SCREEN),)
    assert it.kept is not None
    assert it.kept.since == 100


@pytest.mark.parametrize(("first", "then"), list(permutations(Reason, 2)))
def test_another_reason_is_told_whichever_it_is(first: Reason, then: Reason) -> None:
    it, _ = hold.keep(Holds(), ((first, 10),), SETTLE, 100)
    it, told = hold.keep(it, ((then, 20),), SETTLE, 200)
    assert told == (HoldPrompt(then),)
    assert it.kept == hold.Kept(then, 100)


def test_release_is_told_once_and_settling_starts_anew_when_a_hold_returns() -> None:
    it, _ = hold.keep(Holds(), ((CALL, 10),), SETTLE, 100)
    it, told = hold.keep(it, (), SETTLE, 200)
    assert told == (ReleasePrompt(),)
    assert it.kept is not None
    assert it.kept.settled_at == 200 + SETTLE
    assert hold.keep(it, (), SETTLE, 300) == (it, ())
    it, told = hold.keep(it, ((CALL, 310),), SETTLE, 310)
    assert told == (HoldPrompt(CALL),)
    assert it.kept is not None
    assert it.kept.settled_at is None


def test_nothing_kept_back_nothing_told() -> None:
    assert hold.keep(Holds(), (), SETTLE, 100) == (Holds(), ())
    assert hold.clear_kept(Holds()) == Holds()
