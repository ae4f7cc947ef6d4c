"""What becomes of a configuration that was read: in force first, then kept, then told.

Rules
- Good settings are in force at once, whatever the disk does; they are kept when it takes them.
- A damaged file changes nothing. It is a problem until it is mended: one notice says what is wrong,
  and one that it is fine again.
- A file that is damaged in another way than before is told anew.
- What was chosen in the program is read again as well, but is no change of the person's file.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from deskbreak.app.daemon_parts import Bad, Good
from deskbreak.app.own_notices import OwnNotices
from deskbreak.app.parts import Part
from deskbreak.app.ports.config_ports import SettingsError, SettingsLine, SettingsSource
from deskbreak.app.ports.engine_ports import Store
from deskbreak.app.problems import Problems
from deskbreak.app.supervise import Supervisor
from deskbreak.content.model import Language
from deskbreak.domain.vocabulary.settings import Keepable, Settings

log = logging.getLogger(__name__)

CONFIG = "config"
"""Where the problem is."""
READING = Part("configuration", "settings")


class SettingsInForce:
    """Takes what the files say and puts it in force. Lives in the event loop.

    Args:
        make: makes the source of settings, given what to call with good and with bad ones.
        watch: told when the source fails.
        use: puts settings in force; it must not depend on the disk.
        store: keeps the last good ones.
        problems: told while the file is damaged.
        notices: tell the person.
        language: that of the command line, which wins over the file's; None: there is none.
        known: called when it is known for the first time which settings are in force.
    """

    def __init__(
        self,
        make: Callable[[Good, Bad], SettingsSource],
        watch: Supervisor,
        use: Callable[[Settings], None],
        store: Store,
        problems: Problems,
        notices: OwnNotices,
        *,
        language: Language | None,
        known: Callable[[], None],
    ) -> None:
        self._watch, self._known = watch, known
        self.source = make(self._good, self._bad)
        self._use, self._store, self._problems = use, store, problems
        self._notices, self._language = notices, language
        self.lines: tuple[SettingsLine, ...] = ()
        """What is wrong, or worth a warning, in the files as they are now."""
        self.changed_at: datetime | None = None
        """When settings last came into force that differ from those before them."""
        self._told = ""
        self._was_wrong = True
        self._last: Settings | None = None

    def _good(self, settings: Settings, warnings: tuple[SettingsLine, ...]) -> None:
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
        mended = self._problems.end(CONFIG)
        if mended or self._last not in (None, chosen):
            self.changed_at = self._problems.now()
        self._last = chosen
        if mended:
            log.warning("the configuration is fine again")
            self._notices.config_fine(was_wrong=self._was_wrong)
        self._now_known()

    def _bad(self, lines: tuple[SettingsLine, ...]) -> None:
        """One that could not: the last good one stays; the person is told once what is wrong."""
        self.lines = lines
        first = lines[0]
        self._was_wrong = first.of_the_file
        self._problems.begin(CONFIG, first.words)
        said = first.words("en")
        if said != self._told:
            self._told = said
            for line in lines:
                log.warning("%s", line.words("en"))
            self._notices.config_bad(first, kept=self._store.has_settings)
        self._now_known()

    def _now_known(self) -> None:
        known, self._known = self._known, _nothing
        known()

    def remember(self, key: str, value: Keepable) -> None:
        """Keep what was chosen in the program; if that cannot be written, say so."""
        self._last = None
        try:
            self.source.remember(key, value)
        except SettingsError as error:
            self._bad(error.lines)

    def set_in_file(self, key: str) -> str | None:
        """Where the person has set a key, so that what the menu says does not count."""
        return self._watch.value(READING, None, self.source.set_in_file, key)


def _nothing() -> None:
    """It was known before."""
