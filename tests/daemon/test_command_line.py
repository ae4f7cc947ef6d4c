"""Wrong words, help, and commands that need no daemon."""

import contextlib
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from desk import Desk, wait_for
from running import PROGRAM, ROOT, Running

from deskbreak.cli.main import COMMANDS


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["statsu"], 2),
        (["status", "--jsno"], 2),
        (["--lang", "fr", "status"], 2),
        (["snooze", "5m", "6m"], 2),
        (["config"], 2),
        (["config", "path", "extra"], 2),
        (["simulate"], 2),
        (["simulate", "--events", "/nowhere"], 2),
        (["simulate", "--events", "/dev/null", "--tz", "Mars/Olympus"], 2),
        (["history", "--since", "someday"], 2),
        (["config", "check", "/nowhere.toml"], 4),
        (["run", "--set", "rhythm.every"], 2),
    ],
)
def test_wrong_words_get_one_line_and_their_exit_code(
    desk: Desk, words: list[str], code: int
) -> None:
    found, out, said = Running(desk).call(*words)
    assert (found, out, said.count("\n")) == (code, "", 1), said
    assert "Traceback" not in said


def test_a_typo_is_met_with_a_suggestion_in_both_languages(desk: Desk) -> None:
    running = Running(desk)
    assert "status" in running.call("statsu")[2]
    assert "のことですか" in running.call("statsu", "--lang", "ja")[2]


def test_help_lists_every_command_and_each_has_its_own(desk: Desk) -> None:
    running = Running(desk)
    for lang in ("ja", "en"):
        code, out, _ = running.call("--lang", lang, "-h")
        assert code == 0
        assert all(f"  {name} " in out for name in COMMANDS)
    for name in COMMANDS:
        code, out, said = running.call(name, "-h")
        assert (code, said) == (0, ""), name
        assert out.startswith(f"Usage: deskbreak {name}")


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text()
    assert [name for name in COMMANDS if f"{name}" not in readme] == []


def test_config_commands_work_without_a_daemon_and_overwrite_nothing(desk: Desk) -> None:
    running = Running(desk)
    assert running.call("config", "path")[1].strip() == str(running.config)
    assert running.call("config", "init")[0] == 0
    written = running.config.read_text()
    assert running.config.stat().st_mode & 0o777 == 0o600
    code, _, said = running.call("config", "init")
    assert (code, said.count("\n")) == (1, 1)
    assert running.config.read_text() == written
    assert running.call("config", "check")[0] == 0
    code, out, _ = running.call("config", "show")
    assert code == 0
    assert 'every = "45m"' in out


def test_config_edit_opens_the_file_in_the_editor(desk: Desk) -> None:
    running = Running(desk)
    desk.env["EDITOR"] = "cp -t ."
    code, _, said = running.call("config", "edit")
    assert code == 0, said
    assert running.config.exists()
    (ROOT / "config.toml").unlink(missing_ok=True)


def test_simulate_prints_effects_as_lines_of_json(desk: Desk) -> None:
    day = desk.folder / "day.jsonl"
    day.write_text('{"at": "2026-11-30T09:00:00", "event": "present"}\n')
    code, out, said = Running(desk).call(
        "simulate", "--events", str(day), "--tz", "Asia/Tokyo", "--until", "2026-11-30T10:00:00"
    )
    assert (code, said) == (0, "")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [(line["at"], line["effect"]) for line in lines] == [
        ("2026-11-30T09:45:00", "prompt"),
        ("2026-11-30T09:55:00", "record"),
        ("2026-11-30T09:55:00", "withdraw"),
    ]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{", "not JSON"),
        ('{"event": "present"}', "at"),
        ('{"at": "noon", "event": "present"}', "2026-11-30T09:00:00"),
        ('{"at": "2026-11-30T09:00", "event": "dance"}', "dance"),
        ('{"at": "2026-11-30T09:00", "event": "busy", "reason": "lunch"}', "lunch"),
        ('{"at": "2026-11-30T09:00", "event": "present", "typo": 1}', "typo"),
        ('{"at": "2026-11-30T08:00", "event": "present"}', "before the line above"),
        ('{"at": "2026-11-30T09:10", "event": "config", "set": {"rhythm.every": "5"}}', "every"),
    ],
)
def test_a_wrong_line_of_a_day_is_named(desk: Desk, line: str, word: str) -> None:
    day = desk.folder / "day.jsonl"
    day.write_text(f'{{"at": "2026-11-30T09:00:00", "event": "present"}}\n{line}\n')
    code, _, said = Running(desk).call("simulate", "--events", str(day), "--tz", "UTC")
    assert (code, said.count("\n")) == (2, 1)
    assert "line 2" in said
    assert word in said


