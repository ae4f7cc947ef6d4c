"""Makes standard input, output and error such that writing and asking never fail.

- A program without a console (``pythonw``, which autostart uses) has none of them: what is written
  goes nowhere, and reading finds the end.
- What a code page or a locale lacks is replaced, a letter at a time. In cp932 that is even "·".
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # importing typing takes a tenth of the time of a call
if TYPE_CHECKING:
    from io import RawIOBase

NAMES = ("stdin", "stdout", "stderr")


def prepare() -> bool:
    """Call it before anything is written. False if there was no standard output at all."""
    missing = [name for name in NAMES if getattr(sys, name) is None]
    if missing:
        from io import BytesIO, TextIOWrapper  # noqa: PLC0415 - the usual case does without

        for name in missing:
            setattr(sys, name, TextIOWrapper(BytesIO() if name == "stdin" else _nowhere(), "utf-8"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and getattr(stream, "errors", "") in (
            "strict",
            "surrogateescape",
        ):
            reconfigure(errors="replace")
    return "stdout" not in missing


def _nowhere() -> RawIOBase:
    """What forgets everything that is written to it."""
    from io import RawIOBase  # noqa: PLC0415 - the same

    class Nowhere(RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            return len(data)  # type: ignore[arg-type]  # bytes, as TextIOWrapper gives them

    return Nowhere()
