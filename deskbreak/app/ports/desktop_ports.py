"""The desktop around the program, and its own terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from deskbreak.content.model import Language


class Terminal(Protocol):
    """The program's own terminal: a live line, lines that stay, and keys."""

    @property
    def is_seen(self) -> bool:
        """Whether anybody sees the live line."""

    @property
    def has_keys(self) -> bool:
        """Whether keys are read."""

    def live(self, line: str, keys: Sequence[str] = (), short: str = "") -> None:
        """How things stand, in fewer words where there is no room, and the keys that answer."""

    def say(self, text: str) -> None: ...

    def read_keys(self, pressed: Callable[[str], None]) -> None:
        """Hear of key presses from now on, if somebody sits there."""

    def close(self) -> None: ...


class Desktop(Protocol):
    """What the system opens for the program, and where the program keeps its files."""

    def open_page(self, name: str, page: str) -> bool:
        """Show a page (HTML) in the browser; False if there is none."""

    def open_in_editor(self, file: Path) -> bool: ...

    def files(self) -> Mapping[str, Path]:
        """The program's files by the names under which ``doctor`` shows them."""

    def few_files(self) -> bool:
        """Whether the system gives too few descriptors for all that is to be done; quick."""

    def log_trouble(self) -> str | None:
        """Why the log cannot be written; None if it can."""

    def zone_note(self) -> str | None:
        """What is to be said of the time zone; None: nothing."""

    def autostart(self) -> str | None:
        """Where it is said that the program starts with the session; None: it does not."""

    def set_autostart(self, *, on: bool) -> str | None:
        """Start with the session from the next login on, or not; else why that was not possible."""


class PageWindow(Protocol):
    """Shows a page of text in a window of our own."""

    async def show(
        self, title: str, lines: Sequence[str], language: Language, theme: str
    ) -> str | None:
        """Show it; returns when it can be read, else the reason in one line why it cannot.

        Lines are marked as ``page_text`` says.
        """

    def close(self) -> None:
        """Take the window away."""
