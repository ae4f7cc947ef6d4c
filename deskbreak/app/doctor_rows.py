"""What became of each way to reach the person, as ``doctor`` tells it."""

import os
from collections.abc import Iterator
from pathlib import Path

from deskbreak.app.doctor import DoctorRow
from deskbreak.app.ports import Guide
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.guide_host.chime import Chime
from deskbreak.notices.fallback_chain import FallbackChain
from deskbreak.tray.system_tray import ReportingTray


def findings(
    chain: FallbackChain, tray: ReportingTray | None, guide: Guide, chime: Chime
) -> Iterator[DoctorRow]:
    """Notifiers, trays, the guide and its sounds."""
    for rung in chain.report():
        yield DoctorRow("notifier", rung.name, rung.state.replace(" ", "-"), rung.reason)
    if tray is not None:
        for name, why in tray.report().items():
            yield _passed("tray", name, why, "active")
    yield _passed("guide", guide.name, guide.viable(), "ready")
    yield _passed("guide", "chime", chime.why or chime.viable(), "ready")


def login(language: Language) -> DoctorRow:
    """Whether deskbreak starts with the session."""
    from deskbreak.desktop.autostart import system_autostart  # noqa: PLC0415 - only for doctor

    autostart = system_autostart(os.environ, Path.home())
    if autostart.is_on():
        return DoctorRow("autostart", "login", "active", autostart.place)
    return DoctorRow("autostart", "login", "info", text(language, "autostart.off"))


def _passed(section: str, name: str, why: str | None, fine: str) -> DoctorRow:
    """A part that is fine, or passed over for a reason."""
    return DoctorRow(section, name, fine if why is None else "passed-over", why or "")
