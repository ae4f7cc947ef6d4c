"""What is taken for long leaves some descriptors for what is asked."""

import asyncio
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deskbreak.protocols import open_files
from deskbreak.protocols.folder_watch import FolderWatch
from deskbreak.protocols.frugal_loop import new_loop
from deskbreak.protocols.open_files import CHILD, LEFT, free, lacking, leaves_enough
from deskbreak.protocols.path_watch import PathWatch


@contextmanager
def only(number: int) -> Iterator[None]:
    """So many may still be opened."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    filled = []
    highest = max(int(one.name) for one in Path("/proc/self/fd").iterdir()) + 1
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest + number, before[1]))
    try:
        filled = [os.open(os.devnull, os.O_RDONLY) for _ in range(free(500) - number)]
        assert free(500) == number
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
        for each in filled:
            os.close(each)


def test_counting_takes_none() -> None:
    with only(7):
        assert [free(3), free(7), free(50), free(7)] == [3, 7, 7, 7]
        assert leaves_enough(7 - LEFT)
        assert not leaves_enough(8 - LEFT)


@pytest.mark.parametrize("number", [0, 1, CHILD - 1])
def test_what_is_missing_for_a_program_beside_it_is_told(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with only(number):
        monkeypatch.setattr(open_files, "PLENTY", 1)
        assert lacking() == 0, "nothing is counted where there are plenty"
        monkeypatch.setattr(open_files, "PLENTY", 1 << 30)
        assert lacking() == CHILD - number
    assert lacking() == 0


def test_nothing_for_long_takes_the_last_ones(tmp_path: Path) -> None:
    """Neither a connection nor a watch; and none is kept by what could not be begun."""

    async def begin() -> list[object]:
        loop = asyncio.get_running_loop()
        said: list[object] = []
        with only(LEFT + 1):
            watch = PathWatch(tmp_path / "file", lambda: None)
            folders = FolderWatch({}, lambda: None)
            folders.start()
            tries = (
                loop.create_unix_connection(asyncio.Protocol, str(tmp_path / "none")),
                watch.start(),
                asyncio.create_subprocess_exec(sys.executable, "--version"),
            )
            for each in tries:
                said += await asyncio.gather(each, return_exceptions=True)
            assert free(500) == LEFT + 1
        with only(LEFT):
            nobody = loop.create_unix_connection(asyncio.Protocol, str(tmp_path / "none"))
            said += await asyncio.gather(nobody, return_exceptions=True)
        return said

    with asyncio.Runner(loop_factory=new_loop) as runner:
        said = runner.run(begin())
    missing, *few = said
    assert isinstance(missing, FileNotFoundError), "there was one for it"
    assert [getattr(each, "strerror", each) for each in few] == ["Too many open files"] * 3


def test_more_are_asked_for_where_there_may_be_more() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (60, before[1]))
        open_files.allow_more()
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == open_files.PLENTY
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
