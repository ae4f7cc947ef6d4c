"""When the weekly look back is due. Off unless the person named a moment of the week."""

from datetime import date, datetime, timedelta

from deskbreak.domain.machine.state import State
from deskbreak.domain.vocabulary.settings import WeekMoment

LATE = timedelta(days=3)
"""A moment at which nobody was there is made up for within this time: on Monday morning, say."""


def due(moment: WeekMoment | None, now: datetime, last: date | None) -> date | None:
    """The day of the moment that is to be looked back at now; None if there is none.

    Args:
        moment: as the settings name it; None: never.
        now: local time.
        last: the day of the moment that was last looked back at.
    """
    if moment is None:
        return None
    days = (now.weekday() - moment.weekday) % 7
    at = now.replace(hour=moment.minutes // 60, minute=moment.minutes % 60, second=0, microsecond=0)
    at -= timedelta(days=days)
    if at > now:
        at -= timedelta(days=7)
    seen = last is not None and last >= at.date()
    return None if seen or now - at > LATE else at.date()


def suits(state: State) -> bool:
    """Whether the person is there, and nothing else wants their attention."""
    there = state.working and state.presence.counts
    free = state.prompt is None and state.asking is None and state.watched_since is None
    return there and free and not state.holds.paused
