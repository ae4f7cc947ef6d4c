"""What is drawn over or beside the body: arrows, angles, breath, pressure, bones, insets.

A mark is placed in the plane of the picture, in metres, either at fixed points or at a joint with
an offset, so that it moves with the body.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from math import atan2, ceil, cos, hypot, pi, sin
from typing import TypeAlias

from deskbreak.figures.camera import Camera, Point
from deskbreak.figures.outline import Circle, circle, hull, silhouette
from deskbreak.figures.scene import Role
from deskbreak.figures.skeleton import Skeleton
from deskbreak.figures.vector import Frame

Shape: TypeAlias = tuple[list[Point], Role]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the picture: an offset in metres from a joint, or from the origin."""

    x: float
    y: float
    joint: str = ""


@dataclass(frozen=True)
class Mark:
    """One mark.

    Args:
        kind: a key of ``KINDS``.
        spots: where it is; how many depends on the kind.
        measures: sizes in metres, angles in degrees; what is missing has the kind's default.
        when: names of the poses towards which, or in which, it shows; empty: always.
        under: True: drawn behind the body.
        still: True: only in stills (posters and reduced motion).
        accent: True: in the role of arrows, False: in that of quiet marks, None: as usual.
    """

    kind: str
    spots: tuple[Spot, ...]
    measures: Mapping[str, float] = field(default_factory=dict)
    when: tuple[str, ...] = ()
    under: bool = False
    still: bool = False
    accent: bool | None = None


def mirrored_mark(mark: Mark) -> Mark:
    """The mark for the mirrored poses, seen by a camera on the other side."""
    swap = {"_r": "_l", "_l": "_r"}
    spots = tuple(
        Spot(-s.x, s.y, s.joint[:-2] + swap[s.joint[-2:]] if s.joint[-2:] in swap else s.joint)
        for s in mark.spots
    )
    measures = dict(mark.measures)
    if mark.kind == "air":
        measures["angle"] = 180 - measures.get("angle", 0)
    return replace(mark, spots=spots, measures=measures, when=tuple(f"{n}~" for n in mark.when))


@dataclass(frozen=True, slots=True)
class Sight:
    """What a mark needs to know: the body, the camera and how far the movement has come.

    ``progress`` is 0 to 1 on the way to the pose and 1 while it is held.
    """

    body: Skeleton
    camera: Camera
    progress: float

    def point(self, spot: Spot) -> Point:
        """A spot in the camera's plane, metres."""
        if not spot.joint:
            return (spot.x, spot.y)
        x, y = self.camera.plane(self.body.joint(spot.joint))
        return (x + spot.x, y + spot.y)


def _line(a: Point, b: Point, half: float) -> list[Point]:
    return hull([(*a, half), (*b, half)])


def _path(points: list[Point], half: float, role: Role) -> list[Shape]:
    return [(_line(a, b, half), role) for a, b in zip(points, points[1:], strict=False)]


def _curve(points: list[Point], per: int = 10) -> list[Point]:
    """A smooth curve through the points (Catmull-Rom)."""
    q = [points[0], *points, points[-1]]
    out: list[Point] = []
    for i in range(1, len(q) - 2):
        for k in range(per):
            t = k / per
            out.append(
                tuple(  # type: ignore[arg-type]  # two coordinates in, two out
                    0.5
                    * (
                        2 * b
                        + (c - a) * t
                        + (2 * a - 5 * b + 4 * c - d) * t * t
                        + (3 * b - a - 3 * c + d) * t**3
                    )
                    for a, b, c, d in zip(q[i - 1], q[i], q[i + 1], q[i + 2], strict=True)
                )
            )
    return [*out, points[-1]]


def _tip(end: Point, way: float, size: float, role: Role) -> Shape:
    """An arrow head with soft corners; ``way`` is its direction in radians."""
    dx, dy, r = cos(way), sin(way), size * 0.16
    bx, by = end[0] - dx * size, end[1] - dy * size
    half = size * 0.55
    return (
        hull(
            [
                (end[0] - dx * r, end[1] - dy * r, r),
                (bx - dy * half, by + dx * half, r),
                (bx + dy * half, by - dx * half, r),
            ]
        ),
        role,
    )


def _cut(points: list[Point], share: float) -> list[Point]:
    """The first part of a path, by length."""
    steps = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in zip(points, points[1:], strict=False)]
    left = sum(steps) * share
    out = [points[0]]
    for a, b, step in zip(points, points[1:], steps, strict=False):
        if step >= left:
            k = left / step if step else 0.0
            return [*out, (a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k)]
        out.append(b)
        left -= step
    return out


