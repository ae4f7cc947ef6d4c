"""``config init``: a first ``config.toml`` from the example, only where there is none.

A key that stands in the user's file wins over the menu's and the system's choice. So the new file
comments out each key that a layer below has set, and sets what the person has just answered.
"""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from deskbreak.config.answer import Origin
from deskbreak.config.example import example_text
from deskbreak.config.file_problems import ConfigError, Fault, Layer, Problem
from deskbreak.config.folders import make_private
from deskbreak.config.toml_text import assignment
from deskbreak.content.asset_files import asset

NAME = "config.schema.json"
SCHEMA = "#:schema "
"""How the line begins that tells editors which schema the file follows."""

_HEADER = re.compile(r"(?:# )?\[([a-z.-]+)\]")
_KEY = re.compile(r"(# )?([a-z_]+) = [^#]*?( *#.*)?$")


def write_new(
    path: Path,
    answers: Mapping[str, object] | None = None,
    set_below: frozenset[str] = frozenset(),
) -> None:
    """Write the file, 0600 in a 0700 folder, or raise ConfigError; never touches one that is there.

    ``answers`` are values by dotted key (``{"hours.mon": ["09:00-12:00"]}``), ``set_below`` the
    dotted keys that the profile or a system file sets.
    """
    content = new_text(answers or {}, set_below).encode()
    try:
        make_private(path.parent)
        number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise _refused(Fault.INIT_EXISTS, path) from None
    except OSError as error:
        raise _refused(Fault.INIT_WRITE, path, error) from None
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)  # half a file of ours, made a moment ago
        raise _refused(Fault.INIT_WRITE, path, error) from None


def keys_below(sources: Mapping[str, Origin]) -> frozenset[str]:
    """The dotted keys in force that a layer below the user's file sets, for ``set_below``."""
    below = (Layer.SYSTEM, Layer.PROFILE)
    return frozenset(key for key, origin in sources.items() if origin.layer in below)


def new_text(answers: Mapping[str, object], set_below: frozenset[str]) -> str:
    """The example with the answers set; raises KeyError for one that it has no line for."""
    left = set(answers)
    lines = []
    for key, line in lines_with_keys(example_text()):
        if line.startswith(SCHEMA):
            lines.append(f"{SCHEMA}{asset(NAME)}")
            continue
        if key in answers:
            match = _KEY.match(line)
            comment = (match and match[3]) or ""
            line = assignment(key.rpartition(".")[2], answers[key]) + comment  # noqa: PLW2901
            left.discard(key)
        elif key in set_below and not line.startswith("#"):
            line = f"# {line}"  # noqa: PLW2901  # the line of the new file
        lines.append(line)
    if left:
        raise KeyError(*left)
    return "\n".join([*lines, ""])


def lines_with_keys(text: str) -> Iterator[tuple[str, str]]:
    """Each line with the dotted key it sets or would set; "" in a table that is commented out."""
    table, is_open = "", True
    for line in text.splitlines():
        header, pair = _HEADER.match(line), _KEY.match(line)
        if header:
            table, is_open = f"{header[1]}.", line.startswith("[")
        yield (f"{table}{pair[2]}" if pair and is_open else ""), line


def _refused(code: Fault, path: Path, error: OSError | None = None) -> ConfigError:
    reason = (error.strerror or type(error).__name__) if error else ""
    return ConfigError((Problem(code, file=str(path), params={"reason": reason}),))
