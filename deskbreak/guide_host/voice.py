"""Reads the steps aloud, with whatever the system has; else stays silent.

Rules
- Never two at once: what is urgent ends what is being said, anything else gives way to it.
- Nothing outlasts its step: what is not over in time is ended. ``hush`` ends it at once.
- While something holds (``hold``), nothing is said.
- A voice that is missing, fails or hangs disturbs nothing; ``why`` and ``rows`` tell it.
"""

import asyncio
import contextlib
import logging
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from pathlib import Path

from deskbreak.app import supervise
from deskbreak.content.model import Language
from deskbreak.guide_host.chime import SILENT, installed_players
from deskbreak.guide_host.speakers import PLYER, Speaker, Spoken, speakers

log = logging.getLogger(__name__)

SPARE = 0.05
"""Seconds before the end of a step at which whatever is still being said is ended."""
SILENCED_WITHIN = 2.0
"""Seconds for a server to be silenced."""
NO_VOICE = "no voice was found for {language}"


class Voice:
    """Says one thing at a time. Belongs to the event loop's thread.

    Args:
        ways: the ways to speak, best first; None: those of the system.
        players: command lines that play a file; None: those of the system.
    """

    def __init__(
        self,
        ways: Sequence[Speaker] | None = None,
        players: Sequence[Sequence[str]] | None = None,
    ) -> None:
        self._ways = speakers() if ways is None else tuple(ways)
        self._players = players
        self._task: asyncio.Task[None] | None = None
        self._held = False
        self._silence: Sequence[str] = ()
        self.why: str | None = None
        """Why the last words were not heard; None if they were, or none were said yet."""

    def viable(self, language: Language) -> str | None:
        """Why nothing can be said in a language; None if something probably can."""
        if any(self._fit(way, language) is None for way in self._ways):
            return None
        return NO_VOICE.format(language=language)

    def rows(self, language: Language) -> tuple[tuple[str, str | None], ...]:
        """For ``doctor``: the name of each way to speak, and why it is passed over or failed."""
        found = [(way.name, self._fit(way, language)) for way in self._ways]
        first = next((name for name, why in found if why is None), None)
        rows = [(name, self.why or why if name == first else why) for name, why in found]
        return (*rows, ("plyer", PLYER))

    def say(self, text: str, language: Language, seconds: float, *, urgent: bool) -> None:
        """Say something, in so many seconds at most.

        Args:
            text: what is said.
            language: of the text.
            seconds: until its step is over.
            urgent: ends what is being said; else it is left unsaid meanwhile.
        """
        if self._held or seconds <= SPARE or (self._speaking() and not urgent):
            return
        before, self._task = self._task, None
        self._task = supervise.start(self._say(text, language, seconds, before))

    def hush(self) -> None:
        """Be silent at once."""
        if self._task is not None:
            self._task.cancel()

    def hold(self, *, on: bool) -> None:
        """Something holds now, or does not any more."""
        self._held = on
        if on:
            self.hush()

    async def close(self) -> None:
        """Be silent, and end."""
        self.hush()
        await self.said()

    async def said(self) -> None:
        """Wait until nothing is being said."""
        if self._task is not None:
            await asyncio.wait({self._task})

    def _speaking(self) -> bool:
        return self._task is not None and not self._task.done()

    def _fit(self, way: Speaker, language: Language) -> str | None:
        """Why one way to speak cannot be used."""
        why = way.viable(language)
        if why is None and not way.plays and not installed_players(self._players):
            return SILENT
        return why

    async def _say(
        self, text: str, language: Language, seconds: float, before: asyncio.Task[None] | None
    ) -> None:
        """Say it by the first way that can, after what was said before is over."""
        if before is not None:
            before.cancel()
            await asyncio.wait({before})
        self.why = self.viable(language)
        try:
            async with asyncio.timeout(seconds - SPARE):
                for way in self._ways:
                    if self._fit(way, language) is not None:
                        continue
                    self.why = await self._by(way, way.say(text, language))
                    if self.why is None:
                        return
                    log.info("%s", self.why)
        except TimeoutError:
            self.why = "it was not over in time"

    async def _by(self, way: Speaker, spoken: Spoken) -> str | None:
        """Say it one way; why it was not heard."""
        if way.plays:
            return await _run(spoken.command, spoken.stdin, spoken.silence)
        with tempfile.TemporaryDirectory(prefix="deskbreak-voice-") as folder:
            wav = str(Path(folder, "said.wav"))
            command = [wav if word == "{wav}" else word for word in spoken.command]
            why = await _run(command, spoken.stdin)
            for player in installed_players(self._players) if why is None else ():
                why = await _run([*player, wav])
                if why is None:
                    break
            return why


async def _run(command: Sequence[str], stdin: str = "", silence: Sequence[str] = ()) -> str | None:
    """Run a program to its end; why it failed. Cancelling ends it."""
    name = Path(command[0]).name
    try:
        child = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL
        )
    except OSError as error:
        return f"{name}: {error.strerror}"
    except asyncio.CancelledError:  # asyncio ended it, but its server may have been told already
        await _silenced(silence)
        raise
    try:
        await child.communicate(stdin.encode())
    finally:
        if child.returncode is None:
            await _end(child, silence)
    return None if child.returncode == 0 else f"{name}: exit code {child.returncode}"


async def _end(child: Process, silence: Sequence[str]) -> None:
    """End a program, and the server that speaks for it."""
    with contextlib.suppress(ProcessLookupError):
        child.kill()
    await child.wait()
    await _silenced(silence)


async def _silenced(silence: Sequence[str]) -> None:
    """End what a server is saying, if there is one."""
    if silence:
        with contextlib.suppress(OSError):
            await _briefly(silence)


async def _briefly(command: Sequence[str]) -> None:
    """Run a program that may hang with its server; then it is ended."""
    child = await asyncio.create_subprocess_exec(
        *command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL
    )
    try:
        async with asyncio.timeout(SILENCED_WITHIN):
            await child.wait()
    except TimeoutError:
        log.info("%s hung, and was ended", Path(command[0]).name)
    finally:
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()
