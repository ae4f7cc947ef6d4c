# ruff: noqa: INP001  # a script, not a package
"""Writes the posters with numbers instead of names, and the key, for naming them unprepared.

``python docs/tools/naming_test.py --to FOLDER`` writes ``pictures.png`` and ``key.txt``. The order
is drawn from ``--seed``.
"""

import argparse
import random
import sys
from pathlib import Path

from contact_sheet import sheet
from PIL import Image

from deskbreak.figures.library import ids, movement
from deskbreak.figures.theme import DARK, LIGHT


def main(arguments: list[str]) -> int:
    """Write both files; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pixels", type=int, default=200)
    parser.add_argument("--columns", type=int, default=7)
    parser.add_argument("--easier", action="store_true")
    parser.add_argument("--dark", action="store_true")
    given = parser.parse_args(arguments)
    names = [n for n in ids() if not given.easier or movement(n).easier_still != movement(n).still]
    random.Random(given.seed).shuffle(names)  # noqa: S311  # an order, not a secret
    numbers = [f"{i}" for i in range(1, len(names) + 1)]
    scenes = [movement(n).poster(easier=given.easier) for n in names]
    rows = [scenes[i : i + given.columns] for i in range(0, len(scenes), given.columns)]
    theme = DARK if given.dark else LIGHT
    picture: Image.Image = sheet(rows, given.pixels, theme, numbers)
    given.to.mkdir(parents=True, exist_ok=True)
    picture.save(given.to / "pictures.png")
    key = "".join(f"{number} {name}\n" for number, name in zip(numbers, names, strict=True))
    (given.to / "key.txt").write_text(key, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
