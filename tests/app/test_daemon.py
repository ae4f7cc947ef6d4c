"""What the daemon does with its parts, on parts that remember and a clock that hastens."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from fakes.app_parts import Board, HastyLoop, MemoryStore
from fakes.faulty import Plan
from fakes.faulty_day import (
    HandControl,
    HandSettings,
    Quiet,
    QuietTerminal,
    Walk,
)

from deskbreak.app import presenter, wire
from deskbreak.app.daemon_parts import Beginning, FollowOn, Handle, Parts
from deskbreak.app.own_notices import CONFIG, LEDGER, STATE
from deskbreak.app.parts import Fault, Part
from deskbreak.app.ports.config_ports import SettingsLine
from deskbreak.app.ports.control_ports import AlreadyRunning
from deskbreak.app.ports.engine_ports import LedgerChange, OnChange
from deskbreak.app.ports.notice_ports import NotifierReport, OnAction, OnServer
from deskbreak.app.welcome import KEY as WELCOME
from deskbreak.domain.vocabulary.settings import (
    Keepable,
    NotificationSettings,
    Settings,
)

ENGLISH = {"LANG": "en_GB.UTF-8"}


class Way(Board):
    """A chain of notifiers that remembers how it was set up, and takes no picture as a fault."""

    def __init__(self, ended: list[str]) -> None:
        super().__init__()
        self.chosen: list[tuple[str, bool]] = []
        self.ended = ended

    def choose(self, backend: str, *, buttons: bool) -> None:
        self.chosen.append((backend, buttons))

    async def survey(self) -> None:
        pass

    def report(self) -> list[NotifierReport]:
        return []

    async def close(self) -> None:
        self.ended.append("notices")


class Files(HandSettings):
    """A configuration that says what the test says."""

    def __init__(self, good: Any, bad: Any, desk: "Desk") -> None:
        super().__init__(good, bad)
        self.desk, self.looks, self.reloads = desk, 0, 0
        self.kept: dict[str, Keepable] = {}

    async def start(self) -> None:
        self._good(self.desk.settings, ())

    def look(self) -> None:
        self.looks += 1

    def reload(self) -> None:
        self.reloads += 1
        self._good(self.desk.settings, ())

    def remember(self, key: str, value: Keepable) -> None:
        self.kept[key] = value

    async def close(self) -> None:
        self.desk.ended.append("settings")


class Channel(HandControl):
    """A channel whose place another daemon may have taken."""

    def __init__(self, handle: Handle, follow: FollowOn, desk: "Desk") -> None:
        super().__init__(handle, follow)
        self.desk, self.looks = desk, 0

    async def start(self) -> None:
        if self.desk.taken:
            raise AlreadyRunning(17)

    def look(self) -> None:
        self.looks += 1

    async def close(self) -> None:
        self.desk.ended.append("control")


class Line(QuietTerminal):
    """A terminal with keys."""

    has_keys = True
    pressed: Callable[[str], None]

    def __init__(self, ended: list[str]) -> None:
        super().__init__()
        self.ended = ended

    def read_keys(self, pressed: Callable[[str], None]) -> None:
        self.pressed = pressed

    def close(self) -> None:
        self.ended.append("terminal")


class Icon(Quiet):
    """A tray that knows of a fault."""

    on_command: Callable[[str], None]

    def __init__(self, ended: list[str]) -> None:
        super().__init__()
        self.ended, self.refreshes = ended, 0
        self.wrong: tuple[Fault, ...] = ()

    def hand_over(self, view: Any, on_command: Callable[[str], None]) -> None:
        super().hand_over(view, on_command)
        self.on_command = on_command

    def refresh(self) -> None:
        self.refreshes += 1

    def faults(self) -> tuple[Fault, ...]:
        return self.wrong

    def stop(self) -> None:
        self.ended.append("tray")


class Sounds:
    """Chimes and the voice."""

    why: str | None = None

    def __init__(self, name: str, ended: list[str]) -> None:
        self.name, self.ended = name, ended

    def viable(self) -> str | None:
        return None

    def play(self, name: str) -> None:
        pass

    def say(self, text: str, language: str, seconds: float, *, urgent: bool) -> None:
        pass

    def hush(self) -> None:
        pass

    def hold(self, *, on: bool) -> None:
        pass

    def rows(self, _: str) -> tuple[tuple[str, str | None], ...]:
        return ()

    async def close(self) -> None:
        self.ended.append(self.name)


class Desk(Walk):
    """A daemon whose parts the test looks into."""

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        beginning: Beginning | None = None,
        taken: bool = False,
    ) -> None:
        self.settings, self.taken = settings or Settings(), taken
        self.ended: list[str] = []
        self.board = Way(self.ended)
        self.line, self.icon = Line(self.ended), Icon(self.ended)
        self.store = MemoryStore()
        self.pictured: list[tuple[str, bool]] = []
        self.picture: Callable[[], Path | None] = lambda: Path("p.png")
        start = beginning or Beginning("1.2.3", 77, ENGLISH)
        super().__init__(Plan(), beginning=start)

    def _parts(self) -> Parts:
        def files(good: Any, bad: Any) -> Files:
            self.files = Files(good, bad, self)
            return self.files

        def channel(handle: Handle, follow: FollowOn) -> Channel:
            self.control = self.channel = Channel(handle, follow, self)
            return self.channel

        def notifiers(on_action: OnAction, on_server: OnServer) -> Any:
            self.on_action, self.on_server = on_action, on_server
            return self.board

        def store(trouble: Callable[[str | None], None], changed: OnChange) -> MemoryStore:
            self.trouble, self.ledger_changed = trouble, changed
            return self.store

        def picture(id_: str, /, *, easier: bool) -> Path | None:
            self.pictured.append((id_, easier))
            return self.picture()

        async def shared() -> None:
            self.ended.append("shared")

        return (
            super()
            ._parts()
            ._replace(
                terminal=self.line,
                tray=self.icon,
                chime=Sounds("chime", self.ended),
                voice=Sounds("voice", self.ended),
                picture_of=picture,
                make_store=store,
                make_notifiers=notifiers,
                make_settings=files,
                make_control=channel,
                closers=(shared,),
            )
        )


def lived(work: Callable[[Desk], Awaitable[None]], make: Callable[[], Desk] = Desk) -> list[str]:
    """A scene on a running daemon; what was ended in the end, in order."""

    async def day() -> list[str]:
        desk = make()
        loop = asyncio.get_running_loop()
        task = loop.create_task(desk.daemon.run())
        typing = loop.create_task(desk.type_now_and_then())
        await asyncio.sleep(3)
        try:
            await work(desk)
        finally:
            typing.cancel()
            desk.daemon.quit()
            async with asyncio.timeout(120):
                await task
        return desk.ended

    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        return runner.run(day())


def test_a_prompt_comes_with_its_picture_and_its_buttons_answer_that_prompt() -> None:
    async def work(desk: Desk) -> None:
        await asyncio.sleep(46 * 60)
        (notice,) = desk.board.shown.values()
        status = await desk.status()
        assert notice.key == status["prompt"]["id"]
        assert notice.picture == Path("p.png")
        assert desk.pictured == [(status["prompt"]["routine"], False)]
        desk.on_action("another prompt", "skip")
        await asyncio.sleep(1)
        assert (await desk.status())["prompt"] is not None, "that button was of another prompt"
        desk.on_action(notice.key, "skip")
        await asyncio.sleep(1)
        assert (await desk.status())["prompt"] is None
        assert (await desk.status())["today"]["skipped"] == 1
        assert desk.board.shown == {}
        assert desk.files.looks > 1
        assert desk.channel.looks > 1

    lived(work)


def test_a_button_of_the_programs_own_notice_belongs_to_no_prompt() -> None:
    async def work(desk: Desk) -> None:
        await desk.ask(wire.Now())
        desk.on_action(WELCOME, "skip")
        await asyncio.sleep(1)
        assert (await desk.status())["prompt"] is None

    lived(work)


@pytest.mark.parametrize("why", ["raises", "none"])
def test_a_notice_goes_without_its_picture_if_that_cannot_be_had(why: str) -> None:
    async def work(desk: Desk) -> None:
        def fails() -> Path | None:
            raise RuntimeError("told to")

        desk.picture = fails if why == "raises" else lambda: None
        await desk.ask(wire.Now())
        await asyncio.sleep(1)
        (notice,) = desk.board.shown.values()
        assert notice.picture is None
        assert notice.title != "deskbreak"
        assert bool(desk.watch.faults) == (why == "raises")

    lived(work)


def test_a_prompt_whose_words_cannot_be_had_is_shown_bare(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_words(*_: object) -> None:
        raise RuntimeError("told to")

    for made in ("offer_notice", "step_notice", "opening_notice"):
        monkeypatch.setattr(presenter, made, no_words)

    async def work(desk: Desk) -> None:
        await asyncio.sleep(46 * 60)
        (notice,) = desk.board.shown.values()
        status = await desk.status()
        assert (notice.key, notice.title) == (status["prompt"]["id"], "deskbreak")
        assert notice.body == status["prompt"]["routine"]
        assert [problem["where"] for problem in status["problems"]] == ["notices"]
        shown = len(desk.board.ever)
        desk.on_action(notice.key, "start")
        await asyncio.sleep(20)
        assert (await desk.status())["prompt"]["phase"] == "started"
        assert len(desk.board.ever) == shown, "only the prompt itself is shown bare"

    lived(work)


def test_the_first_start_is_greeted_once_and_the_welcome_makes_way_for_the_first_prompt() -> None:
    async def work(desk: Desk) -> None:
        assert set(desk.board.shown) == {WELCOME}
        await desk.ask(wire.Reload())
        await asyncio.sleep(1)
        assert len(desk.board.ever) == 1
        await asyncio.sleep(46 * 60)
        assert WELCOME in desk.board.withdrawn
        assert WELCOME not in desk.board.shown

    lived(work, lambda: Desk(beginning=Beginning("1", 1, ENGLISH, first=True)))


def test_what_was_lost_before_the_start_is_told() -> None:
    async def work(desk: Desk) -> None:
        assert set(desk.board.shown) == {LEDGER, STATE}
        assert "old.db" in desk.board.shown[LEDGER].body

    lived(work, lambda: Desk(beginning=Beginning("1", 1, {}, lost=True, renamed=Path("old.db"))))


def test_nothing_is_said_at_an_ordinary_start() -> None:
    async def work(desk: Desk) -> None:
        assert desk.board.ever == []
        status = await desk.status()
        assert (status["version"], status["pid"]) == ("1.2.3", 77)
        assert status["problems"] == []

    lived(work)


def test_settings_are_in_force_everywhere_from_the_first_answer_on() -> None:
    async def work(desk: Desk) -> None:
        assert desk.board.chosen == [("plyer", False)]
        assert desk.store.settings == [desk.settings]
        report = await desk.ask(wire.Status())
        assert "Sitting" not in report.text
        desk.settings = Settings(language="en")
        await desk.ask(wire.Reload())
        await asyncio.sleep(1)
        assert desk.files.reloads == 1
        assert desk.board.chosen == [("plyer", False), ("auto", True)]
        assert (await desk.status())["config_changed_at"] is not None

    lived(
        work,
        lambda: Desk(
            Settings(
                language="ja", notification=NotificationSettings(backend="plyer", buttons=False)
            )
        ),
    )


@pytest.mark.parametrize(
    ("language", "lang", "command", "japanese"),
    [
        ("auto", "ja_JP.UTF-8", None, True),
        ("auto", "en_GB.UTF-8", None, False),
        ("en", "ja_JP.UTF-8", None, False),
        ("en", "en_GB.UTF-8", "ja", True),
    ],
)
def test_the_command_line_wins_over_the_file_and_that_over_the_session(
    language: Any, lang: str, command: Any, *, japanese: bool
) -> None:
    async def work(desk: Desk) -> None:
        said = (await desk.ask(wire.Status())).text
        assert ("Sitting" not in said) == japanese

    beginning = Beginning("1", 1, {"LANG": lang}, language=command)
    lived(work, lambda: Desk(Settings(language=language), beginning=beginning))


def test_what_is_chosen_in_the_program_is_kept_in_its_file() -> None:
    async def work(desk: Desk) -> None:
        await desk.ask(wire.Stage(stage=3))
        assert desk.files.kept["personal.stage"] == 3
        desk.icon.on_command("language ja")
        await asyncio.sleep(1)
        assert desk.files.kept["language"] == "ja"

    lived(work)


def test_the_tray_and_the_keys_of_the_terminal_answer() -> None:
    async def work(desk: Desk) -> None:
        desk.icon.on_command("pause 30m")
        await asyncio.sleep(1)
        assert (await desk.status())["state"] == "paused"
        assert desk.icon.view is not None
        assert desk.icon.view().icon.kind == "paused"
        await desk.ask(wire.Resume())
        await desk.ask(wire.Now())
        desk.line.pressed("\r")
        desk.line.pressed("s")
        await asyncio.sleep(1)
        assert desk.line.lines

    lived(work)


def test_a_failed_part_and_a_fault_of_the_tray_are_problems_until_they_are_over() -> None:
    async def work(desk: Desk) -> None:
        refreshes, lines = desk.icon.refreshes, len(desk.line.lines)
        followed: list[Any] = []

        async def follow() -> None:
            async for reply in desk.channel.follow(wire.Follow()):
                followed[:] = [*followed, reply.data["problems"]]

        following = asyncio.get_running_loop().create_task(follow())
        await asyncio.sleep(0.1)
        desk.watch.failed(Part("microphone", "calls"), "told to")
        await asyncio.sleep(0.1)
        assert desk.icon.refreshes == refreshes + 1
        assert len(desk.line.lines) > lines
        desk.icon.wrong = (Fault(Part("tray-menu", "tray"), "gone", None),)
        where = [problem["where"] for problem in (await desk.status())["problems"]]
        assert where == ["microphone", "tray-menu"]
        desk.icon.wrong = ()
        desk.watch.recovered(Part("microphone", "calls"))
        await asyncio.sleep(0.1)
        assert desk.icon.refreshes == refreshes + 2
        assert [len(problems) for problems in followed] == [0, 1, 0]
        following.cancel()

    lived(work)


def test_trouble_with_the_records_is_told_and_over_when_they_are_written() -> None:
    async def work(desk: Desk) -> None:
        desk.trouble("/home/x/ledger.db: no space")
        await asyncio.sleep(0.1)
        assert "no space" in desk.board.shown[LEDGER].body
        (problem,) = (await desk.status())["problems"]
        assert problem["where"] == LEDGER
        assert problem["since"].startswith("2026-11-30T09:00:03")
        desk.trouble(None)
        await asyncio.sleep(0.1)
        assert "no space" not in desk.board.shown[LEDGER].body
        assert (await desk.status())["problems"] == []
        desk.ledger_changed(LedgerChange.TAKEN_AWAY, file := Path("/home/x/ledger.db"))
        await asyncio.sleep(0.1)
        assert f"{file} was taken away" in desk.board.shown[LEDGER].body

    lived(work)


def test_a_damaged_configuration_is_told_and_its_lines_are_the_doctors() -> None:
    async def work(desk: Desk) -> None:
        desk.files.bad((SettingsLine("rhythm.every", lambda _: "line 3: too short"),))
        await asyncio.sleep(0.1)
        assert "line 3: too short" in desk.board.shown[CONFIG].body
        assert "line 3: too short" in (await desk.ask(wire.Doctor())).text
        assert "line 3: too short" in (await desk.ask(wire.Status())).text

    lived(work)


def test_the_notification_server_that_comes_back_is_heard() -> None:
    async def work(desk: Desk) -> None:
        await desk.ask(wire.Now())
        await asyncio.sleep(1)
        shown = len(desk.board.ever)
        desk.on_server(True)
        await asyncio.sleep(1)
        assert len(desk.board.ever) == shown + 1, "an open prompt is shown again"

    lived(work)


def test_a_word_to_quit_ends_it_after_the_answer() -> None:
    async def work(desk: Desk) -> None:
        reply = await desk.ask(wire.Quit())
        assert reply.data == {"pid": 77}
        await asyncio.sleep(1)
        assert "control" in desk.ended

    lived(work)


def test_what_is_seen_ends_first_and_what_parts_share_last() -> None:
    async def nothing(_: Desk) -> None:
        pass

    assert lived(nothing) == [
        "settings", "control", "chime", "voice", "notices", "terminal", "tray", "shared",
    ]  # fmt: skip


def test_the_records_are_written_once_more_after_everything_has_ended() -> None:
    steps: list[int] = []

    async def work(desk: Desk) -> None:
        steps.append(len(desk.store.steps))
        await asyncio.sleep(30)
        desks.append(desk)

    desks: list[Desk] = []
    lived(work)
    last, effects, _ = desks[0].store.steps[-1]
    assert effects == ()
    assert last.at >= 33_000, "the time until the end is kept"
    assert len(desks[0].store.steps) == steps[0] + 1


def test_one_whose_place_was_taken_ends_by_itself() -> None:
    async def day() -> None:
        desk = Desk(taken=True)
        async with asyncio.timeout(60):
            await desk.daemon.run()
        assert desk.watch.faults == ()
        assert desk.ended[-1] == "shared"

    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        runner.run(day())


def test_a_part_that_hangs_at_the_end_is_waited_for_five_seconds() -> None:
    async def work(desk: Desk) -> None:
        async def hangs() -> None:
            await asyncio.Event().wait()

        desk.board.close = hangs  # type: ignore[method-assign]
        loop = asyncio.get_running_loop()
        began.append(loop.time())

    began: list[float] = []

    async def day() -> float:
        desk = Desk()
        loop = asyncio.get_running_loop()
        task = loop.create_task(desk.daemon.run())
        await asyncio.sleep(3)
        await work(desk)
        desk.daemon.quit()
        await task
        assert desk.ended[-3:] == ["terminal", "tray", "shared"]
        return loop.time() - began[0]

    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        assert runner.run(day()) == pytest.approx(5, abs=0.1)


@pytest.mark.parametrize(("hung", "read_at"), [("settings", 20), ("control", 5)])
def test_a_part_that_hangs_at_the_start_keeps_the_others_waiting_for_so_long(
    hung: str, read_at: int
) -> None:
    """The keys of the terminal are read when all has begun, or was waited for long enough."""

    async def hangs() -> None:
        await asyncio.Event().wait()

    async def day() -> float:
        desk = Desk()
        part: Any = desk.files if hung == "settings" else desk.channel
        part.start = hangs
        loop, reading = asyncio.get_running_loop(), list[float]()
        read_keys = desk.line.read_keys

        def noted(pressed: Callable[[str], None]) -> None:
            reading.append(loop.time())
            read_keys(pressed)

        desk.line.read_keys = noted  # type: ignore[method-assign]
        task = loop.create_task(desk.daemon.run())
        await asyncio.sleep(100)
        desk.daemon.quit()
        await task
        (at,) = reading
        return at

    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        assert runner.run(day()) == pytest.approx(read_at, abs=0.1)


def test_effects_reach_the_observers_the_hooks_and_the_screen() -> None:
    async def work(desk: Desk) -> None:
        seen: list[str] = []
        for name in ("_observers", "_guide_session", "_insight", "_presenter"):
            part = getattr(desk.daemon, name)
            perform = part.perform

            def noted(*words: Any, name: str = name, perform: Any = perform) -> Any:
                seen.append(name)
                return perform(*words)

            part.perform = noted
        await desk.ask(wire.Now())
        assert seen[:4] == ["_observers", "_guide_session", "_insight", "_presenter"]

    lived(work)


def test_what_is_wrong_with_a_calendar_is_a_problem_of_status() -> None:
    async def work(desk: Desk) -> None:
        wrong = ["work: cannot be read"]
        desk.daemon._observers.problems = lambda: wrong  # type: ignore[method-assign]
        assert [(one["where"], one["what"]) for one in (await desk.status())["problems"]] == [
            ("calendar", "work: cannot be read")
        ]
        wrong.clear()
        assert (await desk.status())["problems"] == []

    lived(work)
