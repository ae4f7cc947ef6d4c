"""Writes single assignments of TOML on one line."""

import tomli_w


def assignment(key: str, value: object) -> str:
    """``snooze = ["5m", "10m"]``. A list's items stand on one line, unlike tomli-w's."""
    first, *items = tomli_w.dumps({key: value}).splitlines()
    if not items:
        return first
    *inner, last = (item.strip() for item in items)
    return f"{first}{' '.join(inner).rstrip(',')}{last}"
