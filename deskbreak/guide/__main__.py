"""``python -m deskbreak.guide``: one request on standard input, reports on standard output.

Exit codes: 0 the window was shown and closed; 1 no window can be shown; 2 the request makes no
sense. The reason is one line on standard error.
"""

import gc
import os
import signal
import sys

from deskbreak.app.guide_protocol import (
    LIMIT,
    GuideError,
    GuideReport,
    GuideRequest,
    decode_request,
    encode_report,
)
from deskbreak.content.content_errors import ContentError
from deskbreak.figures.figure_errors import FigureError


def main() -> int:
    """Lead one routine; the exit code."""
    gc.disable()  # until the window is there: nothing of what is loaded now can be freed
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        request = decode_request(sys.stdin.buffer.readline(LIMIT))
    except GuideError as error:
        return _fail(f"the request: {error}", 2)
    try:
        return _lead(request)
    except ImportError as error:
        return _fail(f"PySide6 cannot be loaded: {error}")
    except ContentError as error:
        return _fail(str(error), 2)
    except FigureError as error:
        return _fail(str(error))


def _lead(request: GuideRequest) -> int:
    from deskbreak.guide.start_window import run  # noqa: PLC0415 - PySide6 may be missing

    run(request, _tell)
    return 0


def _tell(report: GuideReport) -> None:
    """One line; when nobody listens any more, the minute goes on all the same."""
    try:
        sys.stdout.buffer.write(encode_report(report))
        sys.stdout.buffer.flush()
    except OSError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - until the end


def _fail(why: str, code: int = 1) -> int:
    sys.stderr.write(f"{why}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
