"""Modules that are loaded when something of them is wanted, not already when they are imported.

What its libraries import for a rare case would lie in the daemon's memory all day. Nothing is
faked: at the first touch each becomes the real module. Why not importlib's LazyLoader:
docs/decisions/0165.
"""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec, PathFinder
from threading import RLock
from types import ModuleType

TYPE_CHECKING = False  # importing typing takes a tenth of the time of a call
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.abc import Loader

LATER = {
    "asyncio.sslproto": "the daemon has no network",
    "bz2": "shutil would unpack archives with it",
    "ipaddress": "urllib.parse asks it about addresses in brackets",
    "json": "messages are msgspec's; it reads what calendars said, and writes for people",
    "linecache": "only a traceback shows lines of the program",
    "locale": "subprocess asks it where text is read from a child",
    "lzma": "as bz2",
    "msgspec.inspect": "it describes types to other programs",
    "pickle": "logging sends records to other machines with it",
    "shlex": "a command line is only now and then taken apart",
    "shutil": "programs are looked for and files copied only now and then",
    "textwrap": "msgspec writes descriptions of types with it",
    "tokenize": "only who reads source needs it",
}
"""And why an idle daemon needs none of it. Only modules written in Python."""
MISSING_YET = frozenset({"__cached__", "__file__", "__loader__", "__package__", "__path__"})
"""What the import itself looks for before it puts it there."""


class Later(ModuleType):
    """It has nothing yet. The first touch loads it, in any thread; after a failure, the next."""

    def __init__(self, name: str, real: Loader) -> None:
        super().__init__(name)
        self._later_real, self._later_lock, self._later_begun = real, RLock(), False

    def __getattr__(self, name: str) -> object:
        if name not in MISSING_YET:
            with self._later_lock:
                _load(self)
        return ModuleType.__getattribute__(self, name)


def _load(module: Later) -> None:
    """Unless it is loading, and looks at itself meanwhile, or was loaded in another thread."""
    if type(module) is not Later or module._later_begun:  # noqa: SLF001 - plain modules have none
        return
    real, module._later_begun = module._later_real, True  # noqa: SLF001 - the same
    try:
        if module.__spec__ is not None:
            module.__spec__.loader = real
        module.__loader__ = real
        real.exec_module(module)
    except BaseException:
        module._later_begun = False  # noqa: SLF001 - the same
        raise
    module.__class__ = ModuleType  # type: ignore[assignment]  # a plain module from now on


class _Loader:
    def __init__(self, real: Loader) -> None:
        self._real = real

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return Later(spec.name, self._real)

    def exec_module(self, module: ModuleType) -> None:
        """Not yet."""


class _Finder:
    """Finds them before Python does."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name in LATER else None
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader)  # type: ignore[assignment]  # all that is asked of one
        return spec


def begin() -> None:
    """From now on; what is loaded already stays as it is."""
    if _Finder not in sys.meta_path:
        sys.meta_path.insert(0, _Finder)
