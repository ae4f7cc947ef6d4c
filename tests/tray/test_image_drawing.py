"""The tray image as a picture: as approved, up to date in the assets, legible on any panel."""

import itertools
import math
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from deskbreak.app.ports.tray_ports import Icon, IconKind
from deskbreak.tray import image_file as pixels
from deskbreak.tray.image_drawing import (
    COLOURS,
    KINDS,
    MARK,
    OUTLINE,
    TRACK,
    argb,
    draw,
    every_icon,
)

APPROVED = Path(__file__).parent / "approved"
PANELS = {"light": (0xF6, 0xF5, 0xF4), "dark": (0x24, 0x24, 0x28)}
SIZES = (16, 22, 24, 32, 48)
SHOWN = [
    *(Icon(IconKind.WORKING, eighths) for eighths in (0, 1, 3, 5, 8)),
    Icon(IconKind.DUE, 8),
    Icon(IconKind.HELD, 8),
    Icon(IconKind.HELD, 8, mark=True),
    Icon(IconKind.PAUSED, 4),
    Icon(IconKind.OFF, 0),
    Icon(IconKind.AWAY, 0),
    Icon(IconKind.AWAY, 5),
]


def sheet(panel: str) -> Image.Image:
    """Every state in every size on one panel; how the approved pictures were made."""
    picture = Image.new("RGBA", (len(SHOWN) * 54, sum(SIZES) + 8 * 6), (*PANELS[panel], 255))
    for column, icon in enumerate(SHOWN):
        top = 8
        for size in SIZES:
            picture.alpha_composite(draw(icon, size), (column * 54 + (54 - size) // 2, top))
            top += size + 8
    return picture.convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean distance of the channels, 0 to 255."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


@pytest.mark.parametrize("panel", PANELS)
def test_looks_as_approved(panel: str) -> None:
    with Image.open(APPROVED / f"{panel}.png") as approved:
        assert difference(sheet(panel), approved.convert("RGB")) < 0.5


def test_a_different_picture_would_be_noticed() -> None:
    with Image.open(APPROVED / "light.png") as light:
        assert difference(sheet("dark"), light.convert("RGB")) > 50


def test_the_asset_is_up_to_date() -> None:
    for icon in every_icon():
        for size in (16, 48):
            drawn = Image.frombytes("RGBA", (size, size), argb(icon, size))
            kept = Image.frombytes("RGBA", (size, size), pixels.load(icon)[size])
            assert difference(drawn, kept) < 1, pixels.name_of(icon)


def luminance(colour: tuple[int, ...]) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [each / 255 for each in colour[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def on_a_panel(icon: Icon, size: int) -> Image.Image:
    """As it looks on a light panel."""
    laid = Image.new("RGBA", (size, size), (*PANELS["light"], 255))
    laid.alpha_composite(draw(icon, size))
    return laid


RANGE = [
    *((grey, grey, grey) for grey in range(0, 256, 15)),
    *itertools.product((0x00, 0x80, 0xFF), repeat=3),
    (0x2A, 0x6A, 0xC0),  # a blue Xfce panel
    (0x31, 0x36, 0x3B),  # Breeze Dark
    (0xD0, 0x30, 0x30),
]
"""Panel colours: every lightness, and saturated ones."""

EIGHTHS_OF_A_TURN = 8


def seen(icon: Icon, size: int, panel: tuple[int, ...]) -> set[int]:
    """In which eighths of a turn there are pixels with 3:1 to the panel."""
    laid = Image.new("RGBA", (size, size), (*panel, 255))
    laid.alpha_composite(draw(icon, size))
    middle = (size - 1) / 2
    found = set()
    for y, x in itertools.product(range(size), repeat=2):
        pixel = laid.getpixel((x, y))
        assert isinstance(pixel, tuple)
        if contrast(pixel, panel) >= 3:
            turn = math.atan2(y - middle, x - middle) / math.tau % 1
            found.add(int(turn * EIGHTHS_OF_A_TURN))
    return found


@pytest.mark.parametrize("size", [16, 22, 32])
@pytest.mark.parametrize(
    "icon",
    [
        *(Icon(IconKind.WORKING, eighths) for eighths in range(9)),
        *(Icon(kind, 8, mark) for kind in KINDS for mark in (False, True)),
    ],
    ids=pixels.name_of,
)
def test_every_state_stands_out_three_to_one_from_any_panel(icon: Icon, size: int) -> None:
    needed = 5 if icon.kind == IconKind.OFF else EIGHTHS_OF_A_TURN
    for panel in RANGE:
        assert len(seen(icon, size, panel)) >= needed, f"{pixels.name_of(icon)} on {panel}"


def test_bright_parts_and_their_outline_meet_on_every_lightness() -> None:
    for bright in (*COLOURS.values(), MARK, TRACK):
        assert luminance(bright) >= 0.40
        assert contrast(bright, OUTLINE) >= 3, "what a disc carries is read on it"
    for panel in RANGE:
        best = max(contrast(panel, OUTLINE), contrast(panel, COLOURS[IconKind.PAUSED]))
        assert best >= 3, panel


@pytest.mark.parametrize("size", SIZES)
def test_states_differ_without_colour(size: int) -> None:
    grey = {kind: on_a_panel(Icon(kind, 8), size).convert("L") for kind in KINDS}
    for one, other in itertools.combinations(KINDS, 2):
        assert difference(grey[one], grey[other]) > 2, (one, other)


def test_every_eighth_can_be_seen_at_16_pixels() -> None:
    steps = [draw(Icon(IconKind.WORKING, eighths), 16) for eighths in range(9)]
    for before, after in itertools.pairwise(steps):
        assert difference(before, after) > 0.8


def test_the_mark_is_seen_in_the_corner() -> None:
    for size in SIZES:
        with_mark, without = (draw(Icon(IconKind.HELD, 8, mark), size) for mark in (True, False))
        corner = (size // 2, size // 2, size, size)
        assert difference(with_mark.crop(corner), without.crop(corner)) > 10
        left = (0, 0, size // 2, size)
        assert with_mark.crop(left).tobytes() == without.crop(left).tobytes()
