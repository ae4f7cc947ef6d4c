"""A child that is started before there is a question for it."""

import asyncio
from collections.abc import Mapping
from datetime import date

import pytest

from deskbreak.config.answer import Request
from deskbreak.config.child_ahead import ChildAhead
from deskbreak.config.child_client import load_in_child
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


def test_one_that_died_meanwhile_is_told_of(request_: Request) -> None:
    with ChildAhead() as ahead:
        assert ahead._child is not None
        ahead._child.kill()
        ahead._child.wait()
        with pytest.raises(ConfigError) as caught:
            asyncio.run(load_in_child(request_, ahead=ahead))
    assert caught.value.problems[0].code is Fault.NO_ANSWER


def test_nobody_asks_it_and_it_is_gone() -> None:
    with ChildAhead() as ahead:
        child = ahead._child
    assert child is not None
    assert child.poll() is not None
