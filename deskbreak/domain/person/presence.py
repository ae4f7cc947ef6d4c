"""Where the person is, and what an absence amounts to.

Rules
- Present and watching are sitting. Idle is reading and counts too, until it lasts ``away_after``:
  then the person has been away since the input stopped, and those minutes are taken back.
- Watching is sitting for at most ``every`` without input; then it is away since the input stopped.
- Locked, asleep and down never count. Standing stands still.
- Idle, lock, sleep, down and standing that touch are one piece, an ``Absence``. Only the part of
  it inside working hours has length.
- On return it was a break if it is ``away_after`` long, or holds ``taken_after`` of standing.
- Locked covers idle, asleep covers locked, standing covers them all: what is below shows again when
  what covers it ends. Waking up brings back what was before.
"""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from deskbreak.domain.time.units import Instant, Millis
from deskbreak.domain.vocabulary.settings import Rhythm


class Activity(StrEnum):
    """What the input shows."""

    PRESENT = "present"
    WATCHING = "watching"
    IDLE = "idle"


class Absence(Struct, frozen=True):
    """One piece of being gone."""

    since: Instant
    length: Millis = 0
    """The part inside working hours so far."""
    standing: Millis = 0
    """So much of it the person said to be standing."""
    proof: Instant = 0
    """Since when the person is known to be gone; down time proves nothing."""
    away: bool = False
    """It has lasted ``away_after``: its idle minutes were taken back."""
    took: bool = False
    """It has already closed a prompt as ``taken``."""


class Presence(Struct, frozen=True):
    """The person, as far as the sensors know."""

    activity: Activity = Activity.IDLE
    input_at: Instant = 0
    """The last input that was reported; while idle or watching, when the input stopped."""
    idle_since: Instant = 0
    """While idle: when the input stopped or the watching ended."""
    locked: bool = False
    asleep: bool = False
    standing: bool = False
    stand_until: Instant | None = None
    absence: Absence | None = None
    typing: bool = False
    quiet_since: Instant | None = None
    """When typing ended; None: long ago."""

    @property
    def kind(self) -> str:
        """present, watching, idle, locked, asleep or standing."""
        if self.standing:
            return "standing"
        if self.asleep:
            return "asleep"
        return "locked" if self.locked else self.activity.value

    @property
    def gone(self) -> bool:
        """Whether an absence is going on (idle included, long or short)."""
        return self.kind not in ("present", "watching")

    @property
    def counts(self) -> bool:
        """Whether sitting grows: present, watching, or idle for a short time."""
        if self.absence is None:
            return not self.gone
        return self.kind == "idle" and not self.absence.away


def came_back(it: Presence, at: Instant) -> Presence:
    """Input was seen: nobody types on a machine that sleeps. It does not unlock anything."""
    typing = it.typing and it.activity is Activity.PRESENT
    quiet = it.quiet_since if it.activity is Activity.PRESENT else None
    return replace(
        it,
        activity=Activity.PRESENT,
        input_at=at,
        asleep=False,
        typing=typing,
        quiet_since=quiet,
    )


def went_idle(it: Presence, since: Instant | None, at: Instant) -> Presence:
    """The input stopped, at the latest now and never before the last input; or watching ended."""
    if it.activity is Activity.IDLE:
        return it
    stopped = at
    if it.activity is Activity.PRESENT:
        stopped = at if since is None else min(at, max(since, it.input_at))
        it = replace(it, input_at=stopped)
    return replace(it, activity=Activity.IDLE, idle_since=stopped, typing=False, quiet_since=None)


def watched(it: Presence, since: Instant | None, at: Instant) -> Presence:
    """The input stopped, but the person is watching; an idleness before was without it too."""
    if it.activity is Activity.WATCHING:
        return it
    stopped = it.input_at
    if it.activity is Activity.PRESENT:
        stopped = at if since is None else min(at, max(since, it.input_at))
    return replace(it, activity=Activity.WATCHING, input_at=stopped, typing=False, quiet_since=None)


def locked(it: Presence) -> Presence:
    """The session was locked; a pause in input begins with it."""
    return replace(it, locked=True, typing=False, quiet_since=None)


def unlocked(it: Presence, at: Instant) -> Presence:
    """The session was unlocked, which only a person can do, even if no lock was reported."""
    return came_back(replace(it, locked=False), at)


def stood_up(it: Presence, span: Millis | None, at: Instant) -> Presence:
    """The person stands, for ``span`` or until they sit; a later word replaces the earlier."""
    return replace(it, standing=True, stand_until=None if span is None else at + span)


def sat_down(it: Presence, at: Instant) -> Presence:
    """The person sits again, and says so: they are present."""
    if not it.standing:
        return it
    return came_back(replace(it, standing=False, stand_until=None), at)


def stand_ended(it: Presence) -> Presence:
    """The time the person meant to stand is over; the sensors know what they do now."""
    return replace(it, standing=False, stand_until=None)


def typed(it: Presence, at: Instant) -> Presence:
    """Input without a natural pause; it proves that somebody is there."""
    return replace(came_back(it, at), typing=True, quiet_since=None)


def paused_typing(it: Presence, since: Instant | None, at: Instant) -> Presence:
    """The last input was at ``since``; a natural pause begins there."""
    return replace(it, typing=False, quiet_since=at if since is None else min(since, at))


def gave_up_watching(it: Presence) -> Presence:
    """Nobody watches for so long without input: idle since the input stopped."""
    return replace(it, activity=Activity.IDLE, idle_since=it.input_at)


def watches_anew(it: Presence, at: Instant) -> Presence:
    """After a break, how long the person may watch without input begins anew."""
    return replace(it, input_at=at) if it.activity is Activity.WATCHING else it


def pause_begins(it: Presence, pause: Millis, at: Instant) -> Instant | None:
    """When a natural pause of ``pause`` is reached: ``at`` if it is now, None while typing."""
    if pause == 0:
        return at
    if it.typing:
        return None
    return at if it.quiet_since is None else max(at, it.quiet_since + pause)


def is_break(absence: Absence, rhythm: Rhythm) -> bool:
    """Whether an absence that ends now was a break."""
    stood = absence.standing > 0 and absence.standing >= rhythm.taken_after
    return absence.length >= rhythm.away_after or stood


def gone_for(absence: Absence | None, shown_at: Instant, at: Instant) -> Millis:
    """How long the person has provably been gone since a prompt was shown."""
    return 0 if absence is None else max(0, at - max(absence.proof, shown_at))
