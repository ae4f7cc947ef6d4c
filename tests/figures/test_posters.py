"""The pictures in ``assets/posters`` are what the engine draws: looked at once, then kept."""

from itertools import combinations

import pytest
from figures.catalogue import CARDS, IDS
from msgspec.structs import replace
from PIL import Image, ImageChops, ImageStat

from deskbreak.figures.library import ids, movement
from deskbreak.figures.movement import Flow, Poster
from deskbreak.figures.theme import LIGHT
from tools.pictures import PIXELS, POSTERS, names, poster, tile

ALL = IDS
TOLERANCE = 0.4
"""Mean difference of a picture, of 255: edges may come out otherwise with another Pillow."""
APART = 4.0
"""Least mean difference of two posters, of 255."""
TOGETHER = 1_600_000
"""Most bytes of all posters."""


def difference(one: Image.Image, other: Image.Image) -> float:
    mean = ImageStat.Stat(ImageChops.difference(one, other)).mean
    return sum(mean) / len(mean)


@pytest.mark.parametrize("id_", ALL)
def test_the_kept_picture_is_what_is_drawn(id_: str) -> None:
    for easier, name in names(id_).items():
        with Image.open(POSTERS / f"{name}.png") as image:
            kept = image.convert("RGBA")
        assert kept.size == (PIXELS, PIXELS)
        found = difference(poster(id_, easier=easier), kept)
        assert found <= TOLERANCE, "run `make pictures` and look at what changed"


def test_every_routine_has_a_picture_of_its_easier_form() -> None:
    assert {id_ for id_ in ALL if len(names(id_)) > 1} == set(CARDS)


def test_the_tolerance_sees_three_degrees() -> None:
    still = movement("hip-hinge").still
    assert isinstance(still, Poster)
    numbers = {**still.pose.numbers, "lumbar": still.pose.get("lumbar") + 3}
    other = replace(still, pose=replace(still.pose, numbers=numbers))
    assert difference(tile(other.draw(), PIXELS, LIGHT), poster("hip-hinge")) > TOLERANCE


def test_every_movement_has_a_picture_and_nothing_else_is_there() -> None:
    assert {path.name for path in POSTERS.iterdir()} == {
        f"{name}.png" for id_ in ids() for name in names(id_).values()
    }


def test_no_two_posters_look_the_same() -> None:
    drawn = {id_: poster(id_, 96) for id_ in ALL}
    for one, other in combinations(ALL, 2):
        assert difference(drawn[one], drawn[other]) > APART, (one, other)


def test_a_picture_drawn_twice_is_the_same() -> None:
    assert poster("cat-cow").tobytes() == poster("cat-cow").tobytes()


def test_all_pictures_together_are_small() -> None:
    assert sum(path.stat().st_size for path in POSTERS.iterdir()) < TOGETHER


def test_the_corners_are_round_and_see_through() -> None:
    image = poster("hip-hinge")
    assert image.getpixel((0, 0))[3] == 0  # type: ignore[index]  # RGBA gives a tuple
    assert image.getpixel((PIXELS // 2, 0))[3] == 255  # type: ignore[index]  # the same


def test_a_flow_shows_its_movements_below_one_another() -> None:
    figure = movement("thoracic-mobility-flow")
    assert isinstance(figure.still, Flow)
    alone = [movement(id_).poster() for id_ in ("cat-cow", "thread-the-needle")]
    alone.append(movement("towel-thoracic-extension").poster())
    shown = figure.poster().polygons
    assert [p.role for p in shown] == [p.role for scene in alone for p in scene.polygons]
    bottom = 0.0
    for scene in alone:
        part, shown = shown[: len(scene.polygons)], shown[len(scene.polygons) :]
        ys = [y for polygon in part for _, y in polygon.points]
        assert bottom < min(ys)
        bottom = max(ys)
    assert bottom <= 1.0
