"""The gates of Windows. This module is loaded when gates are first needed, and not before."""

import sys

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.errors import UnavailableError
from deskbreak.holding.device_in_use import STORE, DeviceInUse
from deskbreak.holding.gate_answers import WatchedGate
from deskbreak.holding.ignored_programs import Ignore
from deskbreak.holding.notification_state import FULLSCREEN, QUIET, NotificationState
from deskbreak.holding.unknown_gate import UnknownGate

NOBODY_SAYS = "Windows has no documented way to ask whether the screen is shared"


def gates(ignore: Ignore) -> list[WatchedGate]:
    """All of them but the calendar."""
    if sys.platform == "win32":
        from deskbreak.holding import windows_desktop as desktop  # noqa: PLC0415 -- only there
        from deskbreak.protocols.windows_registry import UserTree  # noqa: PLC0415 -- the same

        def device(name: str, kind: str) -> DeviceInUse:
            return DeviceInUse(name, UserTree(rf"{STORE}\{kind}"), ignore, desktop.booted)

        def state(name: str, reason: Reason, closed: frozenset[int]) -> NotificationState:
            ask, front = desktop.notification_state, desktop.program_in_front
            return NotificationState(name, reason, closed, ask, front, ignore)

        return [
            device("microphone", "microphone"),
            device("camera", "webcam"),
            UnknownGate("screen-cast", Reason.SCREEN_SHARE, NOBODY_SAYS),
            state("fullscreen", Reason.FULLSCREEN, FULLSCREEN),
            state("do-not-disturb", Reason.DO_NOT_DISTURB, QUIET),
        ]
    raise UnavailableError("this is not Windows")
