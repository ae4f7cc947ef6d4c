"""What is kept of the last reading: taken only for the very same, and never in the way."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

import deskbreak
from deskbreak.config import kept_reading, loading
from deskbreak.config.answer import Good, Loaded, Request
from deskbreak.config.file_problems import ConfigError, Problem
from deskbreak.config.folders import LAST_READING
from deskbreak.config.kept_reading import KeptReading, find
from deskbreak.config.layer_paths import Paths
from deskbreak.domain.vocabulary.settings import Hooks

IDS = {"R03": "hip-hinge", "R13": "seated-pelvis-reset", "U01": "my-own"}
RHYTHM = '[rhythm]\nevery = "50m"\n'


class Readings:
    """Counts the readings that were really made."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.count = 0
        self.meanwhile: Callable[[], object] = lambda: None
        self._load = loading.load

    def load(self, *args: object, **named: object) -> Loaded:
        self.count += 1
        self.meanwhile()
        return self._load(*args, **named)  # type: ignore[arg-type]  # handed on

    def answer(self, request: Request | None = None) -> Loaded | tuple[Problem, ...]:
        """As a command gets it."""
        it = request or self.request
        try:
            return kept_reading.load(
                it.paths, it.environ, it.overrides, it.routine_ids, today=it.today
            )
        except ConfigError as error:
            return error.problems

    def is_known(self, request: Request | None = None) -> bool:
        """Whether the same is answered without a reading, and as a reading answers it."""
        before = self.count
        known = self.answer(request)
        made = self.count - before
        it = request or self.request
        anew: Loaded | tuple[Problem, ...]
        try:
            anew = self._load(it.paths, it.environ, it.overrides, it.routine_ids, today=it.today)
        except ConfigError as error:
            anew = error.problems
        assert known == anew
        return not made


@pytest.fixture
def readings(paths: Paths, today: date, monkeypatch: pytest.MonkeyPatch) -> Iterator[Readings]:
    """A small configuration that was read once."""
    assert paths.profile is not None
    paths.profile.parent.mkdir(mode=0o700)
    paths.user.write_text(RHYTHM)
    made = Readings(Request(paths, today, {}, {}, IDS))
    monkeypatch.setattr(loading, "load", made.load)
    assert not made.is_known()
    assert made.is_known()
    yield made
    assert list(paths.profile.parent.glob(".*")) == []


def entry(readings: Readings) -> Path:
    """Where it is kept."""
    assert readings.request.paths.profile is not None
    return readings.request.paths.profile.with_name(LAST_READING)


def make_pipe(path: Path) -> None:
    """A pipe with a name; Windows has none, and leaves the tests of it out."""
    if sys.platform != "win32":
        os.mkfifo(path, 0o600)


def test_the_same_is_read_once(readings: Readings) -> None:
    for same in (
        readings.request,
        replace(readings.request, environ={"SECRET": "x", "PATH": "/bin"}),
        replace(readings.request, today=date(2026, 1, 1)),
        replace(readings.request, routine_ids=dict(reversed([*IDS.items()]))),
    ):
        assert readings.is_known(same)
    assert readings.count == 1
    assert "SECRET" not in entry(readings).read_text()


@pytest.mark.parametrize(
    "changed",
    [
        lambda it: it.paths.user.write_text(RHYTHM.replace("50", "40")),
        lambda it: it.paths.user.write_text(f"{RHYTHM}# more\n"),
        lambda it: os.utime(it.paths.user, ns=(1, 1)),
        lambda it: it.paths.user.unlink(),
        lambda it: it.paths.profile.write_text("stage = 2\n"),
        lambda it: (it.paths.system[0].parent.mkdir(), it.paths.system[0].write_text(RHYTHM)),
        lambda it: replace(it, environ={"DESKBREAK_RHYTHM__PAUSE": "2s"}),
        lambda it: replace(it, environ={"deskbreak_language": "ja"}),
        lambda it: replace(it, environ={"DESKBREAK_OTHER": ""}),
        lambda it: replace(it, today=date(2027, 1, 1)),
        lambda it: replace(it, routine_ids={"R03": "hip-hinge"}),
        lambda it: replace(it, overrides={"rhythm.every": "30m"}),
        lambda it: replace(it, paths=replace(it.paths, named=True)),
        lambda it: replace(it, paths=replace(it.paths, system=())),
    ],
)
def test_each_input_alone_is_read_anew(
    readings: Readings, changed: Callable[[Request], Request | object]
) -> None:
    other = changed(readings.request)
    assert not readings.is_known(other if isinstance(other, Request) else None)


