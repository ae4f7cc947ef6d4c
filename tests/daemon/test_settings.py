"""The configuration of the running daemon."""

import subprocess
import sys

import pytest
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


LOOK = (
    "import sys; from deskbreak.cli.main import run; code = run(sys.argv[1:]);"
    " sys.stderr.write(f'pydantic: {\"pydantic\" in sys.modules}'); sys.exit(code)"
)


@pytest.mark.parametrize("text", ['language = "ja"\n', '\n[rhythm]\nevery = "45"\n'])
def test_a_second_look_says_the_same_without_a_reading(desk: Desk, text: str) -> None:
    daemon = Running(desk, text)
    daemon.data.mkdir(mode=0o700, parents=True)
    said = []
    for words in (["config", "check"], ["routines"]) * 2:
        done = subprocess.run(
            [sys.executable, "-c", LOOK, *words], env=desk.env, capture_output=True, check=False
        )
        said.append((done.returncode, done.stdout, done.stderr.partition(b"pydantic: ")))
    assert [one[2][2] for one in said] == [b"True", b"False", b"False", b"False"]
    assert said[1] == said[3]
    assert said[0][:2] == said[2][:2]
    assert said[0][2][0] == said[2][2][0]
    assert said[0][0] == (4 if "45" in text else 0)


def test_a_daemon_takes_what_a_look_left_and_hears_of_a_change(desk: Desk) -> None:
    daemon = Running(desk, 'language = "ja"\n')
    daemon.start()
    wait_for(lambda: daemon.status()["language"] == "ja")
    kept = daemon.data / "last-reading.json"
    wait_for(kept.exists)
    before = kept.stat().st_mtime_ns
    daemon.quit()
    daemon.start()
    wait_for(lambda: daemon.status()["language"] == "ja")
    assert kept.stat().st_mtime_ns == before
    daemon.config.write_text('language = "en"\n')
    wait_for(lambda: daemon.status()["language"] == "en")
    assert kept.stat().st_mtime_ns != before
