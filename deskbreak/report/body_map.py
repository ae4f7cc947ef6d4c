"""How often each part of the body was moved, over the program's own figure."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from deskbreak.content import formats
from deskbreak.figures.library import movement
from deskbreak.figures.scene import Polygon, Role
from deskbreak.report.markup import element, svg
from deskbreak.report.words import Words

STANDING = "stand-one-minute"
"""The movement whose picture shows a person standing."""
TONES = {
    Role.SKIN: "skin",
    Role.SKIN_FAR: "skin",
    Role.HAIR: "hair",
    Role.SHIRT: "shirt",
    Role.SHIRT_FAR: "shirt",
    Role.SLEEVE: "sleeve",
    Role.TROUSERS: "trousers",
    Role.TROUSERS_FAR: "trousers",
    Role.SHOE: "hair",
    Role.SHOE_FAR: "hair",
}
"""What of the picture is the person, and its class."""

LEFT, WIDTH, TOP, HEIGHT = 380, 540, 50, 890
"""The part of the picture that is shown, in thousandths of its side."""
LABEL_X = 640
PLACES = {
    "breath": (510, 270),
    "thorax": (478, 330),
    "pelvis": (478, 455),
    "hip": (500, 525),
    "whole": (505, 800),
}
"""Where each region is on the body, from the head down."""
LABEL_Y = {"breath": 215, "thorax": 335, "pelvis": 455, "hip": 575, "whole": 800}
SMALLEST, LARGEST = 9, 34
"""Radii of the marks."""


def body_map(counts: Mapping[str, int], words: Words) -> Element:
    """The figure with a disc on each region, larger the more often it was moved."""
    most = max(counts.values(), default=0)
    parts = formats.listed(
        words.language,
        (f"{words.name('region', region)} {counts.get(region, 0)}" for region in PLACES),
    )
    drawn = [_region(region, counts.get(region, 0), most, words) for region in PLACES]
    return svg(
        *_body(),
        *drawn,
        label=words.say("regions.label", parts=parts),
        viewBox=f"{LEFT} {TOP} {WIDTH} {HEIGHT}",
        class_="body",
    )


def _body() -> list[Element]:
    return [
        element("path", d=_path(polygon), class_=TONES[polygon.role])
        for polygon in movement(STANDING).poster().polygons
        if polygon.role in TONES and _is_person(polygon)
    ]


def _is_person(polygon: Polygon) -> bool:
    return min(x for x, _ in polygon.points) * 1000 >= LEFT


def _path(polygon: Polygon) -> str:
    points = [f"{round(x * 1000)} {round(y * 1000)}" for x, y in polygon.points]
    return f"M{'L'.join(points)}z"


def _region(region: str, count: int, most: int, words: Words) -> Element:
    x, y = PLACES[region]
    at = LABEL_Y[region]
    radius = LARGEST * (count / most) ** 0.5 if most else 0
    disc = element("circle", cx=x, cy=y, r=max(SMALLEST, radius), class_="disc")
    line = element("path", d=f"M{x} {y}L{LABEL_X - 12} {at}", class_="lead")
    name = element("text", words.name("region", region), x=LABEL_X, y=at - 4, class_="region")
    number = element("text", str(count), x=LABEL_X, y=at + 34, class_="region-n")
    return element("g", line, disc, name, number)
