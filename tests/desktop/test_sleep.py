"""Suspend, resume and locks under the running daemon, as logind announces them."""

import signal
import time
from collections.abc import Iterator

import pytest
from desk import Desk, wait_for
from login import Login
from running import Running

pytestmark = pytest.mark.desktop


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


def test_a_snooze_that_ends_in_a_suspend_ends_with_it(login: Login) -> None:
    daemon = Running(login.desk, '[rhythm]\nsnooze = ["10s"]\n', "--no-tray")
    daemon.start()
    daemon.call("now")
    daemon.call("snooze")
    snoozed = time.perf_counter()
    login.sleep(going=True)
    wait_for(lambda: time.perf_counter() - snoozed > 10.5, 15, "the end of the snooze")
    assert daemon.status()["state"] == "away"
    login.sleep(going=False)
    wait_for(lambda: daemon.status()["state"] == "prompting", said="the prompt")
