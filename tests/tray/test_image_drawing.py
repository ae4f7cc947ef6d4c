"""The tray image as a picture: as approved, up to date in the assets, legible on any panel."""

import itertools
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from deskbreak.app.ports import Icon, IconKind
from deskbreak.tray import image_file as pixels
from deskbreak.tray.image_drawing import KINDS, argb, draw, every_icon

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


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS.keys())
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_legible_on_light_and_dark(kind: str, size: int, panel: tuple[int, int, int]) -> None:
    image = draw(Icon(kind, 5), size)
    data = image.tobytes()
    solid = [tuple(data[at : at + 3]) for at in range(0, len(data), 4) if data[at + 3] == 255]
    assert len(solid) >= size // 3
    assert min(contrast(colour, panel) for colour in solid) >= 2.8


@pytest.mark.parametrize("size", SIZES)
def test_states_differ_without_colour(size: int) -> None:
    grey = {kind: draw(Icon(kind, 8), size).getchannel("A") for kind in KINDS}
    for one, other in itertools.combinations(KINDS, 2):
        assert difference(grey[one], grey[other]) > 2, (one, other)


@pytest.mark.parametrize("kind", [IconKind.WORKING, IconKind.PAUSED, IconKind.AWAY])
def test_every_eighth_can_be_seen_at_16_pixels(kind: str) -> None:
    steps = [draw(Icon(kind, eighths), 16) for eighths in range(9)]
    for before, after in itertools.pairwise(steps):
        assert difference(before, after) > 0.8


def test_the_mark_is_seen_in_the_corner() -> None:
    for size in SIZES:
        with_mark, without = (draw(Icon(IconKind.HELD, 8, mark), size) for mark in (True, False))
        corner = (size // 2, size // 2, size, size)
        assert difference(with_mark.crop(corner), without.crop(corner)) > 10
        left = (0, 0, size // 2, size)
        assert with_mark.crop(left).tobytes() == without.crop(left).tobytes()
