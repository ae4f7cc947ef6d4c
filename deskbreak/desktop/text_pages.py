"""Pages of text in the system's browser: never in whatever opens text files, which is an editor."""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

log = logging.getLogger(__name__)

PATIENCE = 3.0
"""Seconds for the system to say which browser it would use."""


def open_page(file: Path, page: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Write a page (HTML) and open it in the browser; False if there is no way to."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_text(page, "utf-8")
    except OSError as error:
        log.warning("the page %s was not written: %s", file.name, error.strerror)
        return False
    return open_in_browser(file, environ)


def open_in_browser(file: Path, environ: Mapping[str, str] = os.environ) -> bool:
    """Open a file in the browser without waiting for it; False if there is none."""
    if sys.platform in ("win32", "darwin"):
        import webbrowser  # noqa: PLC0415 - not used on Linux

        return webbrowser.open(file.as_uri())
    if not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        return False
    opener = shutil.which("xdg-open")
    if opener is None or not _is_browser(environ):
        return False
    subprocess.Popen(  # noqa: S603 - the system's own opener with our own page
        [opener, str(file)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=dict(environ),
    )
    return True


def _is_browser(environ: Mapping[str, str]) -> bool:
    """Whether what opens HTML calls itself a browser (Desktop Menu Specification)."""
    asking = shutil.which("xdg-mime")
    if asking is None:
        return False
    try:
        said = subprocess.run(  # noqa: S603 - the system's own tool with fixed words
            [asking, "query", "default", "text/html"],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            env=dict(environ),
        ).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return False
    return any("WebBrowser" in line for line in _categories(said, environ))


def _categories(entry: str, environ: Mapping[str, str]) -> Iterator[str]:
    """The categories of a desktop entry, wherever it is installed."""
    home = environ.get("XDG_DATA_HOME") or str(Path.home() / ".local/share")
    others = environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    for folder in [home, *others.split(":")]:
        file = Path(folder, "applications", entry)
        if entry and file.is_file():
            lines = file.read_text("utf-8", errors="replace").splitlines()
            yield from (line for line in lines if line.startswith("Categories="))
