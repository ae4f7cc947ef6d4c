"""Makes ``assets/posters/<id>.png``: the picture of every routine and every set-up check.

``<id>.easier.png`` shows the easier form of a routine.

    python tools/pictures.py [ID …] [--to FOLDER]

The same bytes every time on the same machine. Notifications, ``docs/routines.md`` and the README
show these files; ``tests/figures/test_posters.py`` compares them with what the engine draws. A tile
with round corners looks the same on light and on dark popups.
"""

import argparse
from pathlib import Path

from PIL import Image, ImageDraw

from deskbreak.app.ports.tray_ports import Icon, IconKind
from deskbreak.figures.library import ids, movement
from deskbreak.figures.projection import Point
from deskbreak.figures.scene import Role, Scene
from deskbreak.figures.theme import LIGHT, Theme
from deskbreak.tray.image_drawing import draw

POSTERS = Path(__file__).parents[1] / "assets" / "posters"
PIXELS = 320
"""Side of a poster: sharp at 160 on a screen with doubled pixels."""
ICON = 256
"""Side of the program's icon, the tray's image in its usual colour."""
SUPERSAMPLING = 4
CORNER = 0.12
"""Radius of the tile's corners, share of its side."""
MARGIN = 0.07
"""Least distance of the person and of what is shown from the edge, share of the side."""
GROUND = frozenset({Role.FLOOR, Role.WALL})
"""What may run out of the picture."""


def poster(
    id_: str, pixels: int = PIXELS, theme: Theme = LIGHT, *, easier: bool = False
) -> Image.Image:
    """The poster of a routine or check on a tile with round corners; ``pixels`` square, RGBA.

    Raises:
        KeyError: there is no such movement.
    """
    return tile(movement(id_).poster(easier=easier), pixels, theme)


def names(id_: str) -> dict[bool, str]:
    """The names of the pictures of a movement, by whether they show its easier form."""
    has_easier = movement(id_).easier_still != movement(id_).still
    return {False: id_, **({True: f"{id_}.easier"} if has_easier else {})}


def tile(scene: Scene, pixels: int, theme: Theme) -> Image.Image:
    """A scene as large as the tile allows."""
    side = pixels * SUPERSAMPLING
    left, top, span = _window(scene)
    image = Image.new("RGB", (side, side), theme.disc)
    pen = ImageDraw.Draw(image)
    for polygon in scene.polygons:
        points = [((x - left) / span * side, (y - top) / span * side) for x, y in polygon.points]
        pen.polygon(points, fill=theme.colours[polygon.role])
    mask = Image.new("L", (side, side), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, side - 1, side - 1), side * CORNER, fill=255)
    image.putalpha(mask)
    return image.resize((pixels, pixels), Image.Resampling.BOX)


def _window(scene: Scene) -> tuple[float, float, float]:
    """Left, top and side of the square that is shown, in shares of the scene."""
    shown: list[Point] = [
        p for polygon in scene.polygons if polygon.role not in GROUND for p in polygon.points
    ]
    xs, ys = [x for x, _ in shown], [y for _, y in shown]
    span = max(max(xs) - min(xs), max(ys) - min(ys)) / (1 - 2 * MARGIN)
    return (max(xs) + min(xs) - span) / 2, (max(ys) + min(ys) - span) / 2, span


def main() -> None:
    """Write the posters that are asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("ids", nargs="*", metavar="ID")
    parser.add_argument("--to", type=Path, default=POSTERS)
    given = parser.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    if not given.ids:
        draw(Icon(IconKind.WORKING, 6), ICON).save(given.to.parent / "icon.png", optimize=True)
    for id_ in given.ids or ids():
        for easier, name in names(id_).items():
            poster(id_, easier=easier).save(given.to / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
