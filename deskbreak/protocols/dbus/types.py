"""The words of D-Bus that adapters speak, without the library behind them."""

from collections.abc import Callable
from contextvars import copy_context
from typing import NamedTuple, TypeAlias

from deskbreak.errors import UnavailableError

Body: TypeAlias = tuple[object, ...]
"""The arguments of a message. A variant is a pair (signature, value)."""


class BusError(UnavailableError):
    """The bus or the peer said no, is gone, or did not answer in time; one line says why."""

    def __init__(self, why: str, name: str = "") -> None:
        super().__init__(why)
        self.name = name
        """The D-Bus error name, or "" if the error did not come from the other side."""


class NobodyError(BusError):
    """Nobody listens at the bus's address; a change of its socket tells when somebody does."""


class Peer(NamedTuple):
    """Where a call goes, or where a signal comes from."""

    name: str
    """Bus name; unique (":1.5") or well known."""
    path: str
    interface: str


class Signal(NamedTuple):
    """A signal that came in; ``sender`` is a unique name."""

    sender: str
    path: str
    interface: str
    member: str
    body: Body


class Call(NamedTuple):
    """A method call that came in for an object served here."""

    sender: str
    path: str
    interface: str
    member: str
    body: Body


Handler: TypeAlias = Callable[[Call], tuple[str, Body] | None]
"""Answers a call with (signature, body), raises BusError, or returns None and never answers."""

THE_BUS = Peer("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


class Match:
    """A subscription to signals; ``Bus.unmatch`` ends it."""

    def __init__(
        self,
        peer: Peer,
        member: str,
        arg0: str,
        callback: Callable[[Signal], None],
        carries: str | None,
    ) -> None:
        self.peer, self.member, self.arg0, self.callback = peer, member, arg0, callback
        self.context = copy_context()
        """That of the subscriber: what its callback raises is the failure of that part."""
        self.carries = carries
        self.active = True

    @property
    def rule(self) -> str:
        """The match rule for the bus; empty fields match anything."""
        name, path, interface = self.peer
        fields = {"sender": name, "path": path, "interface": interface}
        fields |= {"member": self.member, "arg0": self.arg0}
        return "type='signal'" + "".join(
            f",{key}='{value}'" for key, value in fields.items() if value
        )

    def wants(self, signal: Signal, types: str) -> bool:
        """Whether the signal is meant; only the bus itself can compare well-known senders.

        ``types``: those of its body.
        """
        name = self.peer.name
        return (
            (signal.sender == name or not name.startswith((":", THE_BUS.name)))
            and self.peer.path in {"", signal.path}
            and self.peer.interface in {"", signal.interface}
            and self.member in {"", signal.member}
            and (not self.arg0 or signal.body[:1] == (self.arg0,))
            and self.carries in {None, types}
        )

    def give(self, signal: Signal) -> None:
        """Call back, unless it was ended in the meantime."""
        if self.active:
            self.callback(signal if self.carries is not None else signal._replace(body=()))
