"""The calls into macOS, and nothing else. Loaded on macOS only, and not yet run there.

pyobjc comes with pystray there: Quartz for the idle time, Cocoa for notifications.
"""

import sys
from typing import Any

if sys.platform == "darwin":
    from collections.abc import Callable

    import Quartz
    from AppKit import NSWorkspace
    from Foundation import NSDistributedNotificationCenter, NSObject

    from deskbreak.sensing.macos import LOCKED, UNLOCKED

    ON_CONSOLE = "kCGSSessionOnConsoleKey"
    """kCGSessionOnConsoleKey of CGSession.h."""

    class Hid:
        """The time since anything moved."""

        def seconds_without_input(self) -> float:
            """Any event of the HID system."""
            return float(
                Quartz.CGEventSourceSecondsSinceLastEventType(
                    Quartz.kCGEventSourceStateHIDSystemState, Quartz.kCGAnyInputEventType
                )
            )

    class _Observer(NSObject):  # type: ignore[misc]  # pyobjc has no types
        """What the centres call."""

        def heard_(self, notification: Any) -> None:
            """A notification came."""
            self.call(str(notification.name()))

    class Centres:
        """The distributed centre for locks, the workspace's for sleep."""

        def __init__(self) -> None:
            self._observer = _Observer.alloc().init()
            self._centres = (
                NSDistributedNotificationCenter.defaultCenter(),
                NSWorkspace.sharedWorkspace().notificationCenter(),
            )

        def observe(self, names: tuple[str, ...], call: Callable[[str], None]) -> None:
            """Call with the name of a notification."""
            self._observer.call = call
            for name in names:
                centre = self._centres[0 if name in (LOCKED, UNLOCKED) else 1]
                centre.addObserver_selector_name_object_(self._observer, "heard:", name, None)

        def forget(self) -> None:
            """Observe no more."""
            for centre in self._centres:
                centre.removeObserver_(self._observer)

        def on_console(self) -> bool:
            """True where there is no session to ask."""
            session = Quartz.CGSessionCopyCurrentDictionary() or {}
            return bool(session.get(ON_CONSOLE, True))
