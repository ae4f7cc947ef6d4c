"""A terminal of which the time is simulated, and which shows what it was told to show."""

import re
from collections.abc import Callable, Sequence

from deskbreak.content.columns import width

CODE = re.compile(r"\x1b\[(\??)([0-9;]*)([A-Za-z])")


class Screen:
    """The rows of a terminal that understands CUP, and other codes as far as to leave them out.

    Args:
        size: columns and rows.
        strict: nothing may be written past an edge; else it is dropped.
    """

    def __init__(self, size: tuple[int, int], *, strict: bool = True) -> None:
        self._strict = strict
        self.columns, self.rows = size
        self._cells = [[" "] * self.columns for _ in range(self.rows)]
        self._at = (0, 0)

    def write(self, codes: str) -> None:
        while codes:
            found = CODE.match(codes)
            if found is None:
                self._put(codes[0])
                codes = codes[1:]
                continue
            if found[3] == "H":
                row, column = found[2].split(";")
                self._at = (int(row) - 1, int(column) - 1)
            codes = codes[found.end() :]

    def _put(self, character: str) -> None:
        """As terminals do: half of a wide character that is covered takes the other along."""
        row, column = self._at
        wide = width(character)
        if wide == 0:
            return
        if column + wide > self.columns or row >= self.rows:
            assert not self._strict, "written past the edge"
            return
        line = self._cells[row]
        if line[column] == "":
            line[column - 1] = " "
        end = column + wide
        if end < self.columns and line[end] == "":
            line[end] = " "
        line[column:end] = [character, ""][:wide]
        self._at = (row, end)

    def text(self) -> list[str]:
        return ["".join(line) for line in self._cells]


class FakeConsole:
    """The port ``Console``.

    Args:
        keys: at which second which keys are pressed.
        size: columns and rows.
        resized: at which second the size becomes which.
        watch: is called with the console before every wait.
    """

    def __init__(
        self,
        keys: Sequence[tuple[float, str]] = (),
        size: tuple[int, int] = (80, 24),
        resized: Sequence[tuple[float, tuple[int, int]]] = (),
        watch: Callable[["FakeConsole"], None] = lambda _: None,
    ) -> None:
        self._keys, self._resized = list(keys), list(resized)
        self._size, self._watch = size, watch
        self._now = 0.0
        self.screen = Screen(size)
        self.opened = False
        self.history: list[str] = []
        """``open``, ``close`` and ``suspend`` in order."""
        self.written: list[str] = []
        self.waits = 0

    def open(self) -> None:
        self.opened = True
        self.history.append("open")

    def close(self) -> None:
        if self.opened:
            self.history.append("close")
        self.opened = False

    def size(self) -> tuple[int, int]:
        return self._size

    def write(self, codes: str) -> None:
        assert self.opened
        self.written.append(codes)
        self.screen.write(codes)

    def now(self) -> float:
        return self._now

    async def wait(self, seconds: float) -> Sequence[str]:
        assert seconds > 0
        self._watch(self)
        self.waits += 1
        until = self._now + seconds
        if self._resized and self._resized[0][0] <= until:
            self._now, self._size = self._resized.pop(0)
            self.screen = Screen(self._size)
            return []
        if self._keys and self._keys[0][0] <= until:
            self._now = max(self._keys[0][0], self._now)
            return [self._keys.pop(0)[1]]
        self._now = until
        return []

    def suspend(self) -> None:
        self.close()
        self.history.append("suspend")
        self.screen = Screen(self._size)
        self._now += 100
        self.open()
