"""Opens the window of the first questions as a process of its own: ``deskbreak setup --window``.

That process writes the answers and tells the daemon to read them; there is nothing to hand back.
"""

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping, Sequence
from pathlib import Path

from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.guide_host.guide_process import GuideProcess

COMMAND = (sys.executable, "-P", "-m", "deskbreak")


class QuestionsWindow:
    """One window at a time.

    Args:
        command: how deskbreak is started.
        environ: the environment variables; None: those of this process.
        config: the configuration file named on the command line.
    """

    def __init__(
        self,
        command: Sequence[str | Path] = COMMAND,
        environ: Mapping[str, str] | None = None,
        config: str | None = None,
    ) -> None:
        self._config = config
        self._command = [str(part) for part in command]
        self._environ = environ
        self._child: Process | None = None

    def _config_words(self) -> list[str]:
        return ["--config", self._config] if self._config else []

    def viable(self) -> str | None:
        """Why no window can be shown; None if one probably can."""
        return GuideProcess(environ=self._environ).viable()

    async def ask(self, language: Language) -> str | None:
        """Show it and wait until it is closed.

        Returns None when it was (or is shown already), else the reason in one line why it was not
        shown. It never raises; cancelling takes it away.
        """
        if (why := self.viable()) is not None:
            return why
        if self._child is not None:
            return None
        no_window = text(language, "form.no_window")
        words = ["--lang", language, "setup", "--window", *self._config_words()]
        environ = dict(os.environ if self._environ is None else self._environ)
        root = str(Path(__file__).parents[2])
        inherited = environ.get("PYTHONPATH")
        environ["PYTHONPATH"] = f"{root}{os.pathsep}{inherited}" if inherited else root
        try:
            child = await asyncio.create_subprocess_exec(
                *self._command,
                *words,
                stdin=DEVNULL,
                stdout=DEVNULL,
                stderr=PIPE,
                env=environ,
                start_new_session=True,
            )
        except OSError as error:
            return f"it did not start: {error.strerror or error}"
        self._child = child
        try:
            _, said = await child.communicate()
        finally:
            self._child = None
            if child.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    child.kill()
                await child.wait()
        told = said.decode("utf-8", "replace").splitlines()
        return next((line for line in told if line.startswith(no_window)), None)
