"""One line of ``doctor`` about a sensor or a gate."""

from msgspec import Struct

TURNED_OFF = "turned off in the settings"
"""Why a gate is not asked whose reason the settings turn off."""


class PartReport(Struct, frozen=True):
    """What became of one sensor or gate. Never names a window, a meeting or an address."""

    kind: str
    """``sensor`` or ``gate``."""
    name: str
    running: bool
    why: str = ""
    """Why it was passed over, or what it is that runs."""
    answer: str = ""
    """The last answer: ``present``, ``closed``, ``open``, ``unknown`` ... Empty: none yet."""
    took_ms: float | None = None
    """How long the last answer took."""
    advice: str = ""
    """What a person could do about it, as the key of a text; empty: nothing.

    ``no-idle-source``, ``install-pw-dump``, ``install-gsettings``, ``install-calendar``,
    ``install-pipewire-pulse``.
    """
