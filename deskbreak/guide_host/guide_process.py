"""The guide's window as a process of its own: starts it, listens to it, takes it away.

What it writes is believed only as far as it makes sense: it opens first, ends once, says how it
felt only after that, and is silent after it closed. Anything else, and a guide that does not open
within 10 s, that has not ended 10 minutes after it should have, or that lingers as long after its
end, is killed.
"""

import asyncio
import contextlib
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from deskbreak.app import supervise
from deskbreak.app.guide_protocol import (
    LIMIT,
    CheckTold,
    Closed,
    ComfortTold,
    Ended,
    GuideError,
    GuideReport,
    GuideRequest,
    Opened,
    Unfit,
    decode_report,
    encode_request,
)

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-P", "-m", "deskbreak.guide")
OPENS_WITHIN = 10.0
HANGS_AFTER = 600.0
"""Seconds past its planned end, as ``domain.prompt.HANGS_AFTER``."""
GOES_WITHIN = 5.0
"""Seconds from ``Closed`` to the end of the process."""
LAST_WORDS = 2000
"""Bytes of its complaints that are kept."""
QT_CAUSE = "qt.qpa.plugin:"

OnReport = Callable[[GuideReport], None]


class GuideProcess:
    """The port ``Guide`` by ``python -m deskbreak.guide``.

    Args:
        command: what is started instead of it.
        environ: the environment variables; None: those of this process.
        opens_within, hangs_after: seconds, see above.
    """

    name = "window"

    def __init__(
        self,
        command: Sequence[str | Path] = COMMAND,
        environ: Mapping[str, str] | None = None,
        *,
        opens_within: float = OPENS_WITHIN,
        hangs_after: float = HANGS_AFTER,
    ) -> None:
        self._command = [str(part) for part in command]
        self._environ = environ
        self._opens_within = opens_within
        self._hangs_after = hangs_after

    def viable(self) -> str | None:
        """Why no window can be shown; None if one probably can."""
        if find_spec("PySide6") is None:
            return "PySide6 is not installed (the extra guide)"
        environ = self._variables()
        windows = sys.platform in ("win32", "darwin")
        if not windows and not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
            return "there is no display"
        return None

    def advice(self) -> str:
        """What would help: without Xwayland a window can neither place itself nor stay on top."""
        environ = self._variables()
        only_wayland = environ.get("WAYLAND_DISPLAY") and not environ.get("DISPLAY")
        return "guide-wayland-only" if only_wayland else ""

    async def lead(self, request: GuideRequest, seconds: float, on_report: OnReport) -> str | None:
        """Lead a routine; see ``ports.Guide``."""
        if (why := self.viable()) is not None:
            return why
        try:
            child = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=PIPE,
                stdout=PIPE,
                stderr=PIPE,
                env=self._variables(),
                limit=LIMIT,
                start_new_session=True,  # Ctrl+C in the daemon's terminal is the daemon's
            )
        except OSError as error:
            return f"it did not start: {error.strerror or error}"
        try:
            return await self._follow(child, request, seconds, on_report)
        finally:
            if child.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    child.kill()
            await child.wait()

    async def _follow(
        self, child: Process, request: GuideRequest, seconds: float, on_report: OnReport
    ) -> str | None:
        """Give it the request and listen until it is gone."""
        listening = supervise.start(_last_words(child))
        order = _Order(only_check=request.only_check)
        loop = asyncio.get_running_loop()
        why = None
        try:
            async with asyncio.timeout(self._opens_within) as limit:
                await _ask(child, request)
                while (report := await _next(child)) is not None:
                    order.take(report)
                    on_report(report)
                    if isinstance(report, Opened):
                        limit.reschedule(loop.time() + seconds + self._hangs_after)
                    elif isinstance(report, Ended | Unfit):
                        limit.reschedule(loop.time() + self._hangs_after)
                    elif isinstance(report, Closed):
                        limit.reschedule(loop.time() + GOES_WITHIN)
                code = await child.wait()
            if not order.complete:
                said = (await asyncio.wait({listening}, timeout=1))[0]
                words = "".join(f": {task.result()}" for task in said if task.result())
                why = f"it went before the end with exit code {code}{words}"
        except GuideError as error:
            why = f"it wrote what makes no sense: {error}"
        except TimeoutError:
            why = "it hung" if order.opened else f"it did not open in {self._opens_within:g} s"
        finally:
            listening.cancel()
        if why is not None:
            log.warning("the guide: %s", why)
        return None if order.complete else why

    def _variables(self) -> dict[str, str]:
        """The child's environment: the same deskbreak, and X11 where there is a choice.

        A Wayland client can neither place itself, stay on top, nor leave the focus alone.
        """
        environ = dict(os.environ if self._environ is None else self._environ)
        root = str(Path(__file__).parents[2])
        inherited = environ.get("PYTHONPATH")
        environ["PYTHONPATH"] = f"{root}{os.pathsep}{inherited}" if inherited else root
        if environ.get("DISPLAY") and environ.get("WAYLAND_DISPLAY"):
            environ.setdefault("QT_QPA_PLATFORM", "xcb;wayland")
        return environ


class _Order:
    """Which reports make sense after which."""

    def __init__(self, *, only_check: bool = False) -> None:
        self.opened = self._closed = False
        self._ended = only_check

    @property
    def complete(self) -> bool:
        """Nothing more has to come: the end was told, or a page without one was opened."""
        return self._ended and self.opened

    def take(self, report: GuideReport) -> None:
        """Accept a report; GuideError if it makes no sense now."""
        match report:
            case Opened():
                fits = not self.opened
            case Ended() | Unfit():
                fits = self.opened and not self._ended
            case ComfortTold() | CheckTold() | Closed():
                fits = self.complete
            case _:
                fits = self.opened
        if self._closed or not fits:
            raise GuideError(f"{type(report).__name__} out of turn")
        self.opened = True
        self._ended = self._ended or isinstance(report, Ended | Unfit)
        self._closed = isinstance(report, Closed)


async def _ask(child: Process, request: GuideRequest) -> None:
    """Give it the request; one that is gone already says so itself."""
    if child.stdin is not None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            child.stdin.write(encode_request(request))
            await child.stdin.drain()
        child.stdin.close()


async def _next(child: Process) -> GuideReport | None:
    """The next report; None when there is none any more, GuideError for one without sense."""
    if child.stdout is None:
        return None
    try:
        line = await child.stdout.readline()
    except ValueError:
        raise GuideError(f"a line of more than {LIMIT} bytes") from None
    return decode_report(line) if line else None


async def _last_words(child: Process) -> str:
    """The last line of its complaints; of Qt's, which ends with a list of its parts, the cause."""
    kept = b""
    while child.stderr is not None and (part := await child.stderr.read(LAST_WORDS)):
        kept = (kept + part)[-LAST_WORDS:]
    lines = kept.decode("utf-8", "replace").split("\n")
    words = [line.strip() for line in lines if line.strip()]
    cause = next((word for word in words if word.startswith(QT_CAUSE)), None)
    return cause or (words[-1] if words else "")
