"""Paints menus and tooltips for XEmbed panels: a short-lived child, the only one with Pillow.

``python -m deskbreak.tray.paint_process`` reads one request a line and answers each with one
line of JSON and the bytes it announces. It ends with its input. Pixels are BGRX, row by row.

=====================================================  ==========================================
request                                                answer
=====================================================  ==========================================
``{"rows": [ROW, …], "scale": S}``                     ``{"width": W, "rows": [[TOP, HEIGHT], …],``
                                                       ``"height": H, "bytes": 2·W·H·4}``: the
                                                       menu, then the same with each row selected
``{"tip": TEXT, "scale": S}``                          ``{"width": W, "height": H, "bytes": …}``
=====================================================  ==========================================

ROW: ``{"label", "enabled", "checked": true|false|null, "radio", "submenu"}``, null: a separator.
"""

import json
import subprocess
import sys
from functools import lru_cache
from typing import BinaryIO, Final, TypedDict

from PIL import Image, ImageDraw, ImageFont

PAPER, INK, PALE, LINE = "#fbfbfa", "#2e3436", "#6b6f71", "#d8d5d1"
CHOSEN, CHOSEN_INK = "#17744b", "#ffffff"
TIP_PAPER, TIP_INK = "#2e3436", "#ffffff"
TEXT_PX: Final = 13
"""Height of the text in pixels at 96 dpi."""

FIRST_EAST_ASIAN: Final = "\u2e80"
"""CJK Radicals Supplement: from here on a Latin font has no glyphs."""


class Row(TypedDict):
    """One entry of a menu."""

    label: str
    enabled: bool
    checked: bool | None
    radio: bool
    submenu: bool


class Style(TypedDict):
    """Colours of a row."""

    paper: str
    ink: str


@lru_cache(maxsize=4)
def font(pixels: int, *, east_asian: bool) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The desktop's sans-serif font, as fontconfig names it; Pillow's own without fontconfig."""
    pattern = "sans:lang=ja" if east_asian else "sans"
    ask = ["fc-match", "-f", "%{file}\n%{index}", pattern]
    try:
        said = subprocess.run(ask, capture_output=True, text=True, timeout=5, check=True)  # noqa: S603 - fixed words; PATH is the user's own
        file, index = said.stdout.split("\n")
        return ImageFont.truetype(file, pixels, int(index))
    except (OSError, subprocess.SubprocessError, ValueError):
        return ImageFont.load_default(pixels)


def font_for(texts: list[str], scale: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """One face for all of a menu, so that its rows look alike."""
    east_asian = any(letter >= FIRST_EAST_ASIAN for text in texts for letter in text)
    return font(round(TEXT_PX * scale), east_asian=east_asian)


class MenuPicture:
    """Measures and paints one menu; lengths in pixels at ``scale`` 1 are multiplied by it."""

    def __init__(self, rows: list[Row | None], scale: float) -> None:
        self.rows = rows
        self.scale = scale
        labels = [row["label"] for row in rows if row]
        self.font = font_for(labels, scale)
        self.row_height, self.gap = round(26 * scale), round(9 * scale)
        self.left, self.right = round(32 * scale), round(28 * scale)
        widest = max((self.font.getlength(label) for label in labels), default=0)
        self.width = round(widest) + self.left + self.right
        self.places: list[tuple[int, int]] = []
        top = round(4 * scale)
        for row in rows:
            height = self.row_height if row else self.gap
            self.places.append((top, height))
            top += height
        self.height = top + round(4 * scale)

    def paint(self, *, selected: bool) -> bytes:
        """The whole menu; ``selected`` paints every row that can be chosen as the chosen one."""
        image = Image.new("RGB", (self.width, self.height), PAPER)
        pen = ImageDraw.Draw(image)
        for row, (top, height) in zip(self.rows, self.places, strict=True):
            middle = top + height // 2
            if row is None:
                edges = (self.gap, middle, self.width - self.gap, middle)
                pen.line(edges, fill=LINE, width=max(1, round(self.scale)))
            elif selected and row["enabled"]:
                pen.rectangle((1, top, self.width - 2, top + height - 1), fill=CHOSEN)
                self._row(pen, row, middle, CHOSEN_INK)
            else:
                self._row(pen, row, middle, INK if row["enabled"] else PALE)
        pen.rectangle((0, 0, self.width - 1, self.height - 1), outline=LINE)
        return image.tobytes("raw", "BGRX")

    def _row(self, pen: ImageDraw.ImageDraw, row: Row, middle: int, ink: str) -> None:
        pen.text((self.left, middle), row["label"], font=self.font, fill=ink, anchor="lm")
        if row["checked"] is not None:
            self._tick(pen, row, middle, ink)
        if row["submenu"]:
            size, x = 4 * self.scale, self.width - 16 * self.scale
            points = [(x, middle - size), (x, middle + size), (x + size, middle)]
            pen.polygon(points, fill=ink)

    def _tick(self, pen: ImageDraw.ImageDraw, row: Row, middle: int, ink: str) -> None:
        reach, x = 6 * self.scale, 16 * self.scale
        box = (x - reach, middle - reach, x + reach, middle + reach)
        outline = pen.ellipse if row["radio"] else pen.rectangle
        outline(box, outline=ink)
        if not row["checked"]:
            return
        if row["radio"]:
            half = reach / 2
            pen.ellipse((x - half, middle - half, x + half, middle + half), fill=ink)
        else:
            bend = 3 * self.scale
            points = [(x - bend, middle), (x - bend / 3, middle + bend), (x + bend, middle - bend)]
            pen.line(points, fill=ink, width=max(2, round(2 * self.scale)))


def tip(text: str, scale: float) -> tuple[int, int, bytes]:
    """Width, height and pixels of a tooltip."""
    lines = text.split("\n")
    face, margin, line_height = font_for(lines, scale), round(8 * scale), round(20 * scale)
    width = round(max(face.getlength(line) for line in lines)) + 2 * margin
    height = line_height * len(lines) + margin
    image = Image.new("RGB", (width, height), TIP_PAPER)
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        middle = margin // 2 + line_height * number + line_height // 2
        pen.text((margin, middle), line, font=face, fill=TIP_INK, anchor="lm")
    return width, height, image.tobytes("raw", "BGRX")


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the requests end."""
    for line in requests:
        request = json.loads(line)
        head: dict[str, object]
        if "tip" in request:
            width, height, pixels = tip(request["tip"], request["scale"])
            head = {"width": width, "height": height}
        else:
            menu = MenuPicture(request["rows"], request["scale"])
            pixels = menu.paint(selected=False) + menu.paint(selected=True)
            head = {"width": menu.width, "height": menu.height, "rows": menu.places}
        answers.write(json.dumps(head | {"bytes": len(pixels)}).encode() + b"\n" + pixels)
        answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
