"""A setting that was chosen in the program, as the profile writes it."""

from deskbreak.domain.time.durations import format_duration
from deskbreak.domain.vocabulary.settings import Keepable, Mode

OWN = "personal."
"""Keys of this table stand at the top level of the profile."""

LENGTHS = frozenset({"rhythm.every"})
"""Keys whose value is a length of time, milliseconds."""


def profile_change(key: str, value: Keepable) -> tuple[str, object]:
    """The key as the profile names it and the value as TOML holds it."""
    name = key.removeprefix(OWN)
    if isinstance(value, frozenset):
        return name, sorted(str(one) for one in value)
    if isinstance(value, Mode):
        return name, str(value)
    return name, format_duration(int(value)) if key in LENGTHS else value
