from datetime import date

import msgspec
from domain.catalogue import IDS
from domain.choosing import EVERYTHING, MONDAY, TUESDAY, Days, later
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deskbreak.domain.choice.memory import (
    KEEP_DAYS,
    KEEP_PROMPTS,
    MOST_OFFERS,
    Experience,
    Memory,
    Offer,
    Workday,
    cautions,
    experience,
    focus_week,
    learning,
    override_on,
    resting,
    used_before,
)
from deskbreak.domain.choice.memory_updates import (
    cautioned,
    changed,
    counted,
    offered,
    overridden,
    started,
)
from deskbreak.domain.vocabulary.events import Override

HINGE, STAND = IDS["R03"], IDS["R17"]


def test_survives_being_saved() -> None:
    days = Days(EVERYTHING)
    days.prompts(3)
    days.change()
    days.remember(lambda it: overridden(it, Override.SEATED, MONDAY))

    assert msgspec.json.decode(msgspec.json.encode(days.memory), type=Memory) == days.memory


@given(st.lists(st.sampled_from(["prompt", "another", "seated", "name", "day"]), max_size=80))
def test_stays_small_and_keeps_what_the_rules_need(actions: list[str]) -> None:
    days = Days(EVERYTHING)
    opened = 0
    for action in actions:
        match action:
            case "day":
                days.next_day(3)
            case "prompt":
                days.prompt()
                opened += 1
            case "name":
                days.name("R17")
                opened += 1
            case _:
                days.change(seated=action == "seated")
    days.prompt()  # what is old goes when something new comes
    opened += 1
    kept = days.memory.offers
    firsts = [one for one in kept if one.first]

    assert len(firsts) >= min(5, opened)
    assert days.memory.prompts == opened
    assert len(kept) <= 33 * len(firsts)
    if kept:  # offers are trimmed at the next offer, not as days pass
        recent = [one for one in firsts if (kept[-1].day - one.day).days < KEEP_DAYS]
        assert len(firsts) <= max(KEEP_PROMPTS, len(recent))


def test_a_day_of_very_many_prompts_leaves_no_more_than_a_full_week_does() -> None:
    days = Days()
    days.prompts(MOST_OFFERS)
    full = days.memory.offers
    assert len(full) == MOST_OFFERS
    days.prompts(3)
    assert len(days.memory.offers) == MOST_OFFERS
    assert days.memory.offers[:-3] == full[3:], "the oldest go"
    assert days.memory.prompts == MOST_OFFERS + 3


def test_forgets_offers_after_a_week_but_not_the_last_five_prompts() -> None:
    days = Days()
    days.prompts(9)
    days.next_day(7)
    days.prompt()

    assert [one.day for one in days.memory.offers] == [MONDAY] * 4 + [later(7)]


def test_a_prompt_remembers_a_change_back_and_forth_once() -> None:
    memory = offered(Memory(), HINGE, MONDAY)
    for name in (STAND, HINGE, STAND, STAND, HINGE):
        memory = changed(memory, name)

    assert [one.routine for one in memory.offers] == [HINGE, STAND, HINGE]
    assert [one.first for one in memory.offers] == [True, False, False]


def test_what_a_prompt_is_changed_to_belongs_to_the_prompts_day() -> None:
    memory = changed(offered(offered(Memory(), HINGE, MONDAY), STAND, TUESDAY), IDS["R13"])

    assert memory.offers == (
        Offer(HINGE, MONDAY),
        Offer(STAND, TUESDAY),
        Offer(IDS["R13"], TUESDAY, first=False),
    )
    assert changed(memory, STAND).offers[-1] == Offer(STAND, TUESDAY, first=False)


def test_an_offer_is_a_working_day_once_and_a_prompt_each_time() -> None:
    memory = offered(offered(offered(Memory(), HINGE, MONDAY), STAND, MONDAY), HINGE, TUESDAY)

    assert (memory.prompts, memory.used_days) == (3, 2)
    assert memory.workdays == (Workday(MONDAY, shown=2), Workday(TUESDAY, shown=1))
    assert (used_before(memory, TUESDAY), used_before(memory, later(2))) == (1, 2)
    assert (memory.focus_week, memory.focus_since) == (1, MONDAY)


def test_working_days_are_cut_to_eleven() -> None:
    days: tuple[Workday, ...] = ()
    for number in range(12):
        days = counted(days, later(number), shown=1)
    days = counted(days, later(11), completed=2)

    assert [one.day for one in days] == [later(number) for number in range(1, 12)]
    assert days[-1] == Workday(later(11), shown=1, completed=2)


def test_an_easier_appearance_is_used_up_and_a_caution_counted() -> None:
    known = Memory(experiences=(Experience(HINGE, easier_left=2), Experience(STAND, good=1)))
    once = experience(offered(known, HINGE, MONDAY), HINGE)
    assert once == Experience(HINGE, easier_left=1)
    assert offered(known, STAND, MONDAY).experiences == known.experiences
    assert cautions(known, HINGE)
    twice = cautioned(cautioned(known, HINGE), HINGE)
    assert experience(twice, HINGE) == Experience(HINGE, easier_left=2, cautioned=2)
    assert cautions(twice, HINGE)
    assert not cautions(cautioned(twice, HINGE), HINGE)


def test_a_change_without_a_prompt_is_nothing() -> None:
    assert changed(Memory(), HINGE) == Memory()


def test_all_steps_are_shown_the_first_three_times() -> None:
    memory = Memory()
    shown = []
    for _ in range(5):
        shown.append(learning(memory, HINGE))
        memory = started(memory, HINGE)

    assert shown == [True, True, True, False, False]
    assert learning(memory, STAND)


def test_an_override_is_for_its_day_only() -> None:
    memory = overridden(Memory(), Override.ELSEWHERE, MONDAY)

    assert override_on(memory, MONDAY) is Override.ELSEWHERE
    assert override_on(memory, TUESDAY) is None
    assert override_on(overridden(memory, None, MONDAY), MONDAY) is None


def test_a_rest_from_a_wrong_clock_does_not_last() -> None:
    one = Experience(HINGE, rests_until=date(2099, 1, 1))

    assert not resting(one, MONDAY)
    assert resting(replace(one, rests_until=later(7)), MONDAY)
    assert not resting(replace(one, rests_until=MONDAY), MONDAY)


def test_the_focus_moves_on_only_in_weeks_with_prompts() -> None:
    days = Days()
    weeks = []
    for gap in (0, 6, 1, 21, 7, 7, 7, 7):
        days.next_day(gap)
        weeks.append(focus_week(days.memory, days.day))
        days.prompt()

    assert weeks == [1, 1, 2, 3, 4, 5, 5, 5]


def test_nothing_is_known_of_a_routine_that_never_appeared() -> None:
    assert experience(Memory(), HINGE) == Experience(HINGE)
