"""Files that cannot be read at all: one clear line each."""

import errno
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from fakes.named_pipe import make_pipe
from msgspec.structs import replace

from deskbreak.config.answer import Loaded
from deskbreak.config.file_problems import ConfigError, Fault
from deskbreak.config.layer_paths import Paths
from deskbreak.config.loading import load
from deskbreak.config.messages import render
from deskbreak.config.toml_file import LARGEST, why_unreadable
from deskbreak.domain.vocabulary.settings import Settings


@pytest.fixture
def line_of(paths: Paths, today: date) -> Callable[[Path], str]:
    def line(file: Path) -> str:
        with pytest.raises(ConfigError) as caught:
            load(Paths(file, named=file != paths.user), {}, {}, {}, today=today)
        [problem] = caught.value.problems
        return render(problem, "en").removeprefix(f"{file.parent}/")

    return line


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            b"\xef\xbb\xbflanguage = 'de'",
            'config.toml:1: language = "de": one of these is needed: "auto", "ja", "en"',
        ),
        (
            "language = 'ja'".encode("utf-16"),
            "config.toml: is saved as UTF-16; save it as UTF-8 without BOM",
        ),
        (
            "[hold]\n# 会議\nignore = []".encode("shift_jis"),
            "config.toml:2: this line is not UTF-8; save the file as UTF-8",
        ),
        (
            b"#" * (LARGEST + 1),
            "config.toml: is larger than 256 KiB; a configuration file is needed",
        ),
        (
            b'x = "a\tb\x01"',
            "config.toml:1: a character that may not stand here; take it out",
        ),
        (
            b"x = " + b"[" * 100_000,
            (
                "config.toml:1: nested far too deep, by brackets or by a key of many parts; "
                "take it out"
            ),
        ),
    ],
)
def test_a_file_that_is_no_text_of_ours(
    paths: Paths, line_of: Callable[[Path], str], raw: bytes, expected: str
) -> None:
    paths.user.write_bytes(raw)
    assert line_of(paths.user) == expected


def test_a_number_too_long_to_read(paths: Paths, line_of: Callable[[Path], str]) -> None:
    paths.user.write_text("x = " + "9" * 5000)
    assert line_of(paths.user) == (
        "config.toml:1: a number of thousands of digits; write a shorter one"
    )


def test_a_directory(paths: Paths, line_of: Callable[[Path], str]) -> None:
    paths.user.mkdir()
    assert line_of(paths.user) == "config.toml: is a directory; the path of a file is needed"


def test_a_pipe_does_not_hang(paths: Paths, line_of: Callable[[Path], str]) -> None:
    make_pipe(paths.user)
    assert line_of(paths.user).startswith("config.toml: is not an ordinary file; ")


def test_a_link_to_nothing(paths: Paths, line_of: Callable[[Path], str]) -> None:
    paths.user.symlink_to("gone.toml")
    assert line_of(paths.user).startswith("config.toml: the link points to a file that does not")


def test_a_named_file_has_to_be_there(tmp_path: Path, line_of: Callable[[Path], str]) -> None:
    assert line_of(tmp_path / "none.toml") == (
        "none.toml: there is no such file; check the path, or run: deskbreak config init"
    )


def test_a_read_error_of_the_system(line_of: Callable[[Path], str]) -> None:
    assert line_of(Path("/proc/self/mem")) == "mem: cannot be read (Input/output error)"


def test_a_file_that_may_not_be_read() -> None:
    denied = PermissionError(errno.EACCES, "Permission denied")
    assert why_unreadable(denied) == (Fault.FILE_DENIED, {})


def test_no_file_is_fine(load_all: Callable[..., Loaded]) -> None:
    assert load_all().settings == Settings()


def test_the_null_device_means_no_file(paths: Paths, today: date) -> None:
    nothing = replace(paths, user=Path(os.devnull), named=True)
    assert load(nothing, {}, {}, {}, today=today).settings == Settings()


def test_lines_of_windows_count_the_same(lines_of: Callable[..., list[str]], paths: Paths) -> None:
    paths.user.write_bytes(b'# one\r\n[rhythm]\r\nevery = "45"\r\n')
    assert lines_of() == ['config.toml:3: rhythm.every = "45": a duration such as "45m" is needed']
