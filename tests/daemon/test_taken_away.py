"""Folders of the daemon are cleared while it runs, as a system does when a person logs out."""

import shutil
from pathlib import Path

from desk import Desk, wait_for
from running import Running

QUICK = """[rhythm]
every = "10s"
ceiling = "12s"
expires = "10s"
"""
"""Something happens every few seconds."""


def test_commands_are_answered_again_after_the_runtime_folder_was_cleared(desk: Desk) -> None:
    it = Running(desk, QUICK)
    it.start()
    shutil.rmtree(it.socket.parent)
    wait_for(lambda: it.call("status")[0] == 0, 40, "the daemon, once more")
    assert it.call("run")[0] == 6
    it.quit()


def test_there_are_never_two_when_the_lock_was_cleared(desk: Desk) -> None:
    first = Running(desk, QUICK)
    first.start()
    pid = str(first.status()["pid"])
    shutil.rmtree(first.socket.parent)
    code, _, said = first.call("run")
    assert (code, pid in said) == (6, True), "the lock beside the ledger is held"
    wait_for(lambda: first.call("status")[0] == 0, 40, "the first, once more")
    assert str(first.status()["pid"]) == pid
    first.quit()


def test_the_log_is_begun_anew_when_its_folder_was_cleared(desk: Desk) -> None:
    it = Running(desk)
    it.start()
    folder = Path(desk.env["XDG_STATE_HOME"]) / "deskbreak"
    shutil.rmtree(folder)
    it.config.write_text("oops")
    wait_for(lambda: list(folder.rglob("deskbreak.log")), said="the log")
    it.quit()
