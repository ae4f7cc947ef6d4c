"""The log leaves the live rows of a terminal alone."""

import logging
from io import StringIO

import pytest

from deskbreak.desktop.logs import ForPeople


class Terminal(StringIO):
    """Somebody reads this."""

    def isatty(self) -> bool:
        return True


def handler(stream: StringIO, *, verbose: bool) -> ForPeople:
    made = ForPeople(verbose=verbose)
    made.setStream(stream)
    return made


RECORD = logging.LogRecord("any", logging.WARNING, "", 0, "the disk is full", (), None)


@pytest.mark.parametrize("verbose", [True, False])
def test_without_live_rows_a_warning_is_written_as_ever(verbose: bool) -> None:
    out = Terminal()
    handler(out, verbose=verbose).emit(RECORD)
    assert out.getvalue() == "deskbreak: the disk is full\n"


@pytest.mark.parametrize(
    ("verbose", "lines"), [(True, ["deskbreak: the disk is full"]), (False, [])]
)
def test_beside_live_rows_it_goes_above_them_or_to_the_file_alone(
    verbose: bool, lines: list[str]
) -> None:
    out, above = Terminal(), list[str]()
    it = handler(out, verbose=verbose)
    it.above = above.append
    it.emit(RECORD)
    assert (out.getvalue(), above) == ("", lines)
    it.above = None
    it.emit(RECORD)
    assert out.getvalue() == "deskbreak: the disk is full\n"


def test_a_file_gets_its_lines_beside_live_rows_too() -> None:
    out, above = StringIO(), list[str]()
    it = handler(out, verbose=False)
    it.above = above.append
    it.emit(RECORD)
    assert (out.getvalue(), above) == ("deskbreak: the disk is full\n", [])
