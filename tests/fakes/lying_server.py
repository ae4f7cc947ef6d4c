"""Servers of a session bus that lie: ``lying_server.py FOLDER``, a process of its own.

It owns the names of a notification server, a screen saver, a session manager and an idle monitor.
How it lies is a seed in the file ``FOLDER/seed``, read at each call, so that a conversation can be
played again. A whole word in the file ``FOLDER/lie`` makes every answer to ``FOLDER/member`` so:
nothing, little, other, error, many, or silence: there is none.
"""

import asyncio
import random
import sys
import zlib
from os import environ
from pathlib import Path

from deskbreak.protocols.dbus.connection import (
    THE_BUS,
    Body,
    Bus,
    BusError,
    Call,
    Peer,
    connect,
    session_address,
)

NAMES = {
    "org.freedesktop.Notifications": "/org/freedesktop/Notifications",
    "org.gnome.ScreenSaver": "/org/gnome/ScreenSaver",
    "org.gnome.SessionManager": "/org/gnome/SessionManager",
    "org.gnome.Mutter.IdleMonitor": "/org/gnome/Mutter/IdleMonitor/Core",
    "org.kde.Solid.PowerManagement.PolicyAgent": "/org/kde/Solid/PowerManagement/PolicyAgent",
    "org.kde.KWin": "/Scripting",
}
TRUE: dict[str, tuple[str, Body]] = {
    "GetCapabilities": ("as", (["actions", "body"],)),
    "GetServerInformation": ("ssss", ("liar", "tests", "1", "1.2")),
    "Notify": ("u", (7,)),
    "CloseNotification": ("", ()),
    "GetActive": ("b", (False,)),
    "IsInhibited": ("b", (False,)),
    "GetInhibitors": ("ao", (["/a", "/b"],)),
    "GetFlags": ("u", (8,)),
    "GetAppId": ("s", ("liar",)),
    "GetIdletime": ("t", (5,)),
    "AddIdleWatch": ("u", (1,)),
    "AddUserActiveWatch": ("u", (2,)),
    "HasInhibition": ("b", (False,)),
    "Get": ("v", (("b", False),)),
    "loadScript": ("i", (0,)),
}
OTHERS: list[tuple[str, Body]] = [
    ("", ()),
    ("s", ("",)),
    ("s", ("席" * 5000,)),
    ("i", (-1,)),
    ("u", (0,)),
    ("b", (True,)),
    ("as", ([],)),
    ("as", (["x"] * 5000,)),
    ("ss", ("a", "b")),
    ("ssss", ("", "", "", "")),
    ("v", (("s", "true"),)),
    ("v", (("a{sv}", {"x": ("u", 1)}),)),
    ("a{sv}", ({"b": ("b", True)},)),
    ("(so)", (("", "/"),)),
    ("ay", (b"\xff\x00" * 10,)),
    ("ao", ([],)),
    ("d", (float("nan"),)),
    ("t", (2**64 - 1,)),
    ("x", (-(2**63),)),
]
SIGNALS = (
    ("org.freedesktop.Notifications", "ActionInvoked"),
    ("org.freedesktop.Notifications", "NotificationClosed"),
    ("org.gnome.ScreenSaver", "ActiveChanged"),
    ("org.gnome.Mutter.IdleMonitor", "WatchFired"),
    ("org.gnome.SessionManager", "InhibitorAdded"),
    ("org.freedesktop.DBus.Properties", "PropertiesChanged"),
)
LIES: dict[str, tuple[str, Body] | None] = {
    "silence": None,
    "nothing": ("", ()),
    "other": ("d", (1.5,)),
    "many": ("susb", ("a", 1, "b", True)),
}


class Liar:
    """One bus connection that answers for all names."""

    def __init__(self, bus: Bus, folder: Path) -> None:
        self.bus, self.folder = bus, folder
        self.calls = 0

    def answer(self, call: Call) -> tuple[str, Body] | None:
        self.calls += 1
        true = TRUE.get(call.member)
        if (lie := self.word("lie")) and self.word("member") in {call.member, "all"}:
            if lie == "error":
                raise BusError("no", "org.test.No")
            if lie == "little" and true is not None:
                return true[0][:1].replace("a", "s"), true[1][:1] if true[0][:1] != "a" else ("",)
            return LIES[lie]
        seed = self.word("seed")
        if not seed:
            if true is None:
                raise BusError("what?", "org.freedesktop.DBus.Error.UnknownMethod")
            return true
        return self.lie(random.Random(zlib.crc32(f"{seed} {self.calls}".encode())), true)

    def lie(self, dice: random.Random, true: tuple[str, Body] | None) -> tuple[str, Body] | None:
        if dice.random() < 0.3:
            name, member = dice.choice(SIGNALS)
            types, body = dice.choice(OTHERS)
            self.bus.emit(Peer("", NAMES.get(name, "/"), name), member, types, body)
        match dice.randrange(12):
            case 0:
                raise BusError(dice.choice(["", "no\n\nTraceback", "x" * 3000]), "org.test.No")
            case 1:
                return None if dice.random() < 0.2 else ("", ())
            case 2 | 3 | 4 if true is not None:
                return true
            case _:
                return dice.choice(OTHERS)

    def word(self, name: str) -> str:
        try:
            return (self.folder / name).read_text()
        except OSError:
            return ""


async def main(folder: Path) -> None:
    bus = await connect(session_address(environ) or "")
    liar = Liar(bus, folder)
    for path in {*NAMES.values(), "/", "/a", "/b", "/0", "/Scripting/Script0"}:
        bus.serve(path, liar.answer)
    for name in NAMES:
        await bus.call(THE_BUS, "RequestName", "su", (name, 0), gives="u")
    await bus.closed


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
