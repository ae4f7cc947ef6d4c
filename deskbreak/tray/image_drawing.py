"""The tray image, drawn with Pillow as a pure function of ``ports.Icon`` and a size.

A ring fills in eight steps over a pale track; a mark in its middle says the state, so that no
state is told by its colour alone:

========  ==============================================================
working   green ring, nothing in it
due       orange ring, always full, an arrow up: stand up
held      violet ring, a bar: something waits
paused    blue-grey ring, two bars
off       the track alone and a crescent
away      the ring as a row of grey dots: nobody is here
========  ==============================================================

The quiet mark is a dot at the lower right, cut free from the ring. Every colour has about the same
distance in lightness from a white and from a black panel.

Only drawing imports Pillow. The daemon reads what was drawn beforehand (``pixels``);
``python -m deskbreak.tray.image_drawing FILE`` draws that file anew.
"""

import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from deskbreak.app.ports import Icon, IconKind
from deskbreak.tray.image_file import SIZES, pack

if TYPE_CHECKING:
    from PIL.Image import Image

Colour: TypeAlias = tuple[int, int, int, int]

KINDS: Final = (
    IconKind.WORKING,
    IconKind.DUE,
    IconKind.HELD,
    IconKind.PAUSED,
    IconKind.OFF,
    IconKind.AWAY,
)
COLOURS: Final[dict[str, Colour]] = {
    IconKind.WORKING: (0x1E, 0x94, 0x60, 255),
    IconKind.DUE: (0xE0, 0x6C, 0x00, 255),
    IconKind.HELD: (0x97, 0x62, 0xD6, 255),
    IconKind.PAUSED: (0x4F, 0x82, 0xB8, 255),
    IconKind.OFF: (0x86, 0x86, 0x86, 255),
    IconKind.AWAY: (0x86, 0x86, 0x86, 255),
}
MARK: Final[Colour] = (0xE0, 0x6C, 0x00, 255)
TRACK: Final[Colour] = (0x80, 0x80, 0x80, 0x80)
DOT: Final[Colour] = (0x80, 0x80, 0x80, 0xB0)
OVERSAMPLING: Final = 8
STEPS: Final = 8


class _Pen:
    """Draws in units of one pixel of the finished image, eight times finer."""

    def __init__(self, size: int) -> None:
        from PIL import Image, ImageDraw  # noqa: PLC0415 - the idle daemon carries no Pillow

        self.size = size
        self.middle = size / 2
        self.width = max(2.5, round(size * 0.15))
        self.radius = size / 2 - max(0.5, size / 32)
        side = size * OVERSAMPLING
        self.image: Image.Image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
        self.draw = ImageDraw.Draw(self.image)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        box = (x - radius, y - radius, x + radius, y + radius)
        self.draw.ellipse([edge * OVERSAMPLING for edge in box], fill=colour)

    def arc(self, eighths: int, colour: Colour) -> None:
        """A part of the ring from the top, clockwise."""
        if not eighths:
            return
        box = (self.middle - self.radius, self.middle + self.radius)
        edges = [edge * OVERSAMPLING for edge in (box[0], box[0], box[1], box[1])]
        end = -90 + 360 * eighths / STEPS
        self.draw.arc(edges, -90, end, fill=colour, width=round(self.width * OVERSAMPLING))

    def dots(self, eighths: int, full: Colour) -> None:
        """The ring as eight dots, clockwise from the first after the top; filled ones larger."""
        way = self.radius - self.width / 2
        for step in range(STEPS):
            turn = math.tau * (step + 0.5) / STEPS - math.tau / 4
            x, y = self.middle + way * math.cos(turn), self.middle + way * math.sin(turn)
            filled = step < eighths
            self.disc(x, y, self.width * (0.6 if filled else 0.45), full if filled else DOT)

    def bar(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A bar around (x, y), snapped to whole pixels so that it stays sharp at 16 px."""
        width, height = max(1, round(width)), max(1, round(height))
        left, top = round(x - width / 2), round(y - height / 2)
        edges = (left, top, left + width, top + height)
        box = [edge * OVERSAMPLING for edge in edges]
        self.draw.rectangle((box[0], box[1], box[2] - 1, box[3] - 1), fill=colour)

    def finished(self) -> "Image":
        from PIL import Image  # noqa: PLC0415 - the idle daemon carries no Pillow

        # Pillow premultiplies alpha while it resizes, so edges keep their colour.
        return self.image.resize((self.size, self.size), Image.Resampling.BOX)


def draw(icon: Icon, size: int) -> "Image":
    """Draw one image of ``size`` × ``size`` pixels, RGBA with straight alpha."""
    pen = _Pen(size)
    colour = COLOURS[icon.kind]
    if icon.kind == IconKind.AWAY:
        pen.dots(icon.eighths, colour)
    else:
        pen.arc(STEPS, TRACK)
        pen.arc(_filled(icon), colour)
    _middle(pen, icon.kind, colour)
    if icon.mark:
        reach = size * 0.19
        at = size - reach
        pen.disc(at, at, reach + max(1.0, size / 16), (0, 0, 0, 0))
        pen.disc(at, at, reach, MARK)
    return pen.finished()


def _filled(icon: Icon) -> int:
    if icon.kind == IconKind.DUE:
        return STEPS
    if icon.kind == IconKind.OFF:
        return 0
    return icon.eighths


def _middle(pen: _Pen, kind: str, colour: Colour) -> None:
    """What is inside the ring."""
    size, middle = pen.size, pen.middle
    if kind == IconKind.DUE:
        _arrow(pen, colour)
    elif kind == IconKind.HELD:
        pen.bar(middle, middle, size * 0.36, size * 0.13, colour)
    elif kind == IconKind.PAUSED:
        wide, gap = max(1, round(size * 0.1)), max(1, round(size * 0.06))
        for side in (-1, 1):
            pen.bar(middle + side * (gap + wide / 2), middle, wide, size * 0.36, colour)
    elif kind == IconKind.OFF:
        pen.disc(middle, middle, size * 0.2, colour)
        pen.disc(middle + size * 0.1, middle - size * 0.08, size * 0.17, (0, 0, 0, 0))


def _arrow(pen: _Pen, colour: Colour) -> None:
    size, middle = pen.size, pen.middle
    wide, tall = size * 0.22, size * 0.2
    tip = middle - tall
    head = [(middle, tip), (middle + wide, middle), (middle - wide, middle)]
    pen.draw.polygon([(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in head], fill=colour)
    pen.bar(middle, middle + tall / 2, 2 * max(1, round(size * 0.06)), tall, colour)


def every_icon() -> Iterator[Icon]:
    """All images there are, in the order of the file."""
    for kind in KINDS:
        for eighths in range(STEPS + 1):
            for mark in (False, True):
                yield Icon(kind, eighths, mark)


def argb(icon: Icon, size: int) -> bytes:
    """The same image as ARGB32 in network byte order, as D-Bus trays want it."""
    from PIL import Image  # noqa: PLC0415 - the idle daemon carries no Pillow

    red, green, blue, alpha = draw(icon, size).split()
    return Image.merge("RGBA", (alpha, red, green, blue)).tobytes()


def main(target: Path) -> None:
    """Draw every image in every size into one file."""
    pack(target, {icon: b"".join(argb(icon, size) for size in SIZES) for icon in every_icon()})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
