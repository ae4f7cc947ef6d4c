"""Input-idle beside inhibitor-idle, against a compositor of our own."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from fakes.presence_compositor import Compositor

from deskbreak.domain.vocabulary.events import Event
from deskbreak.domain.vocabulary.presence_events import (
    CameBack,
    TypingBegan,
    TypingEnded,
    Watched,
    WentIdle,
)
from deskbreak.domain.vocabulary.settings import Rhythm
from deskbreak.protocols.wayland import Wayland, WaylandError, connect, u32
from deskbreak.sensing.all_sensors import Presence, Sensors
from deskbreak.sensing.idle_source import Disarm
from deskbreak.sensing.presence_reporter import PresenceReporter
from deskbreak.sensing.wayland_idle import ExtIdle, KdeIdle
from deskbreak.timing.clock import SystemClock

EXT = {"wl_seat": 7, "ext_idle_notifier_v1": 2}
AWAY, PROBE, REST, PAUSE = 300_000, 1000, 500, 3000
INPUT, RESPECTFUL = "input", "inhibitable"


class Nobody:
    """Nothing keeps the screen on."""

    async def follow(self, tell: Callable[[bool], None]) -> Disarm:
        tell(False)
        return lambda: None


async def until(what: Callable[[], object], seconds: float = 3) -> None:
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while not what():
        assert loop.time() < end, "waited in vain"
        await asyncio.sleep(0.005)


def names(events: list[Event]) -> list[str]:
    return [type(event).__name__ for event in events]


@asynccontextmanager
async def scene(
    folder: Path, globals_: dict[str, int]
) -> AsyncIterator[tuple[Compositor, Presence, list[Event]]]:
    compositor = Compositor(folder / "wayland", globals_)
    await compositor.start()
    events: list[Event] = []
    told = PresenceReporter(events.append, SystemClock(), lambda: None)
    sources = (ExtIdle(compositor.environ), KdeIdle(compositor.environ))
    it = Presence(told, Sensors(sources, (), Nobody()), Rhythm(away_after=AWAY))
    await it.start()
    try:
        yield compositor, it, events
    finally:
        await it.stop()
        await compositor.stop()


def test_a_video_is_watching_until_it_ends(tmp_path: Path) -> None:
    async def run() -> None:
        async with scene(tmp_path, EXT) as (compositor, _, events):
            await until(lambda: compositor.armed)
            assert list(compositor.armed.values()) == [(INPUT, AWAY)]
            compositor.idled(INPUT, AWAY)
            await until(lambda: (RESPECTFUL, PROBE) in compositor.armed.values())
            assert events == [CameBack()], "it is not known yet what keeps the screen on"
            await until(lambda: len(events) == 2)
            assert isinstance(events[1], Watched)
            assert events[1].since is not None
            compositor.idled(RESPECTFUL, PROBE)
            await until(lambda: isinstance(events[-1], WentIdle))
            compositor.resumed(RESPECTFUL, PROBE)
            await until(lambda: isinstance(events[-1], Watched))
            compositor.resumed(INPUT, AWAY)
            await until(lambda: events[-1] == CameBack())
            assert list(compositor.armed.values()) == [(INPUT, AWAY)]

    asyncio.run(run())


def test_without_a_video_it_is_idleness(tmp_path: Path) -> None:
    async def run() -> None:
        async with scene(tmp_path, EXT) as (compositor, _, events):
            await until(lambda: compositor.armed)
            now = SystemClock().now().instant
            compositor.idled(INPUT, AWAY)
            await until(lambda: (RESPECTFUL, PROBE) in compositor.armed.values())
            compositor.idled(RESPECTFUL, PROBE)
            await until(lambda: len(events) == 2)
            (went,) = (each for each in events if isinstance(each, WentIdle))
            assert went.since is not None
            assert abs(went.since - (now - AWAY)) < 1000

    asyncio.run(run())


@pytest.mark.parametrize(
    ("globals_", "kind"),
    [
        ({"wl_seat": 7, "ext_idle_notifier_v1": 1}, RESPECTFUL),
        ({"wl_seat": 7, "org_kde_kwin_idle": 1}, "kde"),
    ],
)
def test_older_protocols_tell_idleness_at_once(
    tmp_path: Path, globals_: dict[str, int], kind: str
) -> None:
    async def run() -> None:
        async with scene(tmp_path, globals_) as (compositor, _, events):
            await until(lambda: compositor.armed)
            compositor.idled(kind, AWAY)
            await until(lambda: names(events) == ["CameBack", "WentIdle"])
            compositor.resumed(kind, AWAY)
            await until(lambda: events[-1] == CameBack())

    asyncio.run(run())


def test_hands_that_do_not_rest_are_typing(tmp_path: Path) -> None:
    async def run() -> None:
        async with scene(tmp_path, EXT) as (compositor, it, events):
            await it.watch_typing()
            assert names(events) == ["CameBack", "TypingEnded"]
            await until(lambda: events[-1] == TypingBegan())
            await until(lambda: (INPUT, REST) not in compositor.armed.values())
            compositor.idled(INPUT, PAUSE)
            await until(lambda: isinstance(events[-1], TypingEnded))
            it.unwatch_typing()
            await until(lambda: list(compositor.armed.values()) == [(INPUT, AWAY)])

    asyncio.run(run())


def test_hands_that_rest_and_move_again(tmp_path: Path) -> None:
    async def run() -> None:
        async with scene(tmp_path, EXT) as (compositor, it, events):
            await it.watch_typing()
            await until(lambda: (INPUT, REST) in compositor.armed.values())
            compositor.idled(INPUT, REST)
            await asyncio.sleep(1)
            assert names(events) == ["CameBack", "TypingEnded"], "hands rest"
            compositor.resumed(INPUT, REST)
            await until(lambda: events[-1] == TypingBegan())

    asyncio.run(run())


def test_no_protocol_is_hopeless(tmp_path: Path) -> None:
    async def run() -> None:
        async with scene(tmp_path, {"wl_seat": 1}) as (_, it, events):
            assert events == [CameBack()], "without a source the person is always there"
            assert not any(row.running for row in it.report())
            assert {row.advice for row in it.report()} == {"no-idle-source"}
            assert "ext_idle_notifier_v1" in it.report()[0].why

    asyncio.run(run())


@pytest.mark.parametrize(
    "garbage", [b"\0" * 8, u32(1, 12 << 16), u32(2, 12 << 16 | 0) + b"abcd", b"\xff" * 64]
)
def test_garbage_ends_the_connection_and_nothing_else(tmp_path: Path, garbage: bytes) -> None:
    async def run() -> None:
        compositor = Compositor(tmp_path / "wayland", EXT)
        await compositor.start()
        wayland = await connect(compositor.environ)
        compositor.raw(garbage + b"\0" * 65536)
        await asyncio.wait_for(wayland.closed, 2)
        with pytest.raises(WaylandError):
            await wayland.roundtrip()
        await compositor.stop()

    asyncio.run(run())


def test_a_compositor_that_hangs(tmp_path: Path) -> None:
    async def run() -> None:
        compositor = Compositor(tmp_path / "wayland", EXT)
        compositor.silent = True
        await compositor.start()
        with pytest.raises(WaylandError, match="did not answer"):
            await connect(compositor.environ, limit=0.1)
        await compositor.stop()

    asyncio.run(run())


def test_what_is_in_use_may_be_taken_away(tmp_path: Path) -> None:
    async def run() -> None:
        compositor = Compositor(tmp_path / "wayland", EXT)
        await compositor.start()
        wayland: Wayland = await connect(compositor.environ)
        wayland.bind("wl_seat", 1, lambda _opcode, _data: None)
        compositor.send(2, 1, u32(1))
        assert "took away" in await asyncio.wait_for(wayland.closed, 2)
        await compositor.stop()

    asyncio.run(run())


@pytest.mark.parametrize("environ", [{}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_nowhere_to_connect(environ: dict[str, str]) -> None:
    with pytest.raises(WaylandError, match="is not set"):
        asyncio.run(connect(environ))
