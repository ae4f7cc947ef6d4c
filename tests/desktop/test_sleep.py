"""Suspend and resume as logind announces them, on a private system bus with a mock of logind."""

import pytest
from desk import Desk, wait_for
from running import Running

pytestmark = pytest.mark.desktop

BUS = "import dbus; bus = dbus.SystemBus()"
ASK = (
    f"{BUS}; MANAGER = 'org.freedesktop.login1.Manager'; "
    "it = bus.get_object('org.freedesktop.login1', '/org/freedesktop/login1'); "
    "mock = dbus.Interface(it, 'org.freedesktop.DBus.Mock')"
)


class Logind:
    """python-dbusmock's logind."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.spawn("/usr/bin/python3", "-m", "dbusmock", "--system", "--template", "logind")
        owned = "bus.name_has_owner('org.freedesktop.login1')"
        wait_for(
            lambda: "True" in desk.run("/usr/bin/python3", "-c", f"{BUS}; print({owned})"),
            said="the mock of logind",
        )

    def prepare_for_sleep(self, *, begins: bool) -> None:
        emit = f"mock.EmitSignal(MANAGER, 'PrepareForSleep', 'b', [{begins}])"
        self.desk.run("/usr/bin/python3", "-c", f"{ASK}; {emit}")


def test_a_suspend_that_logind_announces_even_twice_stops_the_clock(desk: Desk) -> None:
    desk.bus("system")
    logind = Logind(desk)
    daemon = Running(desk, "", "--no-tray")
    daemon.start()
    wait_for(lambda: "logind: in use" in daemon.call("doctor", "--lang", "en")[1])
    for _ in range(2):
        logind.prepare_for_sleep(begins=True)
    wait_for(lambda: daemon.status()["presence"] == "asleep")
    assert daemon.status()["state"] == "away"
    for _ in range(2):
        logind.prepare_for_sleep(begins=False)
    wait_for(lambda: daemon.status()["presence"] == "present")
    assert daemon.status()["state"] == "working"


def test_a_bus_that_is_gone_disturbs_nothing(desk: Desk) -> None:
    bus = desk.bus("system")
    Logind(desk)
    daemon = Running(desk, "", "--no-tray")
    daemon.start()
    desk.end(bus)
    wait_for(lambda: "logind: passed over" in daemon.call("doctor", "--lang", "en")[1])
    assert daemon.status()["state"] == "working"
