"""Keeps out of the daemon what it never uses (docs/decisions/0004)."""

import sys

NEVER_USED = ("ssl", "_ssl")
"""asyncio loads them if it can, and does without if it cannot. The daemon has no network."""
NEVER_USED_ON_LINUX = ("typing_extensions",)
"""msgspec loads it if it can, and takes what it needs from typing if it cannot."""


def leave_out() -> None:
    """Make importing them fail, as on a Python built without them. Call it before asyncio."""
    for name in NEVER_USED + (NEVER_USED_ON_LINUX if sys.platform == "linux" else ()):
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None means: not to be had
