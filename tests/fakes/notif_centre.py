"""A small stand-in for the module ``desktop_notifier`` 6.2: the same names, arguments and habits.

Like the original it never raises from ``send_notification`` and tells a success only through the
dispatched callback; ``Centre.press`` and ``click`` may be called from any thread.
"""

import asyncio
import enum
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


class Capability(enum.Enum):
    TITLE = enum.auto()
    BUTTONS = enum.auto()


@dataclass(frozen=True)
class Button:
    title: str
    identifier: str


@dataclass(frozen=True)
class Icon:
    path: Path


@dataclass(frozen=True)
class Attachment:
    path: Path


@dataclass(frozen=True)
class Notification:
    title: str
    message: str
    buttons: tuple[Button, ...] = ()
    attachment: Attachment | None = None
    sound: str | None = None
    identifier: str = ""


@dataclass
class Centre:
    """What the system would show, and how it behaves."""

    capabilities: frozenset[Capability] = frozenset(Capability)
    live: dict[str, Notification] = field(default_factory=dict)
    fails: bool = False
    allowed: bool = True
    clear_fails: bool = False
    on_dispatched: Callable[[str], None] | None = None
    on_clicked: Callable[[str], None] | None = None
    on_button_pressed: Callable[[str, str], None] | None = None
    answers: asyncio.Event | None = None

    async def has_authorisation(self) -> bool:
        return self.allowed

    async def get_capabilities(self) -> frozenset[Capability]:
        return self.capabilities

    async def send_notification(self, notification: Notification) -> str:
        if self.answers is not None:
            await self.answers.wait()
        if not self.fails:
            self.live[notification.identifier] = notification
            if self.on_dispatched:
                self.on_dispatched(notification.identifier)
        return notification.identifier

    async def clear(self, identifier: str) -> None:
        if self.clear_fails:
            raise OSError("element not found")
        self.live.pop(identifier, None)

    def press(self, identifier: str, button: str) -> None:
        if self.on_button_pressed:
            self.on_button_pressed(identifier, button)

    def click(self, identifier: str) -> None:
        if self.on_clicked:
            self.on_clicked(identifier)


class FakeLibrary:
    """The module; ``centre`` is what ``DesktopNotifier`` gives, ``broken`` what it raises."""

    Capability = Capability
    DEFAULT_SOUND = "default"
    Button = Button
    Attachment = Attachment
    Icon = Icon
    Notification = Notification

    def __init__(self, broken: Exception | None = None) -> None:
        self.centre = Centre()
        self.broken = broken

    def DesktopNotifier(self, app_name: str, app_icon: object) -> Centre:  # noqa: N802 -- its name
        if self.broken is not None:
            raise self.broken
        assert app_name == "deskbreak"
        assert isinstance(app_icon, Icon)
        assert app_icon.path.is_file()
        return self.centre
