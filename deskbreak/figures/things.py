"""Smaller things: parcel, foot rest, towel, screen …, from their place and measures (metres)."""

from deskbreak.figures.flesh import Part
from deskbreak.figures.scene import Role
from deskbreak.figures.solids import Measures, rod, sheet, slab
from deskbreak.figures.vector import Vec


def box(at: Vec, size: Measures) -> list[Part]:
    """A parcel; ``at`` is the middle of its bottom."""
    x, y, z = at
    dx, h, dz = size["depth"] / 2, size["height"], size["width"] / 2
    body = slab((x - dx, y, z - dz), (x + dx, y + h, z + dz), 0.014, Role.CLOTH)
    band = slab(
        (x - dx * 0.16, y + 0.002, z - dz),
        (x + dx * 0.16, y + h - 0.002, z + dz),
        0.004,
        Role.CLOTH_FAR,
    )
    return [body, band]


def foot_rest(at: Vec, size: Measures) -> list[Part]:
    """A wedge, low at the near side; ``at`` is its near edge."""
    x, y, z = at
    half, deep = size["width"] / 2, size["depth"]
    corners = [(x, y + size["low"] - 0.012), (x, y + 0.012), (x + deep, y + 0.012)]
    corners.append((x + deep, y + size["high"] - 0.012))
    return [
        sheet([(cx, cy, z + s * half) for cx, cy in corners for s in (1, -1)], 0.012, Role.CLOTH)
    ]


def towel_roll(at: Vec, size: Measures) -> list[Part]:
    """A rolled towel across; ``at`` is its middle."""
    x, y, z = at
    r, half = size["radius"], size["width"] / 2
    return [
        rod((x, y, z + half), (x, y, z - half), r, Role.CLOTH),
        Part((((x, y, z + half + r), r * 0.62),), Role.CLOTH_FAR),
        Part((((x, y, z + half + r), r * 0.30),), Role.CLOTH),
    ]


def screen(at: Vec, size: Measures) -> list[Part]:
    """A screen facing the person; ``at`` is on the desk under its face."""
    x, y, z = at
    low, high, half = y + size["lift"], y + size["lift"] + size["height"], size["width"] / 2
    return [
        rod((x + 0.075, y + 0.012, z), (x - 0.045, y + 0.012, z), 0.012, Role.PROP_FAR),
        rod((x + 0.040, y + 0.01, z), (x + 0.035, (low + high) / 2, z), 0.014, Role.PROP_FAR),
        slab((x, low, z - half), (x + 0.034, high, z + half), 0.012, Role.DARK),
        slab(
            (x - 0.006, low + 0.018, z - half + 0.02),
            (x, high - 0.018, z + half - 0.02),
            0.003,
            Role.GLASS,
        ),
    ]


def keyboard(at: Vec, size: Measures) -> list[Part]:
    """A keyboard; ``at`` is the middle of its underside."""
    x, y, z = at
    half, deep = size["width"] / 2, size["depth"] / 2
    return [slab((x - deep, y, z - half), (x + deep, y + 0.022, z + half), 0.010, Role.DARK)]


def window(at: Vec, size: Measures) -> list[Part]:
    """A window in the wall behind the picture, with hills; ``at`` is its lower left corner."""
    x, y, z = at
    w, h = size["width"], size["height"]
    frame = slab((x - 0.02, y - 0.02, z - 0.01), (x + w + 0.02, y + h + 0.02, z), 0.004, Role.PROP)
    glass = slab((x, y, z), (x + w, y + h, z + 0.002), 0.001, Role.GLASS)
    sun = Part((((x + w * 0.70, y + h * 0.74, z + 0.01), h * 0.10),), Role.PAPER)
    ground = y + h * 0.06
    hills = [
        sheet(
            [
                (x + w * a, ground, z + 0.01),
                (x + w * b, y + h * top, z + 0.01),
                (x + w * c, ground, z + 0.01),
            ],
            h * 0.05,
            Role.VIEW,
        )
        for a, b, c, top in ((0.10, 0.34, 0.62, 0.48), (0.42, 0.68, 0.90, 0.34))
    ]
    bar = rod((x + w / 2, y, z + 0.02), (x + w / 2, y + h, z + 0.02), 0.007, Role.PROP)
    return [frame, glass, sun, *hills, bar]


def plant(at: Vec, size: Measures) -> list[Part]:
    """A plant in a pot."""
    x, y, z = at
    h = size["height"]
    leaves = [
        rod((x, y + 0.20, z), (x + dx * h, y + dy * h, z), 0.022, Role.MAT)
        for dx, dy in ((-0.22, 0.78), (0.0, 1.0), (0.24, 0.74), (-0.12, 0.92), (0.13, 0.90))
    ]
    pot = sheet(
        [
            (x - 0.07, y + 0.02, z),
            (x + 0.07, y + 0.02, z),
            (x - 0.09, y + 0.20, z),
            (x + 0.09, y + 0.20, z),
        ],
        0.012,
        Role.PROP_FAR,
    )
    return [*leaves, pot]
