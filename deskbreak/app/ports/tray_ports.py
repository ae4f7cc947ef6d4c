"""The icon and its menu. The tray docks before the core is loaded, so little is imported here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from deskbreak.app.parts import Fault


class IconKind:
    """The colours of the tray image."""

    WORKING = "working"
    DUE = "due"
    HELD = "held"
    PAUSED = "paused"
    OFF = "off"
    AWAY = "away"


class Icon(Struct, frozen=True):
    """All that the tray image depends on."""

    kind: str
    eighths: int
    """How much of the ring is filled, 0 to 8."""
    mark: bool = False
    """The quiet mark of a hold that lasts longer than ``hold.max``."""


class Entry(Struct, frozen=True):
    """One entry of the tray menu. An empty label is a separator."""

    label: str
    command: str | None = None
    """What to do when chosen, as the words of a command line: ``snooze 5m``. None: a text line."""
    enabled: bool = True
    checked: bool | None = None
    default: bool = False
    children: tuple[Entry, ...] = ()


class TrayView(Struct, frozen=True):
    """What the tray shows."""

    icon: Icon
    tooltip: str
    menu: tuple[Entry, ...]


class Tray(Protocol):
    """One way to sit in the tray.

    ``view()`` is asked again at every opening of the menu, so that its status line is fresh.
    ``on_command`` gets the chosen entry's command; it is safe from any thread.
    """

    name: str

    def viable(self) -> str | None: ...

    def start(self, view: Callable[[], TrayView], on_command: Callable[[str], None]) -> None: ...

    def refresh(self) -> None:
        """Something in the view may have changed."""

    def stop(self) -> None: ...


class StartedTray(Protocol):
    """A tray that was started before the rest of the program."""

    def hand_over(self, view: Callable[[], TrayView], on_command: Callable[[str], None]) -> None:
        """From now on the tray shows this view and tells what was chosen."""

    def refresh(self) -> None: ...

    def stop(self) -> None: ...

    def faults(self) -> Sequence[Fault]:
        """The parts of the tray that have failed and are not back."""

    def report(self) -> Mapping[str, str | None]:
        """Every backend with the reason why it shows no icon, or None when it does."""
