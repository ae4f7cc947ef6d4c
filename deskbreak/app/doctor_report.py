"""Everything ``doctor`` shows: what works, what was passed over, what has failed."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from msgspec.structs import replace

from deskbreak.app.daemon_parts import Parts
from deskbreak.app.doctor import DoctorRow, doctor_text
from deskbreak.app.guide_session import GUIDE
from deskbreak.app.observers import Observers
from deskbreak.app.own_notices import kept_words
from deskbreak.app.parts import Part, shortened
from deskbreak.app.ports.config_ports import SettingsLine
from deskbreak.app.ports.engine_ports import KeptFile
from deskbreak.app.ports.notice_ports import NotifierChain
from deskbreak.app.problems import Problems, fault_words
from deskbreak.app.records_watch import TOLD_FOR
from deskbreak.app.supervise import Supervisor
from deskbreak.content import formats
from deskbreak.content.model import Bilingual, Language
from deskbreak.content.strings import text
from deskbreak.errors import UnavailableError

ASKED_WITHIN = 3.0
"""Seconds for all parts to say how they are."""
SURVEY = Part("doctor", "something")


class Asked(NamedTuple):
    """What ``doctor`` asks: the parts, and whether a guide is wanted at all."""

    notifiers: NotifierChain
    observers: Observers
    parts: Parts
    guided: Callable[[], bool]
    kept_files: Callable[[], tuple[KeptFile, ...]] = tuple


class DoctorReport:
    """Asks every part how it is, each so that one that fails cannot silence the others.

    Args:
        watch: knows the parts that have failed.
        problems: what is wrong at present.
        asked: the parts.
        settings_lines: what is wrong with the configuration, or worth a warning.
        routine_problems: what is wrong with the person's own routines.
    """

    def __init__(
        self,
        watch: Supervisor,
        problems: Problems,
        asked: Asked,
        settings_lines: Callable[[], tuple[SettingsLine, ...]],
        routine_problems: tuple[Bilingual, ...],
    ) -> None:
        self._watch, self._problems = watch, problems
        self._asked = asked
        self._settings_lines = settings_lines
        self._routine_problems = routine_problems

    async def make(self, language: Language) -> tuple[str, Any]:
        """Lines for people and data for ``--json``."""
        rows: list[DoctorRow] = []
        await self._gather(rows, self._notifier_rows)
        self._collect(rows, self._guide_rows)
        self._collect(rows, lambda: self._voice_rows(language))
        await self._gather(rows, self._asked.observers.rows)
        self._collect(rows, lambda: self._file_rows(language))
        self._collect(rows, self._hook_rows)
        rows += [
            DoctorRow("config", line.key, "problem", line.words(language))
            for line in self._settings_lines()
        ]
        rows += [
            DoctorRow("routines", "own", "problem", why.of(language))
            for why in self._routine_problems
        ]
        rows += self._problem_rows(language, {(row.section, row.name) for row in rows})
        return doctor_text(rows, language), [row.as_json() for row in rows]

    async def _gather(self, rows: list[DoctorRow], ask: Callable[[], Any]) -> None:
        """Rows of parts that must be asked; what fails or hangs is a row by itself."""

        async def asked() -> list[DoctorRow]:
            return [_checked(row) for row in await ask()]

        try:
            rows += await self._watch.guard(SURVEY, asked, ASKED_WITHIN)
        except UnavailableError as error:
            rows.append(DoctorRow("parts", SURVEY.name, "problem", str(error)))

    def _collect(self, rows: list[DoctorRow], make: Callable[[], Iterator[DoctorRow]]) -> None:
        """Rows of parts that answer at once; what fails is a row by itself."""
        if not self._watch.call(SURVEY, lambda: rows.extend(map(_checked, make()))):
            fault = self._watch.fault_of(SURVEY)
            why = "" if fault is None else fault.what
            rows.append(DoctorRow("parts", SURVEY.name, "problem", why))

    async def _notifier_rows(self) -> list[DoctorRow]:
        await self._asked.notifiers.survey()
        return [
            DoctorRow("notifier", link.name, link.state.replace(" ", "-"), link.reason)
            for link in self._asked.notifiers.report()
        ]

    def _guide_rows(self) -> Iterator[DoctorRow]:
        if self._asked.parts.tray is not None:
            for name, why in self._asked.parts.tray.report().items():
                yield _passed("tray", name, why, "active")
        guide, chime = self._asked.parts.guide, self._asked.parts.chime
        advice = guide.advice() if self._asked.guided() else ""
        why = guide.viable()
        if why is None and (fault := self._watch.fault_of(GUIDE)) is not None:
            why, advice = fault.what, advice or "guide-lost"
        yield replace(_passed("guide", guide.name, why, "ready"), advice=advice)
        yield _passed("guide", "chime", chime.why or chime.viable(), "ready")

    def _voice_rows(self, language: Language) -> Iterator[DoctorRow]:
        """Each way to speak, in the language in force; the first that is ready is used."""
        for name, why in self._asked.parts.voice.rows(language):
            yield _passed("voice", name, why, "ready")

    def _file_rows(self, language: Language) -> Iterator[DoctorRow]:
        for name, path in self._asked.parts.desktop.files().items():
            yield DoctorRow("files", name, "info", str(path))
        now = self._problems.now()
        for kept in self._asked.kept_files():
            at = formats.moment(language, kept.at, now.date())
            what = kept_words(kept.file, language, kept.foreign)
            words = text(language, "doctor.kept_file", what=what, time=at)
            state = "problem" if now - kept.at < TOLD_FOR else "info"
            yield DoctorRow("files", "set aside", state, words)
        desktop = self._asked.parts.desktop
        if desktop.few_files():
            words = text(language, "doctor.few_files")
            yield DoctorRow("files", "open files", "problem", words)
        if (trouble := desktop.log_trouble()) is not None:
            yield DoctorRow("files", "log", "problem", trouble)
        if (note := desktop.zone_note()) is not None:
            yield DoctorRow("files", "time zone", "info", note)
        place = desktop.autostart()
        if place is None:
            yield DoctorRow("autostart", "login", "info", text(language, "autostart.off"))
        else:
            yield DoctorRow("autostart", "login", "active", place)

    def _hook_rows(self) -> Iterator[DoctorRow]:
        """Each hook that is set; one whose last run went wrong says so."""
        hooks = self._asked.parts.insight.hooks
        wrong = hooks.problems()
        for setting, program in hooks.settings().items():
            state = "problem" if setting in wrong else "active"
            yield DoctorRow("hooks", setting, state, wrong.get(setting, program))

    def _problem_rows(self, language: Language, known: set[tuple[str, str]]) -> Iterator[DoctorRow]:
        """What is wrong and has no row yet: the failed parts last, with what failed."""
        for problem in self._problems.kept():
            if not any(section == problem.where for section, _ in known):
                yield DoctorRow("parts", problem.where, "problem", problem.words(language))
        for fault in self._watch.faults:
            if fault.part != SURVEY:  # its rows stand where it failed
                what = fault_words(fault, language, self._problems.now().date())
                yield DoctorRow("parts", fault.part.name, "problem", what)


def _checked(row: DoctorRow) -> DoctorRow:
    """A row whose words are words; TypeError for a part that answered something else."""
    words = (row.section, row.name, row.state, row.reason, row.answer, row.advice)
    if not all(isinstance(word, str) for word in words):
        raise TypeError(f"{row.name} answered {words!r}")
    return replace(row, reason=shortened(row.reason))


def _passed(section: str, name: str, why: str | None, fine: str) -> DoctorRow:
    """A part that is fine, or passed over for a reason; an answer that is none is one, too."""
    reason = "" if why is None else str(why)
    return DoctorRow(section, name, fine if why is None else "passed-over", reason)
