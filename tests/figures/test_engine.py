from math import hypot, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.figures import measures as m
from deskbreak.figures.contacts import Ankle, Sole, same_kind
from deskbreak.figures.library import script
from deskbreak.figures.limbs import two_bones
from deskbreak.figures.movement import minimum_jerk
from deskbreak.figures.outline import hull
from deskbreak.figures.pose import Pose, blend, mirrored, one
from deskbreak.figures.projection import Camera, Point
from deskbreak.figures.ranges import LIMITS, angles, outside
from deskbreak.figures.scene_assembly import clipped
from deskbreak.figures.skeleton import solve
from deskbreak.figures.vector import Frame, Vec, distance, dot, length, swing

COORDINATE = st.floats(-2, 2)
VEC = st.tuples(COORDINATE, COORDINATE, COORDINATE)
ANGLE = st.floats(-180, 180)


def test_standing_is_as_tall_as_the_person() -> None:
    crown = solve(Pose()).joint("crown")
    assert crown[1] == pytest.approx(1.72, abs=0.02)


def test_standing_keeps_every_joint_in_range_and_feet_on_the_floor() -> None:
    body = solve(Pose())
    assert outside(body) == []
    assert body.miss == 0
    assert body.joint("heel_r")[1] == pytest.approx(0.0, abs=1e-6)


def test_every_joint_that_is_measured_has_a_limit_with_a_source() -> None:
    assert {joint for joint, _, _ in angles(solve(Pose()))} == set(LIMITS)
    for limit in LIMITS.values():
        assert limit.low < limit.high
        assert len(limit.source) > 10


def test_a_joint_out_of_range_is_named() -> None:
    assert "lumbar 70 > 51" in outside(solve(Pose({"lumbar": 70})))
    assert "neck_turn -80 < -60" in outside(solve(Pose({"neck_turn": -80})))


def test_a_deep_squat_bends_the_knees_and_keeps_the_soles() -> None:
    body = solve(Pose({"pelvis": 40}, anchor=script("lift-practice").poses["grasp"].anchor))
    found = {(joint, side): angle for joint, side, angle in angles(body)}
    assert found["knee", "r"] > 60
    assert body.joint("ball_l")[1] == pytest.approx(0.0, abs=1e-6)


@given(VEC, ANGLE, ANGLE, ANGLE)
def test_a_turned_frame_stays_square(at: Vec, pitch: float, yaw: float, lean: float) -> None:
    frame = Frame(at).turned(pitch, yaw, lean)
    axes = (frame.front, frame.up, frame.right)
    for i, a in enumerate(axes):
        assert isclose(length(a), 1.0, abs_tol=1e-9)
        assert abs(dot(a, axes[(i + 1) % 3])) < 1e-9


@given(VEC, VEC, st.floats(0, 1))
def test_a_swing_keeps_the_reach_between_both_ends(a: Vec, b: Vec, s: float) -> None:
    if length(a) < 0.1 or length(b) < 0.1 or dot(a, b) < -0.9 * length(a) * length(b):
        return
    reach = length(swing(a, b, s))
    low, high = sorted((length(a), length(b)))
    assert low - 1e-6 <= reach <= high + 1e-6


@given(VEC, VEC, VEC)
def test_bones_keep_their_lengths(a: Vec, b: Vec, pole: Vec) -> None:
    middle, end, miss = two_bones(a, b, 0.3, 0.25, pole)
    assert distance(a, middle) == pytest.approx(0.3, abs=1e-6)
    assert distance(middle, end) == pytest.approx(0.25, abs=1e-6)
    assert miss >= 0
    if miss == 0:
        assert end == b


@given(st.lists(st.tuples(COORDINATE, COORDINATE, st.floats(0.005, 0.3)), min_size=1, max_size=6))
def test_an_outline_goes_round_all_its_circles(circles: list[tuple[float, float, float]]) -> None:
    points = hull(circles)
    around = list(zip(points, [*points[1:], points[0]], strict=True))
    for x, y, radius in circles:
        for (ax, ay), (bx, by) in around:
            n = hypot(bx - ax, by - ay)
            if n > 1e-6:
                inside = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / n
                assert inside >= radius * 0.95 - 1e-3


