"""The last resort: a notice becomes a line in the log. It can always serve."""

import logging

from deskbreak.app.ports.notice_ports import Notice
from deskbreak.notices.notice_text import answers, plain

_log = logging.getLogger(__name__)


class Log:
    """Logs the title and how to answer; never the body, which may be personal."""

    name = "log"

    async def viable(self) -> str | None:
        return None

    async def show(self, notice: Notice) -> None:
        parts = (plain(notice.title), *answers(notice))
        _log.warning("%s", " | ".join(parts))

    async def withdraw(self, key: str) -> None:
        """What is logged stays."""

    async def close(self) -> None:
        """Nothing is held."""
