"""The gates of macOS, written to documented interfaces and not yet run there."""

import sys
from collections.abc import Callable

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.errors import UnavailableError
from deskbreak.holding.gate_answers import WatchedGate
from deskbreak.holding.ignored_programs import Ignore
from deskbreak.holding.media_in_use import MediaInUse, films, records
from deskbreak.holding.unknown_gate import UnknownGate
from deskbreak.protocols import media_properties as media

NOBODY_SAYS = "macOS has no documented way to ask"


def gates(
    ignore: Ignore,
    audio: Callable[[], media.Numbers] = media.audio,
    video: Callable[[], media.Numbers] = media.video,
) -> list[WatchedGate]:
    """All of them but the calendar; ``audio`` and ``video`` load a library when first asked."""
    return [
        MediaInUse("microphone", lambda: records(audio(), _program, ignore)),
        MediaInUse("camera", lambda: films(video())),
        UnknownGate("screen-cast", Reason.SCREEN_SHARE, NOBODY_SAYS),
        UnknownGate("fullscreen", Reason.FULLSCREEN, NOBODY_SAYS),
        UnknownGate("do-not-disturb", Reason.DO_NOT_DISTURB, NOBODY_SAYS),
    ]


def _program(pid: int) -> str | None:
    """The name of a program, as macOS shows it."""
    if sys.platform == "darwin":
        from AppKit import NSRunningApplication  # noqa: PLC0415 -- only there

        found = NSRunningApplication.runningApplicationWithProcessIdentifier_(pid)
        return None if found is None else str(found.localizedName())
    raise UnavailableError("this is not macOS")
