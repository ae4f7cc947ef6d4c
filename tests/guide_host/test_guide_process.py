"""The guide as a process: a good one, and all the ways in which it can go wrong."""

import asyncio
import importlib.util
import os
import subprocess
import sys
import textwrap
from contextlib import suppress
from pathlib import Path

import pytest
from msgspec.structs import replace

import deskbreak
from deskbreak.app.guide_protocol import (
    CheckTold,
    Closed,
    ComfortTold,
    Eased,
    Ended,
    GuideReport,
    GuideRequest,
    Opened,
    Started,
    Unfit,
)
from deskbreak.guide_host.guide_process import GuideProcess

ROOT = Path(deskbreak.__file__).parents[1]
REQUEST = GuideRequest("7", "seated-cat-cow", "ja", lines=("椅子を固定する",))
ENVIRON = {**os.environ, "DISPLAY": ":7"}

TELL = """
import json, os, signal, sys, time
request = json.loads(sys.stdin.buffer.readline())
def tell(event, **more):
    print(json.dumps({"event": event, **more}), flush=True)
"""


def guide(script: str, opens_within: float = 20.0, hangs_after: float = 20.0) -> GuideProcess:
    """A guide that runs a script in place of the window."""
    return GuideProcess(
        [sys.executable, "-c", TELL + textwrap.dedent(script)],
        ENVIRON,
        opens_within=opens_within,
        hangs_after=hangs_after,
    )


def lead(it: GuideProcess, seconds: float = 0.0) -> tuple[str | None, list[GuideReport]]:
    """What it returns, and what it told."""
    told: list[GuideReport] = []
    why = asyncio.run(it.lead(REQUEST, seconds, told.append))
    return why, told


def test_a_routine_that_is_not_for_the_person_has_no_other_end() -> None:
    why, told = lead(guide('tell("opened"); tell("unfit", code="KNEE"); tell("closed")'))
    assert why is None
    assert told == [Opened(), Unfit("KNEE"), Closed()]
    why, told = lead(guide('tell("opened"); tell("unfit", code="ELBOW")'))
    assert why is not None
    assert told == [Opened()]


def test_a_good_guide_is_passed_on_from_first_to_last() -> None:
    why, told = lead(
        guide("""
        assert request["lines"] == ["椅子を固定する"], request
        tell("opened"); tell("started"); tell("easier")
        tell("ended", outcome="done")
        tell("comfort", value="good", kind=None)
        tell("check", value="fix")
        tell("closed")
        """)
    )
    assert why is None
    assert told == [
        Opened(),
        Started(),
        Eased(),
        Ended("done"),
        ComfortTold("good"),
        CheckTold("fix"),
        Closed(),
    ]


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("tell('opened'); tell('check', value='no'); tell('closed')", None),
        ("tell('opened'); tell('closed')", None),
        ("tell('closed')", "Closed out of turn"),
        ("tell('opened'); tell('ended', outcome='done')", None),
        ("sys.exit('no display in here')", "no display in here"),
    ],
)
def test_a_check_alone_has_no_end_to_tell(script: str, why: str | None) -> None:
    it, told = guide(script), list[GuideReport]()
    reason = asyncio.run(it.lead(replace(REQUEST, only_check=True), 0.0, told.append))
    assert not any(isinstance(one, Ended) for one in told)
    assert reason is None if why is None else why in str(reason)


@pytest.mark.parametrize(
    ("script", "told", "why"),
    [
        ("sys.exit('no colour in here')", [], "exit code 1: no colour in here"),
        ("tell('opened'); os.kill(os.getpid(), signal.SIGKILL)", [Opened()], "exit code -9"),
        ("tell('opened'); tell('started')", [Opened(), Started()], "before the end"),
        ("tell('closed')", [], "Closed out of turn"),
        ("tell('opened'); tell('opened')", [Opened()], "Opened out of turn"),
        ("tell('opened'); tell('closed')", [Opened()], "Closed out of turn"),
        ("tell('opened'); tell('check', value='no')", [Opened()], "CheckTold out of turn"),
        ("tell('opened'); tell('ended', outcome='won')", [Opened()], "outcome"),
        ("tell('opened'); print('\\x00{', flush=True)", [Opened()], "JSON"),
        ("tell('opened'); print('x' * 100_000, flush=True)", [Opened()], "65536 bytes"),
        ("tell('opened'); os.write(1, b'{\"event\": \"ended\"')", [Opened()], "JSON"),
    ],
)
def test_a_guide_that_fails_tells_no_end_and_the_reason_is_named(
    script: str, told: list[GuideReport], why: str
) -> None:
    reason, reports = lead(guide(script))
    assert reports == told
    assert reason is not None
    assert why in reason


