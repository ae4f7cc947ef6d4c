"""The programs whose microphone or fullscreen does not hold (``hold.ignore``)."""

from collections.abc import Iterable

from deskbreak.protocols.program_name import cut_name


class Ignore:
    """The names in force; gates are given one and look at it each time."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names: frozenset[str] = frozenset()
        self.set(names)

    def set(self, names: Iterable[str]) -> None:
        """Other names from now on; capitals and an ending do not matter."""
        plain = frozenset(_plain(name) for name in names)
        self._names = plain | {cut_name(name) for name in plain}  # as the system may tell them

    def __bool__(self) -> bool:
        return bool(self._names)

    def covers(self, *names: str | None) -> bool:
        """Whether a program that goes by these names is to be ignored."""
        return any(_plain(name) in self._names for name in names if name)


def _plain(name: str) -> str:
    plain = name.strip().casefold()
    return plain.removesuffix(".exe").removesuffix(".desktop").rpartition("/")[2]
