"""Where calendars come from: https addresses and ``.ics`` files.

An address may be a secret, so nothing but its host is ever shown.
"""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from deskbreak.config.file_problems import Fault
from deskbreak.config.forms import Form, wrong


class CalendarSource(Form[str], frozen=True):
    """An address or the path of a file, as written."""

    def allowed(self) -> str:
        return ".ics files or https addresses"

    def read(self, value: object) -> str:
        if not isinstance(value, str) or "\0" in value:
            raise wrong(Fault.CALENDAR)
        source = value.strip()
        if "://" in source:
            if not _is_address(source):
                raise wrong(Fault.CALENDAR)
        elif not source.lower().endswith(".ics"):
            raise wrong(Fault.CALENDAR)
        return source

    def write(self, value: str) -> str:
        return shown(value)


def _is_address(source: str) -> bool:
    try:
        parts = urlsplit(source)
        return parts.scheme in ("https", "http", "webcal") and bool(parts.hostname)
    except ValueError:
        return False


def is_plain_http(source: str) -> bool:
    """Everybody on the way could read it."""
    return source.lower().startswith("http://")


def resolved(source: str, folder: Path) -> str:
    """The address to ask, or the full path; a relative one starts at the file's folder."""
    if source.lower().startswith("webcal://"):
        return f"https://{source[len('webcal://') :]}"
    if "://" in source:
        return source
    return str(folder / os.path.expanduser(source))  # noqa: PTH111  # Path's raises for ~nobody


def shown(source: str) -> str:
    """The host of an address, or the path of a file."""
    scheme, mark, rest = source.partition("://")
    if mark:
        host = re.split("[/?#]", rest, maxsplit=1)[0].rpartition("@")[2]
        return f"{scheme}://{host}/…"
    if source.startswith(("/", "~", ".")) and not source.startswith("//"):
        return source
    head, slash, _ = source.partition("/")
    return f"{head}/…" if slash else source
