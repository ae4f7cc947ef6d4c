"""Lengths of time as the file writes them: ``"90s"``, ``"45m"``, ``"1h30m"``, ``"30d"``.

Rules
- Whole numbers with the units d, h, m, s, each at most once and from the largest to the smallest.
"""

import re

from deskbreak.domain.time.units import DAY, HOUR, MINUTE, SECOND, Millis

_FORM = re.compile(
    r"(?=[0-9])(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?", re.ASCII
)
_UNITS = ((DAY, "d"), (HOUR, "h"), (MINUTE, "m"), (SECOND, "s"))
_AS_ONE = ((SECOND, "s", 90 * SECOND), (MINUTE, "m", 90 * MINUTE), (HOUR, "h", 48 * HOUR))
"""Up to this length one unit says it best: 60s, 90m, 24h."""


def parse_duration(text: str) -> Millis | None:
    """Milliseconds, or None if the text is not a duration."""
    match = _FORM.fullmatch(text)
    if match is None:
        return None
    return sum(
        int(count) * unit for count, (unit, _) in zip(match.groups("0"), _UNITS, strict=True)
    )


def format_duration(length: Millis) -> str:
    """The text for whole seconds; ``parse_duration`` gives the same length back."""
    for unit, letter, limit in _AS_ONE:
        if length <= limit and length % unit == 0:
            return f"{length // unit}{letter}"
    parts = []
    for unit, letter in _UNITS:
        count, length = divmod(length, unit)
        if count:
            parts.append(f"{count}{letter}")
    return "".join(parts)
