"""A file is written whole or not at all, and never in the place of something else."""

from pathlib import Path

import pytest
from fakes.named_pipe import make_pipe

from deskbreak.desktop.whole_file import NotWrittenError, write_whole


def test_it_replaces_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text("before")
    assert write_whole(file, [b"one ", b"two"]) == 2
    assert file.read_bytes() == b"one two"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotWrittenError, match="is a folder: name a file in it"):
        write_whole(tmp_path, [b"x"])


def test_a_device_or_a_pipe_stays_what_it_is(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    make_pipe(pipe)
    link.symlink_to(pipe)
    for file in (pipe, link):
        with pytest.raises(NotWrittenError, match="is a device or a pipe: name a file"):
            write_whole(file, [b"x"])
    assert pipe.is_fifo()
    assert sorted(tmp_path.iterdir()) == [link, pipe]
