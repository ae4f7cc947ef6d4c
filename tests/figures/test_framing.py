"""Nothing that tells something is cut: by the circle of the guide, by the tile of a poster."""

from collections.abc import Iterator
from itertools import pairwise
from math import hypot

import pytest
from figures.catalogue import IDS
from figures.sight import covers, posters
from figures.walk import tracks
from msgspec.structs import replace

from deskbreak.figures.flesh import clothe
from deskbreak.figures.library import movement
from deskbreak.figures.mark_shape import Sight
from deskbreak.figures.movement import Flow, Poster
from deskbreak.figures.outline import silhouette
from deskbreak.figures.projection import Point
from deskbreak.figures.scene import Role, Scene
from deskbreak.figures.scene_assembly import Moment, Stage, camera_of, shift_of
from deskbreak.figures.skeleton import solve
from deskbreak.figures.strokes import curve
from deskbreak.figures.theme import LIGHT
from tools.pictures import tile

CIRCLE = 0.505
"""Radius of the guide's circle, of its picture; a toe may touch its edge."""
INSET = 0.48
"""The same of the drawn disc, in which an inset lies whole."""
APART = 0.15
"""Most metres between an arrow and what it moves, in a poster …"""
APART_STILL = 0.20
"""… and in a still, which shows no ghost of where the body was."""
USED = frozenset({"screen", "box", "foot-rest"})
"""Things that an arrow may move."""


def alone(stage: Stage) -> Stage:
    return replace(stage, props=(), floor="none")


def farthest(scene: Scene) -> float:
    return max(hypot(x - 0.5, y - 0.5) for p in scene.polygons for x, y in p.points)


def pictures(id_: str) -> Iterator[tuple[str, Scene]]:
    """Person and marks without furniture, in every poster and on every way."""
    for form, poster in posters(id_):
        yield form, replace(poster, stage=alone(poster.stage)).draw()
    for step in tracks(id_):
        bare = replace(step, stage=alone(step.stage))
        for segment in step.segments[: max(len(step.segments) // step.repeat, 1)]:
            for share in (0.5, 1.0):
                at = segment.start + segment.move * share
                yield segment.name, bare.stage.draw(step.moment(at))


@pytest.mark.parametrize("id_", IDS)
def test_person_and_marks_are_inside_the_circle(id_: str) -> None:
    for name, scene in pictures(id_):
        assert farthest(scene) <= CIRCLE, (name, round(farthest(scene), 3))


@pytest.mark.parametrize("id_", IDS)
def test_an_inset_lies_inside_the_disc(id_: str) -> None:
    for name, scene in pictures(id_):
        papers = tuple(p for p in scene.polygons if p.role is Role.PAPER)
        if papers:
            assert farthest(Scene(papers)) <= INSET, name


@pytest.mark.parametrize("id_", IDS)
@pytest.mark.parametrize("easier", [False, True])
def test_only_floor_and_wall_run_out_of_a_poster(id_: str, easier: bool) -> None:
    scene = movement(id_).poster(easier=easier)
    for polygon in scene.polygons:
        if polygon.role not in (Role.FLOOR, Role.WALL):
            assert all(0.0 < x < 1.0 and 0.0 < y < 1.0 for x, y in polygon.points), polygon.role


@pytest.mark.parametrize("id_", [id_ for id_ in IDS if "mat" in str(movement(id_).still)])
def test_a_mat_ends_inside_the_tile(id_: str) -> None:
    scene = movement(id_).poster()
    mats = tuple(p for p in scene.polygons if p.role is Role.MAT)
    assert mats
    image = tile(scene, 128, LIGHT).convert("RGB")
    edge = {image.getpixel(at) for i in range(128) for at in ((i, 0), (i, 127), (0, i), (127, i))}
    mat = tuple(int(LIGHT.colours[Role.MAT][i : i + 2], 16) for i in (1, 3, 5))
    assert mat not in edge


def shown_arrows(stage: Stage, moment: Moment) -> Iterator[list[Point]]:
    sight = Sight(solve(moment.pose), camera_of(moment.pose), 1.0)
    for mark in stage.marks:
        if mark.kind != "arrow" or (mark.still and not moment.still):
            continue
        if not mark.when or moment.name in mark.when:
            yield curve([sight.point(spot) for spot in mark.spots])


def movable(poster: Poster) -> list[list[Point]]:
    """Outlines of the body, of its ghost, and of things that are moved."""
    camera = camera_of(poster.pose)
    body = solve(poster.pose)
    bodies = [body] if poster.ghost is None else [body, solve(poster.ghost)]
    outlines = [
        silhouette(part.balls, camera)
        for one in bodies
        for group in clothe(one, camera)
        for part in group.parts
    ]
    for prop in poster.stage.props:
        if prop.kind in USED:
            moved = prop.parts(shift_of(prop, body) or (0.0, 0.0, 0.0))
            outlines += [silhouette(part.balls, camera) for part in moved]
    return outlines


def gap(outline: list[Point], at: Point) -> float:
    """Metres from a point to an outline, 0 inside."""
    if covers(outline, at):
        return 0.0
    return min(to_edge(at, a, b) for a, b in pairwise([*outline, outline[0]]))


def to_edge(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = dx * dx + dy * dy or 1e-12
    k = min(max(((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / long, 0.0), 1.0)
    return hypot(p[0] - a[0] - dx * k, p[1] - a[1] - dy * k)


def apart(poster: Poster) -> float:
    """The farthest that an arrow of a picture is from all that it could move, metres."""
    moment = Moment(poster.pose, poster.name, still=True)
    arrows, outlines = list(shown_arrows(poster.stage, moment)), movable(poster)
    return max((min(gap(o, p) for o in outlines for p in arrow) for arrow in arrows), default=0.0)


@pytest.mark.parametrize("id_", IDS)
def test_an_arrow_is_at_what_it_moves(id_: str) -> None:
    for form, poster in posters(id_):
        assert apart(poster) <= APART, (form, round(apart(poster), 3))
    for step in tracks(id_):
        for name, pose in step.stills:
            still = Poster(step.stage, pose, name, None)
            assert apart(still) <= APART_STILL, (name, round(apart(still), 3))


def test_the_measure_sees_an_arrow_that_is_apart() -> None:
    still = movement("sit-to-stand").still
    assert isinstance(still, Poster)
    marks = tuple(
        replace(m, spots=tuple(replace(s, x=s.x + 0.5) for s in m.spots)) for m in still.stage.marks
    )
    assert apart(replace(still, stage=replace(still.stage, marks=marks))) > APART


def test_tall_pictures_of_a_flow_stand_beside_one_another_on_one_floor() -> None:
    figure = movement("thoracic-mobility-flow")
    assert isinstance(figure.easier_still, Flow)
    first, second = (poster.draw() for poster in figure.easier_still.posters)
    shown = figure.poster(easier=True).polygons
    halves = shown[: len(first.polygons)], shown[len(first.polygons) :]
    assert [len(half) for half in halves] == [len(first.polygons), len(second.polygons)]
    left, right = ([p for polygon in half for p in polygon.points] for half in halves)
    assert max(x for x, _ in left) < min(x for x, _ in right)
    assert max(y for _, y in left) == pytest.approx(max(y for _, y in right), abs=1e-6)
    assert max(y for _, y in left) - min(y for _, y in left) > 0.5
