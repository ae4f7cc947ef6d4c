"""What keeps a prompt back, and how that ends.

Rules
- A hold is a reason that is on now: a call, a shared screen, a fullscreen window, do-not-disturb, a
  meeting, or a manual pause. The one shown is the oldest still on.
- A hold is announced when a due or open prompt is first kept back, and again when the shown reason
  changes. Its release is announced when the last reason ends.
- After the release the prompt waits for ``hold.settle``; a hold that returns starts that anew.
- Nothing kept back, nothing announced, nothing settled.
- A prompt that was asked for passes the holds that were on when it was asked.
"""

from msgspec import Struct
from msgspec.structs import replace

from deskbreak.domain.time.units import Instant, Millis
from deskbreak.domain.vocabulary.effects import Effect, HoldPrompt, ReleasePrompt
from deskbreak.domain.vocabulary.events import Reason
from deskbreak.domain.vocabulary.settings import HoldSettings

SWITCHES = {
    Reason.CALL: "call",
    Reason.SCREEN_SHARE: "screen_share",
    Reason.FULLSCREEN: "fullscreen",
    Reason.DO_NOT_DISTURB: "do_not_disturb",
    Reason.CALENDAR: "calendar",
}
"""Which setting turns a reason off; a manual pause cannot be."""


class Kept(Struct, frozen=True):
    """A prompt is being kept back, or settling after it was."""

    reason: Reason
    since: Instant
    """When it was first kept back."""
    settled_at: Instant | None = None
    """None while a hold is on; then when settling ends."""


class Holds(Struct, frozen=True):
    """The reasons that are on, oldest first, and what they keep back."""

    on: tuple[tuple[Reason, Instant], ...] = ()
    pause_until: Instant | None = None
    kept: Kept | None = None

    @property
    def paused(self) -> bool:
        """Whether the manual hold is on."""
        return any(reason is Reason.PAUSE for reason, _ in self.on)


def begin(it: Holds, reason: Reason, since: Instant) -> Holds:
    """A reason is on since an instant; one that is on already keeps its age."""
    if any(known is reason for known, _ in it.on):
        return it
    return replace(it, on=tuple(sorted((*it.on, (reason, since)), key=lambda each: each[1])))


def end(it: Holds, reason: Reason | None) -> Holds:
    """A reason goes off; None: all but the manual pause."""
    gone = (
        [reason]
        if reason is not None
        else [known for known, _ in it.on if known is not Reason.PAUSE]
    )
    return replace(it, on=tuple(each for each in it.on if each[0] not in gone))


def pause(it: Holds, until: Instant, at: Instant) -> Holds:
    """The manual hold until an instant; a later one replaces the earlier."""
    return replace(begin(it, Reason.PAUSE, at), pause_until=until)


def resume(it: Holds) -> Holds:
    """The manual hold ends."""
    return replace(end(it, Reason.PAUSE), pause_until=None)


def active(
    it: Holds, settings: HoldSettings, passes: frozenset[Reason] = frozenset()
) -> tuple[tuple[Reason, Instant], ...]:
    """The reasons that count: switched on in the settings and not passed by the prompt."""
    return tuple(
        (reason, since)
        for reason, since in it.on
        if reason not in passes
        and (reason is Reason.PAUSE or bool(getattr(settings, SWITCHES[reason])))
    )


def keep(
    it: Holds, reasons: tuple[tuple[Reason, Instant], ...], settle: Millis, at: Instant
) -> tuple[Holds, tuple[Effect, ...]]:
    """Look at a prompt that wants to be shown: what is announced, and what is remembered.

    Afterwards ``kept`` is None when nothing ever kept it back; it may be shown when ``settled_at``
    is in the past.
    """
    kept = it.kept
    if reasons:
        reason = reasons[0][0]
        if kept is not None and kept.settled_at is None and kept.reason is reason:
            return it, ()
        since = at if kept is None else kept.since
        return replace(it, kept=Kept(reason, since)), (HoldPrompt(reason),)
    if kept is not None and kept.settled_at is None:
        return replace(it, kept=replace(kept, settled_at=at + settle)), (ReleasePrompt(),)
    return it, ()


def clear_kept(it: Holds) -> Holds:
    """Nothing is kept back any more."""
    return replace(it, kept=None)
