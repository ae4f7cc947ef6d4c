"""What a screen reader sees: the tree of AT-SPI, read over its bus.

Interfaces: org.a11y.Bus, org.a11y.atspi.Accessible, org.a11y.atspi.Action (at-spi2-core).
"""

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk import Desk, wait_for
from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    MessageType,
    Properties,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
ACCESSIBLE = "org.a11y.atspi.Accessible"
ROOT = DBusAddress("/org/a11y/atspi/accessible/root", "org.a11y.atspi.Registry", ACCESSIBLE)
REGISTRY = DBusAddress(
    "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry"
)
ANNOUNCED = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object")
FOCUSABLE, SHOWING = 11, 25
"""Bits of AtspiStateType."""


class GoneError(Exception):
    """The object that was asked is there no more."""


@dataclass(frozen=True)
class Node:
    """One accessible object."""

    role: str
    name: str
    description: str
    states: int
    depth: int

    def has(self, state: int) -> bool:
        """Whether a state is set."""
        return bool(self.states >> state & 1)


def start_a11y(desk: Desk) -> None:
    """Start the accessibility bus on the desk's session bus, and have Qt use it."""
    desk.env |= {"QT_ACCESSIBILITY": "1", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    desk.spawn(LAUNCHER, "--launch-immediately")
    wait_for(lambda: desk.owner("org.a11y.Bus"), said="the accessibility bus")


class Tree:
    """Reads the tree of all programs."""

    def __init__(self, desk: Desk) -> None:
        session = open_dbus_connection(desk.env["DBUS_SESSION_BUS_ADDRESS"])
        bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        (address,) = session.send_and_get_reply(new_method_call(bus, "GetAddress"), timeout=10).body
        session.close()
        self._link: DBusConnection = open_dbus_connection(address)

    def close(self) -> None:
        """Hang up."""
        self._link.close()

    def nodes(self) -> list[Node]:
        """Every object that is there, from the top."""
        return list(self._below(ROOT, 0))

    def press(self, name: str) -> None:
        """Do what the object of this name offers first, as a screen reader does."""
        for where, node in self._walk(ROOT, 0):
            if node.name == name:
                action = DBusAddress(where.object_path, where.bus_name, "org.a11y.atspi.Action")
                self._ask(new_method_call(action, "DoAction", "i", (0,)))
                return
        raise AssertionError(f"nothing is called {name}")

    def listen(self) -> None:
        """Ask for everything that is announced from now on."""
        self._ask(message_bus.AddMatch(ANNOUNCED))
        wish: tuple[str, list[str], str] = ("object:announcement", [], "")
        self._ask(new_method_call(REGISTRY, "RegisterEvent", "sass", wish))

    def heard(self, words: str, seconds: float = 15.0) -> bool:
        """Whether these words are announced within some time."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            with suppress(TimeoutError):
                message = self._link.receive(timeout=left)
                member = message.header.fields.get(HeaderFields.member)
                if member == "Announcement" and message.body[3] == ("s", words):
                    return True
        return False

    def _below(self, where: DBusAddress, depth: int) -> Iterator[Node]:
        for _, node in self._walk(where, depth):
            yield node

    def _walk(self, where: DBusAddress, depth: int) -> Iterator[tuple[DBusAddress, Node]]:
        """What is gone by the time it is asked, as a page that was turned is, is passed over."""
        with suppress(GoneError):
            (children,) = self._ask(new_method_call(where, "GetChildren"))
            for bus, path in children:
                child = DBusAddress(path, bus, ACCESSIBLE)
                with suppress(GoneError):
                    yield child, self._node(child, depth)
                    yield from self._walk(child, depth + 1)

    def _node(self, where: DBusAddress, depth: int) -> Node:
        (role,) = self._ask(new_method_call(where, "GetRoleName"))
        ((low, high),) = self._ask(new_method_call(where, "GetState"))
        name, description = (
            self._ask(Properties(where).get(each))[0][1] for each in ("Name", "Description")
        )
        return Node(role, name, description, low | high << 32, depth)

    def _ask(self, message: Any) -> tuple[Any, ...]:
        reply = self._link.send_and_get_reply(message, timeout=10)
        if reply.header.message_type is MessageType.error:
            raise GoneError(str(reply.body))
        return tuple(reply.body)
