"""Notices as the balloon of the tray icon, where the tray has one."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Protocol, runtime_checkable

from deskbreak.app.ports.notice_ports import Notice, NotifierError, OnAction
from deskbreak.notices.notice_text import BODY_AT_MOST, TITLE_AT_MOST, cut


@runtime_checkable
class Balloon(Protocol):
    """What is asked of the tray; both are quick and safe from the loop's thread."""

    def notify(self, title: str, body: str, clicked: Callable[[], None]) -> None:
        """Show it, or raise OSError; a click on it may be told in any thread."""

    def remove_notification(self) -> None:
        """Take it away; OSError if there is no taskbar."""


class TrayBalloon:
    """Hands title and body to the tray; no buttons, they are in the tray's menu.

    A click on the balloon means what a click on any notice does. ``balloon`` is None where the tray
    has none.
    """

    name = "tray"

    def __init__(self, balloon: Balloon | None, on_action: OnAction) -> None:
        self._balloon, self._on_action = balloon, on_action
        self._key: str | None = None
        self._action: str | None = None

    async def viable(self) -> str | None:
        return "this tray shows no balloons" if self._balloon is None else None

    async def show(self, notice: Notice) -> None:
        if self._balloon is None:
            raise NotifierError("this tray shows no balloons")
        title, body = cut(notice.title, TITLE_AT_MOST), cut(notice.body, BODY_AT_MOST)
        clicked = partial(self._clicked, asyncio.get_running_loop(), notice.key)
        try:
            self._balloon.notify(title, body, clicked)
        except OSError as error:
            raise NotifierError(f"the taskbar did not take it: {error}") from error
        self._key, self._action = notice.key, notice.default_action

    def vanished(self, key: str) -> bool:
        """A balloon goes by itself after a while."""
        return key == self._key

    async def withdraw(self, key: str) -> None:
        if key == self._key and self._balloon is not None:
            self._key = None
            with suppress(OSError):  # where there is no taskbar there is no balloon
                self._balloon.remove_notification()

    async def close(self) -> None:
        if self._key is not None:
            await self.withdraw(self._key)

    def _clicked(self, loop: asyncio.AbstractEventLoop, key: str) -> None:
        """Comes from any thread."""
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(self._act, key)

    def _act(self, key: str) -> None:
        if key == self._key:
            self._key, action = None, self._action
            if action is not None:
                self._on_action(key, action)
