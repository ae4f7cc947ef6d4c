"""How far each joint of the person may go, and how far a pose takes it.

Rules:
- Angles are degrees from upright standing with hanging arms.
- Limits are what healthy adults reach without help, never the end of what is possible.
- A pose outside a limit is a mistake in a movement file; the tests walk every movement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import acos, asin, atan2, degrees

from deskbreak.figures.limbs import Arm, Leg
from deskbreak.figures.skeleton import Skeleton
from deskbreak.figures.vector import Frame, Vec, dot, sub, unit

AAOS = "American Academy of Orthopaedic Surgeons, Joint Motion (1965)"
PEARCY = "Pearcy, Portek and Shepherd, Spine 9 (1984): lumbar 51 forward, 16 back"
WHITE = "White and Panjabi, Clinical Biomechanics of the Spine (1990)"
KAPANDJI = "Kapandji, The Physiology of the Joints"
LOADED = (
    "weight-bearing lunge test, Bennell and others, Australian Journal of Physiotherapy 44 (1998)"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """Smallest and largest angle of a joint, degrees, and where it is from."""

    low: float
    high: float
    source: str


LIMITS: Mapping[str, Limit] = {
    "lumbar": Limit(-16, 51, PEARCY),
    "lumbar_turn": Limit(-8, 8, WHITE),
    "lumbar_side": Limit(-25, 25, WHITE),
    "thoracic": Limit(-30, 35, WHITE),
    "thoracic_turn": Limit(-37, 37, WHITE),
    "thoracic_side": Limit(-25, 25, WHITE),
    "neck": Limit(-45, 45, AAOS),
    "neck_turn": Limit(-60, 60, AAOS),
    "neck_side": Limit(-45, 45, AAOS),
    "hip": Limit(-30, 140, KAPANDJI),
    "hip_out": Limit(-30, 45, AAOS),
    "knee": Limit(0, 140, AAOS),
    "ankle": Limit(-60, 40, LOADED),
    "toes": Limit(-5, 70, AAOS),
    "shoulder_back": Limit(-90, 60, AAOS),
    "shoulder_across": Limit(-90, 55, KAPANDJI),
    "elbow": Limit(0, 150, AAOS),
    "wrist": Limit(0, 95, KAPANDJI),
}
"""Every joint that is checked. ``…_side`` and ``…_turn`` are the same to both sides."""

_SPINE = (
    "lumbar",
    "lumbar_turn",
    "lumbar_side",
    "thoracic",
    "thoracic_turn",
    "thoracic_side",
    "neck",
    "neck_turn",
    "neck_side",
)


def _between(a: Vec, b: Vec) -> float:
    return degrees(acos(max(-1.0, min(1.0, dot(unit(a), unit(b))))))


def _leg(limb: Leg, pelvis: Frame, side: int) -> dict[str, float]:
    thigh = unit(sub(limb.knee, limb.hip))
    shank = sub(limb.ankle, limb.knee)
    x, y, z = pelvis.local(thigh)
    flat = _between(limb.foot.front, sub(limb.knee, limb.ankle))
    return {
        "hip": degrees(atan2(x, -y)),
        "hip_out": degrees(asin(max(-1.0, min(1.0, z * side)))),
        "knee": _between(thigh, shank),
        "ankle": 90.0 - flat,
        "toes": _between(limb.toes, limb.foot.front),
    }


def _arm(limb: Arm, trunk: Frame, side: int) -> dict[str, float]:
    upper = unit(sub(limb.elbow, limb.shoulder))
    fore = sub(limb.wrist, limb.elbow)
    x, _, z = trunk.local(upper)
    return {
        "shoulder_back": degrees(asin(max(-1.0, min(1.0, -x)))),
        "shoulder_across": degrees(asin(max(-1.0, min(1.0, -z * side)))),
        "elbow": _between(upper, fore),
        "wrist": _between(fore, limb.hand),
    }


def angles(body: Skeleton) -> list[tuple[str, str, float]]:
    """Joint (a key of ``LIMITS``), side (``r``, ``l`` or empty) and angle in degrees."""
    found = [(name, "", body.pose.get(name)) for name in _SPINE]
    sides = zip("rl", (1, -1), body.legs, body.arms, strict=True)
    for name, side, leg, arm in sides:
        both = _leg(leg, body.spine.pelvis, side) | _arm(arm, body.spine.top, side)
        found += [(joint, name, angle) for joint, angle in both.items()]
    return found


def outside(body: Skeleton, slack: float = 0.5) -> list[str]:
    """Every joint beyond its limit by more than ``slack`` degrees, as ``knee_l 143 > 140``."""
    complaints = []
    for joint, side, angle in angles(body):
        limit = LIMITS[joint]
        name = f"{joint}_{side}" if side else joint
        if angle > limit.high + slack:
            complaints.append(f"{name} {angle:.0f} > {limit.high:.0f}")
        if angle < limit.low - slack:
            complaints.append(f"{name} {angle:.0f} < {limit.low:.0f}")
    return complaints
