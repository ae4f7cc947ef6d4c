"""What a desktop session of Linux is reached by."""

import sys
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # this file is also read where there is no D-Bus
    from deskbreak.protocols.dbus.shared_connection import Link


class Buses(NamedTuple):
    """The two buses, and the environment that names displays and the login session.

    A display that comes later is written into the environment.
    """

    session: "Link"
    system: "Link"
    environ: MutableMapping[str, str]


def system_buses(environ: MutableMapping[str, str]) -> Buses | None:
    """Those of this environment, not connected yet; None on a system without D-Bus."""
    if sys.platform != "linux":
        return None
    from deskbreak.protocols.dbus import address  # noqa: PLC0415 - only there
    from deskbreak.protocols.dbus.shared_connection import Link  # noqa: PLC0415 - the same

    session = Link(address.session_address(environ))
    return Buses(session, Link(address.system_address(environ)), environ)
