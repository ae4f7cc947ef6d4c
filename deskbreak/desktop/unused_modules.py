"""Keeps out of the daemon what it never uses (docs/decisions/0004)."""

import sys

NEVER_USED = ("ssl", "_ssl")
"""asyncio loads them if it can, and does without if it cannot. The daemon has no network."""


def leave_out() -> None:
    """Make importing them fail, as on a Python built without them. Call it before asyncio."""
    for name in NEVER_USED:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None means: not to be had
