"""Whether a notification server has left a message unanswered: it is passed over then.

The rules:

- A server that did not answer in time is not asked again until it shows a sign of life: a late
  answer, a signal, or another life of it. Nobody waits for it with every prompt.
- After half an hour without one it is tried once more: it may have lost that one message only.
- One that answered late is slow, and gets twice the time. If that is too short as well, late
  answers count no more: a popup that comes and is taken away at once disturbs more than none.
- One that answers quickly again is as good as any.
"""

AGAIN = 1800.0
"""Seconds."""


class Silence:
    """Of one life of a server. Times are seconds of any clock that only goes forward."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._slow = False

    def why(self, now: float) -> str | None:
        """Why it is passed over; None: it is not."""
        silent = self._since is not None and now - self._since < AGAIN
        return "the notification server does not answer" if silent else None

    def patience(self, limit: float) -> float:
        """The seconds that it has to answer, ``limit`` being those of any other."""
        return 2 * limit if self._slow else limit

    def begin(self, now: float) -> None:
        """It did not answer in time."""
        self._since = now

    def is_quick(self) -> None:
        """It has answered in time."""
        self._since, self._slow = None, False

    def end(self) -> bool:
        """It has shown a sign of life. Whether it was silent before and is used again from now."""
        if self._since is None or self._slow:
            return False
        self._since, self._slow = None, True
        return True
