"""The tests' own hooks; here, so that pytest finds them wherever it is started."""

from not_on_this_system import pytest_collection_modifyitems, pytest_ignore_collect

__all__ = ["pytest_collection_modifyitems", "pytest_ignore_collect"]
