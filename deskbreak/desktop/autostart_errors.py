"""Why starting with the session could not be switched."""

from deskbreak.errors import FileUnusableError


class AutostartError(FileUnusableError):
    """It could not be switched; the text is the system's reason."""


class ForeignError(AutostartError):
    """Something that is not ours is there under our name; the text says where."""
