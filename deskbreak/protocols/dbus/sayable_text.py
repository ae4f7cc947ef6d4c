"""Texts that can be said over D-Bus.

A text there is UTF-8 without NUL (specification, "Valid Object Paths" and "Basic Types"); a bus
closes the connection of whoever sends another. File names may be anything.
"""


def sayable(text: str) -> str:
    """The text, with a question mark for each letter that is none, and without NUL."""
    return text.replace("\0", "").encode(errors="replace").decode()
