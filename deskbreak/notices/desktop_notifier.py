"""Notices with buttons on Windows and macOS, through desktop-notifier 6.2.

The rules, read from its source:

- ``send_notification`` never raises: only the dispatched callback proves that it was sent.
- On macOS without an app bundle a dummy takes everything and shows nothing; it has no
  capabilities at all, and that is how it is known.
- On macOS buttons are remembered by their titles, so a button's identifier is its action and
  nothing that changes.
- On Windows the person's switch is known beforehand; macOS asks at the first notice.
- Callbacks may come in any thread; actions are handed to the loop.
- Its import takes a second and more, and it asks Windows in calls that block. So it lives in a
  thread with an event loop of its own, and the daemon waits for it no longer than a limit.
- It asks ``platform`` which Windows this is. From Python 3.12 on that is a question to Windows'
  management service (WMI), which may take seconds, and which ends the process under Wine 8. Where
  its module cannot be imported, ``platform`` goes on as it did before.
"""

import asyncio
import importlib
import sys
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Protocol, cast

from deskbreak.app.ports.notice_ports import Notice, NotifierError, OnAction
from deskbreak.content.asset_files import asset
from deskbreak.notices.notice_text import APP, offered
from deskbreak.protocols.side_loop import SideLoop, SideLoopBusyError

LIMIT = 5.0
"""Seconds for one ``show``; on macOS the first one may wait for the person's permission."""

FAILURES = (OSError, RuntimeError, LookupError, ValueError)
"""What its Windows and macOS parts let through."""


class Centre(Protocol):
    """What is used of ``desktop_notifier.DesktopNotifier``."""

    on_dispatched: Callable[[str], None] | None
    on_clicked: Callable[[str], None] | None
    on_button_pressed: Callable[[str, str], None] | None

    def has_authorisation(self) -> Awaitable[bool]: ...

    def get_capabilities(self) -> Awaitable[Collection[object]]: ...

    def send_notification(self, notification: object) -> Awaitable[str]: ...

    def clear(self, identifier: str) -> Awaitable[None]: ...


class Capabilities(Protocol):
    """What is used of ``desktop_notifier.Capability``."""

    BUTTONS: object


class Library(Protocol):
    """What is used of the module ``desktop_notifier``."""

    Capability: Capabilities
    DEFAULT_SOUND: object

    def DesktopNotifier(self, app_name: str, app_icon: object) -> Centre: ...  # noqa: N802 -- its name there

    def Notification(  # noqa: N802 -- its name and arguments there
        self,
        title: str,
        message: str,
        *,
        buttons: tuple[object, ...],
        attachment: object,
        sound: object,
        identifier: str,
    ) -> object: ...

    def Button(self, title: str, *, identifier: str) -> object: ...  # noqa: N802 -- its name there

    def Icon(self, *, path: Path) -> object: ...  # noqa: N802 -- its name there

    def Attachment(self, path: Path) -> object: ...  # noqa: N802 -- its name there


def load() -> Library:
    """Import desktop-notifier; ImportError or OSError if it cannot serve on this system."""
    if sys.platform == "win32":
        sys.modules.setdefault("_wmi", cast("ModuleType", None))  # None: it cannot be imported
    return cast("Library", importlib.import_module("desktop_notifier"))


class Desktop:
    """The system's own notification centre."""

    name = "native"

    def __init__(
        self,
        on_action: OnAction,
        *,
        buttons: bool = True,
        limit: float = LIMIT,
        library: Callable[[], Library] = load,
        asks_first: bool = sys.platform == "darwin",
    ) -> None:
        self.buttons = buttons
        self._asks_first = asks_first
        self._on_action, self._limit, self._load = on_action, limit, library
        self._side = SideLoop("desktop-notifier")
        self._library: Library | None = None
        self._centre: Centre | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._shown: dict[str, str | None] = {}
        self._sent: set[str] = set()

    async def viable(self) -> str | None:
        self._loop = asyncio.get_running_loop()
        try:
            return await self._side.run(self._why_not, self._limit)
        except SideLoopBusyError as error:
            return f"the notification centre does not answer: {error}"
        except TimeoutError:
            return f"the notification centre did not answer within {self._limit:g} s"

    async def show(self, notice: Notice) -> None:
        if why := await self.viable():
            raise NotifierError(why)
        self._sent.discard(notice.key)
        self._shown[notice.key] = notice.default_action
        try:
            await self._side.run(partial(self._send, notice), self._limit)
        except (SideLoopBusyError, TimeoutError) as error:
            await self.withdraw(notice.key)
            raise NotifierError(f"it was not sent within {self._limit:g} s") from error
        except FAILURES as error:
            await self.withdraw(notice.key)
            raise NotifierError(f"it was not sent: {error}") from error
        if notice.key not in self._sent:
            await self.withdraw(notice.key)
            raise NotifierError("it was not sent; the log has the reason")

    async def withdraw(self, key: str) -> None:
        if self._shown.pop(key, self) is not self:
            self._sent.discard(key)
            with suppress(SideLoopBusyError, TimeoutError):  # withdrawing never fails
                await self._side.run(partial(self._clear, key), self._limit)

    async def close(self) -> None:
        for key in tuple(self._shown):
            await self.withdraw(key)
        self._centre = None
        self._side.close()

    # What follows runs in the thread of ``SideLoop``.

    async def _why_not(self) -> str | None:
        try:
            centre = self._opened()
            capabilities = await centre.get_capabilities()
            allowed = self._asks_first or await centre.has_authorisation()
        except ImportError:
            return "desktop-notifier is not installed"
        except FAILURES as error:
            return f"the notification centre cannot be used: {error}"
        if not capabilities:
            return "Python runs outside an app bundle: macOS shows nothing"
        return None if allowed else "notifications are switched off in Windows' settings"

    async def _send(self, notice: Notice) -> None:
        await self._clear(notice.key)
        centre = self._opened()
        await centre.send_notification(await self._as_theirs(centre, notice))

    def _opened(self) -> Centre:
        if self._centre is None:
            self._library = self._load()
            icon = self._library.Icon(path=asset("icon.png"))
            self._centre = self._library.DesktopNotifier(app_name=APP, app_icon=icon)
            self._centre.on_dispatched = self._sent.add
            self._centre.on_clicked = lambda key: self._hand_over(key, None)
            self._centre.on_button_pressed = self._hand_over
        return self._centre

    async def _as_theirs(self, centre: Centre, notice: Notice) -> object:
        library = cast("Library", self._library)
        can_press = library.Capability.BUTTONS in await centre.get_capabilities()
        buttons = offered(notice) if self.buttons and can_press else ()
        return library.Notification(
            notice.title,
            notice.body,
            buttons=tuple(library.Button(each.label, identifier=each.action) for each in buttons),
            attachment=library.Attachment(path=notice.picture) if notice.picture else None,
            sound=library.DEFAULT_SOUND if notice.sound else None,
            identifier=notice.key,
        )

    async def _clear(self, key: str) -> None:
        """Take it away, as far as the library lets us."""
        if self._centre is not None:
            with suppress(*FAILURES):
                await self._centre.clear(key)

    def _hand_over(self, key: str, action: str | None) -> None:
        """Comes from any thread; None is a click on the body."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._act, key, action)

    def _act(self, key: str, action: str | None) -> None:
        if key in self._shown:
            meant = action or self._shown.pop(key)
            self._shown.pop(key, None)
            self._sent.discard(key)
            if meant is not None:
                self._on_action(key, meant)
