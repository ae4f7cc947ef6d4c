"""Draws the guide's window without a display: ``guide_pictures.py LANGUAGE THEME SCALE FILE``.

``guide_pictures.py approve`` writes the approved pictures anew; look at every one of them.
"""

import json
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

HERE = Path(__file__).parent
APPROVED = HERE / "approved"
LOOKS = [
    (lang, theme, scale) for lang in ("ja", "en") for theme in ("light", "dark") for scale in (1, 2)
]

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>/usr/share/fonts/opentype/noto</dir><cachedir>{cache}</cachedir></fontconfig>"""
"""Only the faces of fonts-noto-cjk, so that the pictures are the same everywhere."""

SCREEN = {
    "name": "large", "x": 0, "y": 0, "width": 3200, "height": 2400, "logicalDpi": 96,
    "logicalBaseDpi": 96, "dpr": 1,
}  # fmt: skip


def draw(language: str, theme: str, scale: int, file: Path) -> None:
    """Draw the sheet of one look in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        fonts = Path(folder, "fonts.conf")
        fonts.write_text(FONTS.format(cache=folder))
        screen = Path(folder, "screen.json")
        screen.write_text(json.dumps({"screens": [SCREEN]}))
        subprocess.run(
            [sys.executable, __file__, language, theme, str(scale), file],
            env={
                **os.environ,
                "PYTHONPATH": str(HERE.parents[1]),
                "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
                "QT_SCALE_FACTOR": str(scale),
                "FONTCONFIG_FILE": str(fonts),
            },
            check=True,
            timeout=60,
        )


def name(language: str, theme: str, scale: int) -> str:
    """The file of an approved sheet."""
    return f"guide-{language}-{theme}-{scale}x.png"


def _sheet(language: str, theme: str, file: str) -> None:
    """Five cards side by side, at fixed times."""
    from PIL import Image  # noqa: PLC0415 - only in the process that draws
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - the same

    from deskbreak.app.guiding import AskedCheck, GuideRequest  # noqa: PLC0415 - the same
    from deskbreak.content.checks import check_card  # noqa: PLC0415 - the same
    from deskbreak.guide.lesson import lesson_of  # noqa: PLC0415 - the same
    from deskbreak.guide.look import DARK, LIGHT  # noqa: PLC0415 - the same
    from deskbreak.guide.minute import Act  # noqa: PLC0415 - the same
    from deskbreak.guide.window import Window  # noqa: PLC0415 - the same

    app = QApplication([])
    app.setStyle("Fusion")
    texts = check_card("screen-height").texts()
    tongue = "ja" if language == "ja" else "en"
    check = AskedCheck(
        "screen-height",
        texts.question.ja if tongue == "ja" else texts.question.en,
        texts.look.ja if tongue == "ja" else texts.look.en,
        texts.fix.ja if tongue == "ja" else texts.fix.en,
    )
    lesson = lesson_of(GuideRequest("1", "seated-cat-cow", language, check=check))
    pictures = []
    for at, acts in (
        (14.0, []),
        (64.0, []),
        (64.0, [Act.GOOD]),
        (20.0, [Act.READ]),
        (20.0, [Act.HURTS]),
    ):
        now = [0.0]
        look = DARK if theme == "dark" else LIGHT
        window = Window(lesson, look, lambda _: None, now=partial(now.__getitem__, 0))
        now[0] = at
        window._tick()
        for act in acts:
            window.do(act)
        window.show()
        app.processEvents()
        part = f"{file}.part.png"
        window.grab().save(part)
        window.hide()
        with Image.open(part) as picture:
            pictures.append(picture.convert("RGBA"))
        Path(part).unlink()
    wide, high = pictures[0].size
    sheet = Image.new("RGBA", (wide * len(pictures), high), "#7B8595")
    for index, each in enumerate(pictures):
        sheet.alpha_composite(each, (index * wide, 0))
    few = sheet.convert("RGB").quantize(160, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


def approve() -> None:
    """Write all approved pictures anew."""
    APPROVED.mkdir(exist_ok=True)
    for look in LOOKS:
        draw(*look, APPROVED / name(*look))


if __name__ == "__main__":
    if sys.argv[1:] == ["approve"]:
        approve()
    else:
        _sheet(sys.argv[1], sys.argv[2], sys.argv[4])
