"""The configuration of the running daemon."""

from desk import Desk, wait_for
from running import Running


def test_a_change_of_the_file_is_in_force_without_a_restart(desk: Desk) -> None:
    daemon = Running(desk, 'language = "en"\n')
    daemon.start()
    wait_for(lambda: daemon.status()["language"] == "en")
    daemon.config.write_text('language = "ja"\n')
    wait_for(lambda: daemon.status()["language"] == "ja")


def test_a_damaged_file_keeps_the_last_good_one_also_across_a_restart(desk: Desk) -> None:
    daemon = Running(desk, 'language = "ja"\n[rhythm]\nsnooze = ["11m"]\n')
    daemon.start()
    wait_for(lambda: daemon.status()["language"] == "ja")
    daemon.config.write_text('language = "ja"\n[rhythm]\nsnooze = ["11"]\n')
    wait_for(lambda: "config.toml:3" in daemon.log())
    daemon.call("now")
    assert daemon.call("snooze", "11m")[0] == 0
    daemon.kill()
    daemon.start()
    wait_for(lambda: daemon.log().count("config.toml:3") >= 2)
    assert daemon.status()["language"] == "ja"
    assert daemon.prompt()["phase"] == "snoozed"
    assert daemon.config.read_text() == 'language = "ja"\n[rhythm]\nsnooze = ["11"]\n'


def test_with_none_ever_good_the_defaults_run(desk: Desk) -> None:
    daemon = Running(desk, "rhythm = 5\n")
    daemon.start()
    wait_for(lambda: "config.toml:1" in daemon.log())
    assert daemon.status()["state"] == "working"


def test_check_ends_with_4_and_names_file_line_key_value_and_what_is_allowed(desk: Desk) -> None:
    daemon = Running(desk, '\n[rhythm]\nevery = "45"\n')
    code, out, said = daemon.call("config", "check")
    assert (code, out) == (4, "")
    assert said == 'config.toml:3: rhythm.every = "45": a duration such as "45m" is needed\n'


def test_off_hours_are_told_and_nothing_is_prompted(desk: Desk) -> None:
    daemon = Running(desk, "[hours]\nmon = []\n")
    daemon.start()
    wait_for(lambda: daemon.status()["state"] == "off-hours")
    assert daemon.status()["next_prompt_at"] is None
