"""The sensors of Linux and its like, in the order in which they are tried."""

from collections.abc import Mapping

from deskbreak.protocols.buses import Buses
from deskbreak.sensing.all_sensors import Sensors
from deskbreak.sensing.chances import LogindChance, NameChance
from deskbreak.sensing.clock_steps import ClockWatch
from deskbreak.sensing.display_watch import DisplayWatch
from deskbreak.sensing.idle_source import IdleSource, Lazy
from deskbreak.sensing.inhibitors import BusInhibitors
from deskbreak.sensing.logind import Logind
from deskbreak.sensing.logind_idle import LogindIdle
from deskbreak.sensing.mutter_idle import NAME as MUTTER
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
        (DisplayWatch(session, environ), NameChance(session, MUTTER), LogindChance(logind)),
    )


def _wayland(environ: Mapping[str, str]) -> tuple[IdleSource, IdleSource]:
    def why_not() -> str | None:
        return None if environ.get("WAYLAND_DISPLAY") else "WAYLAND_DISPLAY is not set"

    def ext_idle() -> IdleSource:
        from deskbreak.sensing.wayland_idle import ExtIdle  # noqa: PLC0415 -- lazy

        return ExtIdle(environ)

    def kde_idle() -> IdleSource:
        from deskbreak.sensing.wayland_idle import KdeIdle  # noqa: PLC0415 -- lazy

        return KdeIdle(environ)

    return Lazy("wayland-ext-idle", why_not, ext_idle), Lazy("wayland-kde-idle", why_not, kde_idle)


def _x11(environ: Mapping[str, str]) -> IdleSource:
    def why_not() -> str | None:
        if environ.get("WAYLAND_DISPLAY"):
            return "XWayland does not see all input"
        return None if environ.get("DISPLAY") else "DISPLAY is not set"

    def x11_idle() -> IdleSource:
        from deskbreak.sensing.x11_idle import X11Idle  # noqa: PLC0415 -- lazy

        return X11Idle(environ)

    return Lazy("x11-idle", why_not, x11_idle)
