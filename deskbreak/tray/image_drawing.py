"""The tray image, drawn with Pillow as a pure function of ``ports.Icon`` and a size.

Every part is bright and has a dark outline. Whatever the panel's colour, one of the two stands out
from it by at least 3:1 (WCAG 2.2, 1.4.11): bright means a luminance of at least 0.40, which is 3:1
over anything below 0.10, and the outline is 3:1 under anything above 0.10. What is inside a disc is
dark on bright and needs no panel. No state is told by its colour alone:

========  ==============================================================
working   a ring, thin where there is time left, thick and green as sitting grows
due       an orange disc with an arrow up: stand up
held      a violet disc with a bar: something waits
paused    a blue disc with two bars
off       a grey crescent
away      eight grey dots in a ring: nobody is here
========  ==============================================================

The quiet mark is a dot at the lower right.

Only drawing imports Pillow. The daemon reads what was drawn beforehand (``pixels``);
``python -m deskbreak.tray.image_drawing FILE`` draws that file anew.
"""

import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from deskbreak.app.ports.tray_ports import Icon, IconKind
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
    IconKind.WORKING: (0x4C, 0xD0, 0x8E, 255),
    IconKind.DUE: (0xFF, 0xA2, 0x45, 255),
    IconKind.HELD: (0xC8, 0xAA, 0xFF, 255),
    IconKind.PAUSED: (0x8C, 0xC0, 0xF5, 255),
    IconKind.OFF: (0xC2, 0xC2, 0xC2, 255),
    IconKind.AWAY: (0xC2, 0xC2, 0xC2, 255),
}
MARK: Final[Colour] = (0xFF, 0xA2, 0x45, 255)
TRACK: Final[Colour] = (0xD8, 0xD8, 0xD8, 255)
OUTLINE: Final[Colour] = (0x10, 0x10, 0x14, 255)
CLEAR: Final[Colour] = (0, 0, 0, 0)
OVERSAMPLING: Final = 8
STEPS: Final = 8


class _Pen:
    """Draws in units of one pixel of the finished image, eight times finer."""

    def __init__(self, size: int) -> None:
        from PIL import Image, ImageDraw  # noqa: PLC0415 - the idle daemon carries no Pillow

        self.size = size
        self.middle = size / 2
        self.edge = max(1.0, size / 18)
        """Width of an outline: at least one whole pixel."""
        side = size * OVERSAMPLING
        self.image: Image.Image = Image.new("RGBA", (side, side), CLEAR)
        self.draw = ImageDraw.Draw(self.image)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        box = (x - radius, y - radius, x + radius, y + radius)
        self.draw.ellipse([edge * OVERSAMPLING for edge in box], fill=colour)

    def outlined(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A disc of that radius, the outline being its rim."""
        self.disc(x, y, radius, OUTLINE)
        self.disc(x, y, radius - self.edge, colour)

    def arc(self, outer: float, width: float, turns: tuple[float, float], colour: Colour) -> None:
        """A part of a ring, in degrees clockwise from the top."""
        box = (self.middle - outer, self.middle + outer)
        edges = [edge * OVERSAMPLING for edge in (box[0], box[0], box[1], box[1])]
        start, end = (turn - 90 for turn in turns)
        self.draw.arc(edges, start, end, fill=colour, width=round(width * OVERSAMPLING))

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
    if icon.kind == IconKind.WORKING:
        _ring(pen, icon.eighths, colour)
    elif icon.kind == IconKind.AWAY:
        _dots(pen, colour)
    elif icon.kind == IconKind.OFF:
        _crescent(pen, colour)
    else:
        pen.outlined(pen.middle, pen.middle, size / 2, colour)
        _sign(pen, icon.kind)
    if icon.mark:
        reach = size * 0.24
        pen.outlined(size - reach, size - reach, reach, MARK)
    return pen.finished()


def _ring(pen: _Pen, eighths: int, colour: Colour) -> None:
    """A track all around; the part that is filled is wider, on both sides of it."""
    size, edge = pen.size, pen.edge
    wide, thin = max(3.0, size * 0.2), max(1.4, size * 0.07)
    outer = size / 2
    inset = (wide - thin) / 2
    end = 360 * eighths / STEPS
    pen.arc(outer - inset, thin + 2 * edge, (0, 360), OUTLINE)
    pen.arc(outer - inset - edge, thin, (0, 360), TRACK)
    if eighths:
        cap = 0 if eighths == STEPS else math.degrees(edge / (outer - wide / 2))
        pen.arc(outer, wide + 2 * edge, (-cap, end + cap), OUTLINE)
        pen.arc(outer - edge, wide, (0, end), colour)


def _dots(pen: _Pen, colour: Colour) -> None:
    """Eight dots in a ring."""
    radius = pen.size * 0.115 + pen.edge * 0.6
    way = pen.size / 2 - radius
    for step in range(STEPS):
        turn = math.tau * (step + 0.5) / STEPS
        x, y = pen.middle + way * math.cos(turn), pen.middle + way * math.sin(turn)
        pen.outlined(x, y, radius, colour)


def _crescent(pen: _Pen, colour: Colour) -> None:
    """A moon: a disc from which another is cut, both outlined."""
    size, edge = pen.size, pen.edge
    cut = (pen.middle + size * 0.17, pen.middle - size * 0.14, size * 0.35)
    pen.outlined(pen.middle, pen.middle, size / 2, colour)
    pen.disc(cut[0], cut[1], cut[2] + edge, OUTLINE)
    pen.disc(*cut, CLEAR)
    rim = size / 2 + size  # what the second outline left outside of the disc
    pen.arc(rim, size, (0, 360), CLEAR)


def _sign(pen: _Pen, kind: str) -> None:
    """What a disc carries, dark on bright."""
    size, middle = pen.size, pen.middle
    if kind == IconKind.DUE:
        wide, tall = size * 0.25, size * 0.24
        tip = middle - tall * 1.1
        head = [(middle, tip), (middle + wide, middle), (middle - wide, middle)]
        pen.draw.polygon([(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in head], fill=OUTLINE)
        pen.bar(middle, middle + tall / 2, 2 * max(1, round(size * 0.07)), tall, OUTLINE)
    elif kind == IconKind.HELD:
        pen.bar(middle, middle, size * 0.48, size * 0.15, OUTLINE)
    elif kind == IconKind.PAUSED:
        wide, gap = max(2, round(size * 0.12)), max(1, round(size * 0.07))
        for side in (-1, 1):
            pen.bar(middle + side * (gap + wide / 2), middle, wide, size * 0.42, OUTLINE)


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
