"""What a figure looks like at one moment: flat polygons with roles, in drawing order."""

from enum import StrEnum

from msgspec import Struct

from deskbreak.figures.projection import Point


class Role(StrEnum):
    """What a polygon shows; a theme gives every role a colour."""

    SKIN = "skin"
    SKIN_FAR = "skin-far"
    """Skin in the shade: the neck, the ear, the limbs behind."""
    HAIR = "hair"
    FACE = "face"
    """Eye and mouth."""
    SHIRT = "shirt"
    SLEEVE = "sleeve"
    SHIRT_FAR = "shirt-far"
    TROUSERS = "trousers"
    TROUSERS_FAR = "trousers-far"
    SHOE = "shoe"
    SHOE_FAR = "shoe-far"
    SOLE = "sole"
    BONE = "bone"
    """Pelvis and spine shown through the clothes."""
    GHOST = "ghost"
    """The same body at the start of the movement."""
    FLOOR = "floor"
    WALL = "wall"
    MAT = "mat"
    PROP = "prop"
    PROP_FAR = "prop-far"
    DARK = "dark"
    """Castors, screen frame, keyboard."""
    GLASS = "glass"
    """Screen and window."""
    VIEW = "view"
    """Hills behind the window, lines on the screen."""
    CLOTH = "cloth"
    """Towel, bag, foot rest: the thing that is used."""
    CLOTH_FAR = "cloth-far"
    ACCENT = "accent"
    """Arrows: where to move."""
    MARK = "mark"
    """Breath, pressure, guide lines: what to notice."""
    PAPER = "paper"
    """The light ground of an inset."""


class Polygon(Struct, frozen=True):
    """One flat, simple polygon.

    ``points`` are in the unit square: x to the right, y down, both 0 to 1.
    """

    points: tuple[Point, ...]
    role: Role


class Scene(Struct, frozen=True):
    """Polygons from the back to the front."""

    polygons: tuple[Polygon, ...]
