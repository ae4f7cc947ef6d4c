"""Fullscreen as GNOME and KDE tell of it, with python-dbusmock and a KWin that we play."""

import asyncio
import re

import pytest
from desk import Desk, wait_for
from sensing import answer, asked, gating, until

from deskbreak.domain.vocabulary.events import GateClosed, GateOpened, Reason
from deskbreak.domain.vocabulary.settings import HoldSettings, Settings
from deskbreak.protocols.dbus.connection import THE_BUS, Bus, BusError, Call, Peer, connect

pytestmark = pytest.mark.desktop

CLOSED, OPENED = GateClosed(Reason.FULLSCREEN), GateOpened(Reason.FULLSCREEN)
MANAGER = ("org.gnome.SessionManager", "/org/gnome/SessionManager")
MOCK = "org.freedesktop.DBus.Mock"


def gdbus(desk: Desk, path: str, method: str, *arguments: str) -> None:
    call = ("gdbus", "call", "--session", "-d", MANAGER[0], "-o", path, "-m", f"{MOCK}.{method}")
    desk.run(*call, *arguments)


def inhibit(desk: Desk, *, on: bool) -> None:
    gdbus(desk, MANAGER[1], "AddMethod", "", "IsInhibited", "u", "b", f"ret = {on}")
    gdbus(desk, MANAGER[1], "EmitSignal", "", "InhibitorAdded", "o", "[<objectpath '/one'>]")


def test_gnome_inhibitors_and_the_programs_behind_them(desk: Desk) -> None:
    desk.bus()
    desk.env["WAYLAND_DISPLAY"] = "wayland-nowhere"
    desk.spawn("/usr/bin/python3", "-m", "dbusmock", "--session", *MANAGER, MANAGER[0])
    wait_for(lambda: desk.owner(MANAGER[0]), said="the session manager")
    methods = "[('GetFlags', '', 'u', 'ret = 8'), ('GetAppId', '', 's', 'ret = \"Player\"')]"
    inhibitor = f"{MANAGER[0]}.Inhibitor"
    gdbus(desk, MANAGER[1], "AddObject", "/one", inhibitor, "@a{sv} {}", methods)
    paths = "ret = dbus.Array([dbus.ObjectPath('/one')], signature='o')"
    gdbus(desk, MANAGER[1], "AddMethod", "", "GetInhibitors", "", "ao", paths)
    inhibit(desk, on=False)

    async def scene() -> None:
        async with gating(desk) as (it, told):
            await asked(it, told)
            assert answer(it, "fullscreen-gnome") == "open"
            await asyncio.sleep(0.3)
            await asyncio.to_thread(inhibit, desk, on=True)
            await until(lambda: told.events[-1] == CLOSED)
            it.configure(Settings(hold=HoldSettings(ignore=("player",))))
            await until(lambda: told.events[-1] == OPENED)
            it.configure(Settings())
            await until(lambda: told.events[-1] == CLOSED)
            await asyncio.to_thread(inhibit, desk, on=False)
            await until(lambda: told.events[-1] == OPENED)

    asyncio.run(scene())


class Kwin:
    """What of KWin runs scripts: it reads them and calls back as they would."""

    def __init__(self, bus: Bus, *, plasma: int) -> None:
        self.bus, self.plasma = bus, plasma
        self.script = ""
        self.active = ("player", False)
        self.loaded = False
        bus.serve("/Scripting", self._scripting)
        bus.serve("/Scripting/Script7" if plasma == 6 else "/7", self._run)

    def change(self, program: str, *, fullscreen: bool) -> None:
        """Another window is active, or it is another way."""
        self.active = (program, fullscreen)
        if self.loaded:
            self._tell()

    def _scripting(self, call: Call) -> tuple[str, tuple[object, ...]]:
        if call.member == "loadScript":
            with open(str(call.body[0]), encoding="utf-8") as file:  # noqa: PTH123 -- a fake
                self.script = file.read()
            return "i", (7,)
        if call.member == "unloadScript":
            was, self.loaded = self.loaded, False
            return "b", (was,)
        raise BusError("no", "org.freedesktop.DBus.Error.UnknownMethod")

    def _run(self, call: Call) -> tuple[str, tuple[object, ...]]:
        assert call.member == "run"
        self.loaded = True
        asyncio.get_running_loop().call_soon(self._tell)
        return "", ()

    def _tell(self) -> None:
        found = re.search(r'callDBus\("([^"]+)", "([^"]+)", "([^"]+)", "Active"', self.script)
        assert found is not None
        self.bus.tell(Peer(*found.groups()), "Active", "sb", self.active)


@pytest.mark.parametrize("plasma", [5, 6])
def test_a_script_in_kwin(desk: Desk, plasma: int) -> None:
    desk.bus()
    desk.env["WAYLAND_DISPLAY"] = "wayland-nowhere"

    async def scene() -> None:
        bus = await connect(desk.env["DBUS_SESSION_BUS_ADDRESS"])
        await bus.call(THE_BUS, "RequestName", "su", ("org.kde.KWin", 0), gives="u")
        kwin = Kwin(bus, plasma=plasma)
        async with gating(desk) as (it, told):
            await asked(it, told)
            assert answer(it, "fullscreen-kwin") == "open"
            await asyncio.sleep(0.5)
            assert kwin.loaded
            kwin.change("player", fullscreen=True)
            await until(lambda: told.events[-1] == CLOSED)
            kwin.change("editor", fullscreen=False)
            await until(lambda: told.events[-1] == OPENED)
            kwin.change("player", fullscreen=True)
            await until(lambda: told.events[-1] == CLOSED)
            it.configure(Settings(hold=HoldSettings(ignore=("player",))))
            await until(lambda: told.events[-1] == OPENED)
            it.unwatch()
            await until(lambda: not kwin.loaded, said="the script is taken away")
        await bus.close()

    asyncio.run(scene())
