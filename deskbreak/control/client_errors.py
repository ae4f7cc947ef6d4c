"""Why a command got no reply."""

from deskbreak.errors import UnavailableError


class NotRunning(UnavailableError):
    """No daemon listens."""

    def __init__(self) -> None:
        super().__init__("deskbreak is not running: start it with: deskbreak run")


class NoAnswer(UnavailableError):
    """The daemon listens but does not answer in time, or not sensibly."""

    def __init__(self, why: str = "the connection was closed") -> None:
        super().__init__(f"deskbreak does not answer: {why}")
