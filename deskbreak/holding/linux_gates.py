"""The gates of Linux. This module is loaded when gates are first needed, and not before."""

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.holding.camera import Camera
from deskbreak.holding.do_not_disturb import DoNotDisturb
from deskbreak.holding.fullscreen_gnome import GnomeInhibitors
from deskbreak.holding.fullscreen_kwin import FullscreenKwin
from deskbreak.holding.gate_answers import WatchedGate
from deskbreak.holding.ignored_programs import Ignore
from deskbreak.holding.lazy_gate import LazyGate
from deskbreak.holding.microphone import Microphone
from deskbreak.holding.pipewire_video import PortalCamera, ScreenCast
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

    def why_not() -> str | None:
        if environ.get("WAYLAND_DISPLAY"):
            return "this is a Wayland session"
        return None if environ.get("DISPLAY") else "DISPLAY is not set"

    def make() -> WatchedGate:
        from deskbreak.holding.fullscreen_x11 import FullscreenX11  # noqa: PLC0415 -- lazy

        return FullscreenX11(environ, ignore)

    return LazyGate("fullscreen-x11", Reason.FULLSCREEN, why_not, make)


def _wlroots(buses: Buses, ignore: Ignore) -> WatchedGate:
    environ = buses.environ

    def why_not() -> str | None:
        return None if environ.get("WAYLAND_DISPLAY") else "WAYLAND_DISPLAY is not set"

    def make() -> WatchedGate:
        from deskbreak.holding.fullscreen_wlroots import FullscreenWlr  # noqa: PLC0415 -- lazy

        return FullscreenWlr(environ, ignore)

    return LazyGate("fullscreen-wlroots", Reason.FULLSCREEN, why_not, make)
