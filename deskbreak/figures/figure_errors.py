"""The one error of this room."""

from deskbreak.errors import WrongInputError


class FigureError(WrongInputError):
    """A movement file is wrong; the text names the file, the key and what to do.

    Args:
        file: name of the file, for example ``hip-hinge.toml``.
        key: path of the key inside it, for example ``pose.back.anchor``.
        what: what is wrong and what would be right, in one line.
    """

    def __init__(self, file: str, key: str, what: str) -> None:
        super().__init__(f"{file}: {key}: {what}")
        self.file = file
        self.key = key
