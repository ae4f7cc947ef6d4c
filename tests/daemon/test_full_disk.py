"""A disk that takes nothing more: nothing that was answered is lost."""

import resource
import sys

import pytest
from desk import Desk, wait_for
from running import Running

NO_LIMIT = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


@pytest.mark.desktop
def test_answers_wait_in_memory_while_the_disk_is_full(desk: Desk) -> None:
    assert sys.platform == "linux"
    daemon = Running(desk)
    daemon.start()
    daemon.call("now")
    assert daemon.process is not None
    pid = daemon.process.pid
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (512, resource.RLIM_INFINITY))
    assert daemon.call("done")[0] == 0
    assert daemon.rows() == []
    assert daemon.status()["today"]["done"] == 1
    wait_for(lambda: "everything is kept in memory" in daemon.log())
    resource.prlimit(pid, resource.RLIMIT_FSIZE, NO_LIMIT)
    daemon.call("now")
    daemon.call("skip")
    assert [outcome for outcome, _ in daemon.rows()] == ["done", "skipped"]
    assert daemon.log().count("everything is kept in memory") == 1
    daemon.kill()
    daemon.start()
    assert daemon.status()["today"]["done"] == 1
