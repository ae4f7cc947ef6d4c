"""A person's own routines through the real daemon: good ones are offered, bad ones only named."""

import json

import pytest
from content.own_routine import OWN
from desk import Desk
from running import Running

OTHER = OWN.replace("wrist-circles", "other-circles")
BROKEN = {
    "long.toml": OTHER.replace("seconds = 50", "seconds = 55"),
    "half.toml": OTHER.replace('en = "Wrist circles"', ""),
    "code.toml": 'leave_out = ["BACK"]\n' + OTHER,
    "taken.toml": OWN.replace("wrist-circles", "hip-hinge"),
    "torn.toml": OWN[:200],
    "bytes.toml": "",
}


def with_routines(desk: Desk) -> Running:
    running = Running(desk)
    folder = running.config.parent / "routines"
    folder.mkdir()
    (folder / "circles.toml").write_text(OWN, "utf-8")
    for name, content in BROKEN.items():
        (folder / name).write_text(content, "utf-8")
    (folder / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    (folder / "folder.toml").mkdir()
    (folder / "notes.txt").write_text("no routine")
    return running


def test_a_bad_file_is_named_in_doctor_and_the_log_and_stops_nothing(desk: Desk) -> None:
    running = with_routines(desk)
    running.start()
    found = json.loads(running.call("doctor", "--json")[1])
    said = [one["reason"] for one in found if one["section"] == "routines"]
    bad = sorted([*BROKEN, "folder.toml"])
    assert sorted(line.split(":")[0] for line in said) == [f"routines/{name}" for name in bad]
    assert all("\n" not in line and len(line) < 200 for line in said)
    assert "seconds" in next(line for line in said if "long.toml" in line)
    assert "BACK" in next(line for line in said if "code.toml" in line)
    assert "hip-hinge" in next(line for line in said if "taken.toml" in line)
    report = running.call("doctor", "--lang", "ja")[1]
    assert all(f"routines/{name}" in report for name in bad)
    [log] = desk.folder.rglob("deskbreak.log")
    logged = log.read_text("utf-8")
    assert all(f"routines/{name}" in logged for name in bad)
    assert "Traceback" not in logged + running.log()


def test_a_good_one_can_be_asked_for_by_number_and_id(desk: Desk) -> None:
    running = with_routines(desk)
    running.start()
    assert running.call("now", "U01")[0] == 0
    assert running.prompt()["routine"] == "wrist-circles"
    assert running.prompt()["title"] == "Wrist circles"
    assert running.call("done")[0] == 0
    assert running.call("now", "wrist-circles")[0] == 0


@pytest.mark.parametrize("phase", ["shown", "started"])
def test_another_takes_the_place_of_an_open_routine_whose_file_went_away(
    desk: Desk, phase: str
) -> None:
    running = with_routines(desk)
    running.start()
    assert running.call("now", "wrist-circles")[0] == 0
    if phase == "started":
        assert running.call("start")[0] == 0
    running.kill()
    (running.config.parent / "routines/circles.toml").unlink()
    running.start()
    assert running.prompt()["phase"] == "shown"
    assert running.prompt()["routine"] != "wrist-circles"
    assert running.call("done")[0] == 0
    assert "Traceback" not in running.log()
