"""What became of each way to reach the person, as ``doctor`` tells it."""

import os
from collections.abc import Iterator
from pathlib import Path

from deskbreak.adapters.chime import Chime
from deskbreak.adapters.notifiers.ladder import Ladder
from deskbreak.adapters.trays.choose import ReportingTray
from deskbreak.app.doctor import Finding
from deskbreak.app.ports import Guide
from deskbreak.content.model import Language
from deskbreak.content.strings import text


def findings(
    ladder: Ladder, tray: ReportingTray | None, guide: Guide, chime: Chime
) -> Iterator[Finding]:
    """Notifiers, trays, the guide and its sounds."""
    for rung in ladder.report():
        yield Finding("notifier", rung.name, rung.state.replace(" ", "-"), rung.reason)
    if tray is not None:
        for name, why in tray.report().items():
            yield _passed("tray", name, why, "active")
    yield _passed("guide", guide.name, guide.viable(), "ready")
    yield _passed("guide", "chime", chime.why or chime.viable(), "ready")


def login(language: Language) -> Finding:
    """Whether deskbreak starts with the session."""
    from deskbreak.adapters.autostart import system_autostart  # noqa: PLC0415 - only for doctor

    autostart = system_autostart(os.environ, Path.home())
    if autostart.is_on():
        return Finding("autostart", "login", "active", autostart.place)
    return Finding("autostart", "login", "info", text(language, "autostart.off"))


def _passed(section: str, name: str, why: str | None, fine: str) -> Finding:
    """A part that is fine, or passed over for a reason."""
    return Finding(section, name, fine if why is None else "passed-over", why or "")
