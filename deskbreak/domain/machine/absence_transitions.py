"""Keeps absence and presence in agreement.

Rules
- An absence begins with the moment the input stopped, if that is known. Minutes of sitting since
  then are unsure until it is known whether it was an absence.
- When an idleness has lasted ``away_after`` it was an absence from its start: those minutes are
  taken back.
- On return it was a break, or the answer to the open prompt, or neither; sitting begins anew after
  both.
"""

from msgspec.structs import replace

from deskbreak.domain.machine.prompt_transitions import PromptTransitions
from deskbreak.domain.person import sitting
from deskbreak.domain.person.presence import (
    Absence,
    Activity,
    Presence,
    is_break,
    watches_anew,
)
from deskbreak.domain.time import working_hours
from deskbreak.domain.time.units import Instant, Millis
from deskbreak.domain.vocabulary.effects import Outcome


class AbsenceTransitions(PromptTransitions):
    """What a step does about absences."""

    def take_back(self, absence: Absence) -> None:
        """The idleness has lasted so long that it was an absence from its start."""
        absence = replace(absence, away=True)
        self.set(presence=replace(self.state.presence, absence=absence))
        self.set(
            sitting=sitting.take_back(self.state.sitting), today=sitting.settled(self.state.today)
        )

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
            self.set_sitting(sitting.doubt(sitting.confirm(self.state.sitting), late))
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
            self.set_sitting(sitting.doubt(self.state.sitting, late))
        proof = since if absence.proof == absence.since else absence.proof
        absence = replace(absence, since=since, length=absence.length + late, proof=proof)
        self.set(presence=replace(presence, absence=absence))
        if absence.away:
            self.take_back(absence)

    def _return(self, absence: Absence) -> None:
        """The person is back: was it a break, and did it answer the prompt?"""
        settings, prompt = self.state.rhythm, self.state.prompt
        self.set(presence=replace(self.state.presence, absence=None))
        self.set_sitting(sitting.confirm(self.state.sitting))
        was_break = is_break(absence, settings)
        if was_break:
            self.set(presence=watches_anew(self.state.presence, self.state.at))
        if prompt is not None and self.took(absence, prompt):
            self.close(prompt, Outcome.TAKEN)
            absence = replace(absence, took=True)
        elif was_break and not absence.took:
            self.record(Outcome.BREAK, away=absence.length)
        if was_break or absence.took:
            self.reset_sitting()
        self.set_sitting(sitting.paused_for(self.state.sitting, settings, absence.length))

    def _worked(self, since: Instant, until: Instant) -> Millis:
        """How much of a stretch of time lay inside working hours."""
        state = self.state
        return working_hours.working(
            state.settings.hours, state.zone, since + state.offset, until + state.offset
        )
