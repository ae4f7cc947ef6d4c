"""What the program does about insight, on fakes that only remember."""

from collections.abc import Mapping
from datetime import date

from deskbreak.app.hook_events import HookCall
from deskbreak.domain.vocabulary.settings import Settings


class QuietHooks:
    """Remembers which hooks were called."""

    def __init__(self) -> None:
        self.calls: list[HookCall] = []

    def configure(self, settings: Settings) -> None:
        pass

    def call(self, call: HookCall) -> None:
        self.calls.append(call)

    def problems(self) -> Mapping[str, str]:
        return {}

    def settings(self) -> Mapping[str, str]:
        return {}

    async def close(self) -> None:
        pass


class QuietCommand:
    """Remembers the command lines; each says ``said``."""

    def __init__(self, said: str = "Two sentences.", code: int = 0) -> None:
        self.said, self.code = said, code
        self.lines: list[tuple[str, ...]] = []

    async def run(self, *words: str) -> tuple[int, str]:
        self.lines.append(words)
        return self.code, self.said


class LookedBack:
    """The last look back, in memory."""

    def __init__(self, day: date | None = None) -> None:
        self.day = day

    def last(self) -> date | None:
        return self.day

    def keep(self, day: date) -> None:
        self.day = day
