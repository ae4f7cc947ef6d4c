import pytest
from msgspec.structs import replace

from deskbreak.domain.person.presence import (
    Absence,
    Activity,
    Presence,
    came_back,
    gave_up_watching,
    gone_for,
    is_break,
    locked,
    pause_begins,
    paused_typing,
    sat_down,
    stand_ended,
    stood_up,
    typed,
    unlocked,
    watched,
    watches_anew,
    went_idle,
)
from deskbreak.domain.time.units import MINUTE, SECOND
from deskbreak.domain.vocabulary.settings import Rhythm

HERE = Presence(Activity.PRESENT, input_at=1000)


@pytest.mark.parametrize(
    ("it", "kind", "gone"),
    [
        (HERE, "present", False),
        (replace(HERE, activity=Activity.WATCHING), "watching", False),
        (replace(HERE, activity=Activity.IDLE), "idle", True),
        (replace(HERE, locked=True), "locked", True),
        (replace(HERE, locked=True, asleep=True), "asleep", True),
        (replace(HERE, locked=True, asleep=True, standing=True), "standing", True),
    ],
)
def test_what_covers_what(it: Presence, kind: str, gone: bool) -> None:
    assert it.kind == kind
    assert it.gone is gone


def test_a_short_idleness_counts_until_it_is_an_absence() -> None:
    idle = replace(HERE, activity=Activity.IDLE, absence=Absence(since=1000))
    assert idle.counts
    assert not replace(idle, absence=Absence(since=1000, away=True)).counts
    assert not replace(idle, locked=True).counts


@pytest.mark.parametrize(
    ("it", "counts"),
    [
        (HERE, True),
        (replace(HERE, activity=Activity.WATCHING), True),
        (replace(HERE, activity=Activity.IDLE), False),
        (replace(HERE, locked=True), False),
        (replace(HERE, absence=Absence(since=1000)), False),
    ],
)
def test_only_who_is_there_or_idle_for_a_short_time_sits(it: Presence, counts: bool) -> None:
    assert it.counts is counts


BUSY = replace(HERE, typing=True, quiet_since=900)


@pytest.mark.parametrize(
    ("it", "expected"),
    [
        (came_back(BUSY, 2000), replace(BUSY, input_at=2000)),
        (
            came_back(replace(BUSY, activity=Activity.WATCHING), 2000),
            Presence(Activity.PRESENT, input_at=2000),
        ),
        (
            went_idle(BUSY, 1500, 2000),
            Presence(Activity.IDLE, input_at=1500, idle_since=1500),
        ),
        (watched(BUSY, 1500, 2000), Presence(Activity.WATCHING, input_at=1500)),
        (locked(BUSY), replace(HERE, locked=True)),
        (
            unlocked(replace(BUSY, locked=True, asleep=True), 2000),
            replace(BUSY, input_at=2000),
        ),
        (stood_up(BUSY, 500, 2000), replace(BUSY, standing=True, stand_until=2500)),
        (
            sat_down(replace(BUSY, standing=True, stand_until=2500), 2000),
            replace(BUSY, input_at=2000),
        ),
        (stand_ended(replace(BUSY, standing=True, stand_until=2500)), BUSY),
        (typed(HERE, 2000), replace(HERE, input_at=2000, typing=True)),
        (
            typed(replace(HERE, activity=Activity.IDLE, asleep=True, quiet_since=5), 2000),
            replace(HERE, input_at=2000, typing=True),
        ),
        (paused_typing(BUSY, 1500, 2000), replace(HERE, quiet_since=1500)),
        (
            gave_up_watching(replace(BUSY, activity=Activity.WATCHING, input_at=1500)),
            replace(BUSY, activity=Activity.IDLE, input_at=1500, idle_since=1500),
        ),
    ],
)
def test_what_each_report_changes_and_what_it_leaves(it: Presence, expected: Presence) -> None:
    assert it == expected


