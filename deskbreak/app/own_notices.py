"""What the program says of itself: at the first start, and when something is wrong."""

from collections.abc import Callable
from pathlib import Path

from deskbreak.app.ledger_words import ledger_words
from deskbreak.app.ports.config_ports import SettingsLine
from deskbreak.app.ports.engine_ports import LedgerChange
from deskbreak.app.ports.notice_ports import Notice
from deskbreak.app.presenter import Presenter
from deskbreak.app.question_view import SAFETY, safety_notice
from deskbreak.app.welcome import KEY as WELCOME
from deskbreak.app.welcome import questions, welcome
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import State

CONFIG, LEDGER, STATE, HELP = "config", "ledger", "state", "help"

OWN_NOTICES = frozenset({WELCOME, CONFIG, LEDGER, STATE, SAFETY, HELP, "report", "why", "weekly"})
"""Keys of notices that belong to no prompt."""


BODIES = {
    LedgerChange.TAKEN_AWAY: "notice.taken_away_body",
    LedgerChange.REPLACED: "notice.replaced_body",
    LedgerChange.DAMAGED: "notice.database_body",
    LedgerChange.FOREIGN: "notice.foreign_body",
}


def change_words(change: LedgerChange, file: Path, language: Language) -> str:
    """What somebody did to the records' file."""
    return text(language, BODIES[change], file=file)


def kept_words(file: Path, language: Language, foreign: bool) -> str:
    """What could not be used as the records' file, and where it is."""
    return change_words(LedgerChange.FOREIGN if foreign else LedgerChange.DAMAGED, file, language)


class OwnNotices:
    """Says it once, in the language in force."""

    def __init__(self, presenter: Presenter, language: Callable[[], Language]) -> None:
        self._presenter = presenter
        self._language = language

    def welcome(self, state: State) -> None:
        """The very first start."""
        self._presenter.show(welcome(state, self._language()))

    def make_way(self) -> None:
        """The welcome, which names the first prompt's time and leads to the questions, has served.

        That is when a prompt comes (some servers show one popup at a time, and a prompt would wait
        behind one that stays) and when the questions are asked or answered: they may move the time.
        """
        self._presenter.withdraw(WELCOME)

    def questions(self) -> None:
        """Where the first questions are asked."""
        self._presenter.show(questions(self._language()))

    def safety(self) -> None:
        """Where the safety page is told."""
        self._presenter.show(safety_notice(self._language()))

    def help(self) -> None:
        """Where help is told."""
        language = self._language()
        body = text(language, "cli.more")
        self._presenter.show(Notice(key=HELP, title=text(language, "tray.menu.help"), body=body))

    def autostart(self, why: str) -> None:
        """Starting with the session could not be changed."""
        language = self._language()
        body = text(language, "autostart.failed_to_write", why=why)
        title = text(language, "tray.menu.autostart")
        self._presenter.show(Notice(key=HELP, title=title, body=body))

    def config_bad(self, line: SettingsLine, *, kept: bool) -> None:
        """The settings cannot be used: the last good ones stay, or the defaults."""
        language = self._language()
        if line.of_the_file:
            stays = text(language, "config.kept" if kept else "config.defaults")
            self.config(f"{line.words(language)}\n{stays}")
        else:
            stays = text(language, "config.kept_unread" if kept else "config.defaults_unread")
            self._say(CONFIG, "config.unread_title", f"{line.words(language)}\n{stays}")

    def config_line(self, line: SettingsLine) -> None:
        """One thing that is wrong with the configuration."""
        self.config(line.words(self._language()))

    def config(self, body: str) -> None:
        """Something about the configuration file."""
        self._say(CONFIG, "config.error_title", body)

    def config_fine(self, *, was_wrong: bool = True) -> None:
        """The settings are fine again; ``was_wrong`` False: they could not be read for a while."""
        body = text(self._language(), "notice.config_fine_body")
        title = "notice.config_fine_title" if was_wrong else "notice.config_read_title"
        self._say(CONFIG, title, body)

    def no_editor(self, file: Path) -> None:
        """There is nothing to open the configuration with."""
        self.config(text(self._language(), "config.no_editor", file=file))

    def losses(self, renamed: Path | None, *, state_lost: bool, foreign: bool = False) -> None:
        """What could not be read at the start."""
        language = self._language()
        if renamed is not None:
            self._say(LEDGER, "notice.database_title", kept_words(renamed, language, foreign))
        if state_lost:
            self._say(STATE, "notice.state_title", text(language, "notice.state_body"))

    def ledger_changed(self, change: LedgerChange, file: Path) -> None:
        """Somebody did something to the records' file while it was used."""
        replaced = change is LedgerChange.REPLACED
        title = "notice.replaced_title" if replaced else "notice.database_title"
        self._say(LEDGER, title, change_words(change, file, self._language()))

    def disk(self, why: str | None) -> None:
        """The records cannot be written (``why`` names the file); None: they are again."""
        language = self._language()
        if why is None:
            self._say(LEDGER, "notice.disk_fine_title", text(language, "notice.disk_fine_body"))
        else:
            self._say(
                LEDGER,
                "notice.disk_title",
                text(language, "notice.disk_body", file=ledger_words(why, language)),
            )

    def _say(self, key: str, title: str, body: str) -> None:
        self._presenter.show(Notice(key=key, title=text(self._language(), title), body=body))
