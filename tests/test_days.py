"""Days as data, run through the real machine on simulated time."""

import pytest
from playing import differences, expected, names, numbered, play


@pytest.mark.parametrize("name", names())
def test_a_day_comes_to_what_is_expected(name: str) -> None:
    day = expected(name)
    found = play(name, day)
    told = differences(found, day.effects)
    assert not told, "\n".join([day.title, *told])


def test_every_day_says_what_it_shows() -> None:
    assert all(expected(name).title for name in names())
    assert len({expected(name).title for name in names()}) == len(names())


def test_what_is_missing_is_told() -> None:
    assert differences([], [{"effect": "release"}]) == ["missing: {'effect': 'release'}"]


def test_what_is_too_many_is_told() -> None:
    assert differences([{"effect": "release"}], []) == ["too many: {'effect': 'release'}"]


def test_a_field_that_differs_is_told_and_one_not_given_is_not_compared() -> None:
    found = [{"at": "10:00", "effect": "hold", "reason": "call"}]
    assert differences(found, [{"effect": "hold"}]) == []
    assert len(differences(found, [{"effect": "hold", "reason": "pause"}])) == 1
    assert len(differences(found, [{"effect": "hold", "away_s": 3}])) == 1


def test_ids_are_numbered_as_they_appear() -> None:
    effects = numbered([{"id": "b"}, {"id": None}, {"id": "a"}, {"id": "b"}])
    assert [effect.get("nth") for effect in effects] == [1, None, 2, 1]
