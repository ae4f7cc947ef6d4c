"""``profile.toml``: what the program remembers for the person, written by the program alone.

Its own keys are ``setup_done``, ``codes``, ``floor``, ``red_flag``, ``stage`` and ``hidden``;
beside them it may hold keys of config.toml: ``language``, ``[rhythm]``, ``[hours]``,
``routines.mode``, ``routines.kinds`` and ``routines.places``. A write is
whole or not at all (a new file, synced, renamed over the old one); the file is 0600 in a 0700
folder, because health answers are nobody's business.
"""

import os
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from deskbreak.config.file_problems import ConfigError, Fault, Layer, Problem
from deskbreak.config.folders import make_private
from deskbreak.config.layers import Values
from deskbreak.config.toml_file import read_layer

_UNREADABLE = frozenset(
    {
        Fault.FILE_DENIED,
        Fault.FILE_UNREADABLE,
        Fault.FILE_DIRECTORY,
        Fault.FILE_SPECIAL,
        Fault.FILE_DANGLING,
    }
)
"""Nothing is known about what the file holds, so it stays where it is."""


def read_profile(path: Path, now: datetime) -> tuple[Values, Problem | None]:
    """What is remembered, and what to tell the person if it could not be read.

    A damaged file is set aside under a new name and nothing is remembered; one that may not be
    read stays. ``now`` names the file that is set aside.
    """
    try:
        layer = read_layer(path, Layer.PROFILE, path.name)
    except ConfigError as error:
        problem = error.problems[0]
        if problem.code in _UNREADABLE:
            return {}, problem
        return {}, _set_aside(path, now, problem)
    return (layer.values if layer else {}), None


def update_profile(path: Path, changes: Mapping[str, object], now: datetime) -> Problem | None:
    """Change some keys, named as ``stage`` or ``rhythm.every``; None forgets a key.

    Values are as TOML holds them (text, numbers, lists). The result is that of ``read_profile``.
    Raises ConfigError if it cannot be written; then the old file is as it was.
    """
    values, problem = read_profile(path, now)
    if problem is not None and problem.code in _UNREADABLE:
        raise ConfigError((problem,))  # it may hold answers that a new file would wipe out
    for key, value in changes.items():
        values = _changed(values, key.split("."), value)
    write_profile(path, values)
    return problem


def write_profile(path: Path, values: Mapping[str, object]) -> None:
    """Write the whole file; raises ConfigError, and then the old file is as it was."""
    import tomli_w  # noqa: PLC0415  # only a daemon that writes carries it

    text = tomli_w.dumps(values)
    try:
        _replace(Path(os.path.realpath(path)), text.encode())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problem = Problem(Fault.PROFILE_WRITE, Layer.PROFILE, path.name, params={"reason": reason})
        raise ConfigError((problem,)) from None


def _changed(values: Values, steps: list[str], value: object) -> Values:
    """The values with one key set, or taken out together with its table if that is empty then."""
    step, *rest = steps
    inner = values.get(step)
    new = _changed(inner if isinstance(inner, dict) else {}, rest, value) if rest else value
    kept = {key: old for key, old in values.items() if key != step}
    return kept if new is None or (rest and not new) else {**kept, step: new}


def _replace(path: Path, content: bytes) -> None:
    make_private(path.parent)
    number, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)  # made as 0600
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows cannot open a folder
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _set_aside(path: Path, now: datetime, problem: Problem) -> Problem:
    target = path.with_name(f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}")
    count = 1
    try:
        while target.exists():
            count += 1
            target = path.with_name(f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}-{count}")
        path.rename(target)
    except OSError:
        return problem
    return Problem(Fault.PROFILE_SET_ASIDE, Layer.PROFILE, path.name, params={"path": str(target)})