@given(st.lists(st.tuples(COORDINATE, COORDINATE), min_size=3, max_size=8))
def test_a_clipped_polygon_is_inside_the_frame(points: list[Point]) -> None:
    for x, y in clipped(points):
        assert -1e-9 <= x <= 1 + 1e-9
        assert -1e-9 <= y <= 1 + 1e-9


def test_a_polygon_inside_the_frame_is_not_touched() -> None:
    inside = [(0.1, 0.1), (0.9, 0.2), (0.5, 0.8)]
    assert clipped(inside) == inside


def test_a_polygon_larger_than_the_frame_is_cut_to_it() -> None:
    corners = clipped([(-1.0, -1.0), (2.0, -1.0), (2.0, 2.0), (-1.0, 2.0)])
    assert set(corners) == {(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)}


def test_the_camera_sees_the_right_side_at_0_and_the_front_at_90() -> None:
    side, front = (Camera(yaw, 0.0, (0.0, 0.0), 2.0) for yaw in (0.0, 90.0))
    assert side.plane((1.0, 0.5, 0.3)) == pytest.approx((1.0, 0.5))
    assert front.plane((1.0, 0.5, 0.3)) == pytest.approx((-0.3, 0.5))
    assert side.frame((0.0, 0.0)) == (0.5, 0.5)
    assert side.frame((1.0, 1.0)) == (1.0, 0.0)


def test_minimum_jerk_starts_and_stops_softly() -> None:
    assert (minimum_jerk(0), minimum_jerk(0.5), minimum_jerk(1)) == (0, 0.5, 1)
    assert minimum_jerk(0.01) < 1e-4
    assert minimum_jerk(0.99) > 1 - 1e-4


def test_a_blend_keeps_what_both_poses_hold() -> None:
    poses = script("hip-hinge").poses
    half = blend(poses["tall"], poses["back"], 0.5)
    assert half.feet == poses["tall"].feet
    assert half.get("pelvis") == pytest.approx((4 + 62) / 2)


def test_a_foot_that_changes_its_place_is_lifted_and_one_that_slides_is_not() -> None:
    start, end = Sole((0.0, 0.0, 0.1)), Sole((0.3, 0.0, 0.1))
    stepping = same_kind(start, end, 0.5)
    sliding = same_kind(start, Sole((0.3, 0.0, 0.1), slide=True), 0.5)
    assert isinstance(stepping, Sole)
    assert isinstance(sliding, Sole)
    assert stepping.at == pytest.approx((0.15, 0.05, 0.1))
    assert sliding.at == pytest.approx((0.15, 0.0, 0.1))


def test_contacts_of_different_kinds_are_not_one() -> None:
    assert same_kind(Sole((0.0, 0.0, 0.1)), Ankle((0.0, 0.2, 0.1)), 0.5) is None


def test_a_heel_that_rises_leaves_the_ball_where_it_is() -> None:
    balls = [
        solve(Pose(feet=(one(Sole((0, 0, 0.1), pitch)), one(Sole((0, 0, 0.1)))))).legs[0]
        for pitch in (-1, -15, -30)
    ]
    places = [leg.foot.at(*m.BALL) for leg in balls]
    assert distance(places[0], places[1]) < 1e-9
    assert distance(places[0], places[2]) < 1e-9


@pytest.mark.parametrize("name", ["thread", "hold", "open"])
def test_the_mirror_image_is_the_same_body_on_the_other_side(name: str) -> None:
    pose = script("seated-thread-the-needle").poses[name]
    body, other = solve(pose), solve(mirrored(pose))
    for part in ("hip", "knee", "ankle", "shoulder", "elbow", "wrist", "fingers"):
        for side, opposite in (("r", "l"), ("l", "r")):
            x, y, z = body.joint(f"{part}_{side}")
            assert other.joint(f"{part}_{opposite}") == pytest.approx((x, y, -z), abs=1e-9)


def test_the_mirror_of_the_mirror_is_the_pose() -> None:
    pose = script("desk-lunge-open").poses["open"]
    assert mirrored(mirrored(pose, orbit=True), orbit=True) == pose


def test_all_fours_turn_the_pelvis_until_the_arms_are_straight() -> None:
    pose = script("cat-cow").poses["round"]
    body = solve(pose)
    for arm in body.arms:
        reach = distance(arm.shoulder, arm.wrist) / (m.UPPER_ARM + m.FOREARM)
        assert reach == pytest.approx(pose.get("arms"), abs=1e-3)
