"""What became of each way to reach the person, as ``doctor`` tells it."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from deskbreak.app.doctor import DoctorRow
from deskbreak.app.ports import Guide


class NotifierReport(Protocol):
    """What became of one notifier."""

    @property
    def name(self) -> str: ...

    @property
    def state(self) -> str: ...

    @property
    def reason(self) -> str: ...


class Notifiers(Protocol):
    """The chain of notifiers."""

    def report(self) -> Sequence[NotifierReport]: ...


class TrayReport(Protocol):
    """The tray's backends."""

    def report(self) -> dict[str, str | None]: ...


class Sound(Protocol):
    """The player of chimes."""

    why: str | None

    def viable(self) -> str | None: ...


def part_rows(
    notifiers: Notifiers, tray: TrayReport | None, guide: Guide, chime: Sound
) -> Iterator[DoctorRow]:
    """Notifiers, trays, the guide and its sounds."""
    for link in notifiers.report():
        yield DoctorRow("notifier", link.name, link.state.replace(" ", "-"), link.reason)
    if tray is not None:
        for name, why in tray.report().items():
            yield _passed("tray", name, why, "active")
    yield _passed("guide", guide.name, guide.viable(), "ready")
    yield _passed("guide", "chime", chime.why or chime.viable(), "ready")


def _passed(section: str, name: str, why: str | None, fine: str) -> DoctorRow:
    """A part that is fine, or passed over for a reason."""
    return DoctorRow(section, name, fine if why is None else "passed-over", why or "")
