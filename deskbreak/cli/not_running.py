"""What a command says when no daemon answers: there is none, or this terminal does not find it."""

from deskbreak.cli.cli_text import say
from deskbreak.desktop.paths import Paths
from deskbreak.desktop.runtime_paths import socket_path
from deskbreak.desktop.single_instance import holder


def not_running(lang: str | None) -> str:
    """The line in the caller's language. Raises PathError where there is no place for a socket."""
    pid = holder(Paths().ledger_lock)
    if pid is None:
        return say(lang, "refused.not_running")
    return say(lang, "refused.not_found", pid=pid, socket=socket_path())
