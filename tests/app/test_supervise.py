"""The supervisor: failures are told, kept apart, and over when the part works again."""

import asyncio
import gc
import itertools
import logging
import re
import weakref
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from fakes.app_parts import HastyLoop

from deskbreak.app import supervise
from deskbreak.app.faults import FORGOTTEN
from deskbreak.app.parts import PROGRAM, Fault, Part, PartFailedError, one_line
from deskbreak.app.restarted_service import RestartedService
from deskbreak.app.supervise import ENDS_WITHIN, STEADY, Supervisor
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


def test_what_is_kept_waits_a_minute_at_most_and_a_second_after_a_steady_while() -> None:
    starts: list[float] = []

    async def scene(watch: Supervisor) -> None:
        loop = asyncio.get_running_loop()

        async def work() -> None:
            starts.append(loop.time())
            if len(starts) == 10:
                await asyncio.sleep(STEADY + 0.5)
            if len(starts) == 11:
                await asyncio.sleep(STEADY - 0.5)
            if len(starts) < 13:
                await fail()

        await watch.keep(work, PART)
        gaps = [later - sooner for sooner, later in itertools.pairwise(starts)]
        assert gaps == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60.5 + 1, 59.5 + 2, 4]

    play(scene)


def test_what_is_kept_counts_as_working_when_it_has_outlasted_its_last_wait() -> None:
    async def scene(watch: Supervisor) -> None:
        runs: list[int] = []

        async def work() -> None:
            runs.append(1)
            if len(runs) == 1:
                await fail()
            await asyncio.Event().wait()

        watch.keep(work, PART)
        await asyncio.sleep(0.5)
        assert watch.fault_of(PART) is not None
        await asyncio.sleep(1 + 2 + 1 - 0.6)
        assert watch.fault_of(PART) is not None, "too soon to tell"
        await asyncio.sleep(0.2)
        assert watch.fault_of(PART) is None
        await asyncio.sleep(1000)
        assert len(runs) == 2

    play(scene)


def test_what_is_kept_ends_for_good_when_somebody_ends_it_and_no_word_comes_later() -> None:
    async def scene(watch: Supervisor) -> None:
        runs: list[int] = []

        async def work() -> None:
            runs.append(1)
            await asyncio.Event().wait()

        task = watch.keep(work, PART)
        await asyncio.sleep(0.1)
        watch.failed(PART, "another call")
        task.cancel()
        await asyncio.wait({task})
        assert task.cancelled()
        await asyncio.sleep(100)
        assert (len(runs), len(watch.faults)) == (1, 1), "an ended part has not recovered"

    play(scene)


def test_what_gives_up_by_itself_is_started_again() -> None:
    async def scene(watch: Supervisor) -> None:
        runs: list[int] = []

        async def work() -> None:
            runs.append(1)
            if len(runs) == 1:
                raise asyncio.CancelledError

        await watch.keep(work, PART)
        assert len(runs) == 2

    play(scene)


@pytest.mark.parametrize(
    ("error", "limit", "said"),
    [
        (TimeoutError("too late"), None, "TimeoutError: too late"),
        (TimeoutError("too late"), 2.5, "no answer within 2.5 s"),
        (ValueError("no\nsense"), 1, "ValueError: no sense"),
        (asyncio.CancelledError(), None, "CancelledError"),
    ],
)
@pytest.mark.parametrize("passing", [True, False])
def test_what_fails_under_guard_is_told_in_the_same_words_to_whoever_waits(
    error: BaseException, limit: float | None, said: str, *, passing: bool
) -> None:
    async def work() -> None:
        raise error

    async def scene(watch: Supervisor) -> None:
        with pytest.raises(PartFailedError, match=f"^{re.escape(said)}$"):
            await watch.guard(PART, work, limit, passing=passing)
        (fault,) = watch.faults
        assert (fault.part, fault.what, fault.passing) == (PART, said, passing)
        with pytest.raises(PartFailedError):
            await watch.guard(OTHER, work, limit)
        assert watch.faults[1].passing

    play(scene)


def test_a_part_that_says_what_it_lacks_works_again() -> None:
    async def unavailable() -> None:
        raise UnavailableError("there is no camera")

    async def scene(watch: Supervisor) -> None:
        watch.failed(PART, "broken")
        with pytest.raises(UnavailableError):
            await watch.guard(PART, unavailable)
        assert watch.faults == ()

    play(scene)


def test_a_limit_is_measured_to_the_moment() -> None:
    async def slow() -> str:
        await asyncio.sleep(2)
        return "well"

    async def scene(watch: Supervisor) -> None:
        assert await watch.guard(PART, slow, 2.1) == "well"
        assert await watch.guard(PART, slow) == "well"
        with pytest.raises(PartFailedError):
            await watch.guard(PART, slow, 1.9)

    play(scene)


