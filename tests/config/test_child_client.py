"""The real child process: its answer, its limits, and what the daemon does not carry."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from deskbreak.config import child_client
from deskbreak.config.answer import Loaded, Request, encode
from deskbreak.config.child_client import load_and_wait, load_in_child
from deskbreak.config.file_problems import ConfigError, Fault
from deskbreak.config.layer_paths import Paths
from deskbreak.config.loading import load
from deskbreak.config.messages import render

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds; how long a busy machine takes is no matter here."""


@pytest.fixture
def request_(paths: Paths, routine_ids: Mapping[str, str], today: date) -> Request:
    environ = {"DESKBREAK_RHYTHM__PAUSE": "2s", "SECRET": "x"}
    return Request(paths, today, environ, {"rhythm.snooze": ["7m"]}, routine_ids)


def in_process(request: Request) -> Loaded:
    return load(
        request.paths,
        request.environ,
        request.overrides,
        request.routine_ids,
        today=request.today,
    )


def test_the_child_answers_what_the_loader_does(request_: Request) -> None:
    request_.paths.user.write_text(
        '[rhythm]\nevery = "50m"\n[hours]\nmon = ["22:00-06:00"]\nholidays = "JP"\n'
        '[checks.screen-height]\nreference = "top"\n[hooks]\non_prompt = ["true"]\n'
        '[routines]\nhide = ["R03"]\nkinds = ["hip"]\n'
    )
    expected = in_process(request_)
    assert load_and_wait(request_, PATIENCE) == expected
    assert asyncio.run(load_in_child(request_, PATIENCE)) == expected
    assert expected.settings.hooks.on_prompt == ("true",)


def test_what_is_wrong_arrives_as_the_same_error(request_: Request) -> None:
    request_.paths.user.write_text('[rhythm]\nevery = "45"\nevry = 1\n')
    with pytest.raises(ConfigError) as here:
        in_process(request_)
    with pytest.raises(ConfigError) as waited:
        load_and_wait(request_, PATIENCE)
    with pytest.raises(ConfigError) as awaited:
        asyncio.run(load_in_child(request_, PATIENCE))
    assert waited.value.problems == awaited.value.problems == here.value.problems
    assert len(here.value.problems) == 2


def test_a_child_that_takes_too_long_is_ended(request_: Request) -> None:
    for ask in (load_and_wait, lambda *args: asyncio.run(load_in_child(*args))):
        with pytest.raises(ConfigError) as caught:
            ask(request_, 0.001)
        assert render(caught.value.problems[0], "en") == (
            "config.toml: the configuration could not be read: no answer within 0.001 s"
        )


KILLED = (
    "config.toml: the configuration could not be read: the system ended the process that reads it "
    "(SIGKILL), often for want of memory"
)


@pytest.mark.parametrize("waits", [True, False])
@pytest.mark.parametrize("times", [1, 2])
def test_a_child_that_is_killed_is_asked_once_more(
    request_: Request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, *, waits: bool
) -> None:
    mark = tmp_path / "killed"
    program = (
        "import os, signal, sys, pathlib\n"
        f"mark = pathlib.Path({str(mark)!r})\n"
        "so_far = len(mark.read_bytes()) if mark.exists() else 0\n"
        f"if so_far < {times}:\n"
        "    mark.write_bytes(b'x' * (so_far + 1))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "from deskbreak.config.__main__ import main\n"
        "sys.exit(main())\n"
    )
    monkeypatch.setattr(child_client, "COMMAND", (sys.executable, "-P", "-c", program))

    def load_it() -> Loaded:
        if waits:
            return load_and_wait(request_, PATIENCE)
        return asyncio.run(load_in_child(request_, PATIENCE))

    if times == 1:
        assert load_it() == in_process(request_)
        return
    with pytest.raises(ConfigError) as caught:
        load_it()
    assert render(caught.value.problems[0], "en") == KILLED
    assert len(mark.read_bytes()) == 2


def test_a_child_that_fails_says_why_in_one_line(request_: Request, tmp_path: Path) -> None:
    """A pydantic that cannot be imported, as after half an upgrade."""
    program = (
        "import sys\n"
        "from deskbreak.config.child_client import load_and_wait\n"
        "from deskbreak.config.answer import decode_request\n"
        "from deskbreak.config.file_problems import ConfigError\n"
        "try:\n"
        "    load_and_wait(decode_request(sys.stdin.buffer.read()), 60)\n"
        "except ConfigError as error:\n"
        "    print(error.problems[0].params['reason'])\n"
    )
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "pydantic.py").write_text("raise ImportError('no pydantic here')\n")
    done = run(["-c", program], encode(request_), broken)
    assert done.stdout.decode().strip() == "ImportError: no pydantic here"


def test_public_holidays_without_the_extra(request_: Request, tmp_path: Path) -> None:
    request_.paths.user.write_text('[hours]\nholidays = "JP"\n')
    without = tmp_path / "without"
    without.mkdir()
    (without / "holidays.py").write_text("raise ModuleNotFoundError(name='holidays')\n")
    done = run(["-m", "deskbreak.config"], encode(request_), without)
    assert done.returncode == 4
    [problem] = json.loads(done.stdout)["problems"]
    assert problem["code"] == Fault.HOLIDAYS_MISSING
    assert (problem["file"], problem["line"]) == ("config.toml", 2)


def test_the_child_by_itself(request_: Request) -> None:
    done = run(["-m", "deskbreak.config"], encode(request_), None)
    assert done.returncode == 0
    assert json.loads(done.stdout)["loaded"]["settings"]["rhythm"]["snooze"] == [420_000]
    done = run(["-m", "deskbreak.config"], b"{", None)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("not a request: ")


def test_the_child_minds_no_files_of_the_working_directory(
    request_: Request, tmp_path: Path
) -> None:
    (tmp_path / "pydantic.py").write_text("raise SystemExit('imported from here')\n")
    program = (
        "import sys; from deskbreak.config.child_client import load_and_wait\n"
        "from deskbreak.config.answer import decode_request\n"
        "print(load_and_wait(decode_request(sys.stdin.buffer.read()), 60).settings.rhythm.pause)\n"
    )
    done = run(["-P", "-c", program], encode(request_), None, cwd=tmp_path)
    assert done.stdout.strip() == b"2000"


def test_the_daemons_half_imports_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "import deskbreak.config.child_client, deskbreak.config.profile\n"
        "import deskbreak.protocols.path_watch, deskbreak.config.messages\n"
        "import deskbreak.config.layer_paths\n"
        "heavy = {'pydantic', 'pydantic_settings', 'tomlkit', 'tomli_w', 'holidays',"
        " 'asyncinotify', 'platformdirs'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    assert run(["-c", program], b"", None).stdout.strip() == b"[]"


def run(
    arguments: list[str], given: bytes, first_on_path: Path | None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[bytes]:
    path = str(ROOT) if first_on_path is None else f"{first_on_path}{os.pathsep}{ROOT}"
    return subprocess.run(
        [sys.executable, *arguments],
        input=given,
        capture_output=True,
        env={"PYTHONPATH": path},
        cwd=cwd,
        timeout=PATIENCE,
        check=False,
    )