@pytest.mark.parametrize(
    "rest",
    [
        "os.kill(os.getpid(), signal.SIGKILL)",
        "tell('ended', outcome='stopped')",
        "tell('opened')",
        "print('garbled', flush=True)",
        "tell('closed'); tell('check', value='yes')",
    ],
)
def test_an_end_that_was_told_stays_the_only_one(rest: str) -> None:
    why, told = lead(guide(f"tell('opened'); tell('ended', outcome='done'); {rest}"))
    assert why is None
    assert [one for one in told if isinstance(one, Ended)] == [Ended("done")]
    assert not any(isinstance(one, CheckTold) for one in told)


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("time.sleep(60)", "it did not open in 0.5 s"),
        ("tell('opened'); time.sleep(60)", "it hung"),
        ("tell('opened'); signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)", "hung"),
        ("tell('opened'); tell('ended', outcome='done'); time.sleep(60)", None),
    ],
)
def test_a_guide_that_hangs_is_killed(script: str, why: str | None, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    script = f"open({str(note)!r}, 'w').write(str(os.getpid())); {script}"
    reason, _ = lead(guide(script, opens_within=0.5, hangs_after=0.5))
    assert (reason or "").endswith(why or "")
    assert (reason is None) is (why is None)
    if note.read_text():
        with pytest.raises(ProcessLookupError):
            os.kill(int(note.read_text()), 0)


def test_cancelling_takes_it_away_at_once(tmp_path: Path) -> None:
    note = tmp_path / "pid"

    async def go() -> None:
        told = asyncio.Event()
        script = f"open({str(note)!r}, 'w').write(str(os.getpid())); tell('opened'); time.sleep(60)"
        leading = guide(script).lead(REQUEST, 60, lambda _: told.set())
        task = asyncio.get_running_loop().create_task(leading)
        await told.wait()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        assert task.cancelled()

    asyncio.run(asyncio.wait_for(go(), 20))
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


def test_endless_complaints_do_not_stop_it() -> None:
    why, told = lead(
        guide("""
        sys.stderr.write("complaint\\n" * 200_000)
        tell("opened"); tell("ended", outcome="done"); tell("closed")
        """)
    )
    assert why is None
    assert told[-1] == Closed()


def test_qt_names_the_cause_before_it_lists_its_parts() -> None:
    cause = "qt.qpa.plugin: From 6.5.0, xcb-cursor0 or libxcb-cursor0 is needed"
    why, told = lead(
        guide(f"""
        sys.stderr.write("{cause}\\n\\nAvailable platform plugins are: minimal, xcb.\\n\\n")
        raise SystemExit(6)
        """)
    )
    assert told == []
    assert why == f"it went before the end with exit code 6: {cause}"


def test_a_guide_that_does_not_read_is_no_trouble() -> None:
    command = [sys.executable, "-c", "import os; os.close(0)"]
    why, told = lead(GuideProcess(command, ENVIRON))
    assert told == []
    assert why is not None


def test_a_program_that_is_not_there_did_not_start() -> None:
    why, told = lead(GuideProcess(["/nowhere/guide"], ENVIRON))
    assert told == []
    assert why is not None
    assert why.startswith("it did not start")


def test_without_a_display_nothing_is_started() -> None:
    why, told = lead(GuideProcess(["/nowhere/guide"], {}))
    assert (why, told) == ("there is no display", [])


def test_without_pyside_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        "deskbreak.guide_host.guide_process.find_spec",
        lambda name: None if name == "PySide6" else found(name),
    )
    said = GuideProcess(environ={"DISPLAY": ":7"}).viable()
    assert said == "PySide6 is not installed (the extra guide)"


def test_a_broken_pyside_is_named(tmp_path: Path) -> None:
    package = tmp_path / "PySide6"
    package.mkdir()
    (package / "__init__.py").write_text("raise ImportError('libEGL.so.1: cannot open')")
    environ = {**ENVIRON, "PYTHONPATH": str(tmp_path)}
    told: list[GuideReport] = []
    command = [sys.executable, "-c", BROKEN.format(path=str(tmp_path), root=str(ROOT))]
    why = asyncio.run(GuideProcess(command, environ).lead(REQUEST, 60, told.append))
    assert told == []
    assert why is not None
    assert "PySide6 cannot be loaded: libEGL.so.1: cannot open" in why


BROKEN = """
import sys
sys.path[:0] = [{path!r}, {root!r}]
from deskbreak.guide.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize("line", [b"", b"{}\n", b"garbled\n", b'{"v": 1, "prompt": "1"}\n'])
def test_the_guide_refuses_a_request_without_sense(line: bytes) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "deskbreak.guide"],
        input=line, capture_output=True, timeout=30, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.startswith(b"the request: ")
    assert done.stderr.count(b"\n") == 1
