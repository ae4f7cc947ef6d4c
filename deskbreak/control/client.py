"""The other end of the control socket, as light as it can be: a command should be quick."""

from __future__ import annotations

import json
import socket
import sys

from deskbreak.control.client_errors import NoAnswer, NotRunning

TYPE_CHECKING = False  # importing typing takes a tenth of the time of a call
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

LIMIT_S = 10.0
"""Seconds a reply may take."""

__all__ = ["NoAnswer", "NotRunning", "ask", "listens", "stream"]


def ask(path: str, request: dict[str, Any]) -> dict[str, Any]:
    """Send a request and wait for its reply. Raises NotRunning or NoAnswer."""
    return next(stream(path, request, LIMIT_S))


def stream(
    path: str, request: dict[str, Any], limit: float | None = None
) -> Iterator[dict[str, Any]]:
    """Send a request and yield replies as they come, each within ``limit`` seconds."""
    connection = _connected(path, limit)
    try:
        connection.settimeout(limit)
        connection.sendall(json.dumps(request).encode() + b"\n")
        with connection.makefile("rb") as lines:
            for line in lines:
                yield json.loads(line)
        if limit is not None:
            raise NoAnswer
    except (OSError, ValueError) as error:
        raise NoAnswer(str(error)) from None
    finally:
        connection.close()


def listens(path: str) -> bool:
    """Whether a daemon listens; it need not answer."""
    try:
        _connected(path, 0.1).close()
    except NotRunning:
        return False
    except NoAnswer:
        return True
    return True


def _connected(path: str, limit: float | None) -> socket.socket:
    """A connection to the daemon. Raises NotRunning or NoAnswer."""
    if sys.platform == "win32":
        from deskbreak.control import loopback_client  # noqa: PLC0415 - only there

        return loopback_client.connected(path)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(limit)
        connection.connect(path)
    except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError):
        connection.close()
        raise NotRunning from None
    except OSError as error:
        connection.close()
        raise NoAnswer(str(error)) from None
    return connection
