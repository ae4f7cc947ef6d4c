"""What the last reading of the configuration came to, for whoever asks the same again.

pydantic takes twenty times as long to load as an interpreter to start (docs/decisions/0164). So the
answer is kept beside the profile, behind everything that it depends on, word for word: the files
and their marks, our variables, the routines, the program, its libraries. What differs in one byte
is read anew. An entry that is damaged, another user's or no plain file counts as none, and where it
cannot be written there is none: the reading itself says all that the person needs to know.
"""

import os
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import replace

import deskbreak
from deskbreak.config.answer import Answer, Bad, Good, Loaded, Request, decode_answer, encode
from deskbreak.config.file_problems import ConfigError, Fault
from deskbreak.config.folders import LAST_READING
from deskbreak.config.layer_paths import PREFIX, Paths
from deskbreak.domain.vocabulary.settings import Hooks

FORM = 1
"""Another number, and what was kept before counts no more."""
LARGEST = 1024 * 1024
"""Bytes, of an entry and of each file that it depends on."""

PROGRAM = ("config", "content", "domain")
"""The rooms that a reading runs through."""
LIBRARIES = ("holidays", "msgspec", "pydantic", "pydantic_core", "pydantic_settings")

Mark: TypeAlias = tuple[int, int, int, int]


class _File(Struct, frozen=True):
    """One file of the configuration as it is; no mark: there is none."""

    path: str
    mark: Mark | None = None
    content: bytes = b""


class _Asked(Struct, frozen=True):
    """All that a reading depends on."""

    form: int
    python: str
    program: tuple[tuple[str, Mark], ...]
    request: Request
    user: str
    """With its folder, where relative paths in it start."""
    home: str
    files: tuple[_File, ...]


def load(
    paths: Paths,
    environ: Mapping[str, str],
    overrides: Mapping[str, object],
    routine_ids: Mapping[str, str],
    *,
    today: date,
) -> Loaded:
    """As ``loading.load``, which is asked only if the last reading was of something else."""
    kept = KeptReading(Request(paths, today, environ, overrides, routine_ids))
    if (found := kept.find()) is not None:
        return found
    from deskbreak.config import loading  # noqa: PLC0415 - pydantic, only for a reading

    try:
        loaded = loading.load(paths, environ, overrides, routine_ids, today=today)
    except ConfigError as error:
        kept.keep(Bad(error.problems))
        raise
    kept.keep(Good(loaded))
    return loaded


def find(request: Request) -> Loaded | None:
    """What the last reading came to, if it was of the same; ConfigError if it was that."""
    return KeptReading(request).find()


