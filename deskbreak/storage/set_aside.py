"""Files that could not be used as the ledger: renamed, kept beside it, and found again."""

import contextlib
from datetime import datetime
from pathlib import Path

from deskbreak.app.ports.engine_ports import KeptFile

DAMAGED, FOREIGN = "damaged", "foreign"
FORM = "%Y%m%dT%H%M%S"


def set_aside(path: Path, why: str, at: datetime) -> Path:
    """Rename the file with its log; where it is now. Raises OSError."""
    aside = _name(path, why, at)
    _rename_log(path, aside)
    path.rename(aside)
    return aside


def set_log_aside(path: Path, why: str, at: datetime) -> Path:
    """Rename the log alone; where it is now. Raises OSError."""
    aside = _name(path, why, at)
    _rename_log(path, aside)
    return aside.with_name(f"{aside.name}-wal")


def _name(path: Path, why: str, at: datetime) -> Path:
    return free(path.with_name(f"{path.name}.{why}-{at:{FORM}}"))


def _rename_log(path: Path, aside: Path) -> None:
    for tail in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + tail).rename(f"{aside}{tail}")


def kept_files(path: Path) -> tuple[KeptFile, ...]:
    """What was set aside beside a ledger, oldest first."""
    found = []
    for why in (DAMAGED, FOREIGN):
        start = f"{path.name}.{why}-"
        with contextlib.suppress(OSError):  # nobody may look into the folder
            for file in path.parent.glob(f"{start}*"):
                with contextlib.suppress(ValueError):  # another name that begins so
                    at = datetime.strptime(file.name[len(start) :][:15], FORM)  # noqa: DTZ007 - local
                    if not file.name.endswith("-shm"):
                        found.append(KeptFile(file, at.astimezone(), foreign=why == FOREIGN))
    whole = {one.file for one in found}
    alone = (
        one for one in found if Path(str(one.file).removesuffix("-wal")) not in whole - {one.file}
    )
    return tuple(sorted(alone, key=lambda one: one.at))


def free(path: Path) -> Path:
    """The path, or one like it that nothing has."""
    names = (path.with_name(f"{path.name}-{number}") for number in range(2, 1000))
    return next(each for each in (path, *names) if not each.exists())