def test_input_wakes_and_keeps_typing_but_does_not_unlock() -> None:
    back = came_back(replace(HERE, asleep=True, locked=True, typing=True), 2000)
    assert (back.asleep, back.locked, back.typing, back.input_at) == (False, True, True, 2000)


def test_after_an_idleness_there_is_a_pause_at_once() -> None:
    idle = replace(HERE, activity=Activity.IDLE, quiet_since=1500)
    back = came_back(idle, 2000)
    assert back.quiet_since is None
    assert pause_begins(back, 3 * SECOND, 2000) == 2000


@pytest.mark.parametrize(
    ("since", "stopped"), [(None, 5000), (3000, 3000), (500, 1000), (9000, 5000)]
)
def test_idleness_begins_between_the_last_input_and_now(since: int | None, stopped: int) -> None:
    assert went_idle(HERE, since, 5000).idle_since == stopped
    assert watched(HERE, since, 5000).input_at == stopped


def test_watching_ends_now_and_remembers_when_the_input_stopped() -> None:
    watching = watched(HERE, 2000, 5000)
    idle = went_idle(watching, 3000, 9000)
    assert (idle.input_at, idle.idle_since) == (2000, 9000)
    assert watched(idle, None, 9500).input_at == 2000
    assert watched(watching, 1, 9500) == watching
    assert went_idle(idle, 1, 9500) == idle


def test_nobody_watches_for_ever_but_a_break_begins_it_anew() -> None:
    watching = watched(HERE, 2000, 5000)
    assert gave_up_watching(watching).idle_since == 2000
    assert watches_anew(watching, 7000).input_at == 7000
    assert watches_anew(HERE, 7000) == HERE


def test_standing_is_replaced_and_ended() -> None:
    standing = stood_up(stood_up(HERE, MINUTE, 1000), 2 * MINUTE, 2000)
    assert standing.stand_until == 2000 + 2 * MINUTE
    assert stood_up(standing, None, 3000).stand_until is None
    assert sat_down(HERE, 3000) == HERE
    assert sat_down(standing, 3000).kind == "present"
    assert stand_ended(standing) == HERE


@pytest.mark.parametrize(
    ("typing", "quiet", "pause", "begins"),
    [
        (True, None, 3000, None),
        (True, None, 0, 5000),
        (False, None, 3000, 5000),
        (False, 4000, 3000, 7000),
        (False, 1000, 3000, 5000),
    ],
)
def test_when_a_pause_is_reached(
    typing: bool, quiet: int | None, pause: int, begins: int | None
) -> None:
    it = replace(HERE, typing=typing, quiet_since=quiet)
    assert pause_begins(it, pause, 5000) == begins


def test_a_pause_cannot_have_begun_in_the_future() -> None:
    assert paused_typing(HERE, 9000, 5000).quiet_since == 5000
    assert paused_typing(HERE, None, 5000).quiet_since == 5000


@pytest.mark.parametrize(
    ("absence", "a_break"),
    [
        (Absence(0, length=5 * MINUTE), True),
        (Absence(0, length=5 * MINUTE - 1), False),
        (Absence(0, length=MINUTE, standing=MINUTE), True),
        (Absence(0, length=MINUTE, standing=MINUTE - 1), False),
        (Absence(0), False),
    ],
)
def test_what_is_a_break(absence: Absence, a_break: bool) -> None:
    assert is_break(absence, Rhythm()) is a_break


def test_where_nothing_is_inferred_from_standing_any_of_it_is_a_break() -> None:
    rhythm = Rhythm(taken_after=0)
    assert not is_break(Absence(0, length=MINUTE), rhythm)
    assert is_break(Absence(0, length=MINUTE, standing=1), rhythm)


def test_to_be_gone_counts_since_the_prompt_and_the_proof() -> None:
    assert gone_for(None, 0, 5000) == 0
    assert gone_for(Absence(0, proof=2000), 1000, 5000) == 3000
    assert gone_for(Absence(0, proof=2000), 4000, 5000) == 1000
    assert gone_for(Absence(0, proof=9000), 4000, 5000) == 0
