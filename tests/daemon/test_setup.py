"""``deskbreak setup`` as a person and as a script use it."""

import json
import os
import pty
import signal
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from desk import Desk, wait_for
from running import PROGRAM, Running

WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
NO_TO_ALL = {"red_flag": "n", "OST": "n", "SURG": "n", "PREG": "n", "DIZZY": "n",
             "WRIST": "n", "SHOULDER": "n", "KNEE": "n", "floor": "n",
             "hours": "a", "autostart": "n", "config": "n"}  # fmt: skip


def words(**others: str) -> str:
    """One line for each question, "no" unless it is named; an empty answer leaves it out."""
    return "".join(f"{word}\n" for word in (NO_TO_ALL | others).values() if word != "-")


def setup(desk: Desk, text: str, *options: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [*PROGRAM, *options, "setup"],
        env=desk.env,
        input=text,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def profile(running: Running) -> dict[str, Any]:
    return tomllib.loads((running.data / "profile.toml").read_text("utf-8"))


def test_a_script_answers_everything_and_it_is_kept_privately(desk: Desk) -> None:
    running = Running(desk)
    answers = words(OST="yes", KNEE="ｙ", floor="はい", hours="13:00-18:00、 9:00〜12:00")
    code, out, said = setup(desk, answers)
    assert (code, said) == (0, "")
    assert profile(running) == {
        "setup_done": True,
        "codes": ["OST", "KNEE"],
        "floor": True,
        "red_flag": False,
        "routines": {"places": ["desk-seated", "standing", "floor"]},
        "hours": {day: ["09:00-12:00", "13:00-18:00"] for day in WORKDAYS},
    }
    assert (running.data / "profile.toml").stat().st_mode & 0o777 == 0o600
    assert "Question 12 of 12" in out
    assert "Numbness or loss of feeling between the legs" in out
    assert "Routines that can be offered now" in out
    assert not running.config.exists()


def test_no_to_everything_is_an_answer_too(desk: Desk) -> None:
    running = Running(desk)
    code, out, _ = setup(desk, words(), "--lang", "ja")
    assert code == 0
    assert profile(running) == {
        "setup_done": True,
        "codes": [],
        "floor": False,
        "red_flag": False,
    }
    assert "答えを保存しました" in out


@pytest.mark.parametrize("given", [0, 1, 5, 11])
def test_an_end_of_input_writes_nothing(desk: Desk, given: int) -> None:
    running = Running(desk)
    text = "".join(words(config="y", autostart="y").splitlines(keepends=True)[:given])
    code, out, said = setup(desk, text)
    assert (code, said) == (1, "")
    assert out.endswith("Ended without changing anything.\n")
    assert not (running.data / "profile.toml").exists()
    assert not running.config.exists()
    assert not Path(desk.env["XDG_CONFIG_HOME"], "autostart").exists()


def test_wrong_words_are_asked_again_and_b_goes_back(desk: Desk) -> None:
    running = Running(desk)
    text = words(
        red_flag="b\nmaybe\nn",
        PREG="y",
        DIZZY="b\nb\ny\nn\nn",  # back to SURG, which becomes yes; then PREG becomes no
        hours="9-5\n25:00-26:00\n09:00-09:00\n09:00-17:00",
    )
    code, out, _ = setup(desk, text)
    assert code == 0
    assert profile(running)["codes"] == ["SURG"]
    assert profile(running)["hours"]["fri"] == ["09:00-17:00"]
    assert out.count("Please answer y or n.") == 2
    assert "25:00-26:00 is not a span of time" in out
    assert "Please ask your clinician first" in out


def test_enter_keeps_the_present_answers_on_the_second_run(desk: Desk) -> None:
    running = Running(desk)
    setup(desk, words(DIZZY="y", floor="y", hours="09:00-17:00", autostart="y", config="y"))
    before = profile(running)
    assert running.call("autostart", "status")[1].startswith("Starts with your session")
    code, out, said = setup(desk, "\n" * 11)
    assert (code, said) == (0, "")
    assert profile(running) == before
    assert "now: Mon–Fri 09:00-17:00 (Enter keeps it)" in out
    assert "Question 11 of 11" in out, "there is a file now, so it is not asked about"
    code, out, _ = setup(desk, words(hours="a", config="-"))
    assert code == 0
    after = profile(running)
    assert "hours" not in after
    assert (after["codes"], after["floor"]) == ([], False)
    assert after["routines"]["places"] == ["desk-seated", "standing"]
    assert not Path(desk.env["XDG_CONFIG_HOME"], "autostart/deskbreak.desktop").exists()


def test_health_questions_need_an_answer_the_first_time(desk: Desk) -> None:
    Running(desk)
    code, out, _ = setup(desk, "\n\n")
    assert code == 1
    assert out.count("there is no answer to keep yet.") == 2


def test_a_new_file_does_not_override_the_answers(desk: Desk) -> None:
    running = Running(desk)
    setup(desk, words(floor="y", hours="10:00-16:00", config="y"))
    shown = tomllib.loads(running.call("config", "show")[1])
    assert shown["routines"]["places"] == ["desk-seated", "standing", "floor"]
    assert shown["hours"]["mon"] == ["10:00-16:00"]
    running.config.unlink()
    assert running.call("config", "init")[0] == 0
    shown = tomllib.loads(running.call("config", "show")[1])
    assert shown["routines"]["places"] == ["desk-seated", "standing", "floor"]


def test_what_the_own_file_sets_goes_first_and_that_is_said(desk: Desk) -> None:
    running = Running(desk, '[routines]\nplaces = ["standing"]\n[hours]\nmon = ["08:00-12:00"]\n')
    written = running.config.read_text()
    code, out, said = setup(desk, words(floor="y", hours="-", config="-"))
    assert (code, said) == (0, "")
    assert "Your working hours are set elsewhere, and that is used (config.toml)." in out
    assert "Your places are set in config.toml" in out
    assert profile(running)["floor"] is True
    assert "routines" not in profile(running)
    assert running.config.read_text() == written


def test_hours_of_a_system_file_can_be_answered_with_always(desk: Desk) -> None:
    site = desk.folder / "site"
    (site / "deskbreak").mkdir(parents=True)
    (site / "deskbreak/config.toml").write_text('[hours]\nmon = ["08:00-12:00"]\n')
    desk.env["XDG_CONFIG_DIRS"] = str(site)
    running = Running(desk)
    assert setup(desk, words())[0] == 0
    assert profile(running)["hours"] == {day: ["00:00-24:00"] for day in (*WORKDAYS, "sat", "sun")}
    assert "now: any time" in setup(desk, "\n" * 12)[1]


def test_a_damaged_file_is_told_and_does_not_stand_in_the_way(desk: Desk) -> None:
    running = Running(desk, '[rhythm]\nevry = "30m"\n')
    code, _, said = setup(desk, words(config="-"))
    assert code == 0
    assert "config.toml:2" in said
    assert profile(running)["setup_done"] is True


def test_m14_a_red_flag_pauses_and_shows_the_safety_page(desk: Desk) -> None:
    running = Running(desk)
    code, out, _ = setup(desk, words(red_flag="y"))
    assert code == 0
    assert profile(running)["red_flag"] is True
    page = out[out.index("Your answers are saved.") :]
    assert "see a doctor first" in page
    assert "999 in the UK" in page
    assert "deskbreak safety --dismiss" in page
    assert "Routines that can be offered" not in page


def test_a_running_daemon_has_the_answers_at_once(desk: Desk) -> None:
    running = Running(desk)
    running.start()

    def bars() -> set[str]:
        found = json.loads(running.call("next", "--why", "--json")[1])
        return {one["by"] for one in found["lost"]}

    assert "code" not in bars()
    assert setup(desk, words(OST="y"))[0] == 0
    wait_for(lambda: "code" in bars())
    assert running.call("now", "R06")[0] == 1


def test_ctrl_c_in_a_terminal_writes_nothing(desk: Desk) -> None:
    running = Running(desk)
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, "setup"],
        env=desk.env,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
    )
    os.close(follower)
    seen = b""
    try:
        os.write(leader, b"n\n")
        while b"osteoporosis or a spinal" not in seen:
            seen += os.read(leader, 4096)
        process.send_signal(signal.SIGINT)
        while b"Ended without" not in seen:
            seen += os.read(leader, 4096)
        assert process.wait(10) == 1
    finally:
        process.kill()
        process.wait()
        os.close(leader)
    assert b"Traceback" not in seen
    assert not (running.data / "profile.toml").exists()


def test_a_profile_that_cannot_be_written_is_told_in_one_line(desk: Desk) -> None:
    running = Running(desk)
    running.data.parent.mkdir(parents=True)
    running.data.write_text("a file where the folder should be")
    code, _, said = setup(desk, words())
    assert code == 1
    assert "Traceback" not in said
    assert said.count("\n") >= 1


def test_m14_a_red_flag_stops_exercise_in_the_running_daemon_until_dismissed(desk: Desk) -> None:
    running = Running(desk)
    running.start()
    assert setup(desk, words(red_flag="y"))[0] == 0
    wait_for(lambda: running.call("now", "R13")[0] == 1)
    assert running.call("now", "R17")[0] == 0
    assert running.call("safety", "--dismiss")[0] == 0
    wait_for(lambda: running.call("now", "R13")[0] == 0)
    assert profile(running)["red_flag"] is False
