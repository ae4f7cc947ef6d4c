"""``deskbreak not-for-me`` through the real daemon, and without one."""

import tomllib

import pytest
from desk import Desk
from running import Running


def kept(daemon: Running) -> list[str]:
    """The codes in the profile."""
    file = daemon.data / "profile.toml"
    return tomllib.loads(file.read_text()).get("codes", []) if file.exists() else []


def test_a_code_is_kept_and_another_routine_comes_at_once(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    assert daemon.call("not-for-me")[0] == 5, "nothing is offered"
    assert daemon.call("now", "R14")[0] == 0
    code, out, _ = daemon.call("not-for-me")
    assert code == 0
    assert "deskbreak not-for-me R14 KNEE" in out
    code, out, _ = daemon.call("not-for-me", "R14", "dizzy", "--lang", "en")
    assert (code, kept(daemon)) == (0, ["DIZZY"])
    assert "Instead:" in out
    prompt = daemon.status()["prompt"]
    assert prompt["phase"] == "shown"
    assert prompt["routine"] != "sit-to-stand"
    assert "DIZZY" not in str(daemon.status()), "status never names codes"
    assert daemon.call("now", "R14")[0] == 1, "left out from now on"
    assert daemon.call("not-for-me", "KNEE")[0] in (0, 2), "the code alone means what is offered"
    daemon.quit()
    daemon.start()
    assert daemon.call("now", "R14")[0] == 1


def hidden(daemon: Running) -> list[str]:
    """The hidden routines in the profile."""
    file = daemon.data / "profile.toml"
    return tomllib.loads(file.read_text()).get("hidden", []) if file.exists() else []


@pytest.mark.parametrize("running", [True, False])
def test_a_routine_that_is_just_not_wanted_is_hidden(desk: Desk, running: bool) -> None:
    daemon = Running(desk)
    if running:
        daemon.start()
        assert daemon.call("now", "R14")[0] == 0
        assert "deskbreak not-for-me R14 never" in daemon.call("not-for-me")[1]
    code, out, _ = daemon.call("not-for-me", "R14", "Never", "--lang", "en")
    assert (code, kept(daemon), hidden(daemon)) == (0, [], ["sit-to-stand"])
    assert "deskbreak unhide sit-to-stand" in out
    if running:
        assert "Instead:" in out
        assert daemon.status()["prompt"]["routine"] != "sit-to-stand"
        shown = daemon.status()["prompt"]["routine"]
        assert daemon.call("not-for-me", "never")[0] == 0, "alone it means what is offered"
        assert hidden(daemon) == sorted(["sit-to-stand", shown])


@pytest.mark.parametrize("running", [True, False])
def test_what_makes_no_sense_is_told_in_one_line(desk: Desk, running: bool) -> None:
    daemon = Running(desk)
    if running:
        daemon.start()
    for words, said in (
        (("moonwalk", "KNEE"), "moonwalk"),
        (("R14", "ELBOW"), "SURG DIZZY KNEE"),
        (("R18", "KNEE"), "R18"),
    ):
        code, _, err = daemon.call("not-for-me", *words, "--lang", "en")
        assert (code, err.count("\n")) == (2, 1)
        assert said in err
    assert kept(daemon) == []


def test_without_a_daemon_it_is_kept_for_the_next_start(desk: Desk) -> None:
    daemon = Running(desk)
    assert daemon.call("not-for-me")[0] == 3
    assert daemon.call("not-for-me", "R14")[0] == 3
    code, out, _ = daemon.call("not-for-me", "R14", "KNEE", "--lang", "en")
    assert (code, kept(daemon)) == (0, ["KNEE"])
    assert "easier form" in out
    assert daemon.call("not-for-me", "R16", "OST")[0] == 0
    assert kept(daemon) == ["OST", "KNEE"]
    daemon.start()
    code, _, err = daemon.call("now", "R16", "--lang", "en")
    assert code == 1
    assert "left out because of your answer" in err


def test_next_says_what_the_movement_is_for(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    code, out, _ = daemon.call("next", "--why", "--lang", "en")
    assert code == 0
    assert out.splitlines()[1].startswith("What it is for: ")
