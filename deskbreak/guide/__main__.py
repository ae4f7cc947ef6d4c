"""``python -m deskbreak.guide``: one request on standard input, reports on standard output.

Exit codes: 0 the window was shown and closed; 1 no window can be shown; 2 the request makes no
sense. The reason is one line on standard error.
"""

import gc
import signal
import sys

from deskbreak.app.guide_protocol import (
    LIMIT,
    GuideError,
    GuideRequest,
    decode_request,
)
from deskbreak.content.content_errors import ContentError
from deskbreak.figures.figure_errors import FigureError
from deskbreak.guide.listener import Listener


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

    listener = Listener(request)
    try:
        run(request, listener.tell, listener.look)
    finally:
        listener.close()
    return 0


def _fail(why: str, code: int = 1) -> int:
    sys.stderr.write(f"{why}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
