"""Names of processes may be anything."""

from pathlib import Path

import pytest

from deskbreak.holding.ignored_programs import Ignore
from deskbreak.protocols.processes import cut_name, process_name

LONG = "aビデオ会議"
"""16 bytes in UTF-8; the kernel keeps 15."""


@pytest.mark.parametrize(
    ("comm", "name"),
    [
        (b"firefox\n", "firefox"),
        (LONG.encode()[:15] + b"\n", "aビデオ会\ufffd"),
        (b"\xff\xfe\n", "\ufffd\ufffd"),
        (b"a\nb\x1b[2J\n", "a\ufffdb\ufffd[2J"),
    ],
)
def test_what_is_no_letter_is_replaced(tmp_path: Path, comm: bytes, name: str) -> None:
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "comm").write_bytes(comm)
    assert process_name(7, tmp_path) == name


@pytest.mark.parametrize("number", [8, -1, None, "../7", "7\0", b"7", 10**30])
def test_there_is_no_such_process(tmp_path: Path, number: object) -> None:
    assert process_name(number, tmp_path) == ""


def test_a_program_is_ignored_by_its_whole_name_though_the_kernel_cut_it() -> None:
    ignore = Ignore([LONG, "gnome-screen-recorder"])
    assert ignore.covers(cut_name(LONG))
    assert ignore.covers("gnome-screen-re")
    assert not ignore.covers("gnome-screen")
