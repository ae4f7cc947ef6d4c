"""The wheel and the sdist of this checkout, built once; an empty desk to run them on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from built import build, copy_of_the_checkout
from desk import Desk


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout in which ``make dist`` was run."""
    folder = copy_of_the_checkout(tmp_path_factory.mktemp("dist") / "tree")
    build(folder, "-t", "wheel", "-t", "sdist")
    return folder


@pytest.fixture(scope="session")
def wheel(tree: Path) -> Path:
    """The wheel."""
    return next((tree / "dist").glob("*.whl"))


@pytest.fixture(scope="session")
def sdist(tree: Path) -> Path:
    """The source distribution."""
    return next((tree / "dist").glob("*.tar.gz"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty desk."""
    folder = tmp_path / "desk"
    folder.mkdir()
    with Desk(folder) as it:
        yield it
