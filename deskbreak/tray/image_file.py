"""The tray images as they were drawn beforehand: one file, raw pixels, no Pillow.

The file begins with one line of JSON, a table from the name of an image to (offset, length);
after it come the images, each deflated: all its sizes one after the other, ARGB32 in network byte
order with straight alpha.
"""

import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec

from deskbreak.app.ports.tray_ports import Icon
from deskbreak.content.asset_files import asset

SIZES: Final = (16, 22, 24, 32, 48, 64)
"""Edge lengths in pixels of each image in the file."""

FILE: Final = "tray.pixels"


def name_of(icon: Icon) -> str:
    """The name of an image in the file."""
    return f"{icon.kind}-{icon.eighths}{'-mark' if icon.mark else ''}"


def pack(target: Path, images: Mapping[Icon, bytes]) -> None:
    """Write the file."""
    table: dict[str, tuple[int, int]] = {}
    body = bytearray()
    written: dict[bytes, tuple[int, int]] = {}
    for icon, pixels in images.items():
        if pixels not in written:
            squeezed = zlib.compress(pixels, 9)
            written[pixels] = (len(body), len(squeezed))
            body += squeezed
        table[name_of(icon)] = written[pixels]
    target.write_bytes(msgspec.json.encode(table) + b"\n" + body)


@lru_cache(maxsize=2)
def load(icon: Icon) -> dict[int, bytes]:
    """The image in every size; the last two are remembered.

    Raises OSError when the file is not there and KeyError for an icon that does not exist.
    """
    with asset(FILE).open("rb") as file:
        table = msgspec.json.decode(file.readline(), type=dict[str, tuple[int, int]])
        offset, length = table[name_of(icon)]
        file.seek(offset, 1)
        pixels = zlib.decompress(file.read(length))
    images = {}
    for size in SIZES:
        count = size * size * 4
        images[size], pixels = pixels[:count], pixels[count:]
    return images


def best_size(room: int) -> int:
    """The largest size that fits into ``room`` pixels, or the smallest of all."""
    return max((size for size in SIZES if size <= room), default=SIZES[0])


def premultiplied(argb: bytes) -> bytes:
    """ARGB in network byte order → BGRA with multiplied colours, as X wants 32-bit pixels."""
    out = bytearray(len(argb))
    for at in range(0, len(argb), 4):
        alpha, red, green, blue = argb[at : at + 4]
        out[at : at + 4] = bytes(
            (blue * alpha // 255, green * alpha // 255, red * alpha // 255, alpha)
        )
    return bytes(out)


def over(argb: bytes, ground: bytes) -> bytes:
    """The image laid over BGRX pixels of the same size."""
    out = bytearray(ground)
    for at in range(0, len(argb), 4):
        alpha, red, green, blue = argb[at : at + 4]
        for place, colour in enumerate((blue, green, red)):
            below = ground[at + place]
            out[at + place] = below + (colour - below) * alpha // 255
    return bytes(out)
