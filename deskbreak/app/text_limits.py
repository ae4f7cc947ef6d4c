"""How much text each place has room for, and cutting a notice to it at the end of a line."""

from collections.abc import Iterable

TITLE, BODY, MENU = 60, 200, 40
"""Characters of a notification's title and body, and of an entry of the tray's menu."""

LONG_BODY = 320
"""The body of a prompt that says for whom it is not: none of its lines may be lost."""


def fit(lines: Iterable[str], room: int = BODY) -> str:
    """As many whole lines, from the first on, as there is room for; at least the first one."""
    first, *others = lines
    body = first
    for line in others:
        if len(body) + 1 + len(line) > room:
            break
        body = f"{body}\n{line}"
    return body
