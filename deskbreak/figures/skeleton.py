"""A pose solved into joints."""

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from deskbreak.figures import measures as m
from deskbreak.figures.contacts import Anchor, Wrist
from deskbreak.figures.limbs import Arm, Leg, arm, leg, outward
from deskbreak.figures.pose import Pose, Weighted
from deskbreak.figures.spine import Spine, pelvis_frame, spine
from deskbreak.figures.vector import Frame, Vec, add, distance, dot, mix, scale, sub, unit

_SIDES = (1, -1)
_ARM_LENGTH = m.UPPER_ARM + m.FOREARM
_TURNS = 24
_STRAIGHT = 1e-5
"""Metres by which the arms may miss the straightness that is asked for."""
_SEARCH = 70.0
"""Degrees to both sides within which the pelvis may turn so that the arms are straight."""


class Skeleton(Struct, frozen=True):
    """Joints and frames of one pose, metres in the world."""

    pose: Pose
    spine: Spine
    legs: tuple[Leg, Leg]
    """Right, left."""
    arms: tuple[Arm, Arm]
    """Right, left."""

    @property
    def miss(self) -> float:
        """The farthest any contact is out of reach, metres."""
        return max(limb.miss for limb in (*self.legs, *self.arms))

    def joint(self, name: str) -> Vec:
        """A named point of the body; KeyError for an unknown name."""
        return JOINTS[name](self) if name in JOINTS else _limb_point(self, name)


def _limb_point(body: Skeleton, name: str) -> Vec:
    part, _, side = name.rpartition("_")
    i = {"r": 0, "l": 1}[side]
    leg_, arm_ = body.legs[i], body.arms[i]
    return {
        "hip": leg_.hip,
        "knee": leg_.knee,
        "ankle": leg_.ankle,
        "heel": leg_.foot.at(m.HEEL[0], -m.ANKLE_HEIGHT),
        "ball": leg_.foot.at(m.BALL[0], -m.ANKLE_HEIGHT),
        "shoulder": arm_.shoulder,
        "elbow": arm_.elbow,
        "wrist": arm_.wrist,
        "palm": add(arm_.wrist, scale(arm_.hand, 0.07)),
        "fingers": add(arm_.wrist, scale(arm_.hand, m.HAND)),
        "thigh": mix(leg_.hip, leg_.knee, 0.5),
    }[part]


JOINTS: Mapping[str, Callable[[Skeleton], Vec]] = {
    "hips": lambda b: b.spine.pelvis.origin,
    "sit": lambda b: b.spine.pelvis.at(*m.SIT_BONE),
    "sit_r": lambda b: b.spine.pelvis.at(m.SIT_BONE[0], m.SIT_BONE[1], 0.06),
    "sit_l": lambda b: b.spine.pelvis.at(m.SIT_BONE[0], m.SIT_BONE[1], -0.06),
    "waist": lambda b: b.spine.vertebrae[2].origin,
    "belly": lambda b: b.spine.rings[3].frame.at(b.spine.rings[3].half_depth),
    "chest": lambda b: b.spine.chest.origin,
    "breastbone": lambda b: b.spine.chest.at(0.106),
    "ribs": lambda b: b.spine.rings[5].frame.origin,
    "back": lambda b: b.spine.chest.at(-0.106),
    "shoulders": lambda b: b.spine.top.at(0.0, -m.SHOULDER_DROP),
    "head": lambda b: b.spine.head.origin,
    "crown": lambda b: b.spine.head.at(0.0, 0.135),
    "eye": lambda b: b.spine.head.at(0.09, 0.016),
    "nose": lambda b: b.spine.head.at(0.115, -0.022),
    "mouth": lambda b: b.spine.head.at(0.098, -0.052),
}
"""Points of the trunk by name."""


def shoulder_joint(chain: Spine, pose: Pose, side: int) -> Vec:
    """A shoulder joint, metres."""
    x, y = pose.get("reach"), pose.get("shrug") - m.SHOULDER_DROP
    return chain.top.at(x, y, m.SHOULDER_HALF_WIDTH * side)


def hip_joint(pelvis: Frame, side: int) -> Vec:
    """A hip joint, metres."""
    return pelvis.at(0.0, -m.HIP_DROP, m.HIP_HALF_WIDTH * side)


def _held(anchor: Anchor, chain: Spine, pose: Pose) -> Vec:
    """Where the pelvis must be so that the anchor's point is at its place.

    ``chain`` has its pelvis at the origin.
    """
    match anchor.point:
        case "hips":
            point: Vec = (0.0, 0.0, 0.0)
        case "sit":
            point = chain.pelvis.at(*m.SIT_BONE)
        case "shoulders":
            point = chain.top.at(pose.get("reach"), pose.get("shrug") - m.SHOULDER_DROP)
        case "shoulder_r":
            point = shoulder_joint(chain, pose, 1)
        case "shoulder_l":
            point = shoulder_joint(chain, pose, -1)
        case "head":
            point = chain.head.origin
        case "knees":
            thigh = Frame((0.0, 0.0, 0.0)).turned(pitch=anchor.lean).along(0.0, m.THIGH)
            hips = mix(hip_joint(chain.pelvis, 1), hip_joint(chain.pelvis, -1), 0.5)
            point = sub(hips, thigh)
        case _:
            raise KeyError(anchor.point)
    return sub(anchor.at, point)


