# ruff: noqa: INP001  # a script, not a package
"""Renders the contact sheets of all movements into ``docs/figures/``.

``python docs/tools/contact_sheet.py`` writes every sheet; ``… phases hip-hinge cat-cow --to x.png``
writes one for looking at while a pose is being made. Needs Pillow.
"""

import argparse
import sys
from pathlib import Path

from PIL import Image, ImageDraw

from deskbreak.figures.library import ids, movement
from deskbreak.figures.scene import Role, Scene
from deskbreak.figures.theme import DARK, LIGHT, Theme

FOLDER = Path(__file__).resolve().parent.parent / "figures"
SUPERSAMPLING = 3


def picture(scene: Scene, pixels: int, theme: Theme, *, disc: bool = True) -> Image.Image:
    """A scene on its disc, ``pixels`` square."""
    side = pixels * SUPERSAMPLING
    image = Image.new("RGB", (side, side), theme.ground)
    pen = ImageDraw.Draw(image)
    if disc:
        pen.ellipse((side * 0.02, side * 0.02, side * 0.98, side * 0.98), fill=theme.disc)
    for polygon in scene.polygons:
        pen.polygon(
            [(x * side, y * side) for x, y in polygon.points], fill=theme.colours[polygon.role]
        )
    return image.resize((pixels, pixels), Image.Resampling.LANCZOS)


def sheet(rows: list[list[Scene]], pixels: int, theme: Theme, labels: list[str]) -> Image.Image:
    """Rows of pictures with the name of each row (or, for one column a cell, of each cell)."""
    columns = max(len(row) for row in rows)
    strip = 14
    image = Image.new("RGB", (columns * pixels, len(rows) * (pixels + strip)), theme.ground)
    pen = ImageDraw.Draw(image)
    for r, row in enumerate(rows):
        top = r * (pixels + strip)
        for c, scene in enumerate(row):
            image.paste(picture(scene, pixels, theme), (c * pixels, top + strip))
            name = (
                labels[r * columns + c] if len(labels) > len(rows) else labels[r] if c == 0 else ""
            )
            pen.text((c * pixels + 6, top + 2), name, fill=theme.colours[Role.PROP_FAR])
    return image


def phases(
    id_: str, columns: int, variant: str | None = None, *, easier: bool = False
) -> list[Scene]:
    """The poster and moments spread over the steps, each step where its body has moved most."""
    figure = movement(id_, variant)
    steps = figure.easier_steps if easier else figure.steps
    moments = []
    for index, step in enumerate(steps):
        for segment in step.segments[: max(len(step.segments) // step.repeat, 1)]:
            moments.append((index, segment.start + segment.move * 0.55))
            moments.append((index, segment.start + segment.move))
    count = columns - 1
    if len(moments) > count:
        moments = [moments[round(i * (len(moments) - 1) / (count - 1))] for i in range(count)]
    return [figure.poster(easier=easier), *(figure.scene(i, t, easier=easier) for i, t in moments)]


def save(image: Image.Image, path: Path) -> None:
    """A small PNG: 128 colours are enough for flat pictures."""
    image.quantize(192, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        path, optimize=True
    )
    print(path, path.stat().st_size // 1024, "KB")  # noqa: T201  # a script tells what it wrote


def main(arguments: list[str]) -> int:
    """Write the sheets; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=["all", "posters", "phases"], default="all")
    parser.add_argument("ids", nargs="*")
    parser.add_argument("--to", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--easier", action="store_true")
    parser.add_argument("--pixels", type=int, default=200)
    parser.add_argument("--columns", type=int, default=7)
    parser.add_argument("--variant")
    given = parser.parse_args(arguments)
    FOLDER.mkdir(exist_ok=True)
    names = given.ids or list(ids())
    if given.to:
        theme = DARK if given.dark else LIGHT
        if given.what == "posters":
            save(poster_sheet(names, given.pixels, given.columns, theme), given.to)
        else:
            rows = [phases(n, given.columns, given.variant, easier=given.easier) for n in names]
            save(sheet(rows, given.pixels, theme, names), given.to)
        return 0
    for name, theme in (("light", LIGHT), ("dark", DARK)):
        save(poster_sheet(names, 210, 7, theme), FOLDER / f"posters-{name}.png")
        for i in range(0, len(names), 11):
            part = names[i : i + 11]
            rows = [phases(n, 8) for n in part]
            save(sheet(rows, 130, theme, part), FOLDER / f"phases-{name}-{i // 11 + 1}.png")
    moved = [n for n in names if movement(n).easier_still != movement(n).still]
    for name, theme in (("light", LIGHT), ("dark", DARK)):
        for i in range(0, len(moved), 11):
            part = moved[i : i + 11]
            rows = [phases(n, 8, easier=True) for n in part]
            save(sheet(rows, 130, theme, part), FOLDER / f"easier-{name}-{i // 11 + 1}.png")
        small = [movement(n).poster() for n in names]
        small += [movement(n).poster(easier=True) for n in moved]
        rows = [small[i : i + 14] for i in range(0, len(small), 14)]
        save(sheet(rows, 64, theme, [""] * len(rows)), FOLDER / f"small-{name}.png")
    return 0


def poster_sheet(names: list[str], pixels: int, columns: int, theme: Theme) -> Image.Image:
    """All posters, row by row."""
    scenes = [movement(n).poster() for n in names]
    rows = [scenes[i : i + columns] for i in range(0, len(scenes), columns)]
    return sheet(rows, pixels, theme, names)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
