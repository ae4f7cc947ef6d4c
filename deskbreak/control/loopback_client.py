"""The other end of the loopback channel, as light as it can be."""

from __future__ import annotations

import json
import socket

from deskbreak.control import handshake
from deskbreak.control.client_errors import NoAnswer, NotRunning

SHAKES_WITHIN = 3.0
"""Seconds for the daemon to prove itself."""


def connected(path: str) -> socket.socket:
    """A connection to the daemon that wrote the file. Raises NotRunning or NoAnswer."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib costs a quick command too much
            known = json.loads(file.read(4096))
        port, secret = int(known["port"]), bytes.fromhex(known["secret"])
        connection = socket.create_connection(("127.0.0.1", port), SHAKES_WITHIN)
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        raise NotRunning from None  # no file, one that makes no sense, or nobody at that port
    try:
        if _shaken(connection, secret):
            return connection
    except OSError as error:
        connection.close()
        raise NoAnswer(str(error)) from None
    connection.close()
    raise NotRunning  # somebody else has that port now: the daemon was killed


def _shaken(connection: socket.socket, secret: bytes) -> bool:
    """Whether it is the daemon; it then knows the same of us."""
    ours = handshake.new_nonce()
    connection.sendall(ours + b"\n")
    said = b""
    while not said.endswith(b"\n") and len(said) < handshake.LONGEST:
        part = connection.recv(handshake.LONGEST - len(said))
        if not part:
            return False
        said += part
    theirs, _, proof = said.rstrip(b"\n").partition(b" ")
    if not handshake.same(proof, handshake.proof(secret, "server", ours, theirs)):
        return False
    connection.sendall(handshake.proof(secret, "client", ours, theirs) + b"\n")
    return True
