"""The other end of the control socket, as light as it can be: a command should be quick."""

from __future__ import annotations

import json
import socket

TYPE_CHECKING = False  # importing typing takes a tenth of the time of a call
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

LIMIT_S = 10.0
"""Seconds a reply may take."""


class NotRunning(Exception):
    """No daemon listens."""


class NoAnswer(Exception):
    """The daemon listens but does not answer in time, or not sensibly."""


def ask(path: str, request: dict[str, Any]) -> dict[str, Any]:
    """Send a request and wait for its reply. Raises NotRunning or NoAnswer."""
    return next(stream(path, request, LIMIT_S))


def stream(
    path: str, request: dict[str, Any], limit: float | None = None
) -> Iterator[dict[str, Any]]:
    """Send a request and yield replies as they come, each within ``limit`` seconds."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(limit)
        try:
            connection.connect(path)
        except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError):
            raise NotRunning from None
        connection.sendall(json.dumps(request).encode() + b"\n")
        with connection.makefile("rb") as lines:
            for line in lines:
                yield json.loads(line)
        if limit is not None:
            raise NoAnswer
    except (TimeoutError, ConnectionError, ValueError) as error:
        raise NoAnswer(str(error)) from None
    finally:
        connection.close()
