"""Tells when something of a certain name appears in a folder, without polling. Linux only."""

import asyncio
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from deskbreak.app import supervise
from deskbreak.protocols.open_files import WATCH, leave_enough

if TYPE_CHECKING:
    from asyncinotify import Inotify

SETTLE_S = 0.3
"""Seconds after which what appeared is likely to be ready."""


class FolderWatch:
    """Calls ``appeared`` from the loop, once for a burst.

    Args:
        folders: what names matter in which folder; one that is not there is left out.
        appeared: called after a file of such a name was made or moved there.
    """

    def __init__(
        self, folders: Mapping[Path, re.Pattern[str]], appeared: Callable[[], None]
    ) -> None:
        self._folders, self._appeared = folders, appeared
        self._inotify: Inotify | None = None
        self._task: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Watch from now on; where nothing can be watched nothing is told."""
        if self._task is not None or not sys.platform.startswith("linux"):
            return
        from asyncinotify import Inotify, Mask  # noqa: PLC0415 - Linux only

        try:
            leave_enough(WATCH)
            self._inotify = inotify = Inotify()
        except OSError:
            return  # no instances or no descriptors are left
        patterns: dict[int, re.Pattern[str]] = {}
        for folder, pattern in self._folders.items():
            try:
                watch = inotify.add_watch(folder, Mask.CREATE | Mask.MOVED_TO | Mask.ONLYDIR)
            except OSError:
                continue  # not there, or no watches are left
            patterns[watch.wd] = pattern
        self._task = supervise.start(self._listen(inotify, patterns))

    async def stop(self) -> None:
        """Tell nothing more."""
        task, self._task = self._task, None
        if self._timer is not None:
            self._timer.cancel()
        if task is not None:
            task.cancel()
            await asyncio.wait({task})
        if self._inotify is not None:
            self._inotify.close()
            self._inotify = None

    async def _listen(self, inotify: "Inotify", patterns: Mapping[int, re.Pattern[str]]) -> None:
        async for event in inotify:
            watch = event.watch
            if watch is None or event.name is None or watch.wd not in patterns:
                continue
            if patterns[watch.wd].fullmatch(str(event.name)):
                if self._timer is not None:
                    self._timer.cancel()
                loop = asyncio.get_running_loop()
                self._timer = loop.call_later(SETTLE_S, self._appeared)
