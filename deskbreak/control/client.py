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

LIMIT_S = 3.0
"""Seconds a reply may take; a daemon that was stopped gives none."""
SLOW_S = {"doctor": 10.0}
"""The same of requests for which the daemon asks others."""
ALIVE = {"do": "status", "format": "json"}
"""Asked before those: whatever is there to be answered is answered at once."""
CHUNK = 65536

__all__ = ["NoAnswer", "NotRunning", "ask", "follow", "listens", "wait_for"]


def ask(path: str, request: dict[str, Any], limit: float | None = None) -> dict[str, Any]:
    """Send a request and wait for its reply, ``limit`` seconds, or as long as it may take.

    Raises NotRunning or NoAnswer.
    """
    if limit is None and request["do"] in SLOW_S:
        ask(path, ALIVE)  # a daemon that is stopped is found out sooner
    limit = limit or SLOW_S.get(str(request["do"]), LIMIT_S)
    connection = _connect(path, request, limit)
    try:
        line = b""
        while not line.endswith(b"\n"):
            part = connection.recv(CHUNK)
            if not part:
                raise NoAnswer  # the connection was closed
            line += part
        return _reply(line)
    except OSError as error:
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


def follow(
    path: str, request: dict[str, Any], limit: float | None = LIMIT_S
) -> Iterator[dict[str, Any]]:
    """Send a request and yield replies as they come, until the daemon ends.

    Ends as well when nobody reads our standard output any more, without a reply having to come
    first. Raises NotRunning, NoAnswer if the first does not come within ``limit`` seconds;
    BrokenPipeError if the reader is gone.
    """
    connection = _connect(path, request, LIMIT_S)
    connection.settimeout(limit)
    try:
        rest = b""
        while True:
            wait_for(connection.fileno(), limit)
            try:
                part = connection.recv(CHUNK)
            except TimeoutError:
                raise NoAnswer from None
            connection.settimeout(limit := None)
            if not part:
                return
            *lines, rest = (rest + part).split(b"\n")
            for line in lines:
                yield _reply(line)
    except ConnectionResetError:
        return
    finally:
        connection.close()


def wait_for(source: int, limit: float | None = None) -> None:
    """Until a descriptor can be read, or ``limit`` seconds are over.

    Raises BrokenPipeError if nobody reads our output any more. Without polling: the system wakes us
    for either.
    """
    if sys.platform == "win32":
        return  # the next line that is written will tell
    import select  # noqa: PLC0415 - only for whoever follows

    waiting = select.poll()
    waiting.register(source, select.POLLIN)
    waiting.register(1, 0)
    for number, event in waiting.poll(None if limit is None else limit * 1000):
        if number == 1 and event & (select.POLLERR | select.POLLHUP):
            raise BrokenPipeError
        if number == 1:
            waiting.unregister(1)


def _connect(path: str, request: dict[str, Any], limit: float) -> socket.socket:
    connection = _connected(path, limit)
    try:
        connection.settimeout(limit)
        text = json.dumps(request, ensure_ascii=False)
        connection.sendall(text.encode("utf-8", "replace") + b"\n")
    except OSError as error:
        connection.close()
        raise NoAnswer(str(error)) from None
    return connection


def _connected(path: str, limit: float) -> socket.socket:
    """A connection to the daemon. Raises NotRunning or NoAnswer."""
    if sys.platform == "win32":
        from deskbreak.control import loopback_client  # noqa: PLC0415 - only there

        return loopback_client.connected(path)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(limit)
        connection.connect(path)
    except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError, PermissionError):
        connection.close()
        raise NotRunning from None
    except OSError as error:
        connection.close()
        raise NoAnswer(str(error)) from None
    return connection


def _reply(line: bytes) -> dict[str, Any]:
    """A reply that has what every reply has."""
    try:
        reply = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise NoAnswer(str(error)) from None
    if not (
        isinstance(reply, dict)
        and isinstance(reply.get("code"), int)
        and isinstance(reply.get("text"), str)
    ):
        raise NoAnswer("a reply without a code or a text")
    return reply
