"""Notices through plyer: no buttons, cannot be taken away again.

plyer never tells that a notice was not taken. So where the same server has just not taken one
(``refused``), it is not asked to show another.

On Linux plyer runs notify-send, or dbus-python if that is installed. Both wait for the server for
up to 40 s and neither tells of a failure, so the server is asked first. Where ``/app`` exists
(Flatpak) plyer puts the text unescaped into a command of its own: it is not used there.
On Windows it fails over 63 and 255 characters. On macOS it needs pyobjus.
"""

import asyncio
import contextlib
import importlib.util
import shutil
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from deskbreak.app.ports.notice_ports import Notice, NotifierError
from deskbreak.notices.notice_text import APP, BODY_AT_MOST, TITLE_AT_MOST, cut
from deskbreak.notices.notification_server import NAME, Server
from deskbreak.protocols.dbus.types import BusError

if TYPE_CHECKING:  # this file is also read where there is no D-Bus
    from deskbreak.protocols.dbus.shared_connection import Link

LIMIT = 2.5
"""Seconds for one ``show``."""

ASKED_WITHIN = 1.5
"""Seconds for the server to say that it is there."""

SECONDS = 10
"""How long the balloon stays on Windows; notify-send does not get it."""

NO_DBUS_PYTHON = r"The Python dbus package is not installed"
"""plyer warns so when it is first used; notify-send serves as well."""


class Plyer:
    """Shows by plyer in a thread of its own; ``link`` leads to the session bus on Linux."""

    name = "plyer"

    def __init__(
        self,
        link: "Link | None",
        *,
        platform: str = sys.platform,
        flatpak: Path = Path("/app"),
        limit: float = LIMIT,
        refused: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._refused = refused
        self._link, self._platform, self._flatpak, self._limit = link, platform, flatpak, limit
        self._busy: threading.Thread | None = None
        self._server: Server | None = None

    async def viable(self) -> str | None:
        if importlib.util.find_spec("plyer") is None:
            return "plyer is not installed"
        if self._busy is not None and self._busy.is_alive():
            return "plyer still hangs in an earlier notice"
        if self._platform == "darwin" and importlib.util.find_spec("pyobjus") is None:
            return "plyer needs pyobjus on macOS"
        return await self._why_not_on_linux() if self._platform == "linux" else None

    async def show(self, notice: Notice) -> None:
        if why := await self.viable():
            raise NotifierError(why)
        title, body = self._texts(notice)
        notify = _notify()
        try:
            async with asyncio.timeout(self._limit):
                why = await self._in_thread(lambda: notify(title, body))
        except TimeoutError as error:
            raise NotifierError(f"plyer did not return within {self._limit:g} s") from error
        if why:
            raise NotifierError(why)

    def vanished(self, key: str) -> bool:  # noqa: ARG002 - the port's name
        """What plyer has shown goes by itself after a while."""
        return True

    async def withdraw(self, key: str) -> None:
        """What plyer has shown goes when the server or the person closes it."""

    async def close(self) -> None:
        """A thread that still hangs ends with the program."""

    def _texts(self, notice: Notice) -> tuple[str, str]:
        if self._platform == "win32":
            return cut(notice.title, TITLE_AT_MOST), cut(notice.body, BODY_AT_MOST)
        body = self._server.body(notice.body) if self._server else notice.body
        # notify-send would take a leading dash for an option.
        return f" {notice.title}" if notice.title.startswith("-") else notice.title, body

    async def _why_not_on_linux(self) -> str | None:
        if self._flatpak.is_dir():
            return f"plyer is not safe where {self._flatpak} exists (Flatpak)"
        if not (shutil.which("notify-send") or importlib.util.find_spec("dbus")):
            return "neither notify-send nor dbus-python is installed"
        if why := self._refused():
            return why
        if self._link is None:
            return "there is no D-Bus session bus here"
        limit = min(self._limit, ASKED_WITHIN)
        try:
            async with asyncio.timeout(limit):
                bus = await self._link.bus()
                owner = await bus.owner(NAME)
                self._server = await Server.ask(bus, owner) if owner else None
        except TimeoutError:
            return f"the notification server did not answer within {limit:g} s"
        except BusError as error:
            return str(error)
        return None if owner else f"no notification server runs here (nobody owns {NAME})"

    async def _in_thread(self, work: Callable[[], None]) -> str | None:
        """Run ``work`` where it may hang; a daemon thread, so that quitting never waits for it."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[str | None] = loop.create_future()

        def finish(why: str | None) -> None:
            if not done.done():
                done.set_result(why)

        def run() -> None:
            why: str | None = "plyer failed"
            try:
                work()
                why = None
            except _what_plyer_raises() as error:
                why = f"plyer failed: {str(error) or type(error).__name__}"
            finally:
                with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits
                    loop.call_soon_threadsafe(finish, why)

        self._busy = threading.Thread(target=run, name="plyer", daemon=True)
        self._busy.start()
        return await done


def _notify() -> Callable[[str, str], None]:
    """Import plyer here, in the loop's thread, because warning filters belong to all threads."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=NO_DBUS_PYTHON)
        from plyer import notification  # noqa: PLC0415 - it warns at import, and is rarely needed

        notify = notification.notify

    def call(title: str, body: str) -> None:
        notify(title=title, message=body, app_name=APP, timeout=SECONDS)

    return call


def _what_plyer_raises() -> tuple[type[Exception], ...]:
    dbus_error = getattr(sys.modules.get("dbus"), "DBusException", None)
    known = (OSError, RuntimeError, ValueError, TypeError)  # NotImplementedError among them
    return known if dbus_error is None else (*known, dbus_error)
