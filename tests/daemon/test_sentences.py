"""What commands say fits what is: times with their day, and no two sentences that contradict."""

import re

from desk import Desk, wait_for
from running import Running


def test_a_pause_takes_its_end_as_one_word_or_two_and_resume_says_what_was(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    assert "no pause" in daemon.call("resume")[1]
    time = re.compile(r"Paused until (\w{3} )?14:00")
    for words in (["until 14:00"], ["until", "14:00"], ["14:00"]):
        code, said, _ = daemon.call("pause", *words)
        assert code == 0
        assert time.search(said), said
    assert time.search(daemon.call("status")[1])
    assert "The pause is over" in daemon.call("resume")[1]
    wrong = ("until", "until 1h", "25:00", "14", "90", "0s", "later")
    told = {daemon.call("pause", word)[2] for word in wrong}
    assert len(told) == len(wrong)
    assert all(said.count("\n") == 1 for said in told)
    assert {daemon.call("pause", word)[0] for word in wrong} == {2}


def test_off_hours_name_the_day_on_which_they_end(desk: Desk) -> None:
    daemon = Running(desk, '[hours]\nmon = []\ndays_off = ["2020-01-01..2020-01-02"]\n')
    daemon.start()
    assert "Off hours." in daemon.call("status")[1]
    days = "".join(f'{day} = ["05:00-05:01"]\n' for day in ("mon", "thu"))
    daemon.config.write_text(f"[hours]\n{days}")
    wait_for(lambda: re.search(r"Off hours until (Mon|Thu) 05:00", daemon.call("status")[1]))
    assert re.search(r"[月木]曜 5:00に始まります", daemon.call("--lang", "ja", "status")[1])


def test_standing_is_not_contradicted_and_the_day_counts_what_was_stopped(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    daemon.call("now", "R17")
    daemon.call("start")
    daemon.call("stop")
    assert "stopped early 1" in daemon.call("status")[1]
    assert "already" in daemon.call("sitting")[1]
    daemon.call("standing", "30m")
    said = daemon.call("status")[1]
    assert re.search(r"You are standing until (\w+ )?\d\d:\d\d\.", said)
    assert "on your feet" not in said.lower()
    assert daemon.status()["stood_this_hour"] is True


def test_a_changed_configuration_is_confirmed_once(desk: Desk) -> None:
    daemon = Running(desk, '[rhythm]\nevery = "40m"\n')
    daemon.start()
    assert "configuration was read" not in daemon.call("status")[1]
    assert daemon.status()["config_changed_at"] is None
    daemon.config.write_text('[rhythm]\nevery = "50m"\n')
    wait_for(lambda: daemon.status()["config_changed_at"])
    assert re.search(r"configuration was read at \d\d:\d\d", daemon.call("status")[1])
    assert "configuration was read" not in daemon.call("status")[1]
