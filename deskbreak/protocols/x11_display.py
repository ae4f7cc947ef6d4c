"""Where the X server of an environment is, the cookie it asks for, and how it lets somebody in.

Sources: X(7) for the names of displays; Xau(3) for the file of cookies; X Window System Protocol,
"Connection Setup" (its encoding is in appendix B).
"""

import re
import socket
import struct
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from deskbreak.protocols.x11_errors import NoServerError, X11Error

COOKIE = b"MIT-MAGIC-COOKIE-1"
LOCAL, INTERNET, ANY_HOST = 256, 0, 0xFFFF
"""Kinds of addresses in the file of cookies."""
FIRST_PORT = 6000

_NAME = re.compile(r"(?:(tcp|unix)/)?([-:\w.]*):(\d+)(?:\.(\d+))?", re.ASCII)


class Display(NamedTuple):
    """A display by its parts; without a host it is on this machine."""

    host: str
    number: int
    screen: int

    @classmethod
    def named(cls, name: str) -> "Display":
        """``:0``, ``unix:0.1``, ``host:10``; NoServerError if it is no name of a display."""
        found = _NAME.fullmatch(name)
        if found is None or (found[1] == "tcp" and not found[2]):
            raise NoServerError(f"cannot open the display {name}: it is no name of a display")
        here = found[1] == "unix" or found[2] in ("", "unix")
        return cls("" if here else found[2], int(found[3]), int(found[4] or 0))

    @property
    def socket(self) -> str:
        """The socket on this machine; where the file is missing, Linux has it without one."""
        path = f"/tmp/.X11-unix/X{self.number}"  # noqa: S108 -- where X servers have their sockets
        return path if Path(path).exists() else f"\0{path}"

    @property
    def port(self) -> int:
        """The port of a display on another machine."""
        return FIRST_PORT + self.number


class Setup(NamedTuple):
    """What the server says to somebody it lets in."""

    root: int
    first_id: int
    id_mask: int


def cookie(environ: Mapping[str, str], display: Display, peer: str) -> bytes:
    """The cookie for a display, empty if there is none; ``peer`` is the server's address.

    What comes through ssh is at an address of this machine, with a cookie as if it were local.
    """
    file = environ.get("XAUTHORITY") or f"{environ.get('HOME', '')}/.Xauthority"
    try:
        entries = list(_entries(Path(file).read_bytes()))
    except (OSError, struct.error):
        return b""
    wanted = [(LOCAL, socket.gethostname().encode())]
    if display.host and peer != "127.0.0.1":
        wanted = [(INTERNET, _octets(peer))]
    number = str(display.number).encode()
    for family, address in (*wanted, (ANY_HOST, None)):
        for kind, of, display_number, name, data in entries:
            fits = kind == family and address in (of, None) and display_number in (number, b"")
            if fits and name == COOKIE:
                return data
    return b""


def _octets(address: str) -> bytes:
    try:
        return socket.inet_aton(address)
    except OSError:
        return b""


def _entries(raw: bytes) -> Iterator[tuple[int, bytes, bytes, bytes, bytes]]:
    """Family, address, number of the display, name, data."""
    place = 0
    while place < len(raw):
        (family,) = struct.unpack_from(">H", raw, place)
        place += 2
        texts = []
        for _ in range(4):
            (length,) = struct.unpack_from(">H", raw, place)
            texts.append(raw[place + 2 : place + 2 + length])
            place += 2 + length
        yield family, texts[0], texts[1], texts[2], texts[3]


def padded(data: bytes) -> bytes:
    """Up to a whole number of words."""
    return data + b"\0" * (-len(data) % 4)


def greeting(secret: bytes) -> bytes:
    """What is sent first."""
    name = COOKIE if secret else b""
    order = b"l" if sys.byteorder == "little" else b"B"
    head = struct.pack("=cxHHHHxx", order, 11, 0, len(name), len(secret))
    return head + padded(name) + padded(secret)


def setup_of(answer: bytes, screen: int) -> Setup:
    """The server's answer; X11Error if it lets nobody in, struct.error if it is none."""
    if answer[0] != 1:
        reason = answer[8 : 8 + answer[1]] if answer[0] == 0 else answer[8:]
        words = reason.decode(errors="replace").strip("\0\n ")
        raise X11Error(f"the X server lets nobody in: {words}")
    first_id, mask, _, vendor, _, screens, formats = struct.unpack_from("=IIIHHBB", answer, 12)
    place = 40 + len(padded(b" " * vendor)) + 8 * formats
    if screen >= screens:
        raise X11Error(f"the X server has no screen {screen}")
    for _ in range(screen):
        place = _behind_screen(answer, place)
    (root,) = struct.unpack_from("=I", answer, place)
    return Setup(root, first_id, mask)


def _behind_screen(answer: bytes, place: int) -> int:
    """Where the next screen begins."""
    depths = answer[place + 39]
    place += 40
    for _ in range(depths):
        (visuals,) = struct.unpack_from("=H", answer, place + 2)
        place += 8 + 24 * visuals
    return place
