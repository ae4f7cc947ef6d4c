"""Hooks on the real daemon: called with what they need, and harmless whatever they do."""

import json
import stat
from pathlib import Path

import pytest
from desk import Desk, wait_for
from running import Running

pytestmark = pytest.mark.desktop


def hook(desk: Desk, name: str, script: str) -> str:
    """A program of the person's own, as the file wants it."""
    file = Path(desk.env["HOME"]) / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return json.dumps([str(file), "an argument; rm -rf x"])


def test_each_hook_gets_its_event_and_no_shell_sees_it(desk: Desk) -> None:
    out = Path(desk.env["HOME"]) / "told"
    told = 'env | grep ^DESKBREAK_ | sort | tr "\\n" "|"'
    script = f'printf "%s %s\\n" "$({told})" "$1" >> {out}; echo hi'
    command = hook(desk, "tell", script)
    daemon = Running(desk, f"[hooks]\non_prompt = {command}\non_start = {command}\n"
                           f"on_done = {command}\n")  # fmt: skip
    daemon.start()
    assert daemon.call("now", "stand-one-minute")[0] == 0
    wait_for(lambda: out.exists() and "EVENT=prompt" in out.read_text(), 10, "on_prompt")
    assert daemon.call("start")[0] == 0
    assert daemon.call("done")[0] == 0
    wait_for(lambda: "EVENT=done" in out.read_text(), 10, "on_done")
    lines = out.read_text().splitlines()
    assert all(line.endswith(" an argument; rm -rf x") for line in lines)
    first = dict(pair.split("=", 1) for pair in lines[0].split("|") if "=" in pair)
    assert first["DESKBREAK_ROUTINE"] == "stand-one-minute"
    assert first["DESKBREAK_REASON"] == "asked"
    assert first["DESKBREAK_TITLE"]
    assert "DESKBREAK_OUTCOME=done" in lines[-1]
    names = {"EVENT", "ROUTINE", "TITLE", "AT", "OUTCOME", "REASON"}
    assert set(first) == {f"DESKBREAK_{name}" for name in names}
    daemon.quit()


def test_one_that_hangs_is_ended_and_told_and_disturbs_nothing(desk: Desk) -> None:
    left = Path(desk.env["HOME"]) / "pid"
    command = hook(desk, "hang", f"sleep 600 & echo $! > {left}; trap '' TERM; wait")
    missing = json.dumps(["/no/such/program"])
    daemon = Running(desk, f"[hooks]\non_prompt = {command}\non_start = {missing}\n")
    daemon.start()
    assert daemon.call("now")[0] == 0
    assert daemon.call("start")[0] == 0
    wait_for(lambda: "/no/such/program" in daemon.call("doctor")[1], 10, "the missing one")
    assert daemon.call("done")[0] == 0
    wait_for(lambda: "10 s" in daemon.call("doctor")[1], 20, "the hanging one")
    pid = int(left.read_text())
    wait_for(lambda: not Path(f"/proc/{pid}/cmdline").exists()
             or not Path(f"/proc/{pid}/cmdline").read_bytes(), 5, "its child")  # fmt: skip
    where = {problem["where"] for problem in daemon.status()["problems"]}
    assert where == {"hooks.on_prompt", "hooks.on_start"}
    daemon.quit()


def test_five_at_once_are_run_four_at_a_time(desk: Desk) -> None:
    folder = Path(desk.env["HOME"]) / "runs"
    folder.mkdir()
    script = f"f={folder}/$$; touch $f; ls {folder} | wc -l >> {folder}.log; sleep 3; rm $f"
    command = hook(desk, "slow", script)
    daemon = Running(desk, f"[hooks]\non_prompt = {command}\n")
    daemon.start()
    for _ in range(6):
        assert daemon.call("now")[0] == 0
    log = Path(f"{folder}.log")
    wait_for(lambda: log.exists() and len(log.read_text().split()) == 6, 30, "all six")
    assert max(map(int, log.read_text().split())) <= 4
    daemon.quit()
