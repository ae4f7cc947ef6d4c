import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from deskbreak.config.file_problems import ConfigError, Fault
from deskbreak.config.messages import render
from deskbreak.config.profile import read_profile, update_profile, write_profile

NOW = datetime(2026, 11, 25, 9, 30, 5)  # noqa: DTZ001  # names a file in local time


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "deskbreak" / "profile.toml"


def test_nothing_is_remembered_at_first(file: Path) -> None:
    assert read_profile(file, NOW) == ({}, None)
    assert not file.parent.exists()


def test_what_is_written_is_read_and_private(file: Path) -> None:
    write_profile(file, {"codes": ["KNEE"], "hours": {"mon": ["09:00-12:00"]}})
    assert read_profile(file, NOW) == (
        {"codes": ["KNEE"], "hours": {"mon": ["09:00-12:00"]}},
        None,
    )
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert list(file.parent.iterdir()) == [file]


def test_single_keys_are_changed_and_forgotten(file: Path) -> None:
    write_profile(file, {"stage": 1, "rhythm": {"every": "60m"}})
    assert update_profile(file, {"stage": 2, "hours.mon": [], "rhythm.every": None}, NOW) is None
    assert read_profile(file, NOW)[0] == {"stage": 2, "hours": {"mon": []}}


def test_a_damaged_one_is_set_aside_and_a_new_one_begun(file: Path) -> None:
    file.parent.mkdir(parents=True)
    for copy, damage in (("", b"stage = \n"), ("-2", b"\xff\xfe\x00"), ("-3", b"stage = '\xff'")):
        file.write_bytes(damage)
        problem = update_profile(file, {"stage": 2}, NOW)
        aside = file.with_name(f"profile.toml.damaged-20261125-093005{copy}")
        assert aside.read_bytes() == damage
        assert problem is not None
        assert render(problem, "en") == (
            f"profile.toml: could not be read and is now {aside}; "
            "what it remembered has to be answered anew"
        )
        assert read_profile(file, NOW) == ({"stage": 2}, None)


def test_one_that_may_not_be_read_is_never_overwritten(file: Path) -> None:
    file.mkdir(parents=True)
    values, problem = read_profile(file, NOW)
    assert values == {}
    assert problem is not None
    with pytest.raises(ConfigError) as caught:
        update_profile(file, {"stage": 2}, NOW)
    assert caught.value.problems == (problem,)
    assert file.is_dir()


FULL = """
import resource, sys
from pathlib import Path
from deskbreak.config.messages import render
from deskbreak.config.file_problems import ConfigError
from deskbreak.config.profile import write_profile
file = Path(sys.argv[1])
write_profile(file, {"stage": 1})
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    write_profile(file, {"hidden": ["x" * 500]})
except ConfigError as error:
    print(render(error.problems[0], "en"))
"""


def test_a_write_that_fails_half_way_leaves_the_old_one(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, file], capture_output=True, text=True, check=True
    )
    assert done.stdout == (
        "profile.toml: cannot be written (File too large); "
        "your answer counts until deskbreak ends\n"
    )
    assert read_profile(file, NOW) == ({"stage": 1}, None)
    assert list(file.parent.iterdir()) == [file]


def test_a_file_in_the_way_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(ConfigError) as caught:
        write_profile(tmp_path / "data" / "profile.toml", {"stage": 2})
    assert caught.value.problems[0].params == {"reason": "Not a directory"}


def test_a_link_to_the_file_stays_a_link(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_text("stage = 1\n")
    file.parent.mkdir(parents=True)
    file.symlink_to(real)
    update_profile(file, {"stage": 3}, NOW)
    assert file.is_symlink()
    assert real.read_text() == "stage = 3\n"


def test_a_profile_that_cannot_be_set_aside_is_told_as_it_is(tmp_path: Path) -> None:
    name = "p" * 245  # no room for the longer name
    file = tmp_path / name
    file.write_text("stage = \n")
    values, problem = read_profile(file, NOW)
    assert values == {}
    assert problem is not None
    assert problem.code is Fault.TOML_VALUE
    assert file.read_text() == "stage = \n"
