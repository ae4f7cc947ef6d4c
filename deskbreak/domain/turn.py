"""One turn of the machine: a state on its way to the next one.

A ``Turn`` is the only thing in the core that changes while one looks at it; it lives for one step.
It accounts for time (``advance``), keeps absence and presence in agreement (``move``), and shows,
closes and withdraws prompts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from deskbreak.domain import hold, hours, rhythm, rotation
from deskbreak.domain import memory as remember
from deskbreak.domain import presence as person
from deskbreak.domain.effects import (
    Cause,
    Effect,
    Outcome,
    Record,
    ShowPrompt,
    UnwatchGates,
    WatchGates,
    WithdrawPrompt,
)
from deskbreak.domain.eligibility import STAND
from deskbreak.domain.events import Reason
from deskbreak.domain.moment import SECOND, Instant, Millis, Now
from deskbreak.domain.presence import Absence, Activity, Presence
from deskbreak.domain.prompt import Phase, Prompt, ended, ends, shown, snoozes_left
from deskbreak.domain.rhythm import Sitting
from deskbreak.domain.routine import Routine
from deskbreak.domain.showing import cause_now, gates_answered, wants_showing
from deskbreak.domain.state import State


class What(Enum):
    """What changes by itself at an edge."""

    HOURS = auto()
    AWAY = auto()
    WATCHED_ENOUGH = auto()
    STOOD_ENOUGH = auto()
    PAUSE_OVER = auto()
    ROUTINE_OVER = auto()
    EXPIRED = auto()


@dataclass(frozen=True, slots=True)
class Edge:
    """An instant at which something changes by itself, without anything being shown."""

    at: Instant
    what: What


A_STEP: Millis = SECOND
"""The wall clock was stepped if it moved so far against the other; less is inexact reading."""

DOWN_EDGES = frozenset({What.HOURS, What.PAUSE_OVER, What.EXPIRED})
"""What goes on while the daemon is down."""


def edges(state: State) -> Iterator[Edge]:
    """The edges ahead of a state, or just missed, in no order."""
    edge = hours.next_edge(state.settings.hours, state.zone, state.epoch)
    if edge is not None:
        yield Edge(state.instant(edge), What.HOURS)
    presence, prompt, settings = state.presence, state.prompt, state.settings.rhythm
    if presence.absence is not None and not presence.absence.away:
        yield Edge(presence.absence.since + settings.away_after, What.AWAY)
    if presence.kind == Activity.WATCHING:
        yield Edge(presence.input_at + settings.every, What.WATCHED_ENOUGH)
    if presence.stand_until is not None:
        yield Edge(presence.stand_until, What.STOOD_ENOUGH)
    if state.holds.pause_until is not None:
        yield Edge(state.holds.pause_until, What.PAUSE_OVER)
    if prompt is not None and prompt.phase is Phase.STARTED:
        yield Edge(ends(prompt), What.ROUTINE_OVER)
    if prompt is not None and prompt.phase is Phase.SHOWN:
        yield Edge(prompt.expires_at, What.EXPIRED)


class Turn:
    """A state being changed, and what is to be done about it."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.effects: list[Effect] = []
        self._down_since: Instant | None = None
        """The last instant that is known of, while accounting for down time."""

    # Small words that the rest is written in.

    def set(self, **changes: Any) -> None:
        """Change fields of the state."""
        self.state = replace(self.state, **changes)

    def tell(self, *effects: Effect) -> None:
        """Ask for effects."""
        self.effects.extend(effects)

    def _sit(self, sitting: Sitting) -> None:
        """Change the sitting time; what becomes certain, or uncertain again, counts for the day."""
        gained = sitting.firm - self.state.sitting.firm
        today = rhythm.sat(self.state.today, gained, sitting.firm)
        self.set(sitting=sitting, today=today)

    def reset_sitting(self) -> None:
        """Sitting begins anew; unsure minutes before it were sitting after all."""
        self._sit(rhythm.confirm(self.state.sitting))
        self.set(sitting=rhythm.reset(self.state.sitting))

    # Accounting.

    def advance(self, now: Now, *, down: bool) -> None:
        """Account for the time up to ``now``; ``down``: the daemon was not running."""
        before, target = self.state.at, max(now.instant, self.state.at)
        if down:
            self._go_down()
        self._go_through_days(target, down=down)
        self._read_wall(now)
        self.keep_day()
        if down:
            self._come_up(before)

    def _read_wall(self, now: Now) -> None:
        """Read the wall clock; a step out of a span is its end, one into a span its start."""
        before, offset = self.state, now.epoch - now.instant
        self.set(offset=offset, zone=now.wall.tzinfo or before.zone)
        if before.working and abs(offset - before.offset) >= A_STEP:
            span = hours.span_at(before.settings.hours, before.zone, before.epoch)
            if span is not None and not span[0] <= self.state.epoch < span[1]:
                self._end_hours()
        self.keep_hours()

    def catch_up(self) -> None:
        """Cross the edges that an event has put into the past."""
        self._go(self.state.at, down=False)

    def _go_through_days(self, target: Instant, *, down: bool) -> None:
        """Go up to ``target``; if a day began meanwhile, what was before belongs to the old one."""
        state = self.state
        epoch = target + state.offset
        if hours.day_at(state.settings.hours, state.zone, epoch) != state.today.day:
            began = state.instant(hours.day_begins(state.settings.hours, state.zone, epoch))
            if state.at < began <= target:
                self._go(began, down=down)
                self.keep_day()
        self._go(target, down=down)

    def keep_day(self) -> None:
        """Begin to count anew with each day; what this step recorded, it recorded today."""
        state = self.state
        if state.day != state.today.day:
            today = rhythm.Today(state.day)
            for effect in self.effects:
                if isinstance(effect, Record):
                    today = rhythm.counted(today, effect.outcome)
            self.set(today=today)

    def _go(self, target: Instant, *, down: bool) -> None:
        """Go from edge to edge up to ``target``."""
        while (edge := self._next_edge(target, down=down)) is not None:
            self._pass(max(edge.at, self.state.at), down=down)
            self._cross(edge.what)
        self._pass(target, down=down)

    def _next_edge(self, target: Instant, *, down: bool) -> Edge | None:
        """The first edge up to and including ``target``."""
        near = [
            edge
            for edge in edges(self.state)
            if edge.at <= target and (not down or edge.what in DOWN_EDGES)
        ]
        return min(near, key=lambda edge: (edge.at, edge.what.value), default=None)

    def _pass(self, to: Instant, *, down: bool) -> None:
        """Let time go by in which nothing changes."""
        state = self.state
        length = to - state.at
        if length == 0:
            return
        presence = state.presence
        if presence.absence is not None and state.working:
            standing = length if presence.standing else 0
            absence = replace(
                presence.absence,
                length=presence.absence.length + length,
                standing=presence.absence.standing + standing,
            )
            presence = replace(presence, absence=absence)
        if state.counts and not down:
            self._sit(rhythm.grow(state.sitting, length, unsure=presence.absence is not None))
        self.set(at=to, presence=presence)

    def _cross(self, what: What) -> None:
        """Something changes by itself."""
        state = self.state
        match what:
            case What.HOURS:
                self.keep_hours()
            case What.AWAY:
                self._take_back()
            case What.WATCHED_ENOUGH:
                self.move(person.gave_up_watching(state.presence))
            case What.STOOD_ENOUGH:
                self.move(person.stand_ended(state.presence))
            case What.PAUSE_OVER:
                self.end_pause()
            case What.ROUTINE_OVER if state.prompt is not None:
                self.close(ended(state.prompt))
            case What.EXPIRED if state.prompt is not None:
                self._expire(state.prompt)

    def end_pause(self) -> None:
        """The manual hold ends; a later one is a new one, which no prompt passes."""
        prompt = self.state.prompt
        self.set(holds=hold.resume(self.state.holds))
        if prompt is not None:
            self.set(prompt=replace(prompt, passes=prompt.passes - {Reason.PAUSE}))

    def _take_back(self) -> None:
        """The idleness has lasted so long that it was an absence from its start."""
        presence = self.state.presence
        if presence.absence is not None:
            self.set(presence=replace(presence, absence=replace(presence.absence, away=True)))
            self._sit(rhythm.take_back(self.state.sitting))

    def keep_hours(self) -> None:
        """Notice that working hours began or ended: by the time, a clock step or new settings."""
        state = self.state
        working = hours.is_working(state.settings.hours, state.zone, state.epoch)
        if working and not state.working:
            self.set(working=True, sitting=rhythm.reset(state.sitting))
        elif state.working and not working:
            self._end_hours()

    def _end_hours(self) -> None:
        """What is open or kept back is let go; a started routine may finish."""
        self.set(working=False, holds=hold.let_go(self.state.holds))
        prompt = self.state.prompt
        if prompt is not None and prompt.phase is not Phase.STARTED:
            self._expire(prompt)

    def _expire(self, prompt: Prompt) -> None:
        """A prompt is let go without an answer: taken if the person is gone by then, else missed.

        Gone means the same as on return: a minute for one that is shown, else a whole break.
        """
        presence = self.state.presence
        if presence.absence is not None and self._took(presence.absence, prompt):
            self.set(presence=replace(presence, absence=replace(presence.absence, took=True)))
            self.close(Outcome.TAKEN)
        else:
            self.close(Outcome.MISSED)

    # Down time.

    def _go_down(self) -> None:
        """From the last note on, nobody knows; it is part of any absence around it."""
        presence = self.state.presence
        if presence.absence is None:
            absence = Absence(since=self.state.at, proof=self.state.at)
            self.set(presence=replace(presence, absence=absence))
        self._down_since = self.state.at

    def _come_up(self, since: Instant) -> None:
        """The daemon is back after being down since ``since``.

        A prompt returns or is missed, and gates are asked anew.
        """
        self._down_since = None
        state, at = self.state, self.state.at
        rhythm_settings = state.settings.rhythm
        presence = state.presence
        if presence.stand_until is not None and presence.stand_until <= at:
            presence = person.stand_ended(presence)
        absence = presence.absence
        if absence is not None:
            presence = replace(presence, absence=replace(absence, proof=at))
        self.set(presence=presence, watched_since=None, gates_known=False)
        if absence is not None and absence.since + rhythm_settings.away_after <= at:
            self._take_back()
        prompt = state.prompt
        if prompt is not None and (
            at - since >= rhythm_settings.away_after
            or (prompt.phase is Phase.STARTED and not self._hours_allow(prompt))
        ):
            self.close(Outcome.MISSED)
        elif prompt is not None and prompt.phase is Phase.SHOWN:
            self._restore(prompt, prompt.expires_at)
        elif prompt is not None and prompt.phase is Phase.STARTED:
            self._restore(prompt, at + rhythm_settings.expires)
        self.move(self.state.presence)

    def _hours_allow(self, prompt: Prompt) -> bool:
        """Whether a prompt may be shown at this hour."""
        return self.state.working or prompt.off_hours

    def _restore(self, prompt: Prompt, expires_at: Instant) -> None:
        """What was on the screen before the daemon went down is no longer; it is to return."""
        prompt = replace(prompt, phase=Phase.WITHDRAWN, expires_at=expires_at, returns=True)
        self.set(prompt=replace(prompt, guided=False))

    # The person.

    def move(self, presence: Presence) -> None:
        """The person is somewhere else now: an absence begins, goes on, or ends with a return."""
        self.set(presence=presence)
        if presence.gone and presence.absence is None:
            self._leave(presence)
        elif not presence.gone and presence.absence is not None:
            self._return(presence.absence)

    def _leave(self, presence: Presence) -> None:
        """An absence begins, with the moment the input stopped if that is known."""
        at = self.state.at
        since = presence.idle_since if presence.kind == Activity.IDLE else at
        late = self._worked(since, at)
        if not self.state.guiding:
            self._sit(rhythm.doubt(rhythm.confirm(self.state.sitting), late))
        absence = Absence(since=since, length=late, proof=since)
        self.set(presence=replace(presence, absence=absence))

    def reach_back(self, since: Instant) -> None:
        """The input had stopped before the absence was noticed; both are one piece."""
        presence = self.state.presence
        absence = presence.absence
        if absence is None or since >= absence.since:
            return
        late = self._worked(since, absence.since)
        if not self.state.guiding:
            self._sit(rhythm.doubt(self.state.sitting, late))
        proof = since if absence.proof == absence.since else absence.proof
        absence = replace(absence, since=since, length=absence.length + late, proof=proof)
        self.set(presence=replace(presence, absence=absence))
        if absence.away:
            self._take_back()

    def _return(self, absence: Absence) -> None:
        """The person is back: was it a break, and did it answer the prompt?"""
        settings, prompt = self.state.settings.rhythm, self.state.prompt
        self.set(presence=replace(self.state.presence, absence=None))
        self._sit(rhythm.confirm(self.state.sitting))
        was_break = person.is_break(absence, settings)
        if was_break:
            self.set(presence=person.watches_anew(self.state.presence, self.state.at))
        if prompt is not None and self._took(absence, prompt):
            self.close(Outcome.TAKEN)
            absence = replace(absence, took=True)
        elif was_break and not absence.took:
            self._record(Outcome.BREAK, away=absence.length)
        if was_break or absence.took:
            self.reset_sitting()

    def _took(self, absence: Absence, prompt: Prompt) -> bool:
        """Whether being gone answers a prompt: a minute for a shown one, else a whole break.

        Down time is never proof of it.
        """
        settings = self.state.settings.rhythm
        at = self.state.at if self._down_since is None else self._down_since
        if settings.taken_after == 0 or prompt.phase is Phase.STARTED:
            return False
        if prompt.phase is Phase.SHOWN:
            return person.gone_for(absence, prompt.shown_at, at) >= settings.taken_after
        provable = person.gone_for(absence, absence.since, at)
        return person.is_break(absence, settings) and provable >= min(
            settings.away_after, absence.length
        )

    def _worked(self, since: Instant, until: Instant) -> Millis:
        """How much of a stretch of time lay inside working hours."""
        state = self.state
        return hours.working(
            state.settings.hours, state.zone, since + state.offset, until + state.offset
        )

    # Prompts.

    def decide(self) -> None:
        """Show what wants to be shown if this is the moment, or keep it back."""
        if not wants_showing(self.state):
            self.set(holds=hold.let_go(self.state.holds))
            if self.state.prompt is None or self.state.guiding:
                self._unwatch()
            return
        self._watch()
        if not gates_answered(self.state):
            return
        state, prompt = self.state, self.state.prompt
        passes = prompt.passes if prompt is not None else frozenset[Reason]()
        reasons = hold.active(state.holds, state.settings.hold, passes)
        holds, told = hold.keep(state.holds, reasons, state.settings.hold.settle, state.at)
        is_shown = prompt is not None and prompt.phase is Phase.SHOWN
        if reasons and prompt is not None and (is_shown or prompt.returns):
            self.set(prompt=replace(prompt, phase=Phase.WITHDRAWN, returns=False))
            told = (*told, WithdrawPrompt(prompt.id))
        self.set(holds=holds)
        self.tell(*told)
        if not is_shown and (cause := cause_now(self.state)) is not None:
            self.show(cause)

    def routine(self, name: str) -> Routine:
        """The facts of a routine by its id; the plain standing minute for one that is gone."""
        return next((one for one in self.state.catalogue if one.id == name), STAND)

    def show(self, cause: Cause, routine: str | None = None) -> None:
        """Show the open prompt, or a new one, with this routine or the one whose turn it is."""
        state = self.state
        prompt = state.prompt
        if prompt is None:
            prompt = self._new(cause, routine)
        elif routine is not None:
            prompt = replace(prompt, routine=routine)
            self.set(memory=remember.changed(state.memory, routine))
        self._put_up(shown(prompt, cause, state.settings.rhythm, state.at))

    def _new(self, cause: Cause, routine: str | None) -> Prompt:
        """A prompt that was never shown before."""
        state = self.state
        choice = rotation.choose(
            state.catalogue, state.memory, state.settings, state.day, state.seed, wanted=routine
        )
        number = state.prompts + 1
        self.set(
            prompts=number,
            memory=remember.offered(state.memory, choice.routine.id, state.day),
        )
        wall = hours.wall_at(state.zone, state.epoch)
        return Prompt(
            id=f"{wall:%Y%m%d-%H%M%S}-{number}",
            routine=choice.routine.id,
            phase=Phase.SHOWN,
            reason=cause,
            shown_at=state.at,
            expires_at=state.at,
            easier=choice.easier,
        )

    def _put_up(self, prompt: Prompt) -> None:
        """The prompt is on the screen from now on."""
        self.set(
            prompt=prompt,
            sitting=replace(self.state.sitting, shown_at=self.state.at),
            holds=hold.let_go(self.state.holds),
        )
        left = snoozes_left(prompt, self.state.settings.rhythm)
        self.tell(ShowPrompt(prompt.id, prompt.routine, prompt.reason, left, prompt.easier))

    def close(self, outcome: Outcome) -> None:
        """The open prompt gets its one final outcome."""
        prompt = self.state.prompt
        if prompt is None:
            return
        self._record(outcome, prompt)
        if prompt.phase in (Phase.SHOWN, Phase.STARTED):
            self.tell(WithdrawPrompt(prompt.id))
        self.set(prompt=None, holds=hold.let_go(self.state.holds))
        if outcome in (Outcome.DONE, Outcome.STOPPED):
            self.reset_sitting()

    def note_snooze(self, before: Prompt) -> None:
        """The prompt was put off: it goes away for a while."""
        self._record(Outcome.SNOOZED, before)
        if before.phase is Phase.SHOWN:
            self.tell(WithdrawPrompt(before.id))
        self.set(holds=hold.let_go(self.state.holds))

    def _record(
        self, outcome: Outcome, prompt: Prompt | None = None, away: Millis | None = None
    ) -> None:
        """Write a row of the ledger and count it for the day."""
        self.set(today=rhythm.counted(self.state.today, outcome))
        self.tell(
            Record(
                outcome,
                sitting=self.state.sitting.total,
                id=prompt.id if prompt else None,
                routine=prompt.routine if prompt else None,
                away=away,
            )
        )

    # Gates.

    def _watch(self) -> None:
        """Something wants to be shown, or is: the gates must be known until it closes.

        What they said before a restart is forgotten; they are asked anew.
        """
        if self.state.watched_since is None:
            holds = hold.end(self.state.holds, None)
            self.set(watched_since=self.state.at, gates_known=False, holds=holds)
            self.tell(WatchGates())

    def _unwatch(self) -> None:
        """Nothing is due or open. What the gates said is forgotten; it will be asked anew."""
        if self.state.watched_since is not None:
            self.set(watched_since=None, gates_known=False, holds=hold.end(self.state.holds, None))
            self.tell(UnwatchGates())
