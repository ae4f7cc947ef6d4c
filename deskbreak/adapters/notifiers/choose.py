"""Which notifiers serve this system, best first."""

import sys

from deskbreak.adapters.dbus_link import Link
from deskbreak.adapters.notifiers.log import Log
from deskbreak.adapters.notifiers.native import Native
from deskbreak.adapters.notifiers.plyer_ import Plyer
from deskbreak.adapters.notifiers.terminal import Terminal
from deskbreak.adapters.notifiers.tray import TrayBalloon
from deskbreak.app.ports import Notifier, OnAction, OnServer, Tray

LINUX = sys.platform.startswith("linux")


def rungs(
    link: Link,
    on_action: OnAction,
    on_server: OnServer,
    tray: Tray | None,
    terminal: Terminal,
    *,
    terminal_only: bool,
) -> list[Notifier]:
    """The rungs of the ladder; ``terminal_only`` leaves those that are always there."""
    always: list[Notifier] = [terminal, Log()]
    if terminal_only:
        return always
    if LINUX:
        return [Native(link, on_action, on_server), Plyer(link), balloon(tray), *always]
    from deskbreak.adapters.notifiers.desktop import Desktop  # noqa: PLC0415 - only there

    return [Desktop(on_action), Plyer(None), balloon(tray), *always]


def balloon(tray: Tray | None) -> TrayBalloon:
    """Notices at the tray icon, where the tray has balloons: pystray's own on other systems."""
    notify = getattr(tray, "notify", None)
    remove = getattr(tray, "remove_notification", None)
    if notify is None or remove is None:
        return TrayBalloon(lambda: "this tray shows no balloons", lambda *_: None, lambda: None)
    return TrayBalloon(lambda: None, notify, remove)
