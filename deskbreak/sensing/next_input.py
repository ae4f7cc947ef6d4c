"""The end of an absence, by Windows' raw input, which is asked for only while somebody is gone."""

from collections.abc import Callable
from typing import Protocol

from deskbreak.sensing.idle_source import Disarm


class InputWindow(Protocol):
    """A window that can be sent the input of the whole session."""

    def hear_input(self, *, on: bool) -> bool:
        """From now on, or no more; False if that cannot be had."""


class NextInput:
    """Calls whoever waits at the next key or movement. Belongs to the event loop's thread."""

    def __init__(self, window: InputWindow) -> None:
        self._window = window
        self._waiting: list[Callable[[], None]] = []

    def wait(self, call: Callable[[], None]) -> Disarm | None:
        """Call once; None if the window hears nothing."""
        if not self._waiting and not self._window.hear_input(on=True):
            return None
        self._waiting.append(call)
        return lambda: self._forget(call)

    def take(self) -> None:
        """There was input: one message is enough."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._window.hear_input(on=False)
        for call in waiting:
            call()

    def _forget(self, call: Callable[[], None]) -> None:
        if call in self._waiting:
            self._waiting.remove(call)
            if not self._waiting:
                self._window.hear_input(on=False)
