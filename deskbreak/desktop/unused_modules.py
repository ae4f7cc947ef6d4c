"""Keeps out of the daemon what it never uses (docs/decisions/0004)."""

import gc
import sys

from deskbreak.desktop import later_modules

NEVER_USED = ("ssl", "_ssl")
"""asyncio loads them if it can, and does without if it cannot. The daemon has no network."""
NEVER_USED_ON_LINUX = ("typing_extensions",)
"""msgspec loads it if it can, and takes what it needs from typing if it cannot."""


def leave_out() -> None:
    """Make importing them fail, as on a Python built without them. Call it before asyncio.

    What it hardly ever uses is loaded only then.
    """
    later_modules.begin()
    for name in NEVER_USED + (NEVER_USED_ON_LINUX if sys.platform == "linux" else ()):
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None means: not to be had


def end_soon() -> None:
    """For a command that ends at once: nothing of what it loads is ever free to be collected."""
    gc.disable()
    later_modules.begin()


def begin_lightly() -> None:
    """For one of them that may still come to need pydantic.

    So typing_extensions is out of sight only while msgspec is loaded.
    """
    end_soon()
    hidden = [name for name in NEVER_USED_ON_LINUX if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # not to be had, as above
    try:
        import msgspec  # noqa: F401, PLC0415 - here, to be loaded without them
    finally:
        for name in hidden:
            del sys.modules[name]
