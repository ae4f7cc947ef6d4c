import re
from itertools import pairwise
from math import isfinite

import pytest
from figures.catalogue import IDS

from deskbreak.figures.library import build, movement, script
from deskbreak.figures.projection import Point
from deskbreak.figures.scene import Polygon, Role, Scene
from deskbreak.figures.scene_assembly import camera_of
from deskbreak.figures.skeleton import solve
from deskbreak.figures.theme import DARK, LIGHT, Theme

ALL = IDS


def scenes(id_: str) -> list[Scene]:
    figure = movement(id_)
    found = [figure.poster()]
    for easier in (False, True):
        for index, step in enumerate(figure.easier_steps if easier else figure.steps):
            found += figure.stills(index, easier=easier)
            shares = (0.0, 0.13, 0.37, 0.71)
            loop = step.loop_seconds
            found += [figure.scene(index, loop * share, easier=easier) for share in shares]
    return found


def area(points: tuple[Point, ...]) -> float:
    around = [*points, points[0]]
    return sum(a[0] * b[1] - a[1] * b[0] for a, b in pairwise(around)) / 2


def crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two edges cross in their inside, by more than a thousandth of a pixel."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    slack = 1e-9
    one, two = side(a, b, c), side(a, b, d)
    three, four = side(c, d, a), side(c, d, b)
    apart = one * two < 0 and three * four < 0
    return apart and min(abs(one), abs(two), abs(three), abs(four)) > slack


def simple(polygon: Polygon) -> bool:
    points = polygon.points
    edges = list(pairwise([*points, points[0]]))
    return not any(
        crosses(*edges[i], *edges[j])
        for i in range(len(edges))
        for j in range(i + 2, len(edges))
        if not (i == 0 and j == len(edges) - 1)
    )


@pytest.mark.parametrize("id_", ALL)
def test_polygons_are_finite_and_inside_the_frame(id_: str) -> None:
    for scene in scenes(id_):
        assert len(scene.polygons) > 30
        for polygon in scene.polygons:
            assert len(polygon.points) >= 3
            for x, y in polygon.points:
                assert isfinite(x)
                assert isfinite(y)
                assert 0.0 <= x <= 1.0
                assert 0.0 <= y <= 1.0


@pytest.mark.parametrize("id_", ALL)
def test_polygons_are_simple(id_: str) -> None:
    figure = movement(id_)
    shown = [figure.poster(), *(figure.thumbnail(i) for i in range(len(figure.steps)))]
    for scene in shown:
        for polygon in scene.polygons:
            assert simple(polygon), polygon.role
            assert abs(area(polygon.points)) > 0


@pytest.mark.parametrize("id_", ALL)
def test_scenes_are_the_same_every_time(id_: str) -> None:
    other = build(id_, script(id_))
    figure = movement(id_)
    assert figure.poster() == other.poster()
    for index, step in enumerate(figure.steps):
        at = step.loop_seconds * 0.37
        assert figure.scene(index, at) == other.scene(index, at)
        figure.scene(index, step.loop_seconds * 0.9)
        assert figure.scene(index, at) == other.scene(index, at)


@pytest.mark.parametrize("id_", ALL)
def test_the_whole_person_is_in_the_poster(id_: str) -> None:
    roles = {polygon.role for polygon in movement(id_).poster().polygons}
    assert {Role.SKIN, Role.HAIR, Role.SHIRT, Role.TROUSERS, Role.SHOE} <= roles


@pytest.mark.parametrize("id_", ALL)
def test_a_poster_says_by_a_mark_or_a_ghost_what_moves(id_: str) -> None:
    roles = {polygon.role for polygon in movement(id_).poster().polygons}
    assert roles & {Role.ACCENT, Role.GHOST, Role.MARK}


def inside(point: Point, polygon: Polygon) -> bool:
    """Whether a polygon covers a point (even and odd crossings)."""
    x, y = point
    found = False
    for (ax, ay), (bx, by) in pairwise([*polygon.points, polygon.points[0]]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            found = not found
    return found


@pytest.mark.parametrize(
    ("id_", "step", "seconds"),
    [
        ("worlds-greatest-stretch", 1, 1.0),
        ("seated-thread-the-needle", 1, 1.0),
        ("lift-practice", 1, 1.0),
        ("hip-hinge", 1, 2.5),
        ("march-at-desk", 1, 0.5),
        ("thread-the-needle", 0, 1.0),
        ("thread-the-needle", 3, 4.9),
        ("worlds-greatest-stretch", 3, 1.0),
        ("bird-dog", 1, 2.0),
    ],
)
def test_a_bowed_head_has_hair_on_its_crown(id_: str, step: int, seconds: float) -> None:
    figure = movement(id_)
    pose = figure.steps[step].moment(seconds).pose
    head, camera = solve(pose).spine.head, camera_of(pose)
    for forward in (-0.02, 0.0, 0.02):
        crown = camera.frame(camera.plane(head.at(forward, 0.098, 0.0)))
        covering = [p for p in figure.scene(step, seconds).polygons if inside(crown, p)]
        assert covering[-1].role is Role.HAIR


def test_time_before_and_after_a_step_stands_still() -> None:
    figure = movement("hip-hinge")
    assert figure.scene(1, -5.0) == figure.scene(1, 0.0)
    assert figure.scene(1, 50.0) == figure.scene(1, 500.0)


def test_a_step_that_is_not_there_is_an_index_error() -> None:
    with pytest.raises(IndexError):
        movement("hip-hinge").scene(7, 0.0)


def test_the_easier_form_goes_less_far() -> None:
    figure = movement("hip-hinge")
    usual = figure.steps[1].moment(2.5).pose.get("pelvis")
    easier = figure.easier_steps[1].moment(2.5).pose.get("pelvis")
    assert usual > easier > 20


def test_the_object_is_carried_only_in_the_hands() -> None:
    figure = movement("lift-practice")
    step = figure.steps[1]
    assert [step.moment(t).pose.carries for t in (1.0, 3.5, 5.5, 8.0, 9.5)] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_the_ground_passes_while_walking() -> None:
    figure = movement("walk-one-minute")
    step = figure.steps[1]
    assert step.moment(0.0).travel == 0.0
    assert step.moment(10.0).travel == pytest.approx(12.4)
    plants = [
        min(x for p in figure.scene(1, t).polygons if p.role is Role.MAT for x, _ in p.points)
        for t in (0.0, 0.3)
    ]
    assert plants[1] < plants[0]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_theme_has_a_colour_for_every_role(theme: Theme) -> None:
    assert set(theme.colours) == set(Role)
    for colour in (theme.ground, theme.disc, *theme.colours.values()):
        assert re.fullmatch(r"#[0-9A-F]{6}", colour)
