"""Where the buses are: D-Bus Specification, "Server Addresses"."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from jeepney.bus import parse_addresses

from deskbreak.protocols.dbus.types import BusError


def session_address(environ: Mapping[str, str]) -> str | None:
    """The session bus of this environment, or where it will be; None where there can be none."""
    if address := environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return address
    runtime = environ.get("XDG_RUNTIME_DIR")
    return f"unix:path={quote(runtime)}/bus" if runtime else None


def system_address(environ: Mapping[str, str]) -> str:
    """The system bus of this environment."""
    return environ.get("DBUS_SYSTEM_BUS_ADDRESS") or "unix:path=/run/dbus/system_bus_socket"


def socket_files(address: str) -> list[Path]:
    """The sockets of an address that are files."""
    try:
        return [Path(path) for path in socket_paths(address) if path.startswith("/")]
    except BusError:
        return []


def socket_paths(address: str) -> Iterator[str]:
    """The sockets an address names, best first; BusError if it names none that can be used."""
    found = False
    try:
        for transport, options in parse_addresses(address):
            path = options.get("path") or "\0" + options.get("abstract", "")
            if transport == "unix" and len(path) > 1:
                found = True
                yield os.fsdecode(path.encode("latin-1"))
    except ValueError as error:
        raise BusError(f"the bus address {address!r} is malformed") from error
    if not found:
        raise BusError(f"the bus address {address!r} names no unix socket")
