"""The configuration of a running daemon: read in a child, watched, and the last good one kept."""

import asyncio
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from deskbreak.app import supervise
from deskbreak.app.parts import Part
from deskbreak.config.answer import Loaded, Request
from deskbreak.config.child_ahead import ChildAhead
from deskbreak.config.child_client import load_kept
from deskbreak.config.file_problems import NOT_OF_THE_FILE, ConfigError, Fault, Problem
from deskbreak.config.folders import make_private
from deskbreak.protocols.path_watch import SETTLE_S, FileCheck, PathWatch

log = logging.getLogger(__name__)

OWN_FOLDER = "deskbreak"
"""The folder that is the program's own; made, so that nothing else in it wakes the program."""

AGAIN_S = (1.0, 10.0, 60.0)
"""After how many seconds a reading without an answer is tried again; then only a change counts."""
RARELY_S = 600.0
"""The same from then on, where too few files may be open: what is closed again tells nobody."""

READING = Part("configuration", "settings")


class LiveConfig:
    """Reads the files when it starts and whenever they change.

    ``good`` gets every configuration that could be read, ``bad`` what is wrong with one that could
    not; then the last good one simply stays in force.
    """

    def __init__(
        self,
        request: Callable[[], Request],
        good: Callable[[Loaded], None],
        bad: Callable[[tuple[Problem, ...]], None],
        ahead: ChildAhead | None = None,
    ) -> None:
        self._request = request
        self._good = good
        self._bad = bad
        self._ahead = ahead
        self._reading: asyncio.Task[None] | None = None
        self._again = False
        self._in_vain = 0
        self._later: asyncio.TimerHandle | None = None
        self._watch: PathWatch | None = None
        self._check: FileCheck | None = None
        self._stop_hearing: Callable[[], None] | None = None

    async def start(self) -> None:
        """Watch from now on, and read; it returns when the first reading is over."""
        file = self._request().paths.user
        if file.parent.name == OWN_FOLDER:
            with suppress(OSError):  # then it is watched for in a folder that may be busy
                make_private(file.parent)
        watch = PathWatch(file, self.reload)
        if (why := watch.viable()) is None:
            try:
                await watch.start()
                self._watch = watch
            except OSError as error:
                why = str(error)
        if why is not None:
            self._check = FileCheck(file)
            if not self._hear_of(file):
                log.info("the configuration is looked at now and then: %s", why)
        self.reload()
        if self._reading is not None:
            await asyncio.wait({self._reading})

    def look(self) -> None:
        """Where nothing tells of changes: look whether the file is another one."""
        if self._check is not None and self._check.changed():
            self.reload()

    def _hear_of(self, file: Path) -> bool:
        """On Windows: hear of changes in the file's folder; False if that cannot be had."""
        if sys.platform == "win32":
            from deskbreak.protocols.windows_folder import FolderWatch  # noqa: PLC0415 - only there

            loop = asyncio.get_running_loop()

            def told() -> None:
                with suppress(RuntimeError):  # the loop has ended meanwhile
                    loop.call_soon_threadsafe(loop.call_later, SETTLE_S, self.look)

            with suppress(OSError):
                self._stop_hearing = FolderWatch(file.parent, told).end
                return True
        return False

    def reload(self) -> None:
        """Read again; a change while reading is read afterwards."""
        if self._later is not None:
            self._later.cancel()
            self._later = None
        if self._reading is not None and not self._reading.done():
            self._again = True
            return
        self._reading = supervise.start(self._read(), READING)

    async def _read(self) -> None:
        """One reading, and another one if something changed meanwhile."""
        self._again = True
        while self._again:
            self._again = False
            try:
                loaded = await load_kept(self._request(), self._ahead)
            except ConfigError as error:
                self._bad(error.problems)
                self._try_later(error.problems)
            else:
                self._in_vain = 0
                self._good(loaded)

    def _try_later(self, problems: tuple[Problem, ...]) -> None:
        """A child that was ended, or could not be begun, says nothing about the file."""
        codes = {problem.code for problem in problems}
        if codes - NOT_OF_THE_FILE:
            self._in_vain = 0
            return
        waits = (*AGAIN_S, RARELY_S) if Fault.FEW_FILES in codes else AGAIN_S
        if self._in_vain < len(waits):
            loop = asyncio.get_running_loop()
            self._later = loop.call_later(waits[self._in_vain], self.reload)
            self._in_vain = min(self._in_vain + 1, len(AGAIN_S))

    async def close(self) -> None:
        """Stop watching and reading."""
        if self._later is not None:
            self._later.cancel()
        if self._stop_hearing is not None:
            self._stop_hearing()
        if self._watch is not None:
            await self._watch.stop()
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)
