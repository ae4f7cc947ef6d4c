"""Reads a TOML table key by key; every complaint names the file and the key."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from deskbreak.figures.figure_errors import FigureError
from deskbreak.figures.vector import Vec

Raw: TypeAlias = Mapping[str, Any]  # what tomllib gives before it is checked


class Table:
    """A table that remembers which keys were read.

    Args:
        raw: the table as tomllib gives it.
        file: name of its file.
        path: where it is inside the file; empty for the whole file.
    """

    def __init__(self, raw: Raw, file: str, path: str = "") -> None:
        self.raw = raw
        self.file = file
        self.path = path
        self._read: set[str] = set()

    def key(self, key: str) -> str:
        """Full path of a key."""
        return f"{self.path}.{key}" if self.path else key

    def wrong(self, key: str, what: str) -> FigureError:
        """The error about a key of this table."""
        return FigureError(self.file, self.key(key), what)

    def __contains__(self, key: str) -> bool:
        return key in self.raw

    def _take(self, key: str) -> object:
        self._read.add(key)
        return self.raw.get(key)

    def number(self, key: str, default: float | None = None) -> float:
        """A number; required when there is no default."""
        value = self._take(key)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(key, f"needs a number, has {value!r}")
        return float(value)

    def whole(self, key: str, default: int) -> int:
        """A whole number of at least 1."""
        value = self._take(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise self.wrong(key, f"needs a whole number of at least 1, has {value!r}")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false when missing."""
        value = self._take(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            raise self.wrong(key, f"needs true or false, has {value!r}")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """A text; required when there is no default."""
        value = self._take(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise self.wrong(key, f"needs a text, has {value!r}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when missing."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self.wrong(key, f"needs a list of texts, has {value!r}")
        return tuple(value)

    def vec(self, key: str) -> Vec:
        """Two or three numbers; a missing third is 0."""
        value = self._take(key)
        numbers = value if isinstance(value, list) else []
        good = all(isinstance(v, int | float) and not isinstance(v, bool) for v in numbers)
        if not good or len(numbers) not in (2, 3):
            raise self.wrong(key, f"needs two or three numbers, has {value!r}")
        x, y, z = [*map(float, numbers), 0.0][:3]
        return (x, y, z)

    def maybe_vec(self, key: str) -> Vec | None:
        """Like ``vec``, or None when missing."""
        return self.vec(key) if key in self.raw else None

    def list_(self, key: str) -> list[object]:
        """A list of anything; empty when missing."""
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.wrong(key, f"needs a list, has {value!r}")
        return value

    def table(self, key: str) -> "Table":
        """A table; empty when missing."""
        value = self._take(key)
        if value is None:
            value = {}
        if not isinstance(value, dict):
            raise self.wrong(key, f"needs a table, has {value!r}")
        return Table(value, self.file, self.key(key))

    def tables(self, key: str) -> list["Table"]:
        """A list of tables; empty when missing."""
        out = []
        for i, value in enumerate(self.list_(key), start=1):
            if not isinstance(value, dict):
                raise self.wrong(f"{key}[{i}]", f"needs a table, has {value!r}")
            out.append(Table(value, self.file, f"{self.key(key)}[{i}]"))
        return out

    def one_of(self, keys: tuple[str, ...]) -> str:
        """The one of these keys that is there."""
        found = [key for key in keys if key in self.raw]
        if len(found) != 1:
            raise FigureError(self.file, self.path, f"needs exactly one of {', '.join(keys)}")
        return found[0]

    def done(self) -> None:
        """Complain about a key that nobody read."""
        for key in self.raw:
            if key not in self._read:
                raise self.wrong(key, "is not known here; remove it or correct its spelling")
