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

FOLDER = Path(__file__).resolve().parent.parent / "figures"
SUPERSAMPLING = 3

LIGHT = {
    "ground": "#FBF8F3",
    "disc": "#E9F2EF",
    Role.SKIN: "#EEBE98",
    Role.SKIN_FAR: "#D9A27A",
    Role.HAIR: "#33293A",
    Role.FACE: "#33293A",
    Role.SHIRT: "#2A9D8F",
    Role.SLEEVE: "#3BB5A5",
    Role.SHIRT_FAR: "#1F7E74",
    Role.TROUSERS: "#3C4F7D",
    Role.TROUSERS_FAR: "#62749F",
    Role.SHOE: "#27304D",
    Role.SHOE_FAR: "#4A5678",
    Role.SOLE: "#FFFFFF",
    Role.BONE: "#FFF4DC",
    Role.GHOST: "#CCDEDA",
    Role.FLOOR: "#D6DDD8",
    Role.WALL: "#D9D3C8",
    Role.MAT: "#9CCBC2",
    Role.PROP: "#CFC3B2",
    Role.PROP_FAR: "#AC9F8C",
    Role.DARK: "#3A4153",
    Role.GLASS: "#A9D5EC",
    Role.VIEW: "#7FB58E",
    Role.CLOTH: "#F2B25C",
    Role.CLOTH_FAR: "#D58F32",
    Role.ACCENT: "#EF6A47",
    Role.MARK: "#4C93C7",
    Role.PAPER: "#FFFFFF",
}
DARK = {
    "ground": "#1D2331",
    "disc": "#2B3547",
    Role.SKIN: "#E6B58F",
    Role.SKIN_FAR: "#C08E6B",
    Role.HAIR: "#120F18",
    Role.FACE: "#1B1622",
    Role.SHIRT: "#34AE9F",
    Role.SLEEVE: "#4CC6B5",
    Role.SHIRT_FAR: "#26877C",
    Role.TROUSERS: "#7388C4",
    Role.TROUSERS_FAR: "#5568A0",
    Role.SHOE: "#0F131E",
    Role.SHOE_FAR: "#46506B",
    Role.SOLE: "#E8EAF0",
    Role.BONE: "#FFF1D2",
    Role.GHOST: "#3F4C61",
    Role.FLOOR: "#3C475B",
    Role.WALL: "#4A5467",
    Role.MAT: "#4B8178",
    Role.PROP: "#A09584",
    Role.PROP_FAR: "#7A7163",
    Role.DARK: "#0F131E",
    Role.GLASS: "#79B4D4",
    Role.VIEW: "#5F9A72",
    Role.CLOTH: "#EDAE5B",
    Role.CLOTH_FAR: "#C8893A",
    Role.ACCENT: "#FF8A66",
    Role.MARK: "#7FBBE6",
    Role.PAPER: "#F3F5F8",
}


def picture(scene: Scene, pixels: int, theme: dict[str, str], *, disc: bool = True) -> Image.Image:
    """A scene on its disc, ``pixels`` square."""
    side = pixels * SUPERSAMPLING
    image = Image.new("RGB", (side, side), theme["ground"])
    pen = ImageDraw.Draw(image)
    if disc:
        pen.ellipse((side * 0.02, side * 0.02, side * 0.98, side * 0.98), fill=theme["disc"])
    for polygon in scene.polygons:
        pen.polygon([(x * side, y * side) for x, y in polygon.points], fill=theme[polygon.role])
    return image.resize((pixels, pixels), Image.Resampling.LANCZOS)


def sheet(
    rows: list[list[Scene]], pixels: int, theme: dict[str, str], labels: list[str]
) -> Image.Image:
    """Rows of pictures with the name of each row (or, for one column a cell, of each cell)."""
    columns = max(len(row) for row in rows)
    strip = 14
    image = Image.new("RGB", (columns * pixels, len(rows) * (pixels + strip)), theme["ground"])
    pen = ImageDraw.Draw(image)
    for r, row in enumerate(rows):
        top = r * (pixels + strip)
        for c, scene in enumerate(row):
            image.paste(picture(scene, pixels, theme), (c * pixels, top + strip))
            name = (
                labels[r * columns + c] if len(labels) > len(rows) else labels[r] if c == 0 else ""
            )
            pen.text((c * pixels + 6, top + 2), name, fill=theme[Role.PROP_FAR])
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
    return [figure.poster(), *(figure.scene(i, t, easier=easier) for i, t in moments)]


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
    return 0


def poster_sheet(names: list[str], pixels: int, columns: int, theme: dict[str, str]) -> Image.Image:
    """All posters, row by row."""
    scenes = [movement(n).poster() for n in names]
    rows = [scenes[i : i + columns] for i in range(0, len(scenes), columns)]
    return sheet(rows, pixels, theme, names)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
