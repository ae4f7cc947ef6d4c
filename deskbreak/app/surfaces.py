"""What always shows how things stand: the tray and the terminal's live line.

Both are drawn anew only when what they would show has changed.
"""

import asyncio
from collections.abc import Callable

from deskbreak.app.engine import Engine
from deskbreak.app.ports.desktop_ports import Terminal
from deskbreak.app.ports.tray_ports import StartedTray, TrayView
from deskbreak.app.problems import Problems
from deskbreak.app.question_view import asked
from deskbreak.app.terminal_commands import command_of, keys_hint, unknown_key
from deskbreak.app.tray_inputs import inputs
from deskbreak.app.tray_view import Title, sentence, tray_view
from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.life import Phase
from deskbreak.domain.time.units import SECOND


class Surfaces:
    """Belongs to the event loop's thread, but for the tray's question after its view."""

    def __init__(
        self,
        engine: Engine,
        tray: StartedTray | None,
        terminal: Terminal,
        language: Callable[[], Language],
        title: Title,
        language_set: Callable[[], bool],
        problems: Problems,
        *,
        starts_at_login: Callable[[], bool],
    ) -> None:
        self._engine, self._tray, self._terminal = engine, tray, terminal
        self._language, self._title, self._language_set = language, title, language_set
        self._starts_at_login, self._at_login = starts_at_login, False
        self._problems = problems
        self._looked_at: tuple[object, ...] | None = None
        self._shown: TrayView | None = None
        self._counting: asyncio.TimerHandle | None = None

    def begin(self, on_command: Callable[[str], None]) -> None:
        """The tray shows this program's state from now on."""
        if self._tray is not None:
            self._tray.hand_over(self._view_now, on_command)

    def read_keys(self, on_command: Callable[[str], None]) -> None:
        """Keys in the terminal answer, if somebody sits there."""

        def pressed(key: str) -> None:
            state = self._engine.state
            command = command_of(key, state)
            if command is not None:
                on_command(command)
            else:
                self._terminal.say(unknown_key(key, state, self._language()))

        self._terminal.read_keys(pressed)

    def look_at_tray(self, state: State) -> None:
        """After a step, or when a problem came or went: the icon and its menu."""
        if self._tray is None:
            return
        language = self._language()
        given = (language, self._language_set(), self._at_login, self._problems.first(language))
        looked_at = (*inputs(state, language, self._title), *given)
        if looked_at == self._looked_at:
            return
        view = self._view_of(state)
        if view != self._shown:
            self._shown = view
            self._tray.refresh()
        self._looked_at = looked_at

    def look_at_terminal(self, state: State) -> None:
        """After a step: the live line. While a routine runs it counts down, where keys are read."""
        self._stop_counting()
        if not self._terminal.is_seen:
            return
        language = self._language()
        line = sentence(state, language, self._title, "status")
        if not self._terminal.has_keys:
            self._terminal.live(line)
            return
        short = sentence(state, language, self._title, "tray.tooltip")
        short = short.removeprefix(text(language, "tray.tooltip.program"))
        if (question := asked(state, language)) is not None:
            line = short = question  # the keys beside it answer this
        prompt = state.prompt
        if prompt is not None and prompt.phase is Phase.STARTED and not prompt.guided:
            left = max(prompt.ends_at - state.at, 0)
            line = short = text(
                language,
                "running.counting",
                routine=self._title(prompt.routine),
                seconds=-(-left // SECOND),
            )
            self._counting = asyncio.get_running_loop().call_later(1, self._count)
        self._terminal.live(line, keys_hint(state, language), short)

    def _count(self) -> None:
        state, _ = self._engine.look()
        self.look_at_terminal(state)

    def _stop_counting(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None

    async def close(self) -> None:
        """Leave the terminal, and take the icon away."""
        self._stop_counting()
        try:
            self._terminal.close()
        finally:
            await self._stop_tray()

    async def _stop_tray(self) -> None:
        if self._tray is not None:
            await asyncio.to_thread(self._tray.stop)

    def _view_now(self) -> TrayView:
        """Asked by the tray's own thread; only reads."""
        self._at_login = self._starts_at_login()  # read from the disk only when somebody looks
        state, _ = self._engine.look()
        return self._view_of(state)

    def _view_of(self, state: State) -> TrayView:
        language = self._language()
        return tray_view(
            state,
            language,
            self._title,
            language_set=self._language_set(),
            starts_at_login=self._at_login,
            problem=self._problems.first(language),
        )
