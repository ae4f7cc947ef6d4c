"""What may go wrong with an X server."""

import struct

from deskbreak.errors import UnavailableError

GARBAGE = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, OverflowError,
    RuntimeError, struct.error,
)  # fmt: skip
"""What reading a reply that is none raises."""


class X11Error(UnavailableError):
    """There is no X server, it went away, or it said no; one line."""


class NoServerError(X11Error):
    """Nobody listens at the display."""
