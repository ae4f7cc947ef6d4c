"""Answers to calls that no well-behaved panel makes, and to those that all make."""

from typing import Any

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    new_method_call,
)

from deskbreak.tray.dbus_objects import Exported, Interface, Properties, answer

OWN = "org.example.Thing"


class Thing:
    interface = Interface(OWN, {"Add": (("i", "i"), ("i",))}, {"Added": ("i",)})

    def properties(self) -> Properties:
        return {"Colour": ("s", "green")}

    def call(self, member: str, args: tuple[Any, ...]) -> tuple[object, ...]:
        return (args[0] + args[1],)


OBJECTS: dict[str, Exported] = {"/thing": Thing()}


def call(
    path: str, interface: str, member: str, signature: str = "", *body: object, flags: int = 0
) -> Message | None:
    made = new_method_call(
        DBusAddress(path, "org.example", interface), member, signature or None, body
    )
    made.header.flags = MessageFlag(flags)
    made.header.fields[HeaderFields.sender] = ":1.5"
    made.header.serial = 7
    reply = answer(OBJECTS, made)
    if reply is not None:
        reply.serialise(serial=1)  # its types fit its signature
    return reply


def test_a_method() -> None:
    reply = call("/thing", OWN, "Add", "ii", 2, 3)
    assert reply is not None
    assert reply.body == (5,)


def test_a_call_that_wants_no_answer() -> None:
    assert call("/thing", OWN, "Add", "ii", 2, 3, flags=1) is None


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (("/thing", OWN, "Add", "s", "x"), "InvalidArgs"),
        (("/thing", OWN, "Subtract"), "UnknownMethod"),
        (("/thing", "org.example.Other", "Add", "ii", 1, 2), "UnknownMethod"),
        (("/nothing", OWN, "Add", "ii", 1, 2), "UnknownObject"),
        (("/thing", "org.freedesktop.DBus.Properties", "Get", "ss", OWN, "X"), "UnknownProperty"),
        (("/thing", "org.freedesktop.DBus.Properties", "Get", "s", OWN), "UnknownMethod"),
        (
            ("/thing", "org.freedesktop.DBus.Properties", "Set", "ssv", OWN, "Colour", ("s", "")),
            "PropertyReadOnly",
        ),
    ],
)
def test_an_error(request_: tuple[Any, ...], error: str) -> None:
    reply = call(*request_)
    assert reply is not None
    assert reply.header.message_type is MessageType.error
    assert reply.header.fields[HeaderFields.error_name] == f"org.freedesktop.DBus.Error.{error}"


def test_properties() -> None:
    way = "org.freedesktop.DBus.Properties"
    one = call("/thing", way, "Get", "ss", OWN, "Colour")
    everything = call("/thing", way, "GetAll", "s", OWN)
    other = call("/thing", way, "GetAll", "s", "org.example.Other")
    assert one is not None
    assert everything is not None
    assert other is not None
    assert one.body == (("s", "green"),)
    assert everything.body == ({"Colour": ("s", "green")},)
    assert other.body == ({},)


def test_introspection_and_ping() -> None:
    way = "org.freedesktop.DBus.Introspectable"
    thing, root = call("/thing", way, "Introspect"), call("/", way, "Introspect")
    ping = call("/anywhere", "org.freedesktop.DBus.Peer", "Ping")
    assert thing is not None
    assert root is not None
    assert ping is not None
    assert '<method name="Add"><arg type="i" direction="in"/>' in thing.body[0]
    assert root.body == ('<node><node name="thing"/></node>',)
    assert ping.body == ()