def test_another_inode_or_mode_is_read_anew(readings: Readings) -> None:
    user = readings.request.paths.user
    other = user.with_name("other")
    other.write_text(RHYTHM)
    other.replace(user)
    assert not readings.is_known()
    user.chmod(0o640)
    assert not readings.is_known()
    assert readings.is_known()


def test_another_program_home_or_folder_is_read_anew(
    readings: Readings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in kept_reading.PROGRAM:
        (tmp_path / "program" / name).mkdir(parents=True)
    module = tmp_path / "program" / "domain" / "any.py"
    library = tmp_path / "libraries" / "holidays" / "__init__.py"
    library.parent.mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "libraries"), *sys.path])
    home = "USERPROFILE" if sys.platform == "win32" else "HOME"
    for what in (
        lambda: monkeypatch.setattr(deskbreak, "__version__", "0"),
        lambda: monkeypatch.setattr(deskbreak, "__file__", str(tmp_path / "program" / "x.py")),
        lambda: module.write_text("1"),
        lambda: module.write_text("22"),
        lambda: library.write_text(""),
        lambda: monkeypatch.setattr(kept_reading, "FORM", kept_reading.FORM + 1),
        lambda: monkeypatch.setattr(sys, "version", "4"),
        lambda: monkeypatch.setattr(sys, "prefix", "elsewhere"),
        lambda: monkeypatch.setenv(home, str(tmp_path / "moved")),
    ):
        what()
        for expected in (1, 0):
            before = readings.count
            readings.answer()
            assert readings.count - before == expected


def test_a_relative_file_belongs_to_its_folder(
    readings: Readings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    relative = replace(readings.request.paths, user=Path("config.toml"))
    it = replace(readings.request, paths=relative)
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        monkeypatch.chdir(tmp_path / folder)
        assert not readings.is_known(it)
        assert readings.is_known(it)


def test_problems_and_warnings_are_kept_as_they_are(readings: Readings) -> None:
    readings.request.paths.user.write_text('[rhythm]\nevery = "45"\nevry = 1\n')
    assert not readings.is_known()
    assert readings.is_known()
    assert len(readings.answer()) == 2  # type: ignore[arg-type]  # problems
    readings.request.paths.user.write_text('[rhythm]\nevery = "4h"\nceiling = "5h"\n')
    assert not readings.is_known()
    assert readings.is_known()
    known = readings.answer()
    assert isinstance(known, Loaded)
    assert len(known.warnings) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: kept.write_bytes(b""),
        lambda kept: kept.write_bytes(kept.read_bytes()[:-30]),
        lambda kept: kept.write_bytes(kept.read_bytes().partition(b"\n")[0] + b"\n" + bytes(99)),
        lambda kept: kept.write_bytes(kept.read_bytes().partition(b"\n")[0]),
        lambda kept: kept.write_bytes(kept.read_bytes().partition(b"\n")[0] + b"\n{}"),
        lambda kept: kept.write_bytes(kept.read_bytes().replace(b"3000000", b'"300"')),
        lambda kept: kept.write_bytes(kept.read_bytes() + b" " * kept_reading.LARGEST),
        lambda kept: kept.unlink(),
    ],
)
def test_a_damaged_entry_is_read_and_written_anew(
    readings: Readings, damage: Callable[[Path], object]
) -> None:
    whole = entry(readings).read_bytes()
    damage(entry(readings))
    assert not readings.is_known()
    assert readings.is_known()
    assert entry(readings).read_bytes() == whole