def arrow(points: list[Point], width: float, head: float, role: Role, both: bool) -> list[Shape]:
    """A ribbon that widens towards its head; with ``both`` a head at either end."""
    total = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in zip(points, points[1:], strict=False))
    if total < head * 0.5:
        return []
    body = _cut(points, max(1 - head * 0.7 / total, 0.02))
    if both:
        body = _cut(body[::-1], max(1 - head * 0.7 / total, 0.02))[::-1]
    end_way = atan2(points[-1][1] - body[-1][1], points[-1][0] - body[-1][0])
    left: list[Point] = []
    right: list[Point] = []
    for i, p in enumerate(body):
        a, b = body[max(i - 1, 0)], body[min(i + 1, len(body) - 1)]
        n = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
        nx, ny = -(b[1] - a[1]) / n, (b[0] - a[0]) / n
        half = width if both else width * (0.35 + 0.65 * i / max(len(body) - 1, 1))
        left.append((p[0] + nx * half, p[1] + ny * half))
        right.append((p[0] - nx * half, p[1] - ny * half))
    shapes: list[Shape] = [(left + right[::-1], role), _tip(points[-1], end_way, head, role)]
    if both:
        way = atan2(points[0][1] - body[0][1], points[0][0] - body[0][0])
        shapes.append(_tip(points[0], way, head, role))
    else:
        shapes.append((circle(*points[0], width * 0.35), role))
    return shapes


def _arrow(mark: Mark, sight: Sight, size: Mapping[str, float], role: Role) -> list[Shape]:
    points = _curve([sight.point(s) for s in mark.spots])
    grown = min(sight.progress / 0.6, 1.0)
    if grown <= 0:
        return []
    return arrow(_cut(points, grown), size["width"], size["head"], role, size["both"] > 0)


def _dash(mark: Mark, sight: Sight, size: Mapping[str, float], role: Role) -> list[Shape]:
    (ax, ay), (bx, by) = sight.point(mark.spots[0]), sight.point(mark.spots[1])
    n = max(int(hypot(bx - ax, by - ay) / 0.055), 1)
    out = []
    for i in range(n):
        k, l_ = (i + 0.15) / n, (i + 0.65) / n
        a = (ax + (bx - ax) * k, ay + (by - ay) * k)
        b = (ax + (bx - ax) * l_, ay + (by - ay) * l_)
        out.append((_line(a, b, size["width"]), role))
    return out


def _stroke(mark: Mark, sight: Sight, size: Mapping[str, float], role: Role) -> list[Shape]:
    return _path([sight.point(s) for s in mark.spots], size["width"], role)


def _angle(mark: Mark, sight: Sight, size: Mapping[str, float], role: Role) -> list[Shape]:
    """The angle at the first spot between the other two: a corner, or an arc with ``round``."""
    o, a, b = (sight.point(s) for s in mark.spots)
    r = size["radius"]
    way_a, way_b = atan2(a[1] - o[1], a[0] - o[0]), atan2(b[1] - o[1], b[0] - o[0])
    if size["round"] > 0:
        turn = (way_b - way_a + pi) % (2 * pi) - pi
        n = 14
        arc = [
            (o[0] + r * cos(way_a + turn * i / n), o[1] + r * sin(way_a + turn * i / n))
            for i in range(n + 1)
        ]
        return _path(arc, size["width"], role)
    ua, ub = (r * cos(way_a), r * sin(way_a)), (r * cos(way_b), r * sin(way_b))
    corner = [
        (o[0] + ua[0], o[1] + ua[1]),
        (o[0] + ua[0] + ub[0], o[1] + ua[1] + ub[1]),
        (o[0] + ub[0], o[1] + ub[1]),
    ]
    return _path(corner, size["width"], role)


def _dot(mark: Mark, sight: Sight, size: Mapping[str, float], role: Role) -> list[Shape]:
    """Pressure: it shows when the touch is near."""
    radius = size["radius"] * min(max((sight.progress - 0.7) / 0.3, 0.0), 1.0)
    if radius < 0.002:
        return []
    return [(circle(*sight.point(spot), radius), role) for spot in mark.spots]


def _ring(mark: Mark, sight: Sight, size: Mapping[str, float], role: Role) -> list[Shape]:
    x, y = sight.point(mark.spots[0])
    r = size["radius"]
    n = 28
    points = [(x + r * cos(2 * pi * i / n), y + r * sin(2 * pi * i / n)) for i in range(n + 1)]
    return _path(points, size["width"], role)


