"""The guided minute on simulated time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deskbreak.app.guide_protocol import (
    CheckTold,
    Chimed,
    Closed,
    ComfortTold,
    Eased,
    Ended,
    GuideReport,
    Started,
    StepBegan,
    Unfit,
)
from deskbreak.guide.minute import Act, Card, Minute, Plan, begin

SEATED = Plan((5.0, 40.0, 5.0, 10.0))


class Sitting:
    """One minute and what it told."""

    def __init__(self, plan: Plan = SEATED, *, easier: bool = False) -> None:
        self.now = 1000.0
        self.minute: Minute = begin(plan, self.now, easier=easier)
        self.told: list[GuideReport] = []

    def wait(self, seconds: float) -> "Sitting":
        """Frames pass."""
        end = self.now + seconds
        while self.now < end:
            self.now = min(self.now + 0.25, end)
            self._take(*self.minute.tick(self.now))
        return self

    def do(self, *acts: Act) -> "Sitting":
        for act in acts:
            self._take(*self.minute.act(act, self.now))
        return self

    def _take(self, minute: Minute, told: tuple[GuideReport, ...]) -> None:
        self.minute = minute
        self.told += told

    def card(self) -> Card:
        return self.minute.card

    def last(self) -> GuideReport:
        return self.told[-1]


def test_a_minute_takes_three_seconds_to_get_ready_and_sixty_for_the_steps() -> None:
    it = Sitting()
    assert it.card() is Card.READY
    it.wait(2.9)
    assert it.told == []
    it.wait(0.2)
    assert it.told == [Started(), StepBegan(1)]
    it.wait(5)
    assert (it.minute.step, it.last()) == (1, StepBegan(2))
    it.wait(54)
    assert it.card() is Card.STEP
    assert it.minute.step == 3
    it.wait(1)
    assert it.card() is Card.COMFORT
    assert it.told[2:] == [StepBegan(2), StepBegan(3), StepBegan(4), Ended("done")]


def test_late_ticks_do_not_stretch_the_minute() -> None:
    it = begin(SEATED, 0.0)
    it, _ = it.tick(50.0)
    assert (it.step, it.elapsed(50.0), it.left(50.0)) == (2, 2.0, 3.0)
    it, told = it.tick(70.0)
    assert Ended("done") in told
    assert it.left(70.0) == 23.0, "the question was asked at 63 s"


def test_unanswered_questions_close_the_window_and_tell_nothing() -> None:
    it = Sitting(replace(SEATED, check=True)).wait(63)
    assert it.card() is Card.COMFORT
    it.wait(30)
    assert it.card() is Card.CHECK
    it.wait(30)
    assert it.told[-2:] == [Ended("done"), Closed()]
    it.wait(100).do(*Act)
    assert it.last() == Closed()


def test_skip_goes_on_and_counts_as_done_at_the_end() -> None:
    it = Sitting().do(Act.SKIP, Act.SKIP, Act.SKIP, Act.SKIP)
    assert it.minute.step == 3
    it.do(Act.SKIP)
    assert it.last() == Ended("done")
    assert it.card() is Card.COMFORT


def test_done_ends_the_whole_routine() -> None:
    it = Sitting().wait(10).do(Act.DONE)
    assert it.last() == Ended("done")
    assert it.card() is Card.COMFORT


def test_closing_early_stops_it() -> None:
    it = Sitting().wait(10).do(Act.CLOSE)
    assert it.told[-2:] == [Ended("stopped"), Closed()]


@pytest.mark.parametrize(
    ("act", "card"), [(Act.A, Card.REPLY), (Act.B, Card.REPLY), (Act.C, Card.SAFETY)]
)
def test_it_hurts_stops_it_and_asks_what_it_is_like(act: Act, card: Card) -> None:
    it = Sitting(replace(SEATED, check=True)).wait(10).do(Act.HURTS)
    assert (it.card(), it.last()) == (Card.HURTS, Ended("stopped"))
    it.do(act)
    assert (it.card(), it.last()) == (card, ComfortTold("hurts", str(act)))
    it.wait(299)
    assert (it.card() is Card.CLOSED) is (act is not Act.C), "nobody hurt is asked about a set-up"
    it.wait(2)
    assert it.told.count(Closed()) == 1


@pytest.mark.parametrize("left", [True, False])
def test_who_says_nothing_more_has_still_said_that_it_hurts(left: bool) -> None:
    it = Sitting().wait(10).do(Act.HURTS)
    it = it.wait(31) if left else it.do(Act.CLOSE)
    assert it.told[-3:] == [Ended("stopped"), ComfortTold("hurts"), Closed()]


def test_it_hurt_at_the_end_is_done_and_asks_what_it_was_like() -> None:
    it = Sitting().wait(64).do(Act.HURTS)
    assert it.card() is Card.HURTS
    it.do(Act.A)
    assert it.told[-2:] == [Ended("done"), ComfortTold("hurts", "a")]


def test_good_is_thanked_for_and_then_it_closes() -> None:
    it = Sitting().wait(64).do(Act.GOOD)
    assert it.card() is Card.REPLY
    it.wait(3)
    assert it.told[-3:] == [Ended("done"), ComfortTold("good"), Closed()]


@pytest.mark.parametrize("answer", [Act.GOOD, Act.HARD])
def test_a_check_follows_the_question(answer: Act) -> None:
    it = Sitting(replace(SEATED, check=True)).wait(64).do(answer).wait(9)
    assert it.card() is Card.CHECK
    it.do(Act.YES)
    assert it.last() == CheckTold("yes")
    it.wait(3)
    assert it.last() == Closed()


def test_fix_shows_how_until_it_is_closed() -> None:
    it = Sitting(replace(SEATED, ask_comfort=False, check=True)).wait(64)
    assert it.card() is Card.CHECK
    it.do(Act.FIX).wait(29)
    assert it.card() is Card.FIX
    it.do(Act.CLOSE)
    assert it.told[-2:] == [CheckTold("fix"), Closed()]


def test_without_questions_it_says_well_done_and_closes() -> None:
    it = Sitting(replace(SEATED, ask_comfort=False)).wait(63.1)
    assert it.card() is Card.REPLY
    it.wait(3)
    assert it.told[-2:] == [Ended("done"), Closed()]


@pytest.mark.parametrize("act", [Act.PAUSE, Act.READ, Act.HIDE])
def test_a_pause_stops_the_clock(act: Act) -> None:
    it = Sitting().wait(10).do(act).wait(100)
    assert it.minute.elapsed(it.now) == 2.0
    it.do(Act.SHOW if act is Act.HIDE else act).wait(1)
    assert it.minute.elapsed(it.now) == 3.0
    it.wait(52)
    assert it.last() == Ended("done")


def test_two_reasons_to_stand_still_count_once() -> None:
    it = Sitting().wait(10).do(Act.PAUSE).wait(5).do(Act.HIDE).wait(5).do(Act.SHOW)
    assert it.minute.stops == {"pause"}
    it.wait(5).do(Act.PAUSE)
    assert it.minute.elapsed(it.now) == 2.0


def test_a_skip_ends_a_pause() -> None:
    it = Sitting().wait(10).do(Act.PAUSE).wait(60).do(Act.SKIP).wait(2)
    assert (it.minute.step, it.minute.elapsed(it.now)) == (2, 2.0)


def test_pauses_of_nine_minutes_stop_it() -> None:
    it = Sitting().wait(10).do(Act.PAUSE).wait(300).do(Act.PAUSE).wait(1).do(Act.READ).wait(241)
    assert it.told[-2:] == [Ended("stopped"), Closed()]


def test_a_form_that_needs_settling_waits_for_it() -> None:
    it = Sitting(replace(SEATED, settles=True)).wait(60)
    assert it.card() is Card.SETTLE
    assert it.minute.left(it.now) == 0.0
    it.do(Act.START)
    assert it.told == [Started(), StepBegan(1)]
    it = Sitting(replace(SEATED, settles=True)).wait(541)
    assert it.told == [Ended("stopped"), Closed()]


def test_easier_is_told_once() -> None:
    it = Sitting().wait(10).do(Act.EASIER)
    assert it.minute.easier
    it.do(Act.EASIER, Act.EASIER)
    assert it.told.count(Eased()) == 1
    it = Sitting(easier=True).do(Act.EASIER, Act.EASIER)
    assert it.minute.easier
    assert Eased() not in it.told


LIGHT = replace(SEATED, easier=(10.0, 10.0, 30.0, 10.0))


def test_the_easier_form_has_times_of_its_own() -> None:
    it = Sitting(LIGHT, easier=True).wait(63.25)
    assert it.told[:2] == [Started(), StepBegan(1)]
    assert [one for one in it.told if isinstance(one, StepBegan)] == [
        StepBegan(number) for number in (1, 2, 3, 4)
    ]
    assert Ended("done") in it.told


def test_the_other_form_goes_on_at_the_same_share_of_the_whole() -> None:
    it = Sitting(LIGHT).wait(3 + 25)
    assert (it.minute.step, it.minute.elapsed(it.now)) == (1, 20)
    it.do(Act.EASIER)
    assert (it.minute.step, it.minute.elapsed(it.now)) == (2, 5)
    assert it.last() == StepBegan(3)
    it.do(Act.EASIER)
    assert (it.minute.step, it.minute.elapsed(it.now)) == (1, 20)
    it.do(Act.PAUSE).wait(100).do(Act.EASIER, Act.PAUSE)
    assert (it.minute.step, it.minute.elapsed(it.now)) == (2, 5)


def test_out_of_a_longer_form_the_easier_one_is_half_over_when_that_is() -> None:
    longer = Plan((60.0, 60.0), easier=(15.0, 30.0, 15.0))
    it = Sitting(longer).wait(3 + 60).do(Act.EASIER)
    assert (it.minute.step, it.minute.elapsed(it.now)) == (1, 15)
    it.wait(30.25)
    assert Ended("done") in it.told


def test_before_the_first_step_only_the_form_changes() -> None:
    it = Sitting(LIGHT).do(Act.EASIER)
    assert it.card() is Card.READY
    assert it.minute.seconds == LIGHT.easier
    assert it.told == [Eased()]


UNFIT = replace(SEATED, codes=("OST", "KNEE"))


def test_not_for_me_asks_which_and_closes_without_an_end() -> None:
    it = Sitting(UNFIT).do(Act.UNFIT)
    assert it.card() is Card.UNFIT
    assert it.minute.on_page
    it.wait(120).do(Act.WRIST)
    assert it.card() is Card.UNFIT, "not among its codes"
    it.do(Act.KNEE)
    assert it.told == [Unfit("KNEE"), Closed()]
    assert it.card() is Card.CLOSED


def test_one_that_is_just_not_wanted_closes_without_an_end_too() -> None:
    it = Sitting(UNFIT).do(Act.NEVER)
    assert it.card() is Card.READY, "only where it is asked"
    assert it.do(Act.UNFIT, Act.NEVER).told == [Unfit("never"), Closed()]


def test_none_of_these_goes_on_and_a_step_has_no_such_question() -> None:
    it = Sitting(UNFIT).do(Act.UNFIT, Act.START)
    assert it.told == [Started(), StepBegan(1)]
    it.do(Act.UNFIT, Act.KNEE)
    assert it.card() is Card.STEP
    assert Sitting().do(Act.UNFIT).card() is Card.READY, "there is nothing to ask"
    assert Sitting(UNFIT).do(Act.UNFIT, Act.CLOSE).told == [Ended("stopped"), Closed()]
    assert Sitting(UNFIT).do(Act.UNFIT).wait(541).told == [Ended("stopped"), Closed()]


def test_a_check_alone_begins_with_it_and_tells_no_end() -> None:
    plan = replace(SEATED, check=True, only_check=True)
    it = Sitting(plan)
    assert it.card() is Card.CHECK
    it.wait(119).do(Act.FIX)
    assert it.card() is Card.FIX
    it.do(Act.CLOSE)
    assert it.told == [CheckTold("fix"), Closed()]
    assert Sitting(plan).wait(121).told == [Closed()]


def test_chimes_only_when_asked_for() -> None:
    it = Sitting(replace(SEATED, chime=True)).wait(64)
    assert [one for one in it.told if isinstance(one, Chimed)] == [
        *[Chimed("step")] * 4,
        Chimed("end"),
    ]
    assert Chimed("end") not in Sitting().wait(64).told


@given(
    st.lists(st.tuples(st.sampled_from(Act), st.floats(0, 400)), max_size=40),
    st.builds(
        Plan,
        st.just((5.0, 40.0, 15.0)),
        settles=st.booleans(),
        ask_comfort=st.booleans(),
        check=st.booleans(),
        chime=st.booleans(),
    ),
)
def test_whatever_is_done_it_ends_once_and_closes_once(
    done: list[tuple[Act, float]], plan: Plan
) -> None:
    now = 0.0
    told: list[GuideReport] = []
    it = begin(plan, now)
    for act, later in done:
        now += later
        it, more = it.act(act, now)
        told += more
        assert it.elapsed(now) >= 0
    while it.card is not Card.CLOSED:
        now += 1
        it, more = it.tick(now)
        told += more
    names = [type(one).__name__ for one in told]
    assert names.count("Ended") == 1
    assert names.count("Closed") == 1
    assert names[-1] == "Closed"
    assert names.count("ComfortTold") <= 1
    assert names.count("CheckTold") <= 1
    before_end = names[: names.index("Ended")]
    assert not {"ComfortTold", "CheckTold"} & set(before_end)
    assert now < 540 + 15 + 60 + 300 + sum(later for _, later in done) + 120
