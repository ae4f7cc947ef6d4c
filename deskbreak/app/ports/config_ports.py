"""The person's configuration, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from deskbreak.errors import WrongInputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from deskbreak.content.model import Language
    from deskbreak.domain.vocabulary.settings import Keepable


class SettingsLine(Struct, frozen=True):
    """One thing that is wrong with the configuration, or worth a warning in it."""

    key: str
    """The dotted key, or ``file``."""
    words: Callable[[Language], str]
    """File, line, key, value and what is allowed, in one line."""
    of_the_file: bool = True
    """Something in it is wrong; False: it could not be read at this time, whatever is in it."""


class SettingsError(WrongInputError):
    """The configuration cannot be read or written; ``lines`` say why, what matters most first."""

    def __init__(self, lines: tuple[SettingsLine, ...]) -> None:
        super().__init__(lines[0].words("en"))
        self.lines = lines


class SettingsSource(Protocol):
    """The person's configuration, and what the program remembers of their choices."""

    @property
    def file(self) -> Path: ...

    async def start(self) -> None:
        """Watch from now on, and read; returns when the first reading is over."""

    def look(self) -> None: ...

    def reload(self) -> None: ...

    async def close(self) -> None: ...

    def remember(self, key: str, value: Keepable) -> None:
        """Write a setting that was chosen in the program; SettingsError if it cannot be."""

    def set_in_file(self, key: str) -> str | None:
        """Where the person has set a key, so that the remembered value does not count."""

    def ready_to_edit(self) -> Path:
        """The person's file, made if there is none; SettingsError if it cannot be."""
