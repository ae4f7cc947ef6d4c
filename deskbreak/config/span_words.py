"""Working hours as people write them: ``9-17``, ``9:00〜12:00``, ``9時から17時半まで``.

``setup`` takes them as they are; of the file, which other programs read as well, it is asked
whether the plain form was meant.
"""

import re
import unicodedata

from deskbreak.config.spans import Span, format_span, meant_after_noon, merge_spans, parse_span

_CLOCK_TIME = re.compile(r"(\d)時(?:(\d\d)分)?(半)?")
_DASH = re.compile(r"\s*(?:[~〜‐‑‒–—−ー]|から)\s*|\s+-\s*|-\s+")
_BETWEEN = re.compile(r"[,、\s]+")
_LONGEST = 400
"""Letters; what is longer is no working day."""


def spans_meant(words: str) -> tuple[Span, ...]:
    """The spans, in order; none: it cannot be read. ``9-17`` means full hours."""
    if len(words) > _LONGEST:
        return ()
    timed = _CLOCK_TIME.sub(_clock_time, unicodedata.normalize("NFKC", words).strip().lower())
    parts = [part for part in _BETWEEN.split(_DASH.sub("-", timed).replace("まで", "")) if part]
    spans = [span for part in parts if (span := parse_span(_with_minutes(part))) is not None]
    whole = len(spans) == len(parts) and all(start < end for start, end in spans)
    return merge_spans(spans) if whole else ()


def near_spans(words: str) -> str | None:
    """The same as the file writes it, in quotes; the end of ``9-5`` is after noon."""
    spans = [meant_after_noon(span) or span for span in spans_meant(words)]
    return ", ".join(f'"{format_span(span)}"' for span in spans) or None


def _clock_time(found: re.Match[str]) -> str:
    """``9時30分`` and ``9時半`` as ``9:30``."""
    hour, minute, half = found.groups()
    return f"{hour}:{minute or ('30' if half else '00')}"


def _with_minutes(part: str) -> str:
    """``9-17`` as ``9:00-17:00``."""
    return "-".join(f"{time}:00" if time.isdecimal() else time for time in part.split("-"))