def _pelvis_at(anchors: Weighted[Anchor], chain: Spine, pose: Pose) -> Vec:
    at: Vec = (0.0, 0.0, 0.0)
    for anchor, weight in anchors:
        at = add(at, scale(_held(anchor, chain, pose), weight))
    return at


def _chain(pose: Pose, pitch: float) -> Spine:
    pelvis = pelvis_frame(pose, pitch)
    at = _pelvis_at(pose.anchor, spine(pose, pelvis), pose)
    return spine(pose, Frame(at, pelvis.front, pelvis.up, pelvis.right))


def _planted(pose: Pose) -> list[tuple[int, Vec]]:
    """Side and place of every wrist that both ends of a blend hold to the world."""
    found = []
    for side, hands in zip(_SIDES, pose.hands, strict=True):
        hand = hands[0][0]
        if len(hands) == 1 and isinstance(hand, Wrist) and hand.on == "world":
            found.append((side, outward(hand.at, side)))
    return found


def settled(pose: Pose) -> Pose:
    """The same pose with the pelvis already turned as ``arms`` asks for."""
    if not (pose.get("arms") > 0 and _planted(pose)):
        return pose
    pitch, _ = _prop_up(pose)
    return replace(pose, numbers={**pose.numbers, "pelvis": pitch})


def _prop_up(pose: Pose) -> tuple[float, Spine]:
    """Turn the pelvis until the planted arms are as straight as ``arms`` says."""
    planted, goal = _planted(pose), pose.get("arms") * _ARM_LENGTH

    def excess(pitch: float) -> tuple[float, Spine]:
        chain = _chain(pose, pitch)
        reach = [distance(shoulder_joint(chain, pose, side), at) for side, at in planted]
        return sum(reach) / len(reach) - goal, chain

    # bowing forward brings the shoulders down to the hands; false position with Illinois' halving
    low, high = pose.get("pelvis") - _SEARCH, pose.get("pelvis") + _SEARCH
    far, near = excess(low)[0], excess(high)[0]
    middle, last = low, 0
    chain = _chain(pose, middle)
    for _ in range(_TURNS):
        middle = low + (high - low) * (far / (far - near) if far > 0 > near else 0.5)
        left, chain = excess(middle)
        if abs(left) < _STRAIGHT:
            break
        if left > 0:
            low, far = middle, left
            near = near / 2 if last > 0 else near
        else:
            high, near = middle, left
            far = far / 2 if last < 0 else far
        last = 1 if left > 0 else -1
    return middle, chain


def solve(pose: Pose) -> Skeleton:
    """Place every joint of a pose."""
    if pose.get("arms") > 0 and _planted(pose):
        _, chain = _prop_up(pose)
    else:
        chain = _chain(pose, pose.get("pelvis"))
    pelvis = chain.pelvis
    legs = tuple(
        leg(hip_joint(pelvis, side), pelvis, side, feet)
        for side, feet in zip(_SIDES, pose.feet, strict=True)
    )
    shoulders = tuple(shoulder_joint(chain, pose, side) for side in _SIDES)

    def place(wrist: Wrist, side: int) -> Vec:
        at = outward(wrist.at, side)
        match wrist.on:
            case "world":
                return at
            case "pelvis":
                return pelvis.at(*at)
            case "chest":
                return chain.chest.at(*at)
            case "head":
                return chain.head.at(*at)
            case "shoulder":
                return add(shoulders[0 if side > 0 else 1], chain.top.along(*at))
            case _:
                return _on_thigh(wrist, side)

    def _on_thigh(wrist: Wrist, side: int) -> Vec:
        its = {"thigh": side, "thigh_r": 1, "thigh_l": -1}[wrist.on]
        limb = legs[0 if its > 0 else 1]
        line = unit(sub(limb.knee, limb.hip))
        # "above" a thigh is its front side: away from the hollow of the knee
        ahead = add(sub(limb.knee, mix(limb.hip, limb.ankle, 0.5)), scale(pelvis.front, 0.05))
        above = unit(sub(ahead, scale(line, dot(ahead, line))))
        point = mix(limb.hip, limb.knee, wrist.at[0])
        return add(add(point, scale(above, wrist.at[1])), scale(pelvis.right, wrist.at[2] * its))

    arms = tuple(
        arm(shoulder, chain.top, side, hands, place)
        for shoulder, side, hands in zip(shoulders, _SIDES, pose.hands, strict=True)
    )
    return Skeleton(pose, chain, (legs[0], legs[1]), (arms[0], arms[1]))
