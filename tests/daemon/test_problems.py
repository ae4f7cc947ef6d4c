"""What is wrong is told in status, in words and in the tray, and is over when it is mended."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from desk import Desk, wait_for
from running import Running

GOOD = 'language = "en"\n[rhythm]\nsnooze = ["11m"]\n'
BAD = 'language = "en"\n[rhythm]\nevery = "oops"\n'


def problems(daemon: Running) -> list[str]:
    return [problem["where"] for problem in daemon.status()["problems"]]


def test_a_damaged_configuration_is_a_problem_until_it_is_mended(desk: Desk) -> None:
    daemon = Running(desk, GOOD, "--terminal", "--no-tray")
    daemon.start()
    assert daemon.status()["problems"] == []
    daemon.config.write_text(BAD)
    wait_for(lambda: problems(daemon) == ["config"], said="the problem")
    (problem,) = daemon.status()["problems"]
    assert problem["what"].startswith('config.toml:3: rhythm.every = "oops": ')
    assert problem["since"]
    assert "config.toml:3" in daemon.call("status")[1]
    assert "Everything works" not in daemon.call("doctor")[1]
    wait_for(lambda: "The last good configuration stays in force." in daemon.log())
    daemon.call("now")
    assert daemon.call("snooze", "11m")[0] == 0, "the last good one is in force"
    daemon.config.write_text(GOOD.replace("11m", "12m"))
    wait_for(lambda: problems(daemon) == [], said="the end of the problem")
    wait_for(lambda: "The configuration is fine again" in daemon.log())


def test_one_bad_save_right_after_another_is_told_anew_and_a_good_one_counts(desk: Desk) -> None:
    daemon = Running(desk, GOOD, "--no-tray")
    daemon.start()
    daemon.config.write_text(BAD)
    wait_for(lambda: problems(daemon) == ["config"])
    daemon.config.write_text(BAD.replace("every", "evry"))
    wait_for(lambda: "evry" in daemon.status()["problems"][0]["what"])
    daemon.config.write_text(GOOD.replace('"en"', '"ja"'))
    wait_for(lambda: daemon.status()["language"] == "ja")
    assert problems(daemon) == []


def test_with_a_locked_ledger_settings_are_in_force_and_rows_follow(desk: Desk) -> None:
    daemon = Running(desk, GOOD, "--no-tray")
    daemon.start()
    with closing(sqlite3.connect(daemon.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        daemon.config.write_text(GOOD.replace('"en"', '"ja"').replace("11m", "12m"))
        wait_for(lambda: daemon.status()["language"] == "ja")
        daemon.call("now")
        assert daemon.call("snooze", "12m")[0] == 0
        assert daemon.call("skip")[0] == 0
        wait_for(lambda: problems(daemon) == ["ledger"])
        code, shown, waiting = daemon.call("history", "--csv")
        assert (code, [line.split(",")[2] for line in shown.splitlines()]) == (
            0,
            ["outcome", "snoozed", "skipped"],
        )
        assert waiting == "Records that wait to be written: 2.\n"
        other.execute("ROLLBACK")
    wait_for(lambda: problems(daemon) == [], said="the ledger to be written again")
    code, shown, waiting = daemon.call("history", "--csv")
    assert (code, shown.count("\n"), waiting) == (0, 3, "")
    assert [outcome for outcome, _ in daemon.rows()] == ["snoozed", "skipped"]
    daemon.kill()
    daemon.config.write_text(BAD)
    daemon.start()
    assert daemon.status()["language"] == "ja", "what was kept later counts at the next start"


def test_a_prompt_comes_though_the_ledger_is_locked(desk: Desk) -> None:
    settings = '[rhythm]\nevery = "10s"\nceiling = "10s"\npause = "0s"\n[hold]\nsettle = "0s"\n'
    daemon = Running(desk, settings, "--no-tray")
    daemon.start()
    with closing(sqlite3.connect(daemon.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        wait_for(lambda: daemon.status()["prompt"] is not None, 30, "the prompt")
        other.execute("ROLLBACK")
    assert daemon.prompt()["phase"] == "shown"


def test_a_ledger_taken_away_is_begun_anew(desk: Desk) -> None:
    daemon = Running(desk, GOOD, "--no-tray")
    daemon.start()
    shutil.rmtree(daemon.data)
    daemon.call("now")
    assert daemon.call("skip")[0] == 0
    assert [outcome for outcome, _ in daemon.rows()] == ["skipped"]
    assert "was taken away" in daemon.log()


@pytest.mark.parametrize(("opens", "advised"), [("on-start", True), ("never", False)])
def test_who_wants_no_guide_gets_no_advice_about_its_window(
    desk: Desk, opens: str, *, advised: bool
) -> None:
    desk.env |= {"WAYLAND_DISPLAY": "wayland-not-there"}
    it = Running(desk, f'[guide]\nopen = "{opens}"\n')
    it.start()
    assert ("Install xwayland" in it.call("doctor", "--lang", "en")[1]) is advised
    it.quit()
