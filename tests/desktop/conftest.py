"""A real desktop for each test: its own folder, X display, session bus, and nothing shared."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with nothing on it yet; every process it starts ends with the test."""
    with Desk(tmp_path) as it:
        yield it
