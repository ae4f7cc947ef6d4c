"""The sensors of Linux and its like, in the order in which they are tried."""

from collections.abc import Mapping

from deskbreak.protocols.buses import Buses
from deskbreak.sensing.all_sensors import Sensors
from deskbreak.sensing.clock_steps import ClockWatch
from deskbreak.sensing.idle_source import Absent, IdleSource
from deskbreak.sensing.inhibitors import BusInhibitors
from deskbreak.sensing.logind import Logind
from deskbreak.sensing.logind_idle import LogindIdle
from deskbreak.sensing.mutter_idle import MutterIdle
from deskbreak.sensing.presence_reporter import PresenceReporter
from deskbreak.sensing.screensaver import ScreenSavers


def sensors(reporter: PresenceReporter, buses: Buses) -> Sensors:
    """Wayland before X11, because XWayland does not see all input."""
    session, system, environ = buses
    logind = Logind(system, environ, reporter)
    return Sensors(
        (*_wayland(environ), MutterIdle(session), _x11(environ), LogindIdle(logind)),
        (ClockWatch(reporter), logind, ScreenSavers(session, reporter)),
        BusInhibitors(session, system),
    )


def _wayland(environ: Mapping[str, str]) -> tuple[IdleSource, IdleSource]:
    if not environ.get("WAYLAND_DISPLAY"):
        why = "WAYLAND_DISPLAY is not set"
        return Absent("wayland-ext-idle", why), Absent("wayland-kde-idle", why)
    from deskbreak.sensing.wayland_idle import ExtIdle, KdeIdle  # noqa: PLC0415 -- lazy

    return ExtIdle(environ), KdeIdle(environ)


def _x11(environ: Mapping[str, str]) -> IdleSource:
    if environ.get("WAYLAND_DISPLAY"):
        return Absent("x11-idle", "XWayland does not see all input")
    if not environ.get("DISPLAY"):
        return Absent("x11-idle", "DISPLAY is not set")
    from deskbreak.sensing.x11_idle import X11Idle  # noqa: PLC0415 -- lazy

    return X11Idle(environ)
