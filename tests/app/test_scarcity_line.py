"""How little is left, in one line of ``status``."""

import pytest
from domain.catalogue import CATALOGUE
from domain.choosing import MONDAY, settings
from msgspec.structs import replace

from deskbreak.app.scarcity_line import scarcity_line
from deskbreak.content.loader import load_routines
from deskbreak.domain.choice.memory import Memory
from deskbreak.domain.choice.memory_updates import overridden
from deskbreak.domain.vocabulary.events import Override
from deskbreak.domain.vocabulary.routine import Kind
from deskbreak.domain.vocabulary.settings import Mode, Settings

CONTENT = load_routines()


def title(routine: str) -> str:
    return CONTENT.card(routine).title.en


def line(wishes: Settings, memory: Memory | None = None) -> str | None:
    return scarcity_line(CATALOGUE, memory or Memory(), wishes, MONDAY, "en", title)


def hidden(*left: str) -> str:
    return " ".join(one.number for one in CATALOGUE if one.number not in left)


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        (
            settings(codes="SURG", mode=Mode.SEATED_ONLY),
            'one routine is left: "Seated breathing". For more: routines.mode = "all"',
        ),
        (
            settings(hide=hidden("R15", "R17")),
            (
                'two routines are left: "Walk for a minute" and "Stand for a minute". '
                "For more: routines.hide"
            ),
        ),
        (
            settings(hide=hidden()),
            'only "Stand for a minute" can be offered. For more: routines.hide',
        ),
        (
            settings(kinds=frozenset({Kind.STAND_UP, Kind.WALKING})),
            "4 routines are left, all for one region (whole body). For more: routines.kinds = []",
        ),
        (
            settings(mode=Mode.QUIET, hide="R13 R18"),
            '3 routines are left, all for one region (whole body). For more: routines.mode = "all"',
        ),
        (
            settings(discreet=3, hide="R13 R18"),
            "3 routines are left, all for one region (whole body). For more: routines.discreet = 0",
        ),
        (settings(codes="DIZZY", strict=True), "seated ones come in between."),
    ],
)
def test_the_line_says_how_few_and_what_to_change(wishes: Settings, said: str) -> None:
    found = line(wishes)
    assert found is not None
    assert found.startswith("With your answers")
    assert found.endswith(said)


def test_hidden_by_the_command_are_shown_by_the_command() -> None:
    wishes = settings()
    ids = frozenset(one.id for one in CATALOGUE if one.number not in ("R15", "R17"))
    found = line(replace(wishes, personal=replace(wishes.personal, hidden=ids)))
    assert found is not None
    assert found.endswith("For more: deskbreak unhide")


def test_seated_today_ends_by_a_command() -> None:
    found = line(settings(codes="SURG"), overridden(Memory(), Override.SEATED, MONDAY))
    assert found is not None
    assert found.endswith("For more: deskbreak today normal")


def test_nothing_is_said_where_nothing_can_be_changed_or_nothing_is_amiss() -> None:
    assert line(settings()) is None
    few = tuple(one for one in CATALOGUE if one.number in ("R15", "R17"))
    assert scarcity_line(few, Memory(), settings(), MONDAY, "ja", title) == (
        "はじめの質問の答えと設定に合う動きは"
        "「Walk for a minute」と「Stand for a minute」の二つです。"
    )