def _air(mark: Mark, sight: Sight, size: Mapping[str, float], role: Role) -> list[Shape]:
    """Three wavy streams at the nose or mouth: ``flow`` 1 comes in, -1 goes out."""
    x, y = sight.point(mark.spots[0])
    way, flow, span = size["angle"] * pi / 180, size["flow"], size["length"]
    grown = min(sight.progress / 0.35, 1.0)
    out: list[Shape] = []
    for row in (-1, 0, 1):
        dx, dy = cos(way + row * 0.34), sin(way + row * 0.34)
        far = span * (1.0 if row == 0 else 0.82)
        near = 0.035 if row == 0 else 0.065
        n = 10
        points: list[Point] = []
        for i in range(n + 1):
            t = near + (far - near) * i / n
            wave = 0.010 * sin(i / n * 2 * pi - sight.progress * 6 * pi * flow * -1)
            points.append((x + dx * t - dy * wave, y + dy * t + dx * wave))
        if flow > 0:
            points.reverse()
        shown = _cut(points, grown)
        if row == 0:
            out += arrow(shown, size["width"], size["head"], role, both=False)
        else:
            out += _path(shown, size["width"] * 0.62, role)
    return out


def _load(sight: Sight) -> tuple[float, float]:
    return sight.body.pose.get("load_side"), sight.body.pose.get("load_fore")


def _sole_outline(x: float, y: float, way: float, side: int, size: float) -> list[Circle]:
    """A footprint seen from above: heel, ball and toes; ``way`` below 0 points the toes down."""
    return [
        (x, y - 0.085 * way, 0.034 * size),
        (x + 0.006 * way * side, y + 0.055 * way, 0.045 * size),
        (x - 0.012 * way * side, y + 0.085 * way, 0.030 * size),
    ]


def _soles(mark: Mark, sight: Sight, size: Mapping[str, float], _role: Role) -> list[Shape]:
    """An inset of both soles as the camera sees them; the dots grow where the weight is."""
    x, y = sight.point(mark.spots[0])
    k = size["scale"]
    side_load, fore_load = _load(sight)
    right, left = (sight.camera.plane(sight.body.joint(j))[0] for j in ("hip_r", "hip_l"))
    ahead = 1 if right >= left - 1e-6 else -1
    pad = 0.10 * k
    shapes: list[Shape] = [
        (
            hull(
                [(x + sx * 0.075 * k, y + sy * 0.075 * k, pad) for sx in (1, -1) for sy in (1, -1)]
            ),
            Role.PAPER,
        )
    ]
    for side in (1, -1):
        cx = x + 0.068 * k * side * ahead
        shapes.append((hull(_sole_outline(cx, y, k * ahead, side, k)), Role.SHOE_FAR))
        for fore in (1, -1):
            share = (1 + side * side_load) * (1 + fore * fore_load) / 4
            radius = 0.008 * k + 0.030 * k * share**0.5
            cy = y + (0.055 if fore > 0 else -0.082) * k * ahead
            shapes.append((circle(cx, cy, radius), Role.ACCENT))
    return shapes


def _sit_bones(mark: Mark, sight: Sight, size: Mapping[str, float], _role: Role) -> list[Shape]:
    """A dot under each sit bone that grows where the weight is; with a spot, on an inset seat.

    The inset shows the sides as the camera sees them.
    """
    side_load, _ = _load(sight)
    out: list[Shape] = []
    places = {
        side: sight.camera.plane(sight.body.joint(f"sit_{n}")) for n, side in (("r", 1), ("l", -1))
    }
    if mark.spots:
        x, y = sight.point(mark.spots[0])
        corners = [(x + sx * 0.10, y + sy * 0.07, 0.075) for sx in (1, -1) for sy in (1, -1)]
        out = [
            (hull(corners), Role.PAPER),
            (hull([(cx, cy, 0.045) for cx, cy, _ in corners]), Role.PROP),
        ]
        seen = 1 if places[1][0] >= places[-1][0] else -1
        places = {side: (x + 0.065 * side * seen, y) for side in (1, -1)}
    for side, (x, y) in places.items():
        share = (1 + side * side_load) / 2
        out.append((circle(x, y + size["up"], 0.016 + 0.034 * share), Role.PAPER))
        out.append((circle(x, y + size["up"], 0.009 + 0.032 * share), Role.ACCENT))
    return out


_ILIUM = ((-0.060, 0.075, 0.026), (0.030, 0.070, 0.022), (-0.020, 0.020, 0.040))
_ISCHIUM = ((-0.010, 0.005, 0.032), (-0.020, -0.075, 0.020))
_PUBIS = ((-0.005, 0.000, 0.026), (0.060, -0.040, 0.014))
_SACRUM = ((-0.070, 0.070, 0.022), (-0.092, 0.000, 0.010))


