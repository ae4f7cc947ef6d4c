"""What a command says when no daemon answers: there is none, it is not found, or it is stopped."""

from deskbreak.cli.cli_text import say
from deskbreak.desktop.paths import Paths
from deskbreak.desktop.runtime_paths import socket_path
from deskbreak.desktop.single_instance import holder
from deskbreak.errors import DeskbreakError


def not_running(lang: str | None) -> str:
    """The line in the caller's language. Raises PathError where there is no place for a socket."""
    pid = holder(Paths().ledger_lock)
    if pid is None:
        return say(lang, "refused.not_running")
    return say(lang, "refused.not_found", pid=pid, socket=socket_path())


def no_answer(lang: str | None) -> str:
    """The line for a daemon that is there and does not answer."""
    try:
        pid = holder(Paths().ledger_lock)
    except DeskbreakError:
        pid = None
    return say(lang, "cli.no_answer", process=pid or "?")
