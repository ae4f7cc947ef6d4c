"""The gates of Linux. This module is loaded when gates are first needed, and not before."""

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.holding.camera import Camera
from deskbreak.holding.do_not_disturb import DoNotDisturb
from deskbreak.holding.fullscreen_gnome import GnomeInhibitors
from deskbreak.holding.fullscreen_kwin import FullscreenKwin
from deskbreak.holding.gate_watch import WatchedGate
from deskbreak.holding.ignored_programs import Ignore
from deskbreak.holding.microphone import Microphone
from deskbreak.holding.pipewire_video import PortalCamera, ScreenCast
from deskbreak.holding.unknown_gate import UnknownGate
from deskbreak.protocols.buses import Buses
from deskbreak.protocols.pipewire import PipeWire


def gates(buses: Buses, ignore: Ignore) -> list[WatchedGate]:
    """All of them but the calendar."""
    session, _, environ = buses
    pipewire = PipeWire(environ)
    return [
        Microphone(environ, ignore),
        Camera(ignore),
        PortalCamera(pipewire),
        ScreenCast(pipewire),
        _x11(buses, ignore),
        _wlroots(buses, ignore),
        FullscreenKwin(session, environ, ignore),
        GnomeInhibitors(session, environ, ignore),
        DoNotDisturb(session, environ),
    ]


def _x11(buses: Buses, ignore: Ignore) -> WatchedGate:
    environ = buses.environ
    name, reason = "fullscreen-x11", Reason.FULLSCREEN
    if environ.get("WAYLAND_DISPLAY"):
        return UnknownGate(name, reason, "this is a Wayland session")
    if not environ.get("DISPLAY"):
        return UnknownGate(name, reason, "DISPLAY is not set")
    from deskbreak.holding.fullscreen_x11 import FullscreenX11  # noqa: PLC0415 -- lazy

    return FullscreenX11(environ, ignore)


def _wlroots(buses: Buses, ignore: Ignore) -> WatchedGate:
    if not buses.environ.get("WAYLAND_DISPLAY"):
        why = "WAYLAND_DISPLAY is not set"
        return UnknownGate("fullscreen-wlroots", Reason.FULLSCREEN, why)
    from deskbreak.holding.fullscreen_wlroots import FullscreenWlr  # noqa: PLC0415 -- lazy

    return FullscreenWlr(buses.environ, ignore)
