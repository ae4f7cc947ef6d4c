"""Months for every code, pair of codes, mode and policy: what is left out is never offered."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from domain.catalogue import BY_ID, CATALOGUE
from domain.choosing import Days, eligible, settings

from deskbreak.domain.vocabulary.routine import Code, OnFeet, Region
from deskbreak.domain.vocabulary.settings import Mode, Settings

MONTH, PROMPTS = 22, 9
"""Working days, and prompts on each."""

SETS = [(), *((code,) for code in Code), *combinations(Code, 2)]
"""No code, each one, each pair."""


def wishes() -> Iterator[tuple[str, Settings]]:
    """Each set of codes in each mode, policy and stage, before and after the first questions."""
    for codes in SETS:
        said = " ".join(codes)
        for name, wish in (
            ("default", settings(codes=said)),
            ("beginner", settings(codes=said, setup_done=False)),
            ("quiet", settings(codes=said, mode=Mode.QUIET)),
            ("seated-only", settings(codes=said, mode=Mode.SEATED_ONLY)),
            ("strict", settings(codes=said, strict=True)),
            ("everything", settings(codes=said, stage=3, wall=True, floor=True, towel=True)),
        ):
            yield f"{name}-{'+'.join(codes) or 'none'}", wish


ALL = dict(wishes())


@pytest.mark.parametrize("name", ALL)
def test_a_month_keeps_to_what_the_codes_leave(name: str) -> None:
    wish = ALL[name]
    codes = wish.personal.codes
    left = {one for one in CATALOGUE if one.number in eligible(wish)}
    assert left, "no codes leave nothing"
    days = Days(wish, seed=len(name))
    offered: set[str] = set()
    for _ in range(MONTH):
        today = [days.prompt() for _ in range(PROMPTS)]
        changed = [it for seated in (False, True) if (it := days.change(seated=seated)) is not None]
        for choice in (*today, *changed):
            routine = choice.routine
            assert not routine.leave_out & codes, "nothing left out is ever offered"
            assert choice.easier or not routine.easier_with & codes, "easier-only ones come easier"
        offered |= {choice.routine.id for choice in today}
        days.next_day()
    regions = {one.region for one in left}
    assert {BY_ID[name].region for name in offered} >= regions, "all regions that can be met are"
    if not name.startswith("seated-only") or Code.SURG not in codes:
        assert len(left) >= 3
        assert len(regions) >= 2
        assert len(offered) >= 3


@pytest.mark.parametrize("name", [name for name in ALL if name.startswith("default")])
def test_each_day_meets_all_regions_that_are_left(name: str) -> None:
    wish = ALL[name]
    left = {one for one in CATALOGUE if one.number in eligible(wish)}
    regions = {one.region for one in left}
    days = Days(wish, seed=7)
    for _ in range(MONTH):
        today = days.prompts(10)
        assert {one.region for one in today} == regions
        days.next_day()
    if not wish.personal.codes:
        assert regions == set(Region)


def test_what_stands_in_when_nothing_else_may_be_offered_is_easier_where_it_must_be() -> None:
    hurt = settings(codes="SURG", mode=Mode.SEATED_ONLY, hide="R18")
    choice = Days(hurt).prompt()

    assert choice.routine.number == "R17"
    assert choice.easier
    assert choice.routine.on_feet is OnFeet.FULL
