"""What the daemon answers itself: `next`, `follow`, `doctor`, `reload`, `quit`, and status once."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from app.test_engine import Rig
from fakes.app_parts import HastyLoop
from msgspec.structs import replace
from playing import catalogue

from deskbreak.app import wire
from deskbreak.app.ports.config_ports import SettingsError, SettingsLine
from deskbreak.app.problems import Problems
from deskbreak.app.programme_service import ProgrammeService
from deskbreak.app.question_view import week_lines
from deskbreak.app.records_watch import LEDGER, RecordsWatch
from deskbreak.app.service import Service, Tools
from deskbreak.app.settings_in_force import CONFIG, SettingsInForce
from deskbreak.app.supervise import Supervisor
from deskbreak.content.loader import load_routines
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import begin
from deskbreak.domain.time.units import MINUTE
from deskbreak.domain.vocabulary.events import Paused, PromptWanted, Ticked
from deskbreak.domain.vocabulary.presence_events import CameBack
from deskbreak.domain.vocabulary.settings import Settings

CONTENT = load_routines()
NINE = datetime(2026, 11, 30, 9).astimezone()


class Desk:
    """A service on a real engine."""

    def __init__(self) -> None:
        self.rig = Rig()
        engine = self.rig.engine
        engine.state = begin(self.rig.clock.now(), Settings(), catalogue())
        self.calls: list[str] = []
        self.changed_at: datetime | None = None
        self.watch = Supervisor()
        self.problems = Problems(self.watch, lambda: NINE, lambda: None)

        async def doctor(language: str) -> tuple[str, Any]:
            return f"rows in {language}", [1]

        self.it = Service(
            engine,
            CONTENT,
            lambda: "ja",
            version="1.2",
            pid=5,
            programme=ProgrammeService(engine, CONTENT, lambda _: None),
            tools=Tools(
                doctor,
                lambda: self.calls.append("reload"),
                lambda: self.calls.append("quit"),
                self.problems,
                lambda: self.changed_at,
            ),
        )


def run(work: Callable[[Desk], Awaitable[None]]) -> None:
    async def scene() -> None:
        await work(Desk())

    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        runner.run(scene())


def test_the_reply_is_in_the_language_of_the_one_who_asks() -> None:
    async def work(desk: Desk) -> None:
        for lang, language in (("en", "en"), ("ja", "ja"), (None, "ja"), ("de", "ja")):
            assert (await desk.it.handle(wire.Doctor(lang=lang))).text == f"rows in {language}"
        assert (await desk.it.handle(wire.Doctor())).data == [1]

    run(work)


def test_reload_and_quit_are_done_and_quit_after_its_answer() -> None:
    async def work(desk: Desk) -> None:
        assert await desk.it.handle(wire.Reload()) == wire.Reply()
        reply = await desk.it.handle(wire.Quit(lang="en"))
        assert (reply.text, reply.data) == (text("en", "answer.quit"), {"pid": 5})
        assert desk.calls == ["reload"]
        await asyncio.sleep(0.06)
        assert desk.calls == ["reload", "quit"]
        reply = await desk.it.handle(wire.Follow())
        assert reply.code == 1
        assert "ulimit -n" in reply.text

    run(work)


def test_next_names_the_routine_and_what_the_week_is_about() -> None:
    async def work(desk: Desk) -> None:
        short = await desk.it.handle(wire.Next(lang="en"))
        full = await desk.it.handle(wire.Next(lang="en", why=True))
        card = CONTENT.card(short.data["routine"])
        assert card.title.en in short.text.splitlines()[0]
        assert short.data["aim"] == card.aim.en
        assert text("en", "next.aim", aim=card.aim.en) in full.text.splitlines()
        assert text("en", "next.aim", aim=card.aim.en) not in short.text.splitlines()
        week = list(week_lines(desk.rig.engine.state, "en"))
        for reply in (short, full):
            assert reply.text.splitlines()[-3:] == ["", *week]

    run(work)


def test_status_has_its_forms_and_tells_once_of_a_changed_configuration() -> None:
    async def work(desk: Desk) -> None:
        told = text("en", "status.config_read", time="TIME").partition("TIME")[0]
        plain = await desk.it.handle(wire.Status(lang="en"))
        assert told not in plain.text
        assert plain.data["config_changed_at"] is None
        assert (plain.data["version"], plain.data["pid"]) == ("1.2", 5)
        desk.changed_at = NINE
        assert told not in (await desk.it.handle(wire.Status(lang="en", format="json"))).text
        for count in (1, 0):
            reply = await desk.it.handle(wire.Status(lang="en"))
            assert reply.text.count(told) == count
            assert reply.data["config_changed_at"] == NINE.isoformat(timespec="seconds")
        desk.changed_at = NINE + timedelta(minutes=1)
        assert told in (await desk.it.handle(wire.Status(lang="en"))).text
        bar = await desk.it.handle(wire.Status(lang="en", format="waybar"))
        assert bar.text.startswith("{")
        desk.problems.begin("ledger", lambda language: f"trouble in {language}")
        reply = await desk.it.handle(wire.Status(lang="en"))
        assert text("en", "status.problem", what="trouble in en") in reply.text.splitlines()
        assert [one["what"] for one in reply.data["problems"]] == ["trouble in en"]

    run(work)


def test_who_follows_hears_of_each_change_and_of_full_minutes_alone() -> None:
    async def work(desk: Desk) -> None:
        heard: list[dict[str, Any]] = []

        async def follow() -> None:
            async for reply in desk.it.follow(wire.Follow(lang="en")):
                heard[len(heard) :] = [reply.data]

        task = asyncio.get_running_loop().create_task(follow())

        async def after(event: Any) -> int:
            before = len(heard)
            await desk.rig.engine.ask(event)
            await asyncio.sleep(0.01)
            return len(heard) - before

        await asyncio.sleep(0.01)
        assert len(heard) == 1
        assert await after(CameBack()) == 1, "another presence"
        assert await after(Ticked()) == 0
        desk.rig.clock.pass_by(59_999)
        assert await after(Ticked()) == 0
        desk.rig.clock.pass_by(1)
        assert await after(Ticked()) == 1, "a full minute"
        assert await after(PromptWanted("sit-to-stand")) == 1
        assert await after(Paused(30 * MINUTE)) == 1
        assert await after(Ticked()) == 0
        desk.problems.begin("ledger", lambda _: "x")
        desk.it.changed()
        await asyncio.sleep(0.01)
        assert heard[-1]["problems"]
        state = desk.rig.engine.state
        desk.rig.engine.state = replace(state, today=replace(state.today, taken=3))
        assert await after(Ticked()) == 1, "another count"
        task.cancel()

    run(work)


class Disk:
    """A store that works again at the third try."""

    has_settings = True

    def __init__(self) -> None:
        self.tries: list[float] = []
        self.works_at = 3
        self.kept: list[Settings] = []

    def flush(self) -> bool:
        self.tries.append(asyncio.get_running_loop().time())
        return len(self.tries) >= self.works_at

    def keep_settings(self, settings: Settings) -> None:
        self.kept.append(settings)


def test_records_that_cannot_be_written_are_tried_after_1_2_4_60_seconds() -> None:
    async def work(desk: Desk) -> None:
        disk: Any = Disk()
        disk.works_at = 9
        told: list[str | None] = []
        it = RecordsWatch(desk.watch, desk.problems, lambda: disk, told.append)
        began = asyncio.get_running_loop().time()
        it.trouble("a.db: full")
        await asyncio.sleep(0.5)
        it.trouble("a.db: gone")
        assert [one.where for one in desk.problems.kept()] == [LEDGER]
        said = desk.problems.first("en")
        assert said == text("en", "notice.disk_problem", why="a.db: gone")
        await asyncio.sleep(1000)
        waits = [round(at - began) for at in disk.tries]
        assert waits == [1, 3, 7, 15, 31, 63, 123, 183, 243]
        it.trouble(None)
        assert desk.problems.kept() == ()
        assert told == ["a.db: full", "a.db: gone", None]
        it.trouble("a.db: full again")
        await asyncio.sleep(1.1)
        assert len(disk.tries) == 10

    run(work)


class Source:
    """A configuration that a test reads, and writes, or cannot."""

    def __init__(self) -> None:
        self.written: list[tuple[str, object]] = []
        self.fails = False

    def remember(self, key: str, value: object) -> None:
        if self.fails:
            raise SettingsError((SettingsLine("file", lambda _: "read-only"),))
        self.written.append((key, value))

    def set_in_file(self, key: str) -> str | None:
        if self.fails:
            raise RuntimeError("told to")
        return f"here:{key}"


class Taken:
    """Settings in force, and all that they reach."""

    def __init__(self, desk: Desk, language: Any = None) -> None:
        self.desk, self.disk, self.source = desk, Disk(), Source()
        self.used: list[Settings] = []
        self.said: list[str] = []
        self.known = 0
        here: Any = self
        self.it = SettingsInForce(
            lambda _good, _bad: here.source,
            desk.watch,
            self.used.append,
            here.disk,
            desk.problems,
            here,
            language=language,
            known=self.now_known,
        )

    def now_known(self) -> None:
        self.known += 1

    def config_bad(self, line: SettingsLine, *, kept: bool) -> None:
        self.said.append(f"{line.words('en')} {kept}")

    def config_fine(self, *, was_wrong: bool) -> None:
        assert was_wrong
        self.said.append("fine")


def test_the_command_lines_language_is_in_force_but_not_kept() -> None:
    async def work(desk: Desk) -> None:
        taken = Taken(desk, "ja")
        warning = SettingsLine("x", lambda _: "odd")
        taken.it._good(Settings(language="en"), (warning,))
        assert taken.used == [Settings(language="ja")]
        assert taken.disk.kept == [Settings(language="en")]
        assert taken.it.lines == (warning,)
        assert (taken.said, taken.known) == ([], 1)
        taken.it._good(Settings(language="auto"), ())
        assert (taken.it.changed_at, taken.known) == (None, 1), "the same is in force"

    run(work)


def test_a_choice_that_cannot_be_written_is_told_and_settings_stay() -> None:
    async def work(desk: Desk) -> None:
        taken = Taken(desk)
        taken.it.remember("language", "ja")
        assert taken.source.written == [("language", "ja")]
        assert taken.it.set_in_file("language") == "here:language"
        taken.source.fails = True
        taken.disk.has_settings = False
        taken.it.remember("language", "en")
        assert taken.said == ["read-only False"]
        assert [one.where for one in desk.problems.kept()] == [CONFIG]
        assert [one.words("en") for one in taken.it.lines] == ["read-only"]
        assert taken.it.set_in_file("language") is None
        assert [fault.part.name for fault in desk.watch.faults] == ["configuration"]
        assert taken.known == 1
        taken.it._good(Settings(), ())
        assert taken.said[1:] == ["fine"]
        assert taken.it.changed_at == NINE
        assert desk.problems.kept() == ()
        taken.it._bad((SettingsLine("file", lambda _: "read-only"),))
        assert taken.said[2:] == ["read-only False"], "it is told anew after it was fine"

    run(work)
