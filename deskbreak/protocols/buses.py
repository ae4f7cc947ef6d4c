"""What a desktop session is reached by."""

from collections.abc import Mapping
from typing import NamedTuple

from deskbreak.protocols.dbus.shared_connection import Link


class Buses(NamedTuple):
    """The two buses, and the environment that names displays and the login session."""

    session: Link
    system: Link
    environ: Mapping[str, str]
