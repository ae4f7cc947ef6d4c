"""A daemon without any desktop: no display, no bus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty desk."""
    with Desk(tmp_path) as it:
        yield it
