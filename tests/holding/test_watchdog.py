"""What ends a long computation on Windows; it works on every system, and is tested on each."""

import itertools
import time

import pytest

from deskbreak.holding.calendar import watchdog
from deskbreak.holding.calendar.watchdog import Watchdog


class TooLongError(BaseException):
    pass


def test_what_takes_too_long_is_ended_and_what_does_not_is_left_alone() -> None:
    dog = Watchdog(0.1, TooLongError)
    for _ in range(2):
        with pytest.raises(TooLongError), dog.one_item():
            for _ in itertools.count():
                pass
        with dog.one_item():
            quick = sum(range(1000))
        assert quick == 499_500


def test_what_comes_too_late_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    raised: list[type[BaseException] | None] = []
    monkeypatch.setattr(watchdog, "_raise_in", lambda _, error: raised.append(error))
    end = time.monotonic() + 60  # noqa: TID251 - a test's patience
    with Watchdog(0.0, TooLongError).one_item():
        while not raised and time.monotonic() < end:  # noqa: TID251 - the same
            pass
    assert raised == [TooLongError, None]
