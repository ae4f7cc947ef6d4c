"""Tells when a file changed or appeared, without polling and without waking for other files.

Everything on the way to the file is watched itself: each folder and each link (that it is moved,
replaced or removed), and the file (that it is written and closed, replaced, or may be read now). A
folder's content is watched only while the next thing on the way is missing or may not be looked
at. So links into a dotfiles folder, chains of links, atomic saves, files and folders that appear
later or vanish are all seen, and a busy ``~/.config`` costs nothing: not even a change of the
permissions of a neighbour, which a watch on the attributes of a folder would tell (inotify(7)). For
that price a folder that is closed while its file is in use is not noticed before the next change.
A change is told once the file has been quiet for a moment. A socket is a file like any other.
Where there is no inotify, ``FileCheck`` compares what the file looks like when asked.
"""

import asyncio
import errno
import sys
from collections import deque
from collections.abc import Callable, Iterator
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from deskbreak.app import supervise
from deskbreak.protocols.open_files import WATCH, leave_enough

if TYPE_CHECKING:
    from asyncinotify import Event, Inotify, Mask, Watch

SETTLE_S = 0.2
_LINKS = 40
"""As many as Linux follows."""
_TRIES = 10
"""How often the way may change while it is being watched anew."""


class FileCheck:
    """For systems without inotify: ask whenever there is something to do anyway."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen = _looks(file)

    def changed(self) -> bool:
        """Whether the file looks different from the last time."""
        before, self._seen = self._seen, _looks(self._file)
        return before != self._seen


def _looks(file: Path) -> tuple[int, ...] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_mode, status.st_size, status.st_mtime_ns


class Role(Enum):
    """What a thing on the way to the file is."""

    STEP = auto()
    """A folder that leads on."""
    FILE = auto()
    LINK = auto()
    """A link that leads on."""
    CLOSED = auto()
    """The next thing is in this folder, but may not be looked into."""
    MISSING = auto()
    """The next thing is not in this folder yet."""


class Thing(Struct, frozen=True):
    """One thing to watch; ``name`` is what is missing in it."""

    path: Path
    role: Role
    inode: int
    name: str = ""


def way_to(file: Path) -> Iterator[Thing]:
    """Every folder and link from the root to the file, in the order they lead there."""
    pending = deque(file.absolute().parts[1:])
    here = Path(file.absolute().anchor)
    yield Thing(here, Role.STEP, here.stat().st_ino)
    links = 0
    while pending:
        name = pending.popleft()
        if name == "..":
            here = here.parent
            continue
        path = here / name
        try:
            inode = path.lstat().st_ino
            target = path.readlink() if path.is_symlink() else None
        except PermissionError:
            yield Thing(here.parent, Role.CLOSED, 0, here.name)
            return
        except OSError:
            yield Thing(here, Role.MISSING, 0, name)
            return
        if target is not None and links < _LINKS:
            links += 1
            yield Thing(path, Role.LINK, inode)
            if target.is_absolute():
                here = Path(target.anchor)
            pending.extendleft(reversed(target.parts[target.is_absolute() :]))
            continue
        yield Thing(path, Role.STEP if pending else Role.FILE, inode)
        here = path


class PathWatch:
    """Calls ``changed`` from the loop after the file, or the way to it, has changed.

    Args:
        file: what is watched; it need not be there.
        changed: called once for a burst of changes.
        settle_s: seconds of quiet before that.
    """

    def __init__(self, file: Path, changed: Callable[[], None], settle_s: float = SETTLE_S) -> None:
        self._file = file
        self._changed = changed
        self._settle_s = settle_s
        self._inotify: Inotify | None = None
        self._task: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._watches: dict[int, Watch] = {}
        self._missing = ""

    def viable(self) -> str | None:
        """Why it cannot serve here, or None."""
        return None if sys.platform == "linux" else "inotify is Linux's alone"

    async def start(self) -> None:
        """Begin; raises OSError if nothing can be watched."""
        from asyncinotify import Inotify  # noqa: PLC0415  # Linux only

        leave_enough(WATCH)  # the library does not give back what it took before it failed
        self._inotify = Inotify()
        self._arm(self._inotify)
        if not self._watches:
            self._inotify.close()
            raise OSError(errno.ENOSPC, "no inotify watches left")
        self._task = supervise.start(self._listen(self._inotify))

    async def stop(self) -> None:
        """Stop all watching; nothing is reported afterwards."""
        if self._timer is not None:
            self._timer.cancel()
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._inotify is not None:
            self._inotify.close()

    async def _listen(self, inotify: "Inotify") -> None:
        async for event in inotify:
            if self._concerns(event):
                self._arm(inotify)
                self._settle()

    def _concerns(self, event: "Event") -> bool:
        from asyncinotify import Mask  # noqa: PLC0415  # Linux only

        if event.mask & Mask.IGNORED:
            return False  # a watch that was taken away: the event before it said why
        return event.name is None or str(event.name) == self._missing

    def _settle(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(self._settle_s, self._changed)

    def _arm(self, inotify: "Inotify") -> None:
        """Watch the way as it is now; again if it changed meanwhile."""
        for _ in range(_TRIES):
            way = list(way_to(self._file))
            for watch in self._watches.values():
                _drop(inotify, watch)
            self._watches.clear()
            self._missing = ""
            for thing in way:
                self._watch(inotify, thing)
            if way == list(way_to(self._file)):
                return

    def _watch(self, inotify: "Inotify", thing: Thing) -> None:
        from asyncinotify import Mask  # noqa: PLC0415  # Linux only

        gone = Mask.DELETE_SELF | Mask.MOVE_SELF
        inside = Mask.CREATE | Mask.MOVED_TO
        match thing.role:
            case Role.STEP:
                self._add(inotify, thing.path, gone)
            case Role.LINK:
                self._add(inotify, thing.path, gone | Mask.ATTRIB)
            case Role.CLOSED:
                self._missing = thing.name
                self._add(inotify, thing.path, gone | inside | Mask.ATTRIB)
            case Role.MISSING:
                self._missing = thing.name
                self._add(inotify, thing.path, gone | inside)
            case Role.FILE:
                if not self._add(inotify, thing.path, gone | Mask.CLOSE_WRITE | Mask.ATTRIB):
                    self._missing = thing.path.name  # one that may not be read: watch its folder
                    self._add(inotify, thing.path.parent, gone | inside | Mask.ATTRIB)

    def _add(self, inotify: "Inotify", path: Path, mask: "Mask") -> bool:
        """False if it is gone again, may not be watched, or no watches are left."""
        from asyncinotify import Mask  # noqa: PLC0415  # Linux only

        try:
            watch = inotify.add_watch(path, mask | Mask.DONT_FOLLOW | Mask.MASK_ADD)
        except OSError:
            return False
        self._watches[watch.wd] = watch
        return True


def _drop(inotify: "Inotify", watch: "Watch") -> None:
    try:
        inotify.rm_watch(watch)
    except OSError:
        return  # it went away with the thing it watched
