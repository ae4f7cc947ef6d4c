"""Whoever began the guide: gets the reports, until it is gone."""

import os
import sys

from deskbreak.app.guide_protocol import GuideReport, GuideRequest, encode_report
from deskbreak.guide.next_daemon import NextDaemon


class Listener:
    """Reads our standard output. Who began a minute without a prompt has no successor."""

    def __init__(self, request: GuideRequest) -> None:
        self._request = request
        self._is_gone = False
        self._next: NextDaemon | None = None

    def tell(self, report: GuideReport) -> None:
        """One line; when nobody listens any more, the minute goes on all the same."""
        if not self._is_gone:
            try:
                sys.stdout.buffer.write(encode_report(report))
                sys.stdout.buffer.flush()
            except OSError:
                self._lost()
            else:
                return
        if self._next is not None:
            self._next.take(report)

    def look(self) -> str:
        """What the window may say of it, a key of ``guide.alone``; "": it is there."""
        if not self._is_gone and _nobody_reads(1):
            self._lost()
        return "" if self._next is None else self._next.said

    def close(self) -> None:
        """The window is closed."""
        if self._next is not None:
            self._next.close()

    def _lost(self) -> None:
        self._is_gone = True
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - until the end
        if self._request.prompt:
            self._next = NextDaemon(self._request)


def _nobody_reads(number: int) -> bool:
    """Whether the other end of a pipe is closed; where the system cannot say, a report will."""
    if sys.platform == "win32":
        return False
    import select  # noqa: PLC0415 - not for pipes on Windows

    asking = select.poll()
    asking.register(number, 0)
    return bool(asking.poll(0))
