"""Closes prompts, puts them off, and decides whether an absence answered one.

Rules
- Every prompt that was shown gets exactly one final outcome.
- One that ends without an answer is ``taken`` if the person is gone by then, else ``missed``. Gone
  means the same as on return: ``taken_after`` for one that is shown, else a whole break.
- Down time is never proof of being gone.
"""

from msgspec.structs import replace

from deskbreak.domain.machine.follow_up_questions import FollowUpQuestions
from deskbreak.domain.person.presence import (
    Absence,
    gone_for,
    is_break,
)
from deskbreak.domain.programme import rhythm_help, stages
from deskbreak.domain.prompt import hold
from deskbreak.domain.prompt.life import Phase, Prompt
from deskbreak.domain.time.units import Instant
from deskbreak.domain.vocabulary.effects import Outcome, WithdrawPrompt
from deskbreak.domain.vocabulary.events import Reason


class PromptClosing(FollowUpQuestions):
    """What a step does to end a prompt or put it off."""

    def close(self, prompt: Prompt, outcome: Outcome, *, by_guide: bool = False) -> None:
        """The open prompt gets its one final outcome."""
        self.record(outcome, prompt)
        if prompt.phase in (Phase.SHOWN, Phase.STARTED):
            self.emit(WithdrawPrompt(prompt.id))
        self.set(prompt=None, holds=hold.clear_kept(self.state.holds))
        memory, day = self.state.memory, self.state.day
        match outcome:
            case Outcome.DONE | Outcome.STOPPED:
                self.reset_sitting()
                stage = self.state.settings.personal.stage
                self.set(memory=stages.completed(memory, stage, day))
                self.over(prompt, outcome, by_guide=by_guide)
            case Outcome.MISSED:
                self.set(memory=rhythm_help.missed(memory, day))
            case Outcome.SKIPPED:
                self.set(memory=rhythm_help.skipped(memory, day))
            case _:
                self.set(memory=rhythm_help.heeded(memory))

    def note_snooze(self, before: Prompt) -> None:
        """The prompt was put off: it goes away for a while."""
        self.record(Outcome.SNOOZED, before)
        if before.phase is Phase.SHOWN:
            self.emit(WithdrawPrompt(before.id))

    def expire(self, prompt: Prompt) -> None:
        """A prompt ends without an answer: taken if the person is gone by then, else missed.

        Gone means the same as on return: a minute for one that is shown, else a whole break.
        """
        presence = self.state.presence
        if presence.absence is not None and self.took(presence.absence, prompt):
            self.set(presence=replace(presence, absence=replace(presence.absence, took=True)))
            self.close(prompt, Outcome.TAKEN)
        else:
            self.close(prompt, Outcome.MISSED)

    def took(self, absence: Absence, prompt: Prompt) -> bool:
        """Whether being gone answers a prompt: a minute for a shown one, else a whole break.

        Down time is never proof of it.
        """
        settings = self.state.rhythm
        at = self.state.at if self.down_since is None else self.down_since
        if settings.taken_after == 0 or prompt.phase is Phase.STARTED:
            return False
        if prompt.phase is Phase.SHOWN:
            return gone_for(absence, prompt.shown_at, at) >= settings.taken_after
        provable = gone_for(absence, absence.since, at)
        return is_break(absence, settings) and provable >= min(settings.away_after, absence.length)

    def restore(self, prompt: Prompt, expires_at: Instant) -> None:
        """What was on the screen before the daemon went down is no longer; it is to return."""
        prompt = replace(prompt, phase=Phase.WITHDRAWN, expires_at=expires_at, returns=True)
        self.set(prompt=replace(prompt, guided=False))

    def end_pause(self) -> None:
        """The manual hold ends; a later one is a new one, which no prompt passes."""
        prompt = self.state.prompt
        self.set(holds=hold.resume(self.state.holds))
        if prompt is not None:
            self.set(prompt=replace(prompt, passes=prompt.passes - {Reason.PAUSE}))
