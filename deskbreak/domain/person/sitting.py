"""When a prompt is due: sitting, stretch, and what the day came to.

Rules
- Sitting grows while the person is present or watching, inside working hours, and no routine runs.
- Minutes of an idleness that may still turn out to be an absence are *unsure*: they count, and are
  taken back when it does.
- Stretch is the smaller of sitting and the time since a prompt was last shown for any reason.
- A prompt is due when stretch reaches ``every``; at ``ceiling`` it no longer waits for a pause.
- Sitting is 0 after done, taken, stopped and a break, and at each start of working hours.
"""

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from deskbreak.domain.time.units import HOUR, MINUTE, Instant, Millis
from deskbreak.domain.vocabulary.effects import Outcome
from deskbreak.domain.vocabulary.settings import Profile, Rhythm


class Sitting(Struct, frozen=True):
    """The sitting time, and when a prompt last interrupted it."""

    firm: Millis = 0
    unsure: Millis = 0
    shown_at: Instant | None = None
    since: Instant | None = None
    """When it last was 0: the person had been on the feet, or away."""
    worked: Millis = 0
    """Sitting since the last pause as long as the rhythm profile suggests, or that suggestion."""

    @property
    def total(self) -> Millis:
        """Sitting as it stands now."""
        return self.firm + self.unsure


class Today(Struct, frozen=True):
    """What the day came to so far; kept for ``status``, the ledger knows the rest."""

    day: date
    done: int = 0
    taken: int = 0
    skipped: int = 0
    missed: int = 0
    snoozed: int = 0
    stopped: int = 0
    breaks: int = 0
    sitting: Millis = 0
    longest: Millis = 0


COUNTERS = {
    Outcome.DONE: "done",
    Outcome.TAKEN: "taken",
    Outcome.SKIPPED: "skipped",
    Outcome.MISSED: "missed",
    Outcome.SNOOZED: "snoozed",
    Outcome.STOPPED: "stopped",
    Outcome.BREAK: "breaks",
}


def stretch(it: Sitting, at: Instant) -> Millis:
    """The smaller of sitting and the time since a prompt was last shown."""
    if it.shown_at is None:
        return it.total
    return min(it.total, at - it.shown_at)


def reaches(it: Sitting, length: Millis, at: Instant) -> Instant:
    """When stretch reaches a length, if the person goes on sitting from ``at``."""
    by_sitting = at + length - it.total
    return by_sitting if it.shown_at is None else max(by_sitting, it.shown_at + length)


def grow(it: Sitting, length: Millis, *, unsure: bool) -> Sitting:
    """Sitting went on for a while."""
    if unsure:
        return replace(it, unsure=it.unsure + length)
    return replace(it, firm=it.firm + length)


def doubt(it: Sitting, length: Millis) -> Sitting:
    """The last ``length`` of sitting was without input after all: it may be taken back."""
    doubted = min(it.firm, length)
    return replace(it, firm=it.firm - doubted, unsure=it.unsure + doubted)


def confirm(it: Sitting) -> Sitting:
    """The person was there: unsure minutes are sitting."""
    return replace(it, firm=it.total, unsure=0)


def take_back(it: Sitting) -> Sitting:
    """The person was away: unsure minutes never were sitting."""
    return replace(it, unsure=0)


def reset(it: Sitting, at: Instant) -> Sitting:
    """Sitting begins anew."""
    return replace(it, firm=0, unsure=0, since=at)


def stood_this_hour(it: Sitting, at: Instant) -> bool:
    """Whether the person was on the feet at least once in the past hour (check C9)."""
    return it.since is not None and at - it.since < HOUR


PAUSE_AFTER: dict[Profile, Millis] = {
    Profile.JP_MHLW: 60 * MINUTE,
    Profile.UK_HSE: 50 * MINUTE,
}
"""Sitting after which a profile suggests a longer pause (catalogue 4.3)."""

PAUSE_OF: dict[Profile, Millis] = {
    Profile.JP_MHLW: 10 * MINUTE,
    Profile.UK_HSE: 5 * MINUTE,
}
"""How long that pause is at least."""


def suggests_pause(it: Sitting, rhythm: Rhythm) -> bool:
    """Whether the profile suggests a longer pause by now."""
    after = PAUSE_AFTER.get(rhythm.profile)
    return after is not None and it.worked >= after


def paused_for(it: Sitting, rhythm: Rhythm, away: Millis) -> Sitting:
    """The person was away: if that was as long as the profile suggests, its count begins anew."""
    long = away >= PAUSE_OF.get(rhythm.profile, rhythm.away_after)
    return replace(it, worked=0) if long else it


def next_full_minute(it: Sitting, at: Instant) -> Instant:
    """When sitting, if it goes on, is a whole number of minutes again."""
    return at + MINUTE - it.total % MINUTE


def counted(it: Today, outcome: Outcome) -> Today:
    """One more of an outcome; the answers to checks are not counted."""
    name = COUNTERS.get(outcome)
    if name is None:
        return it
    return replace(it, **{name: getattr(it, name) + 1})


def sat(it: Today, length: Millis, firm: Millis) -> Today:
    """The day's sitting grew, or shrank when minutes came into doubt; ``firm`` is without those.

    Of a stretch that began on the day before only today's part counts.
    """
    sitting = it.sitting + length
    return replace(it, sitting=sitting, longest=max(it.longest, min(firm, sitting)))


def longest(it: Today, sitting: Sitting) -> Millis:
    """The longest stretch of the day, with the present one as far as it belongs to the day."""
    return max(it.longest, min(sitting.total, it.sitting + sitting.unsure))


def settled(it: Today) -> Today:
    """Minutes were taken back; some may have belonged to the day before."""
    return replace(it, sitting=max(0, it.sitting))
