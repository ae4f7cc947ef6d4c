"""A notification server for tests: a process of its own on a real bus, told what to do over D-Bus.

    python notif_server.py PRODUCT CAPABILITY,CAPABILITY...

``org.test.Control`` on the same object: ``Do(command, number, text)`` and ``Seen() -> json``.
Commands: press (number, action) · close (number, reason) · refuse · accept · end · quiet (sends
no close signal) · renumber (a replacement gets a new number, beside what it replaces) · deaf
(takes notices and answers nothing) · mute (answers nothing at all) · heal (answers again). To hang
it, stop the process; to restart it, kill it and start another.
"""

import asyncio
import json
import os
import sys
from typing import Any

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

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
SIGNALS = Peer("", PATH, NAME)


class Server:
    def __init__(self, bus: Bus, product: str, capabilities: list[str]) -> None:
        self.bus, self.product, self.capabilities = bus, product, capabilities
        self.live: dict[int, dict[str, Any]] = {}
        self.calls: list[str] = []
        self.count = 0
        self.mode: set[str] = set()

    def answer(self, call: Call) -> tuple[str, Body] | None:
        if call.interface == "org.test.Control":
            return self.control(call)
        self.calls.append(call.member)
        if "mute" in self.mode or ("deaf" in self.mode and call.member == "Notify"):
            return None
        if "refuse" in self.mode:
            raise BusError("not today", "org.test.Refused")
        match call.member:
            case "GetCapabilities":
                return "as", (self.capabilities,)
            case "GetServerInformation":
                return "ssss", (self.product, "tests", "1", "1.2")
            case "Notify":
                return "u", (self.notify(*call.body),)
            case "CloseNotification":
                self.gone(int(str(call.body[0])), 3)
                return "", ()
        raise BusError("what?", "org.freedesktop.DBus.Error.UnknownMethod")

    def notify(self, *args: Any) -> int:
        app, replaces, icon, title, body, actions, hints, timeout = args
        if not replaces or "renumber" in self.mode:
            self.count += 1
            replaces = 0
        number = int(replaces or self.count)
        self.live[number] = {
            "app": app, "icon": icon, "title": title, "body": body, "actions": actions,
            "hints": {key: value[1] for key, value in hints.items()}, "timeout": timeout,
        }  # fmt: skip
        return number

    def gone(self, number: int, reason: int) -> None:
        if self.live.pop(number, None) is not None and "quiet" not in self.mode:
            self.bus.emit(SIGNALS, "NotificationClosed", "uu", (number, reason))

    def control(self, call: Call) -> tuple[str, Body]:
        if call.member == "Seen":
            return "s", (json.dumps({"live": self.live, "calls": self.calls}),)
        command, number, text = str(call.body[0]), int(str(call.body[1])), str(call.body[2])
        match command:
            case "press":
                self.bus.emit(SIGNALS, "ActionInvoked", "us", (number, text))
            case "close":
                self.gone(number, int(text))
            case "end":
                asyncio.get_running_loop().call_later(0.05, self.bus.abort)
            case "accept":
                self.mode.discard("refuse")
            case "heal":
                self.mode -= {"deaf", "mute"}
            case mode:
                self.mode.add(mode)
        return "", ()


async def main(product: str, capabilities: list[str]) -> None:
    bus = await connect(session_address(os.environ) or "")
    bus.serve(PATH, Server(bus, product, capabilities).answer)
    await bus.call(THE_BUS, "RequestName", "su", (NAME, 2), gives="u")
    await bus.closed


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2].split(",")))
