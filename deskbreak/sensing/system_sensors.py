"""The presence of this system."""

import sys
from collections.abc import Callable

from deskbreak.app.ports.engine_ports import Clock, Post
from deskbreak.domain.vocabulary.settings import Rhythm
from deskbreak.errors import UnavailableError
from deskbreak.protocols.buses import Buses
from deskbreak.sensing.all_sensors import Presence, Sensors
from deskbreak.sensing.presence_reporter import PresenceReporter


def presence(
    post: Post, clock: Clock, rhythm: Rhythm, wakeup: Callable[[], None], buses: Buses | None
) -> Presence:
    """The presence of this system; nothing is started yet.

    Args:
        post: takes the events.
        clock: both clocks.
        rhythm: the lengths that matter.
        wakeup: makes the alarm look at the time again; called after a resume or a clock step.
        buses: how the desktop is reached; None on Windows and macOS.
    """
    reporter = PresenceReporter(post, clock, wakeup)
    return Presence(reporter, _sensors(reporter, buses), rhythm)


def _sensors(reporter: PresenceReporter, buses: Buses | None) -> Sensors:
    if sys.platform == "win32":
        from deskbreak.sensing import windows  # noqa: PLC0415 -- only there

        return windows.sensors(reporter)
    if sys.platform == "darwin":
        from deskbreak.sensing import macos  # noqa: PLC0415 -- only there

        return macos.sensors(reporter)
    if buses is None:
        raise UnavailableError("there is no D-Bus on this system")
    from deskbreak.sensing import linux  # noqa: PLC0415 -- only there

    return linux.sensors(reporter, buses)
