"""What becomes of a configuration that was read: in force first, then kept, then told.

Rules
- Good settings are in force at once, whatever the disk does; they are kept when it takes them.
- A damaged file changes nothing. It is a problem until it is mended: one notice says what is wrong,
  and one that it is fine again.
- A file that is damaged in another way than before is told anew.
"""

import logging
from collections.abc import Callable
from dataclasses import replace

from deskbreak.app.own_notices import OwnNotices
from deskbreak.app.ports import SettingsLine, Store
from deskbreak.app.problems import Problems
from deskbreak.content.model import Language
from deskbreak.domain.vocabulary.settings import Settings

log = logging.getLogger(__name__)

CONFIG = "config"
"""Where the problem is."""


class SettingsInForce:
    """Takes what the files say and puts it in force. Lives in the event loop.

    Args:
        use: puts settings in force; it must not depend on the disk.
        store: keeps the last good ones.
        problems: told while the file is damaged.
        notices: tell the person.
        language: that of the command line, which wins over the file's; None: there is none.
    """

    def __init__(
        self,
        use: Callable[[Settings], None],
        store: Store,
        problems: Problems,
        notices: OwnNotices,
        language: Language | None,
    ) -> None:
        self._use, self._store, self._problems = use, store, problems
        self._notices, self._language = notices, language
        self.lines: tuple[SettingsLine, ...] = ()
        """What is wrong, or worth a warning, in the files as they are now."""
        self._told = ""

    def good(self, settings: Settings, warnings: tuple[SettingsLine, ...]) -> None:
        """A configuration that could be read."""
        self.lines = warnings
        for line in warnings:
            log.warning("%s", line.words("en"))
        chosen = settings
        if self._language is not None:
            chosen = replace(settings, language=self._language)
        self._use(chosen)
        self._store.keep_settings(settings)
        self._told = ""
        if self._problems.end(CONFIG):
            log.warning("the configuration is fine again")
            self._notices.config_fine()

    def bad(self, lines: tuple[SettingsLine, ...]) -> None:
        """One that could not: the last good one stays; the person is told once what is wrong."""
        self.lines = lines
        first = lines[0]
        self._problems.begin(CONFIG, first.words)
        said = first.words("en")
        if said == self._told:
            return
        self._told = said
        for line in lines:
            log.warning("%s", line.words("en"))
        self._notices.config_bad(first, kept=self._store.has_settings)