def test_only_a_private_plain_file_of_ones_own_counts(
    readings: Readings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = entry(readings)
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.chmod(0o640)
    assert not readings.is_known()
    kept.rename(tmp_path / "elsewhere")
    kept.symlink_to(tmp_path / "elsewhere")
    assert not readings.is_known()
    assert not kept.is_symlink()
    kept.unlink()
    make_pipe(kept)
    assert not readings.is_known()
    assert readings.is_known()
    with monkeypatch.context() as other:
        other.setattr(os, "geteuid", lambda: kept.stat().st_uid + 1)
        assert not readings.is_known()
    kept.unlink()
    kept.mkdir()
    assert not readings.is_known()
    assert not readings.is_known()


@pytest.mark.parametrize("refused", ["tempfile.mkstemp", "os.fdopen", "os.replace"])
def test_what_cannot_be_written_is_not_there(
    readings: Readings, refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry(readings).unlink()

    def full(*given: object, **_: object) -> None:
        if refused == "os.fdopen":
            assert isinstance(given[0], int)
            os.close(given[0])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(refused, full)
        assert not readings.is_known()
        assert not readings.is_known()
    assert list(entry(readings).parent.iterdir()) == []
    assert not readings.is_known()
    assert readings.is_known()


def test_who_only_looks_makes_no_folder(readings: Readings) -> None:
    entry(readings).unlink()
    entry(readings).parent.rmdir()
    assert not readings.is_known()
    assert not entry(readings).parent.exists()


def test_a_change_during_the_reading_is_not_kept(readings: Readings) -> None:
    user = readings.request.paths.user
    user.write_text(RHYTHM.replace("50", "30"))
    readings.meanwhile = lambda: user.write_text(RHYTHM.replace("50", "20"))
    readings.answer()
    readings.meanwhile = lambda: None
    assert not readings.is_known()
    assert readings.is_known()


def test_hooks_are_trusted_anew_each_time(readings: Readings) -> None:
    user = readings.request.paths.user
    kept = KeptReading(readings.request)
    settings = replace(loaded(readings).settings, hooks=Hooks(on_prompt=("true",)))
    entry(readings).unlink()
    kept.keep(Good(replace(loaded(readings), settings=settings)))
    assert find(readings.request) is None
    user.write_text('[hooks]\non_prompt = ["true"]\n')
    assert not readings.is_known()
    assert not readings.is_known()


def loaded(readings: Readings) -> Loaded:
    """What is in force."""
    known = readings.answer()
    assert isinstance(known, Loaded)
    return known


def test_what_depends_on_more_is_not_kept(readings: Readings, tmp_path: Path) -> None:
    user = readings.request.paths.user
    user.write_text('[calendar]\nsources = ["~/work.ics"]\n')
    assert not readings.is_known()
    assert readings.is_known()
    user.write_text('[calendar]\nsources = ["~nobody/work.ics"]\n')
    for _ in range(2):
        assert not readings.is_known()
    user.unlink()
    user.symlink_to(tmp_path / "nowhere")
    for _ in range(2):
        assert not readings.is_known()
    user.unlink()
    make_pipe(user)
    for _ in range(2):
        assert not readings.is_known()
    user.unlink()
    user.write_bytes(b"#" * (kept_reading.LARGEST + 1))
    for _ in range(2):
        assert not readings.is_known()
    for lost in (Path(os.devnull), user / "config.toml"):
        it = replace(readings.request, paths=replace(readings.request.paths, user=lost))
        for _ in range(2):
            assert not readings.is_known(it)
    alone = replace(readings.request, paths=Paths(user))
    for _ in range(2):
        assert not readings.is_known(alone)
