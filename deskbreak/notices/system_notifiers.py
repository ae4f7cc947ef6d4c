"""Which notifiers serve this system, best first."""

from deskbreak.app.ports.notice_ports import Notifier, OnAction, OnServer
from deskbreak.app.ports.tray_ports import Tray
from deskbreak.notices.log_notifier import Log
from deskbreak.notices.plyer_notifier import Plyer
from deskbreak.notices.terminal_notifier import Terminal
from deskbreak.notices.tray_balloon import Balloon, TrayBalloon
from deskbreak.protocols.buses import Buses


def notifier_links(
    buses: Buses | None,
    on_action: OnAction,
    on_server: OnServer,
    tray: Tray | None,
    terminal: Terminal,
    *,
    terminal_only: bool,
) -> list[Notifier]:
    """The notifiers of the chain; ``terminal_only`` leaves those that are always there."""
    always: list[Notifier] = [terminal, Log()]
    if terminal_only:
        return always
    if buses is not None:
        from deskbreak.notices.native import Native  # noqa: PLC0415 - needs D-Bus

        link = buses.session
        native = Native(link, on_action, on_server)
        plyer = Plyer(link, refused=lambda: native.refused)
        return [native, plyer, TrayBalloon(balloon(tray), on_action), *always]
    from deskbreak.notices.desktop_notifier import Desktop  # noqa: PLC0415 - only there

    # Our own icon's balloon comes before plyer, which would add an icon without a name.
    return [Desktop(on_action), TrayBalloon(balloon(tray), on_action), Plyer(None), *always]


def balloon(tray: object) -> Balloon | None:
    """The tray if it has balloons: pystray's own on other systems."""
    return tray if isinstance(tray, Balloon) else None
