"""A daemon for each test, ended with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from windows_daemon import Make, WindowsDaemon


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes one with settings and words of ``run``; it is not started."""
    made: list[WindowsDaemon] = []

    def one(settings: str = "", *words: str) -> WindowsDaemon:
        folder = tmp_path / str(len(made))
        folder.mkdir()
        made.append(WindowsDaemon(folder, settings, *words))
        return made[-1]

    yield one
    for each in made:
        each.close()
