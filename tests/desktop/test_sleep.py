"""Suspend, resume and locks under the running daemon, as logind announces them."""

import signal
from collections.abc import Iterator

import pytest
from desk import Desk, wait_for
from login import Login
from running import Running

pytestmark = pytest.mark.desktop

WAITS = """
[rhythm]
every = "10s"
ceiling = "10s"
expires = "60s"
"""


def in_use(daemon: Running, name: str) -> bool:
    return f"{name}: in use" in daemon.call("doctor", "--lang", "en")[1]


@pytest.fixture
def login(desk: Desk) -> Login:
    return Login(desk)


@pytest.fixture
def daemon(login: Login) -> Iterator[Running]:
    it = Running(login.desk, "", "--no-tray")
    it.start()
    assert in_use(it, "logind")
    yield it
    assert "Traceback" not in it.log()


def test_a_suspend_that_is_announced_even_twice_stops_the_clock(
    login: Login, daemon: Running
) -> None:
    for _ in range(2):
        login.sleep(going=True)
    wait_for(lambda: daemon.status()["presence"] == "asleep")
    assert daemon.status()["state"] == "away"
    for _ in range(2):
        login.sleep(going=False)
    wait_for(lambda: daemon.status()["presence"] == "present")
    assert daemon.status()["state"] == "working"


def test_a_lock_that_is_told_even_twice_stops_the_clock(login: Login, daemon: Running) -> None:
    for _ in range(2):
        login.hint("LockedHint", value=True)
    wait_for(lambda: daemon.status()["presence"] == "locked")
    assert daemon.status()["state"] == "away"
    for _ in range(2):
        login.hint("LockedHint", value=False)
    wait_for(lambda: daemon.status()["presence"] == "present")


def test_a_lock_holds_over_a_restart_and_ends_if_it_ended_meanwhile(
    login: Login, daemon: Running
) -> None:
    login.hint("LockedHint", value=True)
    wait_for(lambda: daemon.status()["presence"] == "locked")
    daemon.kill()
    daemon.start()
    assert daemon.status()["presence"] == "locked"
    daemon.kill()
    login.hint("LockedHint", value=False)
    daemon.start()
    assert daemon.status()["presence"] == "present"


def test_logind_gone_and_back_is_listened_to_again(login: Login, daemon: Running) -> None:
    login.desk.end(login.process, signal.SIGKILL)
    wait_for(lambda: not in_use(daemon, "logind"))
    assert daemon.status()["state"] == "working"
    login.start()
    wait_for(lambda: in_use(daemon, "logind"))
    login.sleep(going=True)
    wait_for(lambda: daemon.status()["presence"] == "asleep")
    login.sleep(going=False)
    wait_for(lambda: daemon.status()["presence"] == "present")


def test_a_bus_that_is_gone_disturbs_nothing_and_may_come_back(
    login: Login, daemon: Running
) -> None:
    desk = login.desk
    desk.end(desk.started[0], signal.SIGKILL)
    wait_for(lambda: not in_use(daemon, "logind"))
    assert daemon.status()["state"] == "working"
    (desk.folder / "system-bus").unlink()
    desk.bus("system")
    login.start()
    wait_for(lambda: in_use(daemon, "logind"), 20)
    login.hint("LockedHint", value=True)
    wait_for(lambda: daemon.status()["presence"] == "locked")


def test_a_prompt_that_is_due_comes_within_a_second_of_the_resume(login: Login) -> None:
    daemon = Running(login.desk, WAITS, "--no-tray")
    daemon.start()
    wait_for(lambda: daemon.status()["sitting_s"] >= 8, 20)
    login.sleep(going=True)
    wait_for(lambda: daemon.status()["presence"] == "asleep")
    login.sleep(going=False)
    wait_for(lambda: daemon.status()["state"] == "prompting", 5, "the prompt")
