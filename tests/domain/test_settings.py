"""A setting that the person chose in the program changes that setting and no other."""

import pytest

from deskbreak.domain.time.units import DAY, MINUTE
from deskbreak.domain.vocabulary.routine import Kind
from deskbreak.domain.vocabulary.settings import (
    CEILING_ABOVE,
    CHECK_EVERY,
    GuideSettings,
    Keepable,
    Mode,
    Personal,
    Rhythm,
    RoutineSettings,
    Settings,
    kept,
    slower,
)


@pytest.mark.parametrize(
    ("key", "value", "after"),
    [
        ("rhythm.every", 30 * MINUTE, Settings(rhythm=Rhythm(every=30 * MINUTE))),
        (
            "rhythm.every",
            50 * MINUTE,
            Settings(rhythm=Rhythm(every=50 * MINUTE, ceiling=65 * MINUTE)),
        ),
        ("rhythm.expires", 50 * MINUTE, Settings(rhythm=Rhythm(expires=50 * MINUTE))),
        ("rhythm.max_snoozes", 3, Settings(rhythm=Rhythm(max_snoozes=3))),
        ("rhythm.ceiling", 50 * MINUTE, Settings(rhythm=Rhythm(ceiling=50 * MINUTE))),
        ("routines.mode", Mode.QUIET, Settings(routines=RoutineSettings(mode=Mode.QUIET))),
        ("routines.discreet", 2, Settings(routines=RoutineSettings(discreet=2))),
        (
            "routines.kinds",
            frozenset({Kind.HIP}),
            Settings(routines=RoutineSettings(kinds=frozenset({Kind.HIP}))),
        ),
        ("personal.stage", 2, Settings(personal=Personal(stage=2))),
        ("guide.open", "never", Settings(guide=GuideSettings(open="never"))),
    ],
)
def test_one_key_is_changed_and_the_rest_stays(key: str, value: Keepable, after: Settings) -> None:
    assert kept(Settings(), key, value) == after


def test_the_ceiling_keeps_its_distance_only_upwards() -> None:
    assert slower(Rhythm(), 45 * MINUTE) == Rhythm()
    assert slower(Rhythm(), 45 * MINUTE + 1).ceiling == 60 * MINUTE + 1
    assert slower(Rhythm(), 10 * MINUTE).ceiling == 60 * MINUTE


def test_how_far_and_how_often_unless_the_file_says_otherwise() -> None:
    assert (CEILING_ABOVE, CHECK_EVERY) == (15 * MINUTE, 30 * DAY)
