"""What became of each way to reach the person, as ``doctor`` tells it."""

from collections.abc import Iterator

from deskbreak.adapters.chime import Chime
from deskbreak.adapters.notifiers.ladder import Ladder
from deskbreak.adapters.trays.choose import ReportingTray
from deskbreak.app.doctor import Finding
from deskbreak.app.ports import Guide


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


def _passed(section: str, name: str, why: str | None, fine: str) -> Finding:
    """A part that is fine, or passed over for a reason."""
    return Finding(section, name, fine if why is None else "passed-over", why or "")
