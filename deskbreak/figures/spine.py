"""The chain of the spine, from the pelvis to the head."""

from msgspec import Struct

from deskbreak.figures import measures as m
from deskbreak.figures.pose import Pose
from deskbreak.figures.vector import Frame


class Ring(Struct, frozen=True):
    """One cross-section of the trunk: an upright oval, metres."""

    frame: Frame
    half_width: float
    half_depth: float


class Spine(Struct, frozen=True):
    """The solved chain."""

    pelvis: Frame
    rings: tuple[Ring, ...]
    vertebrae: tuple[Frame, ...]
    """The joints from the top of the pelvis to the top of the trunk."""
    chest: Frame
    """Middle of the rib cage."""
    top: Frame
    """Top of the trunk, between the shoulders."""
    neck: Frame
    """Top of the neck."""
    head: Frame
    """Middle of the head."""


_PELVIS_RINGS = ((-0.012, -0.012, 0.152, 0.106), (-0.006, 0.050, 0.143, 0.102))
_LUMBAR_RINGS = ((0.132, 0.094), (0.127, 0.091), (0.135, 0.095))
_BELLY = ((0.022, 0.014), (0.030, 0.016), (0.020, 0.012))
"""Metres a full belly comes forward and grows wider at each lumbar ring."""
_THORACIC_RINGS = (
    (0.004, 0.146, 0.101),
    (0.008, 0.157, 0.106),
    (0.008, 0.164, 0.104),
    (0.002, 0.150, 0.088),
    (-0.004, 0.086, 0.062),
)
_CHEST_RING = 2


def pelvis_frame(pose: Pose, pitch: float) -> Frame:
    """The pelvis at the origin, bowed forward by ``pitch`` degrees."""
    frame = Frame((0.0, 0.0, 0.0)).turned(yaw=pose.get("heading")).turned(pitch=pitch)
    return frame.turned(yaw=pose.get("roll")).turned(lean=pose.get("lean"))


def spine(pose: Pose, pelvis: Frame) -> Spine:
    """Build the chain on a pelvis."""
    belly, ribs = pose.get("belly"), pose.get("ribs")
    rings = [Ring(pelvis.moved(x, y), w, d) for x, y, w, d in _PELVIS_RINGS]
    joints = [pelvis.moved(y=m.PELVIS_HEIGHT)]

    bend = (pose.get("lumbar") + m.NATURAL_LUMBAR) / m.LUMBAR_LINKS
    turn, side = pose.get("lumbar_turn"), pose.get("lumbar_side")
    for (width, depth), (fore, wide) in zip(_LUMBAR_RINGS, _BELLY, strict=True):
        joint = joints[-1].turned(bend, turn / m.LUMBAR_LINKS, side / m.LUMBAR_LINKS)
        joints.append(joint.moved(y=m.LUMBAR_LINK))
        out = fore * belly
        wider = width + wide * belly + 0.004 * ribs
        rings.append(Ring(joints[-1].moved(x=out), wider, depth + out * 0.4))

    bend = (pose.get("thoracic") + m.NATURAL_THORACIC) / m.THORACIC_LINKS
    turn, side = pose.get("thoracic_turn"), pose.get("thoracic_side")
    for i, (x, width, depth) in enumerate(_THORACIC_RINGS):
        joint = joints[-1].turned(bend, turn / m.THORACIC_LINKS, side / m.THORACIC_LINKS)
        joints.append(joint.moved(y=m.THORACIC_LINK))
        swell = ribs * (0.012 if i < _CHEST_RING else 0.006)
        rings.append(Ring(joints[-1].moved(x=x + swell * 0.5), width + swell, depth + swell * 0.5))

    top = joints[-1]
    bend = (pose.get("neck") + m.NATURAL_NECK) / 2
    turn, side = pose.get("neck_turn") / 2, pose.get("neck_side") / 2
    neck = top.turned(bend, turn, side).moved(x=0.006).moved(y=m.NECK).turned(bend, turn, side)
    x, y, z = m.HEAD_CENTRE
    chest = rings[len(_PELVIS_RINGS) + m.LUMBAR_LINKS + _CHEST_RING].frame
    return Spine(pelvis, tuple(rings), tuple(joints), chest, top, neck, neck.moved(x, y, z))
