"""Hosts that take an icon on the session bus and draw nothing."""

from typing import Final

BLIND: Final = {
    "notification-ar": "MATE's panel takes icons on the bus, but does not draw them"
    " (seen with mate-panel 1.27)",
}
"""Process name of a host that cannot be trusted → the reason; its XEmbed tray draws our icon."""
