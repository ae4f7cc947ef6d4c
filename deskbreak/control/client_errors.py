"""Why a command got no reply."""


class NotRunning(Exception):
    """No daemon listens."""


class NoAnswer(Exception):
    """The daemon listens but does not answer in time, or not sensibly."""
