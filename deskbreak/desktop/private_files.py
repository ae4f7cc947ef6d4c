"""What we make is the person's alone: folders 0700, the missing ones above them too, files 0600.

One umask for the whole process sees to it, whatever umask the person has: a wide one would let
others look in, a very narrow one would shut ourselves out. Programs of the person's own that we
start (an editor) get the person's umask back.
"""

import os

OWNER_ONLY = 0o077
_of_person: list[int] = []


def begin() -> None:
    """From now on."""
    before = os.umask(OWNER_ONLY)
    if not _of_person:
        _of_person.append(before)


def umask_of_person() -> int:
    """For ``subprocess``: what a program of the person's own should make its files with."""
    return _of_person[0] if _of_person and os.name == "posix" else -1
