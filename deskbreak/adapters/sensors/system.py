"""The presence of this system."""

import sys
from collections.abc import Callable

from deskbreak.adapters.buses import Buses
from deskbreak.adapters.sensors.presence import Presence, Sensors
from deskbreak.adapters.sensors.told import Told
from deskbreak.app.ports import Clock, Post
from deskbreak.domain.settings import Rhythm


def presence(
    post: Post, clock: Clock, rhythm: Rhythm, wakeup: Callable[[], None], buses: Buses
) -> Presence:
    """The presence of this system; nothing is started yet.

    Args:
        post: takes the events.
        clock: both clocks.
        rhythm: the lengths that matter.
        wakeup: makes the alarm look at the time again; called after a resume or a clock step.
        buses: how the desktop is reached; not used on Windows and macOS.
    """
    told = Told(post, clock, wakeup)
    return Presence(told, _sensors(told, buses), rhythm)


def _sensors(told: Told, buses: Buses) -> Sensors:
    if sys.platform == "win32":
        from deskbreak.adapters.sensors import windows  # noqa: PLC0415 -- only there

        return windows.sensors(told)
    if sys.platform == "darwin":
        from deskbreak.adapters.sensors import macos  # noqa: PLC0415 -- only there

        return macos.sensors(told)
    from deskbreak.adapters.sensors import linux  # noqa: PLC0415 -- only there

    return linux.sensors(told, buses)
