"""Puts the line to what is wrong in a content file."""

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager

from deskbreak.content.content_errors import ContentFileError
from deskbreak.content.toml_lines import KeyPath, key_lines

_PART = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@contextmanager
def with_line(text: str) -> Iterator[None]:
    """Every ContentFileError about ``text`` that is raised inside gets its line."""
    try:
        yield
    except ContentFileError as error:
        if error.line is not None:
            raise
        raise located(text, error) from error


def located(text: str, error: ContentFileError) -> ContentFileError:
    """The same with its line in ``text``."""
    return ContentFileError(error.file, error.key, error.what, _line_of(text, error))


def _line_of(text: str, error: ContentFileError) -> int | None:
    """Where the key stands; for one that is missing, where what should hold it begins."""
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return None
    lines = key_lines(text)
    path: KeyPath = tuple(
        int(number) if number else name for name, number in _PART.findall(error.key)
    )
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)
