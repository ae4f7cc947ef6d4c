"""What a guide hands to the next daemon when the one that began it is gone."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.app.guide_protocol import (
    AskedCheck,
    CheckTold,
    Closed,
    ComfortTold,
    Ended,
    GuideReport,
    GuideRequest,
    StepBegan,
    Unfit,
)
from deskbreak.guide import next_daemon
from deskbreak.guide.next_daemon import Command, NextDaemon, commands

REQUEST = GuideRequest("p7", "hip-hinge", check=AskedCheck("screen-height", "?", "look", "fix"))

TOLD: list[tuple[GuideReport, list[Command]]] = [
    (Ended("done"), [Command(("done", "--id", "p7"))]),
    (Ended("stopped"), [Command(("start", "--id", "p7")), Command(("stop", "--id", "p7"))]),
    (ComfortTold("good"), [Command(("feedback", "good"))]),
    (ComfortTold("hurts", "c"), [Command(("feedback", "hurts", "--kind", "c"))]),
    (CheckTold("fix"), [Command(("check", "screen-height"), "fix\n")]),
    (Unfit("KNEE"), [Command(("not-for-me", "hip-hinge", "KNEE"))]),
    (StepBegan(2), []),
    (Closed(), []),
]

DAEMON = """
import pathlib, sys
here = pathlib.Path(sys.argv[1])
if not (here / "runs").exists():
    sys.exit(3)
with (here / "told").open("a") as file:
    file.write(" ".join(sys.argv[2:]) + sys.stdin.read() + "\\n")
"""


@pytest.mark.parametrize(("report", "wanted"), TOLD, ids=[repr(report) for report, _ in TOLD])
def test_each_report_is_told_as_anybody_would(report: GuideReport, wanted: list[Command]) -> None:
    assert list(commands(report, REQUEST)) == wanted


def wait(what: Callable[[], object]) -> None:
    for _ in range(2000):
        if what():
            return
        time.sleep(0.01)
    raise AssertionError("in vain")


def test_it_is_told_in_order_as_soon_as_somebody_takes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(next_daemon, "AGAIN_S", 0.05)
    it = NextDaemon(REQUEST, (sys.executable, "-c", DAEMON, str(tmp_path)))
    assert it.said == "stopped"
    it.take(Ended("stopped"))
    wait(lambda: it.said == "not_noted")
    (tmp_path / "runs").touch()
    it.take(ComfortTold("hurts", "a"))
    it.take(CheckTold("no"))
    it.close()
    assert it.said == "noted"
    assert (tmp_path / "told").read_text().split("\n") == [
        "start --id p7", "stop --id p7", "feedback hurts --kind a", "check screen-heightno", "", "",
    ]  # fmt: skip


def test_a_window_that_is_closed_tries_once_more_and_ends(tmp_path: Path) -> None:
    it = NextDaemon(REQUEST, (sys.executable, "-c", DAEMON, str(tmp_path)))
    it.take(Ended("done"))
    it.close()
    assert it.said in {"stopped", "not_noted"}
    assert not (tmp_path / "told").exists()
