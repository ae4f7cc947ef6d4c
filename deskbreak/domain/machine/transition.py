"""One transition of the machine: accounts for the time between two steps.

Rules
- Time is accounted for from edge to edge, in the order in which the edges come.
- What was before the beginning of a day belongs to the day before.
- A step of the wall clock out of a span of working hours is its end, one into a span its start.
- What is open or kept back ends with the working hours; a started routine may finish.
- After down time a prompt returns with its id, or is ``missed``; gates are asked anew.

A ``Transition`` is the only thing in the core that changes while one looks at it; it lives for one
step.
"""

from typing import assert_never, cast

from msgspec.structs import replace

from deskbreak.domain.machine.absence_transitions import AbsenceTransitions
from deskbreak.domain.machine.edges import DOWN_EDGES, Edge, What, edges
from deskbreak.domain.person import sitting
from deskbreak.domain.person.presence import (
    Absence,
    gave_up_watching,
    stand_ended,
)
from deskbreak.domain.prompt import hold
from deskbreak.domain.prompt.life import Phase, Prompt, ended
from deskbreak.domain.prompt.question import Asking
from deskbreak.domain.time import working_hours
from deskbreak.domain.time.units import HOUR, SECOND, Instant, Millis, Now
from deskbreak.domain.vocabulary.effects import EndDay, Outcome, Record

A_STEP: Millis = SECOND
"""The wall clock was stepped if it moved so far against the other; less is inexact reading."""


PUT_RIGHT: Millis = HOUR
"""A step so long puts a wrong clock right: what the day came to so far was today all along."""


class Transition(AbsenceTransitions):
    """A state being changed, and what is to be done about it."""

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
            span = working_hours.span_at(before.settings.hours, before.zone, before.epoch)
            if span is not None and not span[0] <= self.state.epoch < span[1]:
                self._end_hours()
        if abs(offset - before.offset) >= PUT_RIGHT:
            self.set(today=replace(self.state.today, day=self.state.day))
        self.keep_hours()

    def catch_up(self) -> None:
        """Cross the edges that an event has put into the past."""
        self._go(self.state.at, down=False)

    def _go_through_days(self, target: Instant, *, down: bool) -> None:
        """Go up to ``target``; if a day began meanwhile, what was before belongs to the old one."""
        state = self.state
        spans, zone = state.settings.hours, state.zone
        day = working_hours.day_at(spans, zone, target + state.offset)
        if day != state.today.day:
            began = state.instant(working_hours.day_begins(spans, zone, day))
            self._go(min(max(began, state.at), target), down=down)
            self.keep_day()
        self._go(target, down=down)

    def keep_day(self) -> None:
        """Begin to count anew with each day; what this step recorded, it recorded today."""
        state = self.state
        if state.day != state.today.day:
            over, sat = state.today, state.today.sitting + state.sitting.unsure
            if sat or over.longest:
                self.emit(EndDay(over.day, sat, over.longest))
            today = sitting.Today(state.day)
            for effect in self.effects:
                if isinstance(effect, Record):
                    today = sitting.counted(today, effect.outcome)
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
            self.set_sitting(
                sitting.grow(state.sitting, length, unsure=presence.absence is not None)
            )
        self.set(at=to, presence=presence)

    def _cross(self, what: What) -> None:
        """Something changes by itself; there is no edge without what it belongs to."""
        state = self.state
        match what:
            case What.HOURS:
                self.keep_hours()
            case What.AWAY:
                self.take_back(cast("Absence", state.presence.absence))
            case What.WATCHED_ENOUGH:
                self.move(gave_up_watching(state.presence))
            case What.STOOD_ENOUGH:
                self.move(stand_ended(state.presence))
            case What.PAUSE_OVER:
                self.end_pause()
            case What.ROUTINE_OVER:
                prompt = cast("Prompt", state.prompt)
                self.close(prompt, ended(prompt))
            case What.EXPIRED:
                self.expire(cast("Prompt", state.prompt))
            case What.QUESTION_OVER:
                self.lapse(cast("Asking", state.asking))
            case What.STATEMENT_OVER:
                self.end_statement()
            case _:
                assert_never(what)

    def keep_hours(self) -> None:
        """Notice that working hours began or ended: by the time, a clock step or new settings."""
        state = self.state
        working = working_hours.is_working(state.settings.hours, state.zone, state.epoch)
        if working and not state.working:
            fresh = sitting.reset(replace(state.sitting, worked=0), state.at)
            self.set(working=True, sitting=fresh)
        elif state.working and not working:
            self._end_hours()

    def _end_hours(self) -> None:
        """What is open or kept back is over; a started routine may finish."""
        self.set(working=False, holds=hold.clear_kept(self.state.holds))
        prompt = self.state.prompt
        if prompt is not None and prompt.phase is not Phase.STARTED:
            self.expire(prompt)

    def _go_down(self) -> None:
        """From the last note on, nobody knows; it is part of any absence around it."""
        presence = self.state.presence
        if presence.absence is None:
            absence = Absence(since=self.state.at, proof=self.state.at)
            self.set(presence=replace(presence, absence=absence))
        self.down_since = self.state.at

    def _come_up(self, since: Instant) -> None:
        """The daemon is back after being down since ``since``.

        A prompt returns or is missed, and gates are asked anew.
        """
        self.down_since = None
        state, at = self.state, self.state.at
        absence = replace(cast("Absence", state.presence.absence), proof=at)
        presence = replace(state.presence, absence=absence)
        self.set(presence=presence, watched_since=None, gates_known=False)
        if absence.since + state.rhythm.away_after <= at:
            self.take_back(absence)
        if state.prompt is not None:
            self._bring_back(state.prompt, at - since)
            self.reconsider()
        if state.asking is not None:
            self.set(asking=replace(state.asking, until=None))  # it is not on the screen any more
        self.set(statement=None)  # nor is this
        self.catch_up()
        self.move(self.state.presence)

    def _bring_back(self, prompt: Prompt, down: Millis) -> None:
        """The open prompt after down time: the same one, a started one as shown, or missed."""
        settings, started = self.state.rhythm, prompt.phase is Phase.STARTED
        hours_allow = self.state.working or prompt.off_hours
        if down >= settings.away_after or (started and not hours_allow):
            self.close(prompt, Outcome.MISSED)
        elif started:
            self.restore(prompt, self.state.at + settings.expires)
        elif prompt.phase is Phase.SHOWN:
            self.restore(prompt, prompt.expires_at)
