"""The chain of fake notifiers on a clock turned by hand."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field

import pytest
from fakes.fake_notifier import FakeNotifier
from fakes.notif_clock import HandClock
from msgspec.structs import replace

from deskbreak.app.ports.notice_ports import Notice, NotifierError
from deskbreak.domain.time.units import SECOND
from deskbreak.notices.fallback_chain import FallbackChain

NOTICE = Notice("p1", "Stand up", "and sit down again")


@dataclass
class Scene:
    clock: HandClock = field(default_factory=HandClock)
    native: FakeNotifier = field(default_factory=lambda: FakeNotifier("native"))
    plyer: FakeNotifier = field(default_factory=lambda: FakeNotifier("plyer"))
    log: FakeNotifier = field(default_factory=lambda: FakeNotifier("log"))
    servers: list[bool] = field(default_factory=list)
    limit: float = 12.0

    def __post_init__(self) -> None:
        self.chain = FallbackChain(self.clock, self.servers.append, self.limit)
        self.chain.set_notifiers((self.native, self.plyer, self.log))

    def shown_on(self) -> list[str]:
        return [each.name for each in (self.native, self.plyer, self.log) if "p1" in each.live]


def play(scene: Callable[[Scene], Coroutine[object, object, None]], limit: float = 12.0) -> None:
    async def run() -> None:
        await scene(Scene(limit=limit))

    asyncio.run(run())


def test_the_best_notifier_shows_alone() -> None:
    async def scene(it: Scene) -> None:
        await it.chain.show(NOTICE)
        assert it.shown_on() == ["native"]
        assert it.chain.report() == (
            ("native", "active", ""),
            ("plyer", "ready", ""),
            ("log", "ready", ""),
        )

    play(scene)


def test_falls_to_the_next_and_says_why() -> None:
    async def scene(it: Scene) -> None:
        it.native.error = "the server refused"
        it.plyer.missing = "not installed"
        await it.chain.show(NOTICE)
        assert it.shown_on() == ["log"]
        assert it.chain.report() == (
            ("native", "passed over", "the server refused"),
            ("plyer", "passed over", "not installed"),
            ("log", "active", ""),
        )

    play(scene)


def test_a_failed_notifier_rests_one_two_four_up_to_sixty_seconds() -> None:
    async def scene(it: Scene) -> None:
        it.native.error = "hung"
        tried_at = []
        for second in range(200):
            before = it.native.tries
            await it.chain.show(NOTICE)
            if it.native.tries > before:
                tried_at.append(second)
            it.clock.pass_by(SECOND)
        assert tried_at == [0, 1, 3, 7, 15, 31, 63, 123, 183]
        it.native.error = None
        it.clock.pass_by(60 * SECOND)
        await it.chain.show(NOTICE)
        assert it.shown_on() == ["native"], "it came back, and the other withdrew"
        it.native.error = "hung"
        await it.chain.show(NOTICE)
        it.clock.pass_by(SECOND)
        before = it.native.tries
        await it.chain.show(NOTICE)
        assert it.native.tries == before + 1, "after a success the first wait is short again"

    play(scene)


def test_a_server_that_appears_ends_the_rest_at_once() -> None:
    async def scene(it: Scene) -> None:
        it.native.error = "no server"
        for _ in range(3):
            it.clock.pass_by(60 * SECOND)
            await it.chain.show(NOTICE)
        assert it.shown_on() == ["plyer"]
        it.chain.server_changed("native", up=False)
        it.native.error = None
        it.chain.server_changed("native", up=True)
        assert it.servers == [False, True]
        await it.chain.show(NOTICE)
        assert it.shown_on() == ["native"]

    play(scene)


def test_what_another_way_has_just_shown_a_server_that_comes_shows_again() -> None:
    async def scene(it: Scene) -> None:
        it.native.error = "no server"
        for key in ("old", "withdrawn"):
            await it.chain.show(replace(NOTICE, key=key))
        await it.chain.withdraw("withdrawn")
        it.clock.pass_by(60 * SECOND)
        await it.chain.show(replace(NOTICE, sound=True))
        it.native.error = None
        it.chain.server_changed("native", up=True)
        for _ in range(5):
            await asyncio.sleep(0)
        assert it.native.live == {"p1": NOTICE}
        assert list(it.plyer.live) == ["old"]

    play(scene)


def test_a_notifier_that_is_not_viable_does_not_rest() -> None:
    async def scene(it: Scene) -> None:
        it.native.missing = "no server"
        await it.chain.show(NOTICE)
        it.native.missing = None
        await it.chain.show(NOTICE)
        assert it.shown_on() == ["native"]

    play(scene)


@pytest.mark.parametrize(
    ("backend", "shown"), [("auto", "native"), ("plyer", "plyer"), ("log", "log")]
)
def test_the_configuration_chooses(backend: str, shown: str) -> None:
    async def scene(it: Scene) -> None:
        it.chain.choose(backend)
        await it.chain.show(NOTICE)
        assert it.shown_on() == [shown]

    play(scene)


def test_a_chosen_notifier_that_fails_leaves_only_the_last_resorts() -> None:
    async def scene(it: Scene) -> None:
        it.chain.choose("plyer")
        it.plyer.error = "broken"
        await it.chain.show(NOTICE)
        assert it.shown_on() == ["log"]
        assert it.chain.report()[0] == ("native", "not chosen", 'notification.backend = "plyer"')
        it.chain.choose("auto")
        await it.chain.show(NOTICE)
        assert it.shown_on() == ["native"]

    play(scene)


def test_withdraw_reaches_whoever_showed_it() -> None:
    async def scene(it: Scene) -> None:
        it.native.missing = "gone"
        await it.chain.show(NOTICE)
        it.native.missing = None
        await it.chain.withdraw("p1")
        await it.chain.withdraw("p1")
        assert it.shown_on() == []

    play(scene)


def test_withdrawn_while_it_is_shown_is_shown_nowhere() -> None:
    async def scene(it: Scene) -> None:
        it.native.gate.clear()
        showing = asyncio.get_running_loop().create_task(it.chain.show(NOTICE))
        await asyncio.sleep(0)
        await it.chain.withdraw("p1")
        it.native.error = "failed as well"
        it.native.gate.set()
        await showing
        assert it.shown_on() == []
        assert (it.plyer.tries, it.log.tries) == (0, 0)
        it.native.error = None
        it.native.gate.clear()
        it.chain.server_changed("native", up=True)
        showing = asyncio.get_running_loop().create_task(it.chain.show(NOTICE))
        await asyncio.sleep(0)
        await it.chain.withdraw("p1")
        it.native.gate.set()
        await showing
        assert it.shown_on() == []

    play(scene)


def test_the_newer_of_two_shows_wins() -> None:
    async def scene(it: Scene) -> None:
        it.native.gate.clear()
        first = asyncio.get_running_loop().create_task(it.chain.show(NOTICE))
        await asyncio.sleep(0)
        second = asyncio.get_running_loop().create_task(it.chain.show(Notice("p1", "newer", "")))
        await asyncio.sleep(0)
        it.native.gate.set()
        await asyncio.gather(first, second)
        assert it.native.live["p1"].title == "newer"
        await it.chain.withdraw("p1")
        assert it.shown_on() == []

    play(scene)


def test_cancelled_is_cancelled_and_the_next_show_works() -> None:
    async def scene(it: Scene) -> None:
        it.native.gate.clear()
        showing = asyncio.get_running_loop().create_task(it.chain.show(NOTICE))
        await asyncio.sleep(0)
        showing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await showing
        assert it.shown_on() == []
        it.native.gate.set()
        await it.chain.show(NOTICE)
        assert it.shown_on() == ["native"]

    play(scene)


def test_closed_while_it_is_shown() -> None:
    async def scene(it: Scene) -> None:
        it.native.gate.clear()
        it.native.error = "closed under it"
        showing = asyncio.get_running_loop().create_task(it.chain.show(NOTICE))
        await asyncio.sleep(0)
        await it.chain.close()
        it.native.gate.set()
        await showing
        assert it.shown_on() == []
        assert it.native.closed
        assert it.log.closed
        assert await it.chain.viable() == "closed"
        with pytest.raises(NotifierError, match="closed"):
            await it.chain.show(NOTICE)

    play(scene)


def test_a_notifier_that_hangs_is_left() -> None:
    async def scene(it: Scene) -> None:
        it.native.gate.clear()
        await it.chain.show(NOTICE)
        assert it.shown_on() == ["plyer"]
        assert it.chain.report()[0] == ("native", "passed over", "no answer within 0.05 s")

    play(scene, limit=0.05)


def test_when_nothing_works_every_reason_is_given() -> None:
    async def scene(it: Scene) -> None:
        it.native.error, it.plyer.missing, it.log.error = "one", "two", "three"
        with pytest.raises(NotifierError, match="native: one; plyer: two; log: three"):
            await it.chain.show(NOTICE)

    play(scene)


def test_a_survey_shows_nothing_and_fills_the_report() -> None:
    async def scene(it: Scene) -> None:
        it.plyer.missing = "not installed"
        await it.chain.survey()
        assert [each.state for each in it.chain.report()] == ["ready", "passed over", "ready"]
        it.plyer.missing = None
        await it.chain.survey()
        assert [each.state for each in it.chain.report()] == ["ready"] * 3
        assert it.shown_on() == []

    play(scene)
