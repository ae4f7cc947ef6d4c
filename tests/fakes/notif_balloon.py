"""A tray that has balloons, and what would be on the screen."""

from collections.abc import Callable


class FakeBalloon:
    def __init__(self) -> None:
        self.live: list[tuple[str, str]] = []
        self.removed = 0
        self.broken: OSError | None = None
        self.click: Callable[[], None] = lambda: None

    def notify(self, title: str, body: str, clicked: Callable[[], None]) -> None:
        if self.broken is not None:
            raise self.broken
        self.live[:] = [(title, body)]
        self.click = clicked

    def remove_notification(self) -> None:
        if self.broken is not None:
            raise self.broken
        self.live.clear()
        self.removed += 1
