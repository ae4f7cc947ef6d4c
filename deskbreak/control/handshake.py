"""How both ends of the loopback channel prove that they can read the person's private file.

    client: nonce of 128 bits, hexadecimal, a line
    server: its own nonce, a space, HMAC-SHA256(secret, "server" + both nonces), a line
    client: HMAC-SHA256(secret, "client" + both nonces), a line

The secret itself never travels, so that nobody who waits at a port of a daemon that was killed
learns it, or can pass for the daemon. What begins otherwise (a web page's request, say) gets no
answer at all. Imports only what a quick command can afford.
"""

from __future__ import annotations

import hmac
import os
import re

NONCE = re.compile(rb"[0-9a-f]{32}")
LONGEST = 128
"""Bytes of a line of the handshake."""


def new_nonce() -> bytes:
    """128 bits from the system, as 32 hexadecimal digits."""
    return os.urandom(16).hex().encode()


def proof(secret: bytes, role: str, client: bytes, server: bytes) -> bytes:
    """What the end called ``role`` has to say."""
    return hmac.new(secret, role.encode() + client + server, "sha256").hexdigest().encode()


def same(said: bytes, wanted: bytes) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(said, wanted)