def _bones(_mark: Mark, sight: Sight, size: Mapping[str, float], _role: Role) -> list[Shape]:
    """Pelvis and spine through the clothes, as seen from the side."""
    pelvis = sight.body.spine.pelvis
    shapes: list[Shape] = []
    for bone in (_SACRUM, _ILIUM, _PUBIS, _ISCHIUM):
        balls = [(pelvis.at(x, y), r) for x, y, r in bone]
        shapes.append((silhouette(balls, sight.camera), Role.BONE))
    hip = pelvis.at(0.0, -0.020)
    shapes.append((silhouette([(hip, 0.016)], sight.camera), Role.TROUSERS))
    if size["spine"] > 0:
        joints = sight.body.spine.vertebrae
        for a, b in zip(joints, joints[1:], strict=False):
            shapes += [(_vertebra(a, b, share, sight.camera), Role.BONE) for share in (0.25, 0.75)]
    return shapes


def _vertebra(a: Frame, b: Frame, share: float, camera: Camera) -> list[Point]:
    at = tuple(p + (q - p) * share for p, q in zip(a.origin, b.origin, strict=True))
    frame = Frame((at[0], at[1], at[2]), a.front, a.up, a.right)
    return silhouette([(frame.at(-0.052), 0.0095), (frame.at(-0.022), 0.0105)], camera)


def _clock(mark: Mark, sight: Sight, size: Mapping[str, float], _role: Role) -> list[Shape]:
    """A clock filled by the pose's ``hour``."""
    x, y = sight.point(mark.spots[0])
    r = size["radius"]
    shapes: list[Shape] = [(circle(x, y, r), Role.DARK), (circle(x, y, r * 0.90), Role.PAPER)]
    full = 2 * pi * min(max(sight.body.pose.get("hour"), 0.02), 0.999)
    n = max(ceil(36 * full / (2 * pi)), 2)
    step = full / n
    for i in range(n):
        a, b = pi / 2 - step * i, pi / 2 - step * (i + 1)
        wedge = [
            (x, y),
            (x + r * 0.78 * cos(b), y + r * 0.78 * sin(b)),
            (x + r * 0.78 * cos(a), y + r * 0.78 * sin(a)),
        ]
        shapes.append((wedge, Role.MARK))
    hand = pi / 2 - full
    shapes += _path(
        [(x, y), (x + r * 0.70 * cos(hand), y + r * 0.70 * sin(hand))], r * 0.05, Role.DARK
    )
    shapes += _path([(x, y), (x, y + r * 0.45)], r * 0.06, Role.DARK)
    return shapes


Draw: TypeAlias = Callable[[Mark, Sight, Mapping[str, float], Role], list[Shape]]

KINDS: Mapping[str, tuple[Draw, int, Role, Mapping[str, float]]] = {
    "arrow": (_arrow, 2, Role.ACCENT, {"width": 0.014, "head": 0.065, "both": 0}),
    "dash": (_dash, 2, Role.ACCENT, {"width": 0.008}),
    "line": (_stroke, 2, Role.MARK, {"width": 0.010}),
    "angle": (_angle, 3, Role.ACCENT, {"radius": 0.11, "width": 0.011, "round": 0}),
    "dot": (_dot, 1, Role.ACCENT, {"radius": 0.022}),
    "ring": (_ring, 1, Role.ACCENT, {"radius": 0.06, "width": 0.008}),
    "air": (
        _air,
        1,
        Role.MARK,
        {"angle": 0, "flow": 1, "length": 0.20, "width": 0.009, "head": 0.040},
    ),
    "soles": (_soles, 1, Role.MARK, {"scale": 1.5}),
    "sit-bones": (_sit_bones, 0, Role.ACCENT, {"up": 0.0}),
    "bones": (_bones, 0, Role.BONE, {"spine": 1}),
    "clock": (_clock, 1, Role.MARK, {"radius": 0.16}),
}
"""Every kind of mark: how it is drawn, fewest spots, its usual role, its default measures."""


def draw(mark: Mark, sight: Sight) -> list[Shape]:
    """The polygons of a mark in the camera's plane (metres), with their roles."""
    make, _, role, defaults = KINDS[mark.kind]
    if mark.accent is not None:
        role = Role.ACCENT if mark.accent else Role.MARK
    return make(mark, sight, {**defaults, **mark.measures}, role)
