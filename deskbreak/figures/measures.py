"""The measures of the one person in all pictures: 1.72 m tall.

Segment lengths follow the proportions of Drillis and Contini as given in Winter, Biomechanics
and Motor Control of Human Movement (thigh 0.245, shank 0.246, upper arm 0.186, forearm 0.146 of
the height), rounded so that the flat picture looks right. Metres and degrees.
"""

from deskbreak.figures.vector import Vec

THIGH = 0.425
SHANK = 0.405
UPPER_ARM = 0.285
FOREARM = 0.255
HAND = 0.165

HIP_HALF_WIDTH = 0.085
HIP_DROP = 0.020
"""The hip joints lie this far below the middle of the pelvis."""
SHOULDER_HALF_WIDTH = 0.165
SHOULDER_DROP = 0.048
"""The shoulder joints lie this far below the top of the trunk."""

PELVIS_HEIGHT = 0.085
LUMBAR_LINKS = 3
LUMBAR_LINK = 0.055
THORACIC_LINKS = 5
THORACIC_LINK = 0.054
NECK = 0.075
HEAD_CENTRE: Vec = (0.028, 0.078, 0.0)
"""Middle of the head in the frame at the top of the neck."""

NATURAL_LUMBAR = -8.0
"""The hollow of the low back when a pose says ``lumbar = 0``."""
NATURAL_THORACIC = 10.0
NATURAL_NECK = -4.0

SIT_BONE: Vec = (-0.020, -0.112, 0.0)
"""Where the pelvis meets a seat, in the pelvis frame."""

ANKLE_HEIGHT = 0.075
HEEL: Vec = (-0.035, -0.035, 0.0)
"""Middle of the heel's ball in the foot frame; it rolls here when the toes are up."""
BALL: Vec = (0.125, -0.043, 0.0)
"""Middle of the ball of the foot; the foot rolls here when the heel is up."""
TOES = 0.058
"""From the ball of the foot to the tip of the toes."""

STANDING_HIP = 0.918
"""Height of the pelvis when standing with soft knees."""
