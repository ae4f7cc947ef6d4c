"""Notices as the balloon of the tray icon, where the tray has one."""

from collections.abc import Callable

from deskbreak.app.ports import Notice
from deskbreak.notices.notice_text import BODY_AT_MOST, TITLE_AT_MOST, cut


class TrayBalloon:
    """Hands title and body to the tray; no buttons, they are in the tray's menu.

    ``why_not`` tells why the tray cannot show a balloon now, or None. ``notify(title, body)`` and
    ``remove`` must be quick and safe from the loop's thread.
    """

    name = "tray"

    def __init__(
        self,
        why_not: Callable[[], str | None],
        notify: Callable[[str, str], None],
        remove: Callable[[], None],
    ) -> None:
        self._why_not, self._notify, self._remove = why_not, notify, remove
        self._key: str | None = None

    async def viable(self) -> str | None:
        return self._why_not()

    async def show(self, notice: Notice) -> None:
        self._notify(cut(notice.title, TITLE_AT_MOST), cut(notice.body, BODY_AT_MOST))
        self._key = notice.key

    def vanished(self, key: str) -> bool:
        """A balloon goes by itself after a while."""
        return key == self._key

    async def withdraw(self, key: str) -> None:
        if key == self._key:
            self._key = None
            self._remove()

    async def close(self) -> None:
        if self._key is not None:
            await self.withdraw(self._key)
