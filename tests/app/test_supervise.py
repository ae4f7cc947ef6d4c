"""The supervisor: failures are told, kept apart, and over when the part works again."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from fakes.app_parts import HastyLoop

from deskbreak.app import supervise
from deskbreak.app.faults import FORGOTTEN
from deskbreak.app.parts import PROGRAM, Part, PartFailedError
from deskbreak.app.restarted_service import RestartedService
from deskbreak.app.supervise import STEADY, Supervisor
from deskbreak.errors import UnavailableError

PART, OTHER = Part("microphone", "calls"), Part("x11-idle", "absence")
NINE = datetime(2026, 11, 30, 9, tzinfo=UTC)


def play(scene: Callable[[Supervisor], Awaitable[None]]) -> None:
    """A scene on a loop in which an hour takes no time."""

    async def run() -> None:
        watch = Supervisor(lambda: NINE)
        supervise.attach(watch, asyncio.get_running_loop())
        await scene(watch)
        await watch.end()

    with asyncio.Runner(loop_factory=HastyLoop) as runner:
        runner.run(run())


async def fail() -> None:
    raise RuntimeError("an unexpected\nword")


def test_a_failed_task_is_one_fault_with_its_words_on_one_line() -> None:
    async def scene(watch: Supervisor) -> None:
        task = watch.start(fail(), PART)
        await asyncio.wait({task})
        await asyncio.sleep(0)
        (fault,) = watch.faults
        assert (fault.part, fault.what) == (PART, "RuntimeError: an unexpected word")
        assert (fault.since, fault.times) == (NINE, 1)

    play(scene)


def test_it_is_logged_once_with_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    async def scene(watch: Supervisor) -> None:
        for _ in range(3):
            with pytest.raises(PartFailedError):
                await watch.guard(PART, fail)
        assert watch.faults[0].times == 3

    with caplog.at_level(logging.ERROR):
        play(scene)
    (record,) = caplog.records
    assert record.exc_info is not None


def test_what_a_room_knows_to_handle_is_no_fault() -> None:
    async def unavailable() -> None:
        raise UnavailableError("there is no camera")

    async def scene(watch: Supervisor) -> None:
        with pytest.raises(UnavailableError, match="there is no camera"):
            await watch.guard(PART, unavailable)
        await asyncio.wait({watch.start(unavailable(), PART)})
        await asyncio.sleep(0)
        assert watch.faults == ()

    play(scene)


def test_a_hang_is_a_failure_and_a_good_answer_ends_it() -> None:
    async def hang() -> bool:
        await asyncio.Event().wait()
        return True

    async def answer() -> bool:
        return True

    async def scene(watch: Supervisor) -> None:
        with pytest.raises(PartFailedError, match="no answer within"):
            await watch.guard(PART, hang, 0.5)
        assert watch.fault_of(PART) is not None
        assert await watch.guard(PART, answer, 0.5)
        assert watch.faults == ()

    play(scene)


def test_a_part_that_gives_up_by_itself_has_failed_but_one_that_is_ended_has_not() -> None:
    async def gives_up() -> None:
        raise asyncio.CancelledError

    async def scene(watch: Supervisor) -> None:
        with pytest.raises(PartFailedError):
            await watch.guard(PART, gives_up)
        waiting = watch.start(watch.guard(OTHER, asyncio.Event().wait), OTHER)
        await asyncio.sleep(1)
        waiting.cancel()
        await asyncio.wait({waiting})
        assert waiting.cancelled()
        assert watch.fault_of(OTHER) is None

    play(scene)


def test_what_is_kept_is_started_again_after_1_2_4_seconds_until_it_works() -> None:
    starts: list[float] = []

    async def scene(watch: Supervisor) -> None:
        loop = asyncio.get_running_loop()

        async def work() -> None:
            starts.append(loop.time())
            if len(starts) < 4:
                await fail()

        began = loop.time()
        await watch.keep(work, PART)
        assert [start - began for start in starts] == [0, 1, 3, 7]
        assert watch.faults == ()

    play(scene)


def test_a_callback_is_the_fault_of_the_part_that_set_it_up() -> None:
    def word() -> None:
        raise ValueError("no sense")

    async def begin() -> None:
        asyncio.get_running_loop().call_later(5, word)

    async def scene(watch: Supervisor) -> None:
        asyncio.get_running_loop().call_later(5, word)
        await watch.guard(PART, begin)
        await asyncio.sleep(10)
        assert {fault.part for fault in watch.faults} == {PART, PROGRAM}

    play(scene)


def test_a_call_that_failed_is_over_after_a_minute_of_good_ones_or_forgotten() -> None:
    def word() -> None:
        raise ValueError("no sense")

    async def scene(watch: Supervisor) -> None:
        assert not watch.call(PART, word)
        assert watch.call(PART, list)
        assert watch.fault_of(PART) is not None
        await asyncio.sleep(STEADY + 1)
        assert watch.call(PART, list)
        assert watch.fault_of(PART) is None
        assert watch.value(PART, 7, int, "no number") == 7
        await asyncio.sleep(FORGOTTEN + 1)
        assert watch.faults == ()

    play(scene)


def test_changed_is_told_when_a_fault_comes_and_when_it_goes() -> None:
    told: list[int] = []

    async def scene(watch: Supervisor) -> None:
        watch.changed = lambda: told.append(len(watch.faults))
        watch.failed(PART, "first")
        watch.failed(PART, "again")
        watch.recovered(PART)
        watch.recovered(PART)

    play(scene)
    assert told == [1, 0]


class Bell:
    """A part that works by being called back; it may break in three places."""

    def __init__(self) -> None:
        self.begun: list[float] = []
        self.ended = 0
        self.fails_at_begin = self.fails_at_end = False

    async def begin(self) -> None:
        self.begun.append(asyncio.get_running_loop().time())
        if self.fails_at_begin:
            await fail()

    async def end(self) -> None:
        self.ended += 1
        if self.fails_at_end:
            await fail()


def test_a_service_is_begun_again_after_each_failure_and_ended_before() -> None:
    async def scene(watch: Supervisor) -> None:
        bell = Bell()
        service = RestartedService(PART, bell.begin, bell.end, 5)
        assert await service.tried(1)
        watch.failed(PART, "a callback")
        await asyncio.sleep(1.5)
        assert (len(bell.begun), bell.ended, watch.faults) == (2, 1, ())
        bell.fails_at_begin = bell.fails_at_end = True
        watch.failed(PART, "a callback")
        await asyncio.sleep(100)
        assert watch.fault_of(PART) is not None
        bell.fails_at_begin = False
        await asyncio.sleep(61)
        assert watch.faults == ()
        await service.close()

    play(scene)


def test_the_first_try_is_waited_for_even_if_it_hangs_but_not_for_ever() -> None:
    async def hang() -> None:
        await asyncio.Event().wait()

    async def scene(_: Supervisor) -> None:
        service = RestartedService(PART, hang, Bell().end, 30)
        assert not await service.tried(1)
        await service.close()

    play(scene)
