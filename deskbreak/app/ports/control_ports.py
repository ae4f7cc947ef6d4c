"""The channel by which commands reach the daemon."""

from __future__ import annotations

from typing import Protocol

from deskbreak.errors import DeskbreakError


class AlreadyRunning(DeskbreakError):
    """Another daemon of this person runs; ``pid`` is its number, 0 if it cannot be told."""

    def __init__(self, pid: int) -> None:
        super().__init__(f"deskbreak is already running (pid {pid})")
        self.pid = pid


class ControlServer(Protocol):
    """Answers commands."""

    async def start(self) -> None:
        """Begin; AlreadyRunning if another daemon has taken our place meanwhile."""

    def look(self) -> None:
        """Raise if nobody can reach it any more."""

    async def close(self) -> None: ...
