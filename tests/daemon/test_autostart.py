"""``deskbreak autostart`` as a person uses it."""

import json
from pathlib import Path

from desk import Desk
from running import PROGRAM, Running


def entry(desk: Desk) -> Path:
    return Path(desk.env["XDG_CONFIG_HOME"], "autostart/deskbreak.desktop")


def test_on_status_and_off_each_twice(desk: Desk) -> None:
    running = Running(desk)
    assert running.call("autostart", "status")[1] == "Does not start with your session.\n"
    for _ in range(2):
        code, out, said = running.call("autostart", "on")
        assert (code, said) == (0, "")
        assert str(entry(desk)) in out
        assert f"Exec={PROGRAM[0]} -P -m deskbreak run" in entry(desk).read_text("utf-8")
    assert running.call("autostart", "status", "--lang", "ja")[1].startswith(
        "ログイン時に起動します"
    )
    for _ in range(2):
        assert running.call("autostart", "off")[0] == 0
        assert not entry(desk).exists()


def test_a_file_of_somebody_else_is_refused_and_left(desk: Desk) -> None:
    running = Running(desk)
    entry(desk).parent.mkdir(parents=True)
    entry(desk).write_text("[Desktop Entry]\nName=mine\n")
    for what in ("on", "off"):
        code, out, said = running.call("autostart", what)
        assert (code, out) == (1, "")
        assert said.count("\n") == 1
        assert str(entry(desk)) in said
    assert entry(desk).read_text() == "[Desktop Entry]\nName=mine\n"
    assert running.call("autostart", "status")[0] == 0


def test_doctor_says_whether_it_is_on(desk: Desk) -> None:
    running = Running(desk)
    running.start()

    def login() -> str:
        found = json.loads(running.call("doctor", "--json")[1])
        return next(str(one["state"]) for one in found if one["section"] == "autostart")

    assert login() == "info"
    assert running.call("autostart", "on")[0] == 0
    assert login() == "active"
    assert "自動起動" in running.call("doctor", "--lang", "ja")[1]
