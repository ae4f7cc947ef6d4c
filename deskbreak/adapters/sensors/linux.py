"""The sensors of Linux and its like, in the order in which they are tried."""

from collections.abc import Mapping

from deskbreak.adapters.buses import Buses
from deskbreak.adapters.sensors.clock_steps import ClockWatch
from deskbreak.adapters.sensors.inhibitors import BusInhibitors
from deskbreak.adapters.sensors.logind import Logind
from deskbreak.adapters.sensors.logind_idle import LogindIdle
from deskbreak.adapters.sensors.mutter_idle import MutterIdle
from deskbreak.adapters.sensors.presence import Sensors
from deskbreak.adapters.sensors.screensaver import ScreenSavers
from deskbreak.adapters.sensors.source import Absent, IdleSource
from deskbreak.adapters.sensors.told import Told


def sensors(told: Told, buses: Buses) -> Sensors:
    """Wayland before X11, because XWayland does not see all input."""
    session, system, environ = buses
    logind = Logind(system, environ, told)
    return Sensors(
        (*_wayland(environ), MutterIdle(session), _x11(environ), LogindIdle(logind)),
        (ClockWatch(told), logind, ScreenSavers(session, told)),
        BusInhibitors(session, system),
    )


def _wayland(environ: Mapping[str, str]) -> tuple[IdleSource, IdleSource]:
    if not environ.get("WAYLAND_DISPLAY"):
        why = "WAYLAND_DISPLAY is not set"
        return Absent("wayland-ext-idle", why), Absent("wayland-kde-idle", why)
    from deskbreak.adapters.sensors.wayland_idle import ExtIdle, KdeIdle  # noqa: PLC0415 -- lazy

    return ExtIdle(environ), KdeIdle(environ)


def _x11(environ: Mapping[str, str]) -> IdleSource:
    if environ.get("WAYLAND_DISPLAY"):
        return Absent("x11-idle", "XWayland does not see all input")
    if not environ.get("DISPLAY"):
        return Absent("x11-idle", "DISPLAY is not set")
    from deskbreak.adapters.sensors.x11_idle import X11Idle  # noqa: PLC0415 -- lazy

    return X11Idle(environ)
