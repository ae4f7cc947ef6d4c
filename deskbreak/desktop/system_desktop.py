"""The port ``Desktop``: what this system opens for the program, and where its files are."""

from collections.abc import Callable, Mapping
from pathlib import Path

from deskbreak.desktop import logs
from deskbreak.desktop.open_file import open_in_editor
from deskbreak.desktop.paths import Paths
from deskbreak.desktop.text_pages import open_page
from deskbreak.protocols import open_files


class SystemDesktop:
    """Opens what the person asks for, with the system's own programs.

    Args:
        paths: the program's places.
        config: names the person's configuration file.
        environ: the environment variables.
        zone_note: what is to be said of the time zone.
    """

    def __init__(
        self,
        paths: Paths,
        config: Callable[[], Path],
        environ: Mapping[str, str],
        zone_note: Callable[[], str | None],
    ) -> None:
        self._paths, self._config, self._environ = paths, config, environ
        self.zone_note = zone_note

    def open_page(self, name: str, page: str) -> bool:
        """Show a page (HTML) in the browser; False if there is none."""
        return open_page(self._paths.cache_dir / name, page, self._environ)

    def open_in_editor(self, file: Path) -> bool:
        """Open a file; False if there is no way to."""
        return open_in_editor(file)

    def files(self) -> Mapping[str, Path]:
        """The program's files by the names under which ``doctor`` shows them."""
        paths = self._paths
        return {
            "config": self._config(),
            "ledger": paths.ledger,
            "log": paths.log,
            "socket": paths.socket,
        }

    def few_files(self) -> bool:
        """Whether the system gives too few descriptors for all that is to be done."""
        return open_files.lacking() > 0

    def log_trouble(self) -> str | None:
        """Why the log cannot be written; None if it can."""
        return logs.trouble()

    def autostart(self) -> str | None:
        """Where it is said that the program starts with the session; None: it does not."""
        from deskbreak.desktop.autostart import system_autostart  # noqa: PLC0415 - only for doctor

        autostart = system_autostart(self._environ, Path.home())
        return autostart.place if autostart.is_on() else None

    def set_autostart(self, *, on: bool) -> str | None:
        """Start with the session from the next login on, or not; else why that was not possible."""
        from deskbreak.desktop.autostart import (  # noqa: PLC0415 - only when it is switched
            system_autostart,
        )
        from deskbreak.desktop.autostart_errors import (  # noqa: PLC0415 - the same
            AutostartError,
        )

        try:
            system_autostart(self._environ, Path.home()).turn(on=on)
        except AutostartError as error:
            return str(error)
        return None
