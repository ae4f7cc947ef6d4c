"""What happens while the records cannot be written: it is told, and tried again until it works."""

import asyncio
import logging
from collections.abc import Callable

from deskbreak.app.parts import Part
from deskbreak.app.ports.engine_ports import Store
from deskbreak.app.problems import Problems
from deskbreak.app.supervise import FIRST_WAIT, LONGEST_WAIT, Supervisor
from deskbreak.content.model import Language
from deskbreak.content.strings import text

log = logging.getLogger(__name__)

LEDGER = "ledger"
"""Where the problem is."""
RECORDS = Part("records", "records")


class RecordsWatch:
    """Hears of the store's trouble.

    Args:
        watch: starts the tries.
        problems: told while it lasts.
        store: what is tried again.
        tell: tells the person: why it fails, None when it works again.
    """

    def __init__(
        self,
        watch: Supervisor,
        problems: Problems,
        store: Callable[[], Store],
        tell: Callable[[str | None], None],
    ) -> None:
        self._watch, self._problems, self._store, self._tell = watch, problems, store, tell
        self._trying: asyncio.Task[None] | None = None

    def trouble(self, why: str | None) -> None:
        """Writing began to fail, or works again."""
        if why is None:
            log.warning("the ledger is written again")
            self._problems.end(LEDGER)
        else:
            log.error("the ledger cannot be written, everything is kept in memory: %s", why)
            self._problems.begin(LEDGER, lambda language: _words(language, why))
            if self._trying is None or self._trying.done():
                self._trying = self._watch.start(self._write_again(), RECORDS)
        self._tell(why)

    async def _write_again(self) -> None:
        """Try after 1, 2, 4 ... 60 s until nothing waits any more."""
        wait = FIRST_WAIT
        while True:
            await asyncio.sleep(wait)
            if self._store().flush():
                return
            wait = min(2 * wait, LONGEST_WAIT)


def _words(language: Language, why: str) -> str:
    return text(language, "notice.disk_problem", why=why)
