"""What becomes of a configuration that was read: in force, a problem, told."""

import asyncio
from datetime import datetime
from typing import cast

import pytest

from deskbreak.app.own_notices import OwnNotices
from deskbreak.app.ports.config_ports import SettingsLine, SettingsSource
from deskbreak.app.ports.engine_ports import Store
from deskbreak.app.problems import Problems
from deskbreak.app.settings_in_force import SettingsInForce
from deskbreak.app.supervise import Supervisor
from deskbreak.domain.vocabulary.settings import Keepable, Settings

NINE = datetime(2026, 11, 30, 9).astimezone()


class Told:
    """Who is told, and what is put in force."""

    has_settings = True

    def __init__(self) -> None:
        self.notices: list[str] = []
        self.used: list[Settings] = []
        self.known = 0
        watch = Supervisor()
        self.problems = Problems(watch, lambda: NINE, lambda: None)
        self.it = SettingsInForce(
            lambda _good, _bad: cast("SettingsSource", self),
            watch,
            self.used.append,
            cast("Store", self),
            self.problems,
            cast("OwnNotices", self),
            language=None,
            known=self.now_known,
        )

    def now_known(self) -> None:
        self.known += 1

    def keep_settings(self, settings: Settings) -> None:
        pass

    def remember(self, key: str, value: Keepable) -> None:
        pass

    def config_bad(self, line: SettingsLine, *, kept: bool) -> None:
        assert kept
        self.notices.append(line.words("en"))

    def config_fine(self, *, was_wrong: bool) -> None:
        self.notices.append("fine" if was_wrong else "read")

    @property
    def wrong(self) -> list[str]:
        return [problem.words("en") for problem in self.problems.kept()]


def line(words: str, *, of_the_file: bool = True) -> SettingsLine:
    return SettingsLine("rhythm.every", lambda _: words, of_the_file)


def test_what_could_only_not_be_read_is_not_said_to_be_mended() -> None:
    async def day() -> None:
        told = Told()
        told.it._bad((line("its reader was ended", of_the_file=False),))
        told.it._good(Settings(), ())
        told.it._bad((line("wrong"),))
        told.it._good(Settings(), ())
        assert told.notices == ["its reader was ended", "read", "wrong", "fine"]

    asyncio.run(day())


def test_of_many_faults_the_first_is_told_once_and_named_until_it_is_mended() -> None:
    async def day() -> None:
        told = Told()
        told.it._bad((line("first"), line("second")))
        told.it._bad((line("first"), line("third")))
        assert told.notices == ["first"]
        assert told.wrong == ["first"]
        told.it._bad((line("fourth"),))
        assert told.notices == ["first", "fourth"]
        assert told.wrong == ["fourth"]
        assert told.used == []
        told.it._good(Settings(), ())
        assert told.notices[2:] == ["fine"]
        assert told.wrong == []
        assert told.used == [Settings()]
        assert told.known == 1

    asyncio.run(day())


def test_when_settings_came_into_force_is_noted_only_for_a_change() -> None:
    async def day() -> None:
        told = Told()
        told.it._good(Settings(), ())
        told.it._good(Settings(), ())
        assert told.it.changed_at is None
        told.it.remember("language", "ja")
        told.it._good(Settings(language="ja"), ())
        assert told.it.changed_at is None
        told.it._good(Settings(language="en"), ())
        assert told.it.changed_at == NINE

    asyncio.run(day())


def test_the_log_has_every_line_once_and_when_it_is_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def day() -> None:
        told = Told()
        told.it._good(Settings(), (line("a warning"), line("another")))
        told.it._bad((line("first"), line("second")))
        told.it._bad((line("first"), line("second")))
        told.it._good(Settings(), ())
        told.it._good(Settings(), ())

    asyncio.run(day())
    assert [one.getMessage() for one in caplog.records] == [
        "a warning",
        "another",
        "first",
        "second",
        "the configuration is fine again",
    ]
