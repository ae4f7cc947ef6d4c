"""``status --follow``: a line now and at every change, for people and for status bars."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from deskbreak.cli.cli_text import say
from deskbreak.cli.not_running import no_answer, not_running
from deskbreak.control.client import LIMIT_S, NoAnswer, NotRunning, follow, wait_for
from deskbreak.desktop.paths import make_runtime
from deskbreak.desktop.runtime_paths import socket_path
from deskbreak.desktop.standard_streams import complain

TYPE_CHECKING = False  # importing typing takes a tenth of the time of a call
if TYPE_CHECKING:
    from typing import Any

FAILED, NOT_RUNNING = 1, 3
LOOK_AGAIN_S = 2.0
"""Where the system does not tell of new files."""


def follow_status(request: dict[str, Any], form: str, lang: str | None, *, wait: bool) -> int:
    """Print lines until the daemon ends (exit code 3), the reader is gone or we are interrupted.

    With ``wait`` it comes back with the daemon: meanwhile one line says that it is not running.
    """
    told, lived = "", False
    limit: float | None = LIMIT_S
    while True:
        try:
            for reply in follow(socket_path(), request, limit):
                told, lived, limit = "", True, LIMIT_S
                _show(reply, form)
                if reply["code"]:
                    return int(reply["code"])
            limit = LIMIT_S
        except NotRunning:
            pass
        except NoAnswer:
            if not wait:
                complain(no_answer(lang))
                return FAILED
            told = _tell_once(form, no_answer(lang), told)
            if limit is None:  # not even a connection can be had
                time.sleep(LOOK_AGAIN_S)
            limit = None  # from now on it may take as long as it likes
            continue
        # one that was there and has ended may hold its lock for a moment still
        gone = say(lang, "refused.not_running") if lived else not_running(lang)
        if not wait:
            complain(gone)
            return NOT_RUNNING
        told = _tell_once(form, gone, told)
        _wait_for_daemon(Path(socket_path()), request)


def _tell_once(form: str, line: str, told: str) -> str:
    """A line that says why there is nothing to show, unless it is the one ``told`` last."""
    if line != told:
        print(_away(form, line))
        sys.stdout.flush()
    return line


def _show(reply: dict[str, Any], form: str) -> None:
    if reply["code"]:
        complain(reply["text"])
    elif form == "json":
        print(json.dumps(reply.get("data"), ensure_ascii=False))
    else:
        print(next(iter(reply["text"].splitlines()), ""))
    sys.stdout.flush()


def _away(form: str, words: str) -> str:
    """The line that says that nothing runs, in the form that was asked for."""
    if form == "json":
        return json.dumps({"state": "not-running"})
    if form == "waybar":
        shape = {"text": "", "alt": "not-running", "tooltip": words, "class": "not-running"}
        return json.dumps(shape, ensure_ascii=False)
    return words


def _wait_for_daemon(socket: Path, request: dict[str, Any]) -> None:
    """Until its socket is there; the system tells, or the reader leaves (BrokenPipeError)."""
    make_runtime(socket.parent)
    if not sys.platform.startswith("linux"):
        time.sleep(LOOK_AGAIN_S)
        return
    from asyncinotify import Inotify, Mask  # noqa: PLC0415 - only while nothing runs

    with Inotify() as notes:
        notes.add_watch(socket.parent, Mask.MOVED_TO)
        if _listens(socket, request):
            return  # it came before the watch
        wait_for(notes.fd)


def _listens(socket: Path, request: dict[str, Any]) -> bool:
    lines = follow(str(socket), request, None)
    try:
        next(lines, None)
    except NotRunning:
        return False
    finally:
        lines.close()  # type: ignore[attr-defined]  # it is a generator
    return True