class KeptReading:
    """The entry for one request, which looks at the files when it is made."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._asked = _asked(request)

    def find(self) -> Loaded | None:
        """What the last reading came to, if it was of the same; ConfigError if it was that."""
        if self._asked is None:
            return None
        try:
            asked, _, answer = _own_file(self._place()).partition(b"\n")
            if asked != self._asked:
                return None
            loaded = decode_answer(answer)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, msgspec.MsgspecError) as error:
            import logging  # noqa: PLC0415 - hardly ever

            # nobody needs to know but who looks for what a start costs
            logging.getLogger(__name__).info("what was kept of the last reading: %s", error)
            return None
        return loaded if loaded.settings.hooks == Hooks() else None

    def keep(self, answer: Answer) -> None:
        """Keep what a reading came to that began after this was made, unless a file changed."""
        if self._asked is None or not _comes_again(answer) or _asked(self._request) != self._asked:
            return
        place = self._place()
        if not place.parent.is_dir():
            return  # who only looks makes no folder
        with suppress(OSError, UnicodeError):
            _write(place, self._asked + b"\n" + encode(answer))

    def _place(self) -> Path:
        assert self._request.paths.profile is not None  # noqa: S101 - else nothing is asked
        return self._request.paths.profile.with_name(LAST_READING)


def _comes_again(answer: Answer) -> bool:
    """Whether it depends on nothing but what is compared.

    Whether hooks may be run depends on owners and modes of folders, where another user's home is on
    the list of users, and what the system refuses on the moment.
    """
    if isinstance(answer, Bad):
        unsure = (Fault.FILE_DENIED, Fault.FILE_UNREADABLE)
        return not any(problem.code in unsure for problem in answer.problems)
    values = answer.loaded.values
    homes = (source[:2] for source in values.get("calendar.sources", ()) if source[:1] == "~")
    return all(home == "~/" for home in homes) and not any(
        value for key, value in values.items() if key.startswith("hooks.")
    )


def _asked(request: Request) -> bytes | None:
    """One line, equal for equal requests; None if what would be read cannot be told by it."""
    paths = request.paths
    if request.overrides or paths.profile is None:
        return None
    ours = {name: v for name, v in request.environ.items() if name.upper().startswith(PREFIX)}
    same = replace(
        request,
        today=request.today.replace(month=1, day=1),  # holidays are worked out by the year
        environ=dict(sorted(ours.items())),
        routine_ids=dict(sorted(request.routine_ids.items())),
    )
    try:
        files = [_file(path) for path in (*paths.system, paths.profile, paths.user)]
        return (
            None
            if None in files
            else encode(
                _Asked(
                    form=FORM,
                    python=f"{deskbreak.__version__} {sys.version} {sys.prefix}",
                    program=tuple(_program()),
                    request=same,
                    user=str(paths.user.absolute()),  # as it is written, links and all
                    home=os.path.expanduser("~"),  # noqa: PTH111 - Path's raises where there is none
                    files=tuple(filter(None, files)),
                )
            )
        )
    except OSError:
        return None


def _program() -> Iterator[tuple[str, Mark]]:
    """The program and its libraries; one that is installed or changed reads otherwise."""
    root = os.path.dirname(deskbreak.__file__)  # noqa: PTH120 - hundreds of them, in a hurry
    for room in PROGRAM:
        for folder, _, names in os.walk(os.path.join(root, room)):  # noqa: PTH118 - the same
            for name in sorted(names):
                if name.endswith(".py"):
                    yield f"{folder}/{name}", _mark(os.stat(f"{folder}/{name}"))  # noqa: PTH116
    for library in LIBRARIES:
        for folder in sys.path:
            with suppress(OSError):
                yield library, _mark(os.stat(f"{folder}/{library}/__init__.py"))  # noqa: PTH116
                break


def _mark(found: os.stat_result) -> Mark:
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _file(path: Path) -> _File | None:
    """None for what is no plain file, or too large; raises OSError for what may not be seen."""
    try:
        plain = stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 - no other reads errors so
    except FileNotFoundError:
        return None if os.path.lexists(path) else _File(str(path))  # a link that leads nowhere
    if not plain:
        return None  # opening a pipe could hang
    with path.open("rb") as file:
        found = os.fstat(file.fileno())
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        return None
    return _File(str(path), _mark(found), content)


def _own_file(path: Path) -> bytes:
    """Only what this user alone can have written; raises OSError or ValueError."""
    flags = os.O_RDONLY
    for name in ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK"):
        flags |= getattr(os, name, 0)
    with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - a number, not a path
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
            raise ValueError(path)
        if sys.platform != "win32" and (found.st_uid != os.geteuid() or found.st_mode & 0o077):
            raise ValueError(path)
        return file.read(LARGEST)


def _write(place: Path, content: bytes) -> None:
    """Whole or not at all; raises OSError."""
    if len(content) > LARGEST:
        return
    import tempfile  # noqa: PLC0415 - only after a reading

    number, name = tempfile.mkstemp(prefix=f".{LAST_READING}-", dir=place.parent)  # made as 0600
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
        os.replace(name, place)  # noqa: PTH105 - a name, as mkstemp gives it
    except OSError:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - the same
        raise
