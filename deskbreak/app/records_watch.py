"""What happens while the records cannot be written: it is told, and tried again until it works.

What somebody did to their file while it was in use, and a file that could not be used, are told for
a day: a notice is easily missed.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from deskbreak.app.ledger_words import ledger_words
from deskbreak.app.own_notices import change_words, kept_words
from deskbreak.app.parts import Part
from deskbreak.app.ports.engine_ports import KeptFile, LedgerChange, Store
from deskbreak.app.problems import Problem, Problems
from deskbreak.app.supervise import FIRST_WAIT, LONGEST_WAIT, Supervisor
from deskbreak.content.model import Language
from deskbreak.content.strings import text

log = logging.getLogger(__name__)

LEDGER = "ledger"
"""Where the problem is."""
LEDGER_FILE = "ledger-file"
"""The same for what happened to the file."""
TOLD_FOR = timedelta(days=1)
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

    def changed(self, change: LedgerChange, file: Path) -> None:
        """Somebody did something to the file while it was in use."""
        if change is LedgerChange.REPLACED:  # of the others a file is left, or was taken along
            self._problems.begin(LEDGER_FILE, partial(change_words, change, file))
            loop = asyncio.get_running_loop()
            loop.call_later(TOLD_FOR.total_seconds(), self._problems.end, LEDGER_FILE)

    def lasting(self) -> Iterator[Problem]:
        """What was set aside within the last day."""
        now = self._problems.now()
        for kept in self._store().kept_files():
            if now - kept.at < TOLD_FOR:
                yield Problem(LEDGER_FILE, partial(_kept, kept), kept.at)

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


def _kept(kept: KeptFile, language: Language) -> str:
    return kept_words(kept.file, language, kept.foreign)


def _words(language: Language, why: str) -> str:
    return text(language, "notice.disk_problem", why=ledger_words(why, language))
