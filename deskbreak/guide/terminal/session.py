"""Leads the minute in a terminal: lets the time pass, takes keys, draws what is new."""

from collections.abc import Callable

from deskbreak.app.guide_protocol import GuideReport, Opened
from deskbreak.guide.lesson import Lesson
from deskbreak.guide.minute import Act, Card, Minute, begin
from deskbreak.guide.narrator import Narrator
from deskbreak.guide.terminal.canvas import Canvas
from deskbreak.guide.terminal.console import Console
from deskbreak.guide.terminal.keys import BACK, DOWN, FORTH, LEAVE, UP, act_of
from deskbreak.guide.terminal.view import View

MOVING, COUNTING, WAITING = 0.1, 0.25, 30.0
"""Seconds between two pictures: of a figure that moves, of seconds that pass, of what rests."""
_SCROLLS = {UP: -1, DOWN: 1, BACK: -8, FORTH: 8, " ": 8}
_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
"""Between these a terminal that can shows nothing half drawn."""


class Session:
    """One guided minute in a terminal.

    Args:
        lesson: what is shown.
        console: the terminal.
        view: what draws it.
        tell: gets every report, the last one being ``Closed``.
        easier: begin with the easier form.
        still: two poses in place of motion.
    """

    def __init__(
        self,
        lesson: Lesson,
        console: Console,
        view: View,
        tell: Callable[[GuideReport], None],
        *,
        easier: bool = False,
        still: bool = False,
    ) -> None:
        self._console, self._view, self._tell = console, view, tell
        self._pace = COUNTING if still or lesson.movement is None else MOVING
        self._plan, self._easier = lesson.plan, easier
        self._narrator = Narrator(lesson.script)
        self._minute = begin(lesson.plan, console.now(), easier=easier)
        self._shown: Canvas | None = None

    async def lead(self) -> None:
        """From the first picture to the last; the terminal is given back whatever happens."""
        self._console.open()
        try:
            self._minute = begin(self._plan, self._console.now(), easier=self._easier)
            self._draw()
            self._tell(Opened())
            while self._open():
                keys = await self._console.wait(self._wait())
                for key in keys:
                    self._press(key)
                self._take(*self._minute.tick(self._console.now()))
                if self._open():
                    self._draw()
        finally:
            self._console.close()
            self._do(Act.CLOSE)  # whoever was told that it opened is told the end

    def _open(self) -> bool:
        return self._minute.card is not Card.CLOSED

    def _press(self, key: str) -> None:
        if key == LEAVE:
            self._do(Act.HIDE)
            self._console.suspend()
            self._shown = None
            self._do(Act.SHOW)
            return
        act = act_of(key, self._minute)
        if act is not None:
            self._do(act)
        elif key in _SCROLLS:
            self._view.scroll = max(self._view.scroll + _SCROLLS[key], 0)

    def _do(self, act: Act) -> None:
        self._take(*self._minute.act(act, self._console.now()))

    def _take(self, minute: Minute, told: tuple[GuideReport, ...]) -> None:
        if _page(minute) != _page(self._minute):
            self._view.scroll = 0
        self._minute = minute
        for report in (*told, *self._narrator.look(minute, self._console.now())):
            self._tell(report)

    def _draw(self) -> None:
        canvas = self._view.draw(self._minute, self._console.now(), self._console.size())
        codes = canvas.codes(self._shown)
        self._shown = canvas
        if codes:
            self._console.write(f"{_BEGIN}{codes}{_END}")

    def _wait(self) -> float:
        """Seconds until something is due."""
        it = self._minute
        if it.stops or it.card is Card.SETTLE:
            return WAITING
        if it.card is Card.STEP:
            return self._pace
        return COUNTING if it.running else min(it.left(self._console.now()) + 0.01, WAITING)


def _page(it: Minute) -> tuple[Card, bool]:
    return it.card, "reading" in it.stops
