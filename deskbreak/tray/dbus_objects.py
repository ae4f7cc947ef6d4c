"""Objects on the session bus: their interfaces as data, and the answers every object owes.

Sources: D-Bus specification, "Standard Interfaces" (Introspectable, Properties, Peer).
"""

from collections.abc import Mapping
from typing import Final, Protocol, TypeAlias

from jeepney import (
    HeaderFields,
    Message,
    MessageFlag,
    new_error,
    new_method_return,
)
from msgspec import Struct, field

from deskbreak.errors import WrongInputError

Variant: TypeAlias = tuple[str, object]
"""(signature, value), as jeepney writes a variant."""

Properties: TypeAlias = dict[str, Variant]

PROPERTIES: Final = "org.freedesktop.DBus.Properties"
INTROSPECTABLE: Final = "org.freedesktop.DBus.Introspectable"
PEER: Final = "org.freedesktop.DBus.Peer"
ERRORS: Final = "org.freedesktop.DBus.Error."
STANDARD: Final = (
    f'<interface name="{PROPERTIES}">'
    '<method name="Get"><arg type="s" direction="in"/><arg type="s" direction="in"/>'
    '<arg type="v" direction="out"/></method>'
    '<method name="GetAll"><arg type="s" direction="in"/>'
    '<arg type="a{sv}" direction="out"/></method></interface>'
    f'<interface name="{INTROSPECTABLE}"><method name="Introspect">'
    '<arg type="s" direction="out"/></method></interface>'
)


class Interface(Struct, frozen=True):
    """One D-Bus interface; each argument list is a tuple of single complete types."""

    name: str
    methods: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    """Name → (types in, types out)."""
    signals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class DBusError(WrongInputError):
    """A call that cannot be answered; ``name`` is the last part of the D-Bus error's name."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name = ERRORS + name


class Exported(Protocol):
    """An object on the bus with one interface of its own."""

    interface: Interface

    def properties(self) -> Properties: ...

    def call(self, member: str, args: tuple[object, ...]) -> tuple[object, ...]:
        """Answer a method whose argument types were checked; raises DBusError."""


def answer(objects: Mapping[str, Exported], call: Message) -> Message | None:
    """The reply to a method call, or None when none is wanted."""
    try:
        signature, body = _reply(objects, call)
        reply = new_method_return(call, signature or None, body)
    except DBusError as error:
        reply = new_error(call, error.name, "s", (str(error),))
    return None if call.header.flags & MessageFlag.no_reply_expected else reply


def _reply(objects: Mapping[str, Exported], call: Message) -> tuple[str, tuple[object, ...]]:
    fields = call.header.fields
    path, member = fields[HeaderFields.path], fields[HeaderFields.member]
    interface = fields.get(HeaderFields.interface)
    if interface == PEER and member == "Ping":
        return "", ()
    target = objects.get(path)
    if interface == INTROSPECTABLE or (interface is None and member == "Introspect"):
        return "s", (introspection(target) if target else _children(path, objects),)
    if target is None:
        raise DBusError("UnknownObject", f"there is no object {path}")
    signature = fields.get(HeaderFields.signature, "")
    if interface == PROPERTIES:
        return _property(target, member, signature, call.body)
    if interface not in {None, target.interface.name} or member not in target.interface.methods:
        raise DBusError("UnknownMethod", f"{path} has no method {interface}.{member}")
    taken, given = target.interface.methods[member]
    if signature != "".join(taken):
        raise DBusError("InvalidArgs", f"{member} takes {''.join(taken)!r}, not {signature!r}")
    return "".join(given), target.call(member, call.body)


def _property(
    target: Exported, member: str, signature: str, body: tuple[str, ...]
) -> tuple[str, tuple[object, ...]]:
    if (member, signature) not in {("Get", "ss"), ("GetAll", "s")}:
        raise DBusError("PropertyReadOnly" if member == "Set" else "UnknownMethod", member)
    known = target.properties() if body[0] in {target.interface.name, ""} else {}
    if member == "GetAll":
        return "a{sv}", (known,)
    if body[1] not in known:
        raise DBusError("UnknownProperty", f"{body[0]} has no property {body[1]}")
    return "v", (known[body[1]],)


def introspection(target: Exported) -> str:
    """The description of an object; Plasma reads it before it calls anything."""

    def arguments(types: tuple[str, ...], direction: str = "") -> str:
        return "".join(f'<arg type="{each}"{direction}/>' for each in types)

    own = target.interface
    methods = (
        f'<method name="{name}">{arguments(taken, _IN)}{arguments(given, _OUT)}</method>'
        for name, (taken, given) in own.methods.items()
    )
    signals = (
        f'<signal name="{name}">{arguments(types)}</signal>' for name, types in own.signals.items()
    )
    properties = (
        f'<property name="{name}" type="{kind}" access="read"/>'
        for name, (kind, _value) in target.properties().items()
    )
    inside = "".join((*methods, *signals, *properties))
    return f'<node><interface name="{own.name}">{inside}</interface>{STANDARD}</node>'


_IN: Final = ' direction="in"'
_OUT: Final = ' direction="out"'


def _children(path: str, objects: Mapping[str, Exported]) -> str:
    below = path.rstrip("/") + "/"
    names = {each[len(below) :].split("/")[0] for each in objects if each.startswith(below)}
    return "<node>" + "".join(f'<node name="{name}"/>' for name in sorted(names)) + "</node>"
