"""What ``doctor`` collects: a row for each part, and for each that does not answer."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fakes.app_parts import HastyLoop

from deskbreak.app.doctor import DoctorRow
from deskbreak.app.doctor_report import ASKED_WITHIN, Asked, DoctorReport
from deskbreak.app.parts import Part
from deskbreak.app.ports.config_ports import SettingsLine
from deskbreak.app.ports.notice_ports import NotifierReport
from deskbreak.app.problems import Problems, fault_words
from deskbreak.app.supervise import Supervisor
from deskbreak.content.model import Bilingual
from deskbreak.content.strings import text

NINE = datetime(2026, 11, 30, 9, tzinfo=UTC)


class Machine:
    """All parts at once; each answer may be changed before it is asked for."""

    def __init__(self) -> None:
        self.guided = True
        self.surveyed = 0
        self.links = [
            NotifierReport("native", "active", ""),
            NotifierReport("plyer", "passed over", "no plyer"),
        ]
        self.trays: Mapping[str, str | None] | None = {"sni": None, "xembed": "no display"}
        self.guide: Any = SimpleNamespace(
            name="window", viable=lambda: None, advice=lambda: "no-idle-source"
        )
        self.chime: Any = SimpleNamespace(why=None, viable=lambda: None)
        self.voices: Any = (("spd-say", None), ("espeak", "not installed"))
        self.few = False
        self.log: str | None = None
        self.zone: str | None = None
        self.login: str | None = None
        self.hooks: Mapping[str, str] = {"hooks.on_done": "/bin/a", "hooks.on_prompt": "/bin/b"}
        self.wrong: Mapping[str, str] = {}
        self.lines: tuple[SettingsLine, ...] = ()
        self.routines: tuple[Bilingual, ...] = ()
        self.watch = Supervisor(lambda: NINE)
        self.problems = Problems(self.watch, lambda: NINE, lambda: None)
        self.sensors: Callable[[], Any] = self._rows

    async def survey(self) -> None:
        self.surveyed += 1

    def report(self) -> Sequence[NotifierReport]:
        assert self.surveyed
        return self.links

    async def _rows(self) -> list[DoctorRow]:
        return [DoctorRow("sensor", "x11-idle", "active")]

    async def rows(self) -> Any:
        return await self.sensors()

    def _parts(self) -> Any:
        return SimpleNamespace(
            tray=SimpleNamespace(report=lambda: self.trays) if self.trays else None,
            guide=self.guide,
            chime=self.chime,
            voice=SimpleNamespace(rows=lambda _: self.voices),
            desktop=SimpleNamespace(
                files=lambda: {"config": Path("c.toml"), "log": Path("l.log")},
                few_files=lambda: self.few,
                log_trouble=lambda: self.log,
                zone_note=lambda: self.zone,
                autostart=lambda: self.login,
            ),
            insight=SimpleNamespace(
                hooks=SimpleNamespace(problems=lambda: self.wrong, settings=lambda: self.hooks)
            ),
        )

    async def made(self) -> list[dict[str, Any]]:
        here: Any = self
        asked = Asked(here, here, self._parts(), lambda: self.guided)
        report = DoctorReport(self.watch, self.problems, asked, lambda: self.lines, self.routines)
        said, data = await report.make("en")
        assert text("en", "doctor.title") in said
        rows: list[dict[str, Any]] = data
        return rows


def short(rows: list[dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    return [(row["section"], row["name"], row["state"], row["reason"]) for row in rows]


def made(change: Callable[[Machine], None] = lambda _: None) -> list[dict[str, Any]]:
    """The rows of a machine, after something about it has changed."""

    async def day() -> list[dict[str, Any]]:
        machine = Machine()
        change(machine)
        return await machine.made()

    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        return runner.run(day())


FINE = [
    ("notifier", "native", "active", ""),
    ("notifier", "plyer", "passed-over", "no plyer"),
    ("tray", "sni", "active", ""),
    ("tray", "xembed", "passed-over", "no display"),
    ("guide", "window", "ready", ""),
    ("guide", "chime", "ready", ""),
    ("voice", "spd-say", "ready", ""),
    ("voice", "espeak", "passed-over", "not installed"),
    ("sensor", "x11-idle", "active", ""),
    ("files", "config", "info", "c.toml"),
    ("files", "log", "info", "l.log"),
    ("autostart", "login", "info", text("en", "autostart.off")),
    ("hooks", "hooks.on_done", "active", "/bin/a"),
    ("hooks", "hooks.on_prompt", "active", "/bin/b"),
]


def test_every_part_has_its_row_in_order() -> None:
    rows = made()
    assert short(rows) == FINE
    assert [row.get("advice", "") for row in rows if row["section"] == "guide"] == [
        "no-idle-source",
        "",
    ]


def set_to(**values: Any) -> Callable[[Machine], None]:
    def change(machine: Machine) -> None:
        for name, value in values.items():
            setattr(machine, name, value)

    return change


CHANGES: dict[str, tuple[Callable[[Machine], None], set[tuple[str, str, str, str]]]] = {
    "no tray": (set_to(trays=None), set()),
    "no display": (
        set_to(guide=SimpleNamespace(name="window", viable=lambda: "no Qt", advice=str)),
        {("guide", "window", "passed-over", "no Qt")},
    ),
    "a chime that failed": (
        set_to(chime=SimpleNamespace(why="it broke", viable=lambda: "no player")),
        {("guide", "chime", "passed-over", "it broke")},
    ),
    "no chime": (
        set_to(chime=SimpleNamespace(why=None, viable=lambda: "no player")),
        {("guide", "chime", "passed-over", "no player")},
    ),
    "no log": (set_to(log="no room"), {("files", "log", "problem", "no room")}),
    "few files": (
        set_to(few=True),
        {("files", "open files", "problem", text("en", "doctor.few_files"))},
    ),
    "zone": (set_to(zone="no zone"), {("files", "time zone", "info", "no zone")}),
    "at login": (set_to(login="/x.desktop"), {("autostart", "login", "active", "/x.desktop")}),
    "hook": (
        set_to(wrong={"hooks.on_done": "was ended"}),
        {("hooks", "hooks.on_done", "problem", "was ended")},
    ),
    "configuration": (
        set_to(lines=(SettingsLine("rhythm.every", lambda _: "line 3: too short"),)),
        {("config", "rhythm.every", "problem", "line 3: too short")},
    ),
    "routine": (
        set_to(routines=(Bilingual("a.toml：手順がありません", "a.toml: no steps"),)),
        {("routines", "own", "problem", "a.toml: no steps")},
    ),
    "long": (
        set_to(log="x" * 300),
        {("files", "log", "problem", "x" * 199 + "…")},
    ),
}


@pytest.mark.parametrize(("change", "new"), CHANGES.values(), ids=CHANGES)
def test_each_change_changes_its_row_alone(
    change: Callable[[Machine], None], new: set[tuple[str, str, str, str]]
) -> None:
    rows = short(made(change))
    assert set(rows) - set(FINE) == new
    gone = {row[:2] for row in set(FINE) - set(rows)}
    assert gone <= {row[:2] for row in new} | {("tray", "sni"), ("tray", "xembed")}
    assert ("tray", "sni") not in gone or change is CHANGES["no tray"][0]


def test_where_no_guide_is_wanted_none_is_advised() -> None:
    assert not any(row.get("advice") for row in made(set_to(guided=False)))


async def _hangs() -> list[DoctorRow]:
    await asyncio.Event().wait()
    return []


async def _wrong() -> list[Any]:
    return [DoctorRow("sensor", "x", "active", 3)]  # type: ignore[arg-type]  # what is tested


async def _late() -> list[DoctorRow]:
    await asyncio.sleep(ASKED_WITHIN - 0.1)
    return [DoctorRow("sensor", "late", "active")]


@pytest.mark.parametrize(
    ("sensors", "row"),
    [
        (_hangs, ("parts", "doctor", "problem", "no answer within 3 s")),
        (_wrong, ("parts", "doctor", "problem", "TypeError: x answered")),
        (_late, ("sensor", "late", "active", "")),
    ],
)
def test_sensors_that_hang_or_answer_nonsense_are_a_row_and_the_others_are_told(
    sensors: Any, row: tuple[str, str, str, str]
) -> None:
    rows = short(made(set_to(sensors=sensors)))
    assert [one for one in rows if one in FINE] == [one for one in FINE if one[0] != "sensor"]
    (only,) = [one for one in rows if one not in FINE]
    assert (only[:3], only[3].startswith(row[3])) == (row[:3], True)


def test_a_voice_that_fails_silences_nobody_else() -> None:
    def change(machine: Machine) -> None:
        def rows() -> Iterator[tuple[str, str | None]]:
            raise RuntimeError("told to")
            yield "never", None

        machine.voices = rows()

    rows = short(made(change))
    assert [row for row in rows if row in FINE] == [row for row in FINE if row[0] != "voice"]
    assert [row for row in rows if row not in FINE] == [
        ("parts", "doctor", "problem", "RuntimeError: told to")
    ]


def test_problems_without_a_row_and_failed_parts_come_last() -> None:
    def change(machine: Machine) -> None:
        machine.problems.begin("ledger", lambda _: "records wait")
        machine.problems.begin("config", lambda _: "line 3")
        machine.lines = (SettingsLine("file", lambda _: "line 3: damaged"),)
        machine.watch.failed(Part("microphone", "calls"), "it broke")

    rows = short(made(change))
    assert rows[len(FINE) : -1] == [
        ("config", "file", "problem", "line 3: damaged"),
        ("parts", "ledger", "problem", "records wait"),
    ]
    section, name, state, said = rows[-1]
    assert (section, name, state) == ("parts", "microphone", "problem")
    assert text("en", "parts.loses.calls") in said
    assert "it broke" in said
    assert "9:00" in said


def test_a_failure_names_its_day_if_that_was_another() -> None:
    async def day() -> None:
        watch = Supervisor(lambda: NINE)
        watch.failed(Part("microphone", "calls"), "it broke")
        (fault,) = watch.faults
        today = fault_words(fault, "en", NINE.date())
        later = fault_words(fault, "en", NINE.date() + timedelta(days=1))
        assert today != later
        untimed = Supervisor()
        untimed.failed(Part("microphone", "calls"), "it broke")
        assert "9:00" not in fault_words(untimed.faults[0], "en", NINE.date())

    asyncio.run(day())


def test_problems_are_named_once_each_and_end() -> None:
    async def day() -> None:
        changes: list[int] = []
        hours = iter(range(9, 20))
        watch = Supervisor()
        problems = Problems(
            watch, lambda: NINE.replace(hour=next(hours)), lambda: changes.append(1)
        )
        assert problems.first("en") is None
        assert problems.begin("ledger", lambda _: "one")
        assert not problems.begin("ledger", lambda _: "two")
        assert problems.begin("config", lambda _: "three")
        assert [(one.where, one.words("en"), one.since) for one in problems.kept()] == [
            ("ledger", "two", NINE),
            ("config", "three", NINE.replace(hour=10)),
        ]
        assert problems.first("en") == "two"

        def broken() -> Iterator[Any]:
            raise RuntimeError("told to")
            yield None

        problems.add_source(broken)
        problems.add_source(lambda: problems.kept()[:1])
        assert [one.where for one in problems] == ["ledger", "config", "ledger"]
        assert [fault.part.name for fault in watch.faults] == ["problems"]
        assert problems.kept()[0].as_json("en") == {
            "where": "ledger",
            "what": "two",
            "since": "2026-11-30T09:00:00+00:00",
        }
        assert problems.end("ledger")
        assert not problems.end("ledger")
        assert len(changes) == 4

    asyncio.run(day())


def test_the_doctors_own_failure_hides_no_other_part() -> None:
    def change(machine: Machine) -> None:
        machine.sensors = _wrong
        machine.watch.failed(Part("microphone", "calls"), "told to")
        machine.watch.failed(Part("zebra", "calls"), "told to")

    names = [row["name"] for row in made(change) if row["section"] == "parts"]
    assert names.count("doctor") == 1
    assert names[-2:] == ["microphone", "zebra"]


def test_who_watches_is_told_only_of_an_end_that_ended_something() -> None:
    async def day() -> None:
        changes: list[int] = []
        problems = Problems(Supervisor(), lambda: NINE, lambda: changes.append(1))
        assert not problems.end("ledger")
        assert changes == []
        problems.begin("ledger", lambda _: "one")
        assert len(changes) == 1
        assert problems.end("ledger")
        assert len(changes) == 2

    asyncio.run(day())
