"""When a notification server that left something unanswered is passed over, on driven time."""

from deskbreak.notices.server_silence import AGAIN, Silence


def test_a_silent_server_is_passed_over_until_it_answers() -> None:
    it = Silence()
    assert it.why(0.0) is None
    assert not it.end(), "nobody had missed it"
    it.begin(10.0)
    assert it.why(11.0) == "the notification server does not answer"
    assert it.end()
    assert it.why(12.0) is None


def test_without_a_sign_of_life_it_is_tried_again_after_half_an_hour() -> None:
    it = Silence()
    it.begin(10.0)
    assert it.why(10.0 + AGAIN - 1) is not None
    assert it.why(10.0 + AGAIN) is None


def test_a_slow_server_gets_twice_the_time_and_no_third_chance() -> None:
    it = Silence()
    assert it.patience(2.5) == 2.5
    it.begin(0.0)
    assert it.end()
    assert it.patience(2.5) == 5.0
    it.begin(10.0)
    assert not it.end(), "its popups would come and go"
    assert it.why(11.0) is not None


def test_one_that_is_quick_again_is_as_good_as_any() -> None:
    it = Silence()
    it.begin(0.0)
    it.end()
    it.begin(10.0)
    it.is_quick()
    assert (it.why(11.0), it.patience(2.5)) == (None, 2.5)
    it.begin(20.0)
    assert it.end()
