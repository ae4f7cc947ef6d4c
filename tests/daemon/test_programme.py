"""Comfort, checks, stages, hiding and safety through the real daemon and its commands."""

import json
import subprocess
import tomllib
from pathlib import Path

import pytest
from desk import Desk, wait_for
from running import PROGRAM, Running


def do_one(daemon: Running, routine: str = "sit-to-stand") -> None:
    """A prompt is asked for, started and done."""
    for words in (("now", routine), ("start",), ("done",)):
        assert daemon.call(*words)[0] == 0


def profile(daemon: Running) -> dict[str, object]:
    """What the program remembers."""
    file = daemon.data / "profile.toml"
    return tomllib.loads(file.read_text()) if file.exists() else {}


def typed(daemon: Running, *words: str, keys: str) -> tuple[int, str]:
    """Run a command that reads answers."""
    done = subprocess.run(
        [*PROGRAM, *words],
        env=daemon.desk.env,
        input=keys,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return done.returncode, done.stdout


def test_comfort_is_told_once_and_in_both_languages(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    code, _, said = daemon.call("feedback", "good")
    assert (code, said.count("\n")) == (5, 1)
    do_one(daemon)
    assert daemon.status()["question"]["question"] == "comfort"
    code, out, _ = daemon.call("feedback", "hard")
    assert code == 0
    assert "easier form" in out
    assert daemon.call("feedback", "hard")[0] == 5
    do_one(daemon, "hip-hinge")
    code, out, _ = daemon.call("feedback", "hurts", "--kind", "a", "--lang", "ja")
    assert "軽い張り" in out
    assert daemon.call("feedback", "awful")[0] == 2


def test_too_hard_makes_the_next_one_easier_also_after_a_restart(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    do_one(daemon)
    daemon.call("feedback", "hard")
    daemon.kill()
    daemon.start()
    daemon.call("now", "sit-to-stand")
    assert daemon.status()["prompt"]["routine"] == "sit-to-stand"
    assert daemon.status()["prompt"]["easier"] is True


def test_a_worrying_sign_pauses_exercise_until_it_is_dismissed(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    do_one(daemon)
    _, out, _ = daemon.call("feedback", "hurts", "--kind", "c")
    assert "doctor" in out
    assert daemon.call("now", "hip-hinge")[0] == 1
    daemon.call("now")
    assert daemon.prompt()["routine"] == "stand-one-minute"
    daemon.call("skip")
    assert "deskbreak safety" in daemon.call("status")[1]
    assert daemon.call("safety", "--dismiss")[0] == 0
    assert daemon.call("now", "hip-hinge")[0] == 0


def test_the_safety_page_and_about_are_there_without_a_daemon(desk: Desk) -> None:
    daemon = Running(desk)
    for lang, sign in (("en", "emergency number"), ("ja", "119")):
        code, out, _ = daemon.call("safety", "--lang", lang)
        assert code == 0
        assert sign in out
    assert daemon.call("safety", "--dismiss")[0] == 3


def test_a_check_is_asked_in_the_terminal_and_recorded(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    code, out = typed(daemon, "check", "C5", keys="what\nf\n")
    assert code == 0
    assert "screen" in out
    assert "stand or books" in out
    assert daemon.rows("check") == [("check", "screen-height")]
    code, out = typed(daemon, "check", keys="y\n\nn\n")
    assert code == 0
    assert daemon.rows("check")[1:] == [
        ("check", "knees-hips-right-angle"),
        ("check", "keyboard-elbows"),
    ]
    assert daemon.call("check", "C99")[0] == 2
    for lang in ("en", "ja"):
        code, out, err = daemon.call("--lang", lang, "history")
        assert (code, err) == (0, "")
        assert out.count("\n") == 4, "a heading, and a line for each of three checks"


def test_the_check_that_is_being_asked_comes_first(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    do_one(daemon)
    daemon.call("feedback", "good")
    asked = daemon.status()["question"]
    assert asked["question"] == "check"
    code, _ = typed(daemon, "check", keys="y\n")
    assert code == 0
    assert daemon.status()["question"] is None
    assert daemon.rows("check") == [("check", asked["about"])]


def test_settings_choose_how_a_check_is_asked(desk: Desk) -> None:
    settings = (
        '[checks.screen-height]\nreference = "top"\n[checks.backrest-contact]\nmode = "support"\n'
    )
    daemon = Running(desk, settings)
    daemon.start()
    for name, words in (("C5", "top edge"), ("C7", "carry you")):
        code, out, _ = daemon.call("check", name, "--json")
        assert code == 0
        [check] = json.loads(out)["checks"]
        assert words in " ".join(check.values())


def test_stage_hide_and_today_are_in_force_and_remembered(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    assert daemon.call("stage", "3")[0] == 0
    assert daemon.call("stage", "4")[0] == 2
    assert daemon.call("hide", "R30")[0] == 0
    assert daemon.call("hide", "R99")[0] == 2
    wait_for(lambda: profile(daemon).get("hidden") == ["foot-rocker"], 5, "the profile")
    assert profile(daemon)["stage"] == 3
    assert (daemon.data / "profile.toml").stat().st_mode & 0o777 == 0o600
    wait_for(lambda: '  hidden: "Foot rocker"' in daemon.call("next", "--why")[1], 10, "in force")
    assert daemon.call("today", "seated")[0] == 0
    daemon.call("now")
    card = daemon.prompt()["routine"]
    assert card in {
        "seated-pelvis-reset",
        "seated-breathing",
        "seated-hip-hinge",
        "seated-thread-the-needle",
        "chair-back-extension",
        "seated-cat-cow",
    }
    daemon.kill()
    daemon.start()
    assert "3" in daemon.call("stage")[1]
    assert "Seated" in daemon.call("today")[1]
    assert daemon.call("unhide", "foot-rocker")[0] == 0
    wait_for(lambda: profile(daemon).get("hidden") == [], 5, "the profile")


def test_the_persons_own_file_wins_and_says_so(desk: Desk) -> None:
    daemon = Running(desk, '[routines]\nhide = ["R14"]\n')
    daemon.start()
    code, _, said = daemon.call("unhide", "R14")
    assert code == 1
    assert "routines.hide" in said


def test_without_an_offer_there_is_nothing_to_answer(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    assert daemon.call("offer")[0] == 0
    assert daemon.call("offer", "accept")[0] == 5


def test_next_tells_the_weeks_focus(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    assert "This week" in daemon.call("next")[1]
    assert json.loads(daemon.call("next", "--json")[1])["focus_week"] == 1


@pytest.mark.parametrize(
    "words", [("feedback", "good"), ("today",), ("stage",), ("hide", "R1"), ("offer",), ("check",)]
)
def test_without_the_daemon_they_say_so(desk: Desk, words: tuple[str, ...]) -> None:
    daemon = Running(desk)
    code, _, said = daemon.call(*words)
    assert (code, said.count("\n")) == (3, 1)


def test_a_bad_routine_of_ones_own_is_left_out_and_named(desk: Desk) -> None:
    daemon = Running(desk)
    folder = daemon.config.parent / "routines"
    folder.mkdir(parents=True)
    Path(folder / "mine.toml").write_text('id = "mine"\n')
    daemon.start()
    _, out, _ = daemon.call("doctor")
    assert "mine.toml" in out
    assert daemon.call("now", "mine")[0] == 2