def test_history_prints_and_forgets_for_good(desk: Desk) -> None:
    daemon = Running(desk)
    daemon.start()
    daemon.call("now")
    daemon.call("done")
    assert json.loads(daemon.call("history", "--json")[1])[0]["outcome"] == "done"
    assert daemon.call("history", "--csv")[1].splitlines()[0].startswith("at,day,outcome")
    assert "done" in daemon.call("history")[1]
    assert json.loads(daemon.call("history", "--json", "--since", "2999-01-01")[1]) == []
    code, _out, _ = daemon.call("history", "--forget")
    assert (code, "done") == (1, daemon.rows()[0][0])
    assert daemon.call("history", "--forget", "--before", "2000-01-01", "--yes")[0] == 0
    assert len(daemon.rows()) == 1
    assert daemon.call("history", "--forget", "--yes")[0] == 0
    assert daemon.rows() == []


def test_in_a_terminal_there_is_a_live_line_and_keys_answer(desk: Desk) -> None:
    daemon = Running(desk)
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, "run"], env=desk.env, stdin=follower, stdout=follower, stderr=follower
    )
    os.close(follower)
    seen = bytearray()

    def screen() -> str:
        os.set_blocking(leader, False)
        with contextlib.suppress(OSError):
            seen.extend(os.read(leader, 65536))
        return seen.decode(errors="replace")

    try:
        wait_for(lambda: "Sitting for 0 min. Next at about" in screen(), 20)
        os.write(leader, b"t")
        wait_for(lambda: "s start" in screen())
        os.write(leader, b"s")
        wait_for(lambda: daemon.call("status")[0] == 0)
        wait_for(lambda: daemon.status()["state"] == "guiding")
        os.write(leader, b"d")
        wait_for(lambda: [row[0] for row in daemon.rows()] == ["done"])
        os.write(leader, b"q")
        wait_for(lambda: screen() is not None and process.poll() is not None)
        assert process.returncode == 0
    finally:
        process.kill()
        process.wait()
        os.close(leader)


def test_the_wheel_installs_and_runs_in_an_empty_environment(tmp_path: Path) -> None:
    subprocess.run(
        [PROGRAM[0], "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    target = tmp_path / "site"
    subprocess.run(
        [
            PROGRAM[0],
            "-m",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--target",
            str(target),
            str(wheel),
        ],
        check=True,
        capture_output=True,
    )
    done = subprocess.run(
        [
            PROGRAM[0],
            "-P",
            "-m",
            "deskbreak",
            "config",
            "init",
            "--config",
            str(tmp_path / "c.toml"),
        ],
        env=os.environ | {"PYTHONPATH": str(target)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    schema, _, rest = (tmp_path / "c.toml").read_text().partition("\n")
    assert rest == (ROOT / "config.example.toml").read_text().partition("\n")[2]
    assert Path(schema.removeprefix("#:schema ")).is_relative_to(target)
    assert Path(schema.removeprefix("#:schema ")).is_file()


def test_a_short_look_may_still_come_to_need_what_it_begins_without() -> None:
    program = (
        "from deskbreak.desktop.unused_modules import begin_lightly; begin_lightly()\n"
        "import gc, sys, msgspec\n"
        "assert not gc.isenabled() and 'typing_extensions' not in sys.modules\n"
        "import typing_extensions, deskbreak.config.loading\n"
        "begin_lightly(); assert sys.modules['typing_extensions'] is typing_extensions\n"
        "print('fine')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout == "fine\n", done.stderr


def test_a_start_leaves_out_ssl_before_anything_loads_asyncio() -> None:
    program = "import sys, deskbreak.cli.run_command; sys.exit('asyncio' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
