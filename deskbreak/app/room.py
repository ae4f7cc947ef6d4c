"""How much a notice has room for."""

from collections.abc import Iterable

TITLE, BODY = 60, 200
"""Characters."""


def fit(lines: Iterable[str]) -> str:
    """As many whole lines as a notice has room for, at least the first."""
    body, *rest = lines
    for line in rest:
        if len(body) + 1 + len(line) > BODY:
            break
        body = f"{body}\n{line}"
    return body