def test_a_task_belongs_to_the_part_that_is_named_or_to_its_starter() -> None:
    async def whose() -> Part:
        return supervise.current_part()

    async def scene(watch: Supervisor) -> None:
        assert await supervise.start(whose()) == PROGRAM
        with supervise.as_part(PART):
            assert await supervise.start(whose()) == PART
            assert await supervise.start(whose(), OTHER) == OTHER
            assert supervise.current_part() == PART
            task = watch.start(fail())
        assert supervise.current_part() == PROGRAM
        await asyncio.wait({task})
        await asyncio.sleep(0)
        assert [fault.part for fault in watch.faults] == [PART]
        assert supervise.supervisor() is watch

    play(scene)


def test_a_loop_without_a_supervisor_gets_one_that_stays() -> None:
    async def day() -> None:
        first = supervise.supervisor()
        assert supervise.supervisor() is first
        first.failed(PART, "told to")
        assert first.faults[0].since is None

    asyncio.run(day())


def test_what_fails_or_hangs_while_it_ends_is_logged_only(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def scene(watch: Supervisor) -> None:
        loop, whose = asyncio.get_running_loop(), list[Part]()

        async def ends() -> None:
            whose.append(supervise.current_part())

        await watch.let_go(PART, ends)
        assert (whose, caplog.messages) == ([PART], [])
        began = loop.time()
        await watch.let_go(PART, asyncio.Event().wait)
        assert loop.time() - began == ENDS_WITHIN
        await watch.let_go(PART, fail)
        assert watch.faults == ()
        assert caplog.messages == [
            "the part microphone did not end as it should: TimeoutError",
            "the part microphone did not end as it should: RuntimeError: an unexpected word",
        ]
        task = watch.start(watch.let_go(PART, asyncio.Event().wait), PART)
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.wait({task})
        assert task.cancelled()

    with caplog.at_level(logging.WARNING):
        play(scene)


def test_a_call_gets_its_words_and_a_value_its_fallback() -> None:
    def fails(_: int) -> int:
        raise ValueError("no sense")

    async def scene(watch: Supervisor) -> None:
        got: list[object] = []
        assert watch.call(PART, lambda *words: got.extend((*words, supervise.current_part())), 1, 2)
        assert got == [1, 2, PART]
        assert watch.value(PART, 7, fails, 3) == 7
        assert watch.value(PART, 7, lambda n: n + 1, 3) == 4
        assert watch.faults[0].passing
        await asyncio.sleep(STEADY)
        assert watch.call(PART, list)
        assert watch.faults, "not yet steady"
        await asyncio.sleep(0.1)
        assert watch.call(OTHER, list)
        assert watch.faults, "another part says nothing of this one"
        assert watch.call(PART, list)
        assert not watch.faults

    play(scene)


def test_what_the_loop_reports_is_told_with_or_without_an_exception() -> None:
    async def scene(watch: Supervisor) -> None:
        loop = asyncio.get_running_loop()
        loop.call_exception_handler({"message": "a socket\twas left open"})
        with supervise.as_part(PART):
            future = loop.create_future()
            handle = loop.call_later(1, list)
        loop.call_exception_handler({"message": "x", "exception": OSError("gone"), "task": future})
        loop.call_exception_handler({"message": "x", "exception": KeyError(1), "handle": handle})
        loop.call_exception_handler({"message": "y", "future": None})
        assert {(fault.part, fault.what, fault.times) for fault in watch.faults} == {
            (PROGRAM, "y", 3),
            (PART, "KeyError: 1", 1),
        }

    play(scene)


def test_the_end_cancels_what_runs_and_waits_five_seconds_for_it() -> None:
    async def scene(watch: Supervisor) -> None:
        loop, ended = asyncio.get_running_loop(), list[float]()

        async def slow(seconds: float) -> None:
            try:
                await asyncio.Event().wait()
            finally:
                await asyncio.sleep(seconds)
                ended.append(seconds)

        for seconds in (1, 4, 6):
            watch.start(slow(seconds), PART)
        await asyncio.sleep(1)
        began = loop.time()
        await watch.end()
        assert (ended, loop.time() - began) == ([1, 4], ENDS_WITHIN)
        assert watch.faults == ()
        await asyncio.sleep(2)

    play(scene)


def test_a_fault_keeps_its_first_time_and_its_last_words_and_is_logged_when_they_change(
    caplog: pytest.LogCaptureFixture,
) -> None:
    hours = iter(range(9, 24))

    async def scene(_: Supervisor) -> None:
        watch = Supervisor(lambda: NINE.replace(hour=next(hours)))
        watch.failed(PART, "first", passing=True)
        watch.failed(PART, "first", passing=True)
        watch.failed(PART, "second", passing=True)
        assert watch.faults == (Fault(PART, "second", NINE, 3, passing=True),)
        watch.failed(PART, "second")
        watch.failed(PART, "second", passing=True)
        await asyncio.sleep(FORGOTTEN + 1)
        assert watch.faults == (Fault(PART, "second", NINE, 5),), "one that lasts is not forgotten"
        watch.failed(OTHER, "third")
        assert [fault.part for fault in watch.faults] == [PART, OTHER], "oldest first"
        watch.failed(PART, "another")
        watch.recovered(PART)
        watch.recovered(PART)

    with caplog.at_level(logging.WARNING):
        play(scene)
    assert caplog.messages == [
        "the part microphone failed: first",
        "the part microphone failed: second",
        "the part x11-idle failed: third",
        "the part microphone failed: another",
        "the part microphone works again",
    ]


def test_a_passing_fault_is_forgotten_ten_minutes_after_the_last() -> None:
    async def scene(watch: Supervisor) -> None:
        watch.failed(PART, "told to", passing=True)
        await asyncio.sleep(FORGOTTEN - 1)
        watch.failed(PART, "told to", passing=True)
        await asyncio.sleep(FORGOTTEN)
        assert len(watch.faults) == 1
        await asyncio.sleep(0.1)
        assert not watch.faults

    play(scene)


def test_who_listens_hears_every_failure_of_that_part_alone_while_it_listens() -> None:
    async def scene(watch: Supervisor) -> None:
        heard: list[str] = []
        also: list[str] = []
        with watch.listening(PART, heard.append):
            with watch.listening(PART, also.append):
                watch.failed(PART, "one")
                watch.failed(OTHER, "two")
            watch.failed(PART, "one")
        watch.failed(PART, "three")
        assert (heard, also) == (["one", "one"], ["one"])

    play(scene)


@pytest.mark.parametrize(
    ("error", "line"),
    [
        ("two\nlines", "two lines"),
        (UnavailableError("there is none"), "there is none"),
        (ValueError("a\n  b"), "ValueError: a b"),
        (ValueError(), "ValueError"),
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 199 + "…"),
    ],
)
def test_a_failure_is_one_line_that_fits(error: BaseException | str, line: str) -> None:
    assert one_line(error) == line


