"""How far each joint of the person may go, and how far a pose takes it.

Rules:
- Angles are degrees from upright standing with hanging arms.
- Limits are what healthy adults reach by themselves, or under their own weight where the joint
  carries it (a deep lunge, hands on the floor, the chest over a towel), never the end of what is
  possible. Where sources differ, the smaller number counts.
- A pose outside a limit is a mistake in a movement file; the tests walk every movement.
"""

from collections.abc import Mapping
from math import acos, asin, atan2, degrees

from msgspec import Struct

from deskbreak.figures.limbs import Arm, Leg
from deskbreak.figures.skeleton import Skeleton
from deskbreak.figures.vector import Frame, Vec, dot, sub, unit

AAOS = "American Academy of Orthopaedic Surgeons, Joint Motion (1965)"
AMA = "American Medical Association, Guides to the Evaluation of Permanent Impairment"
BOONE = "Boone and Azen, Journal of Bone and Joint Surgery 61-A (1979): 109 men, ankle 56 down"
GREGERSEN = (
    "Gregersen and Lucas, Journal of Bone and Joint Surgery 49-A (1967): pins in seven men, 6 from "
    "side to side at each thoracic level and 10 at the lowest, about 37 to one side"
)
KAPANDJI = "Kapandji, The Physiology of the Joints"
LUNGE = (
    "weight-bearing lunge test, Bennell and others, Australian Journal of Physiotherapy 44 (1998)"
)
PEARCY = "Pearcy, Portek and Shepherd, Spine 9 (1984): lumbar 51 forward, 16 back"


class Limit(Struct, frozen=True):
    """Smallest and largest angle of a joint, degrees, and where it is from."""

    low: float
    high: float
    source: str


LIMITS: Mapping[str, Limit] = {
    "lumbar": Limit(-16, 51, PEARCY),
    "lumbar_turn": Limit(-5, 5, f"{KAPANDJI}: 5 to one side; {GREGERSEN}"),
    "lumbar_side": Limit(-20, 20, f"{KAPANDJI}: 20; {AMA}: 25"),
    "thoracic": Limit(
        -25, 35, f"{KAPANDJI}: 25 back, 45 forward; 60 in all as in White and Panjabi"
    ),
    "thoracic_turn": Limit(-37, 37, GREGERSEN),
    "thoracic_side": Limit(-20, 20, f"{KAPANDJI}: 20"),
    "neck": Limit(-45, 45, AAOS),
    "neck_turn": Limit(-60, 60, AAOS),
    "neck_side": Limit(-45, 45, AAOS),
    "hip": Limit(
        -30, 140, f"{AAOS}: 30 back; {KAPANDJI}: 120 by itself, 140 under load, knee bent"
    ),
    "hip_out": Limit(-30, 45, AAOS),
    "knee": Limit(0, 140, f"{KAPANDJI}: 140 with the hip bent; {AAOS}: 135"),
    "ankle": Limit(-56, 40, f"{BOONE}; up: {LUNGE}"),
    "toes": Limit(-5, 70, AAOS),
    "shoulder_back": Limit(-90, 60, AAOS),
    "shoulder_across": Limit(
        -90, 50, f"{KAPANDJI}: 140 across from the side, so 50 past the front"
    ),
    "elbow": Limit(0, 150, AAOS),
    "wrist": Limit(0, 95, f"{KAPANDJI}: 85 by itself, 95 under load; {AAOS}: 70 back, 80 down"),
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
