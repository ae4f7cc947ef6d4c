"""A child that is started before there is a question for it."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Mapping
from datetime import date

import pytest

from deskbreak.config import child_client, kept_reading
from deskbreak.config.answer import Request
from deskbreak.config.child_ahead import COMMAND, ChildAhead
from deskbreak.config.child_client import load_in_child, load_kept
from deskbreak.config.file_problems import ConfigError, Fault
from deskbreak.config.layer_paths import Paths
from deskbreak.domain.time.units import MINUTE


@pytest.fixture
def request_(paths: Paths, routine_ids: Mapping[str, str], today: date) -> Request:
    paths.user.write_text('[rhythm]\nevery = "50m"\n')
    return Request(paths, today, {}, {}, routine_ids)


def test_it_answers_once_and_the_next_reading_starts_its_own(request_: Request) -> None:
    with ChildAhead() as ahead:
        for _ in range(2):
            loaded = asyncio.run(load_in_child(request_, ahead=ahead))
            assert loaded.settings.rhythm.every == 50 * MINUTE
        assert ahead.take() is None


def test_one_that_takes_too_long_is_ended(request_: Request) -> None:
    waiting = ChildAhead().__enter__()
    child = waiting.take()
    assert child is not None
    waiting._child = child
    with pytest.raises(ConfigError) as caught:
        asyncio.run(load_in_child(request_, 0.001, waiting))
    assert caught.value.problems[0].code is Fault.NO_ANSWER
    assert child.poll() is not None


def test_after_one_that_died_meanwhile_another_is_asked(request_: Request) -> None:
    with ChildAhead() as ahead:
        assert ahead._child is not None
        ahead._child.kill()
        ahead._child.wait()
        loaded = asyncio.run(load_in_child(request_, ahead=ahead))
    assert loaded.settings.rhythm.every == 50 * MINUTE


def test_nobody_asks_it_and_it_is_gone() -> None:
    with ChildAhead() as ahead:
        child = ahead._child
    assert child is not None
    assert child.poll() is not None


@pytest.fixture
def known(request_: Request) -> Request:
    """What was read before."""
    assert request_.paths.profile is not None
    request_.paths.profile.parent.mkdir(mode=0o700)
    asyncio.run(load_kept(request_))
    return request_


def test_what_is_known_needs_no_child_and_the_waiting_one_is_ended(
    known: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ChildAhead() as ahead:
        child = ahead._child
        assert child is not None
        monkeypatch.setattr(child_client, "COMMAND", ("there-is-no-such-program",))
        assert asyncio.run(load_kept(known, ahead)).settings.rhythm.every == 50 * MINUTE
        assert child.poll() is not None
    assert asyncio.run(load_kept(known)).settings.rhythm.every == 50 * MINUTE
    known.paths.user.write_text('[rhythm]\nevery = "40m"\n')
    with pytest.raises(ConfigError) as caught:
        asyncio.run(load_kept(known))
    assert caught.value.problems[0].code is Fault.NO_ANSWER


def test_what_is_wrong_is_known_too(known: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    known.paths.user.write_text('[rhythm]\nevery = "45"\n')
    told = []
    for command in (COMMAND, ("there-is-no-such-program",)):
        monkeypatch.setattr(child_client, "COMMAND", command)
        with pytest.raises(ConfigError) as caught:
            asyncio.run(load_kept(known))
        told.append(caught.value.problems)
    assert told[0] == told[1]
    assert told[0][0].line == 2


def test_a_folder_that_does_not_answer_is_left_to_the_child(
    known: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = threading.Event()
    monkeypatch.setattr(child_client, "KEPT_LIMIT_S", 0.01)
    monkeypatch.setattr(child_client, "find", lambda _: end.wait())
    assert asyncio.run(load_kept(known)).settings.rhythm.every == 50 * MINUTE
    end.set()


def test_nor_does_it_keep_the_daemon_from_ending() -> None:
    program = (
        "import asyncio, sys, time\n"
        "from deskbreak.config import child_client\n"
        "child_client.KEPT_LIMIT_S = 0.01\n"
        "child_client.find = lambda _: time.sleep(600)\n"
        "assert asyncio.run(child_client._kept(None)) is None\n"
        "print('ended')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, timeout=60, check=False
    )
    assert done.stdout.strip() == b"ended"


def test_without_a_thread_the_child_is_asked(
    known: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def none_left(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(child_client, "in_thread", none_left)
    assert asyncio.run(load_kept(known)).settings.rhythm.every == 50 * MINUTE


def test_the_child_looks_as_well(known: Request) -> None:
    """Its answer is kept for whoever asks next, in whichever process."""
    assert kept_reading.find(known) is not None