def test_a_service_waits_1_2_4_60_seconds_and_a_second_after_a_steady_while() -> None:
    async def scene(watch: Supervisor) -> None:
        bell = Bell()
        service = RestartedService(PART, bell.begin, bell.end, 5)
        await asyncio.sleep(0)
        bell.fails_at_begin = True
        watch.failed(PART, "a callback")
        await asyncio.sleep(250)
        begun = [later - sooner for sooner, later in itertools.pairwise(bell.begun)]
        assert begun == [1, 2, 4, 8, 16, 32, 60, 60, 60]
        bell.fails_at_begin = False
        await asyncio.sleep(60)
        at = bell.begun[-1]
        await asyncio.sleep(at + STEADY - asyncio.get_running_loop().time())
        watch.failed(PART, "after sixty seconds, not more")
        await asyncio.sleep(60.1)
        assert bell.begun[-1] == at + STEADY + 60
        at = bell.begun[-1]
        await asyncio.sleep(at + STEADY + 0.5 - asyncio.get_running_loop().time())
        watch.failed(PART, "after more")
        await asyncio.sleep(1.1)
        assert bell.begun[-1] == at + STEADY + 0.5 + 1
        await service.close()
        count = bell.ended
        await asyncio.sleep(1000)
        assert (bell.begun[-1], bell.ended) == (at + STEADY + 0.5 + 1, count), "it has ended"

    play(scene)


def test_a_service_that_hangs_or_answers_has_failed_but_not_one_that_says_what_it_lacks() -> None:
    async def hang() -> None:
        await asyncio.Event().wait()

    async def answers() -> str:
        return "no sense"

    async def lacks() -> None:
        raise UnavailableError("no tray")

    async def scene(watch: Supervisor) -> None:
        for begin, said in (
            (hang, "no answer within 3 s"),
            (answers, "TypeError: it answered 'no sense'"),
            (lacks, None),
        ):
            end = Bell()
            service = RestartedService(PART, begin, end.end, 3)
            assert await service.tried(3.5)
            fault = watch.fault_of(PART)
            assert (fault.what if fault else None) == said
            assert fault is None or not fault.passing
            await asyncio.sleep(0)
            assert end.ended == 1, "what was half begun is let go"
            await service.close()
            assert end.ended == 2
            watch.recovered(PART)

    play(scene)


def test_a_task_is_held_until_it_ends_and_then_forgotten() -> None:
    async def nothing() -> None:
        await asyncio.sleep(1)

    async def scene(watch: Supervisor) -> None:
        ended = weakref.ref(watch.start(nothing(), PART))
        await asyncio.sleep(0.5)
        gc.collect()
        assert ended() is not None
        await asyncio.sleep(1)
        gc.collect()
        assert ended() is None

    play(scene)
