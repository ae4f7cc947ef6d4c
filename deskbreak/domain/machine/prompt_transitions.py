"""Shows prompts, keeps them back, withdraws them, and changes what they offer.

Rules
- Gates are asked when a prompt is due, and watched from then until it closes.
- A hold that begins while a prompt is shown withdraws it; the same prompt returns later.
- What an open prompt offers exists and fits what the person has said; else another routine takes
  its place. A started routine is left alone, unless the person says that it is not for them.
"""

from msgspec.structs import replace

from deskbreak.domain.choice import eligibility, rotation
from deskbreak.domain.choice.eligibility import STAND
from deskbreak.domain.choice.memory import cautions
from deskbreak.domain.choice.memory_updates import cautioned, changed, offered
from deskbreak.domain.choice.rotation import Choice
from deskbreak.domain.machine.prompt_closing import PromptClosing
from deskbreak.domain.machine.showing import (
    cause_now,
    gates_answered,
    wants_help,
    wants_showing,
)
from deskbreak.domain.person.sitting import suggests_pause
from deskbreak.domain.programme import rhythm_help
from deskbreak.domain.prompt import hold
from deskbreak.domain.prompt.life import Lead, Phase, Prompt, shown, shows, step_at
from deskbreak.domain.time import working_hours
from deskbreak.domain.vocabulary.effects import (
    Cause,
    ShowStep,
    UnwatchGates,
    WatchGates,
    WithdrawPrompt,
)
from deskbreak.domain.vocabulary.events import Reason
from deskbreak.domain.vocabulary.routine import Routine


class PromptTransitions(PromptClosing):
    """What a step does about prompts."""

    def decide(self) -> None:
        """Show what wants to be shown if this is the moment, or keep it back."""
        if not wants_showing(self.state):
            self.set(holds=hold.clear_kept(self.state.holds))
            if wants_help(self.state):
                self._offer_help()
            elif self.state.prompt is None or self.state.guiding:
                self._unwatch()
            return
        self._watch()
        if not gates_answered(self.state):
            return
        state, prompt = self.state, self.state.prompt
        passes = prompt.passes if prompt is not None else frozenset[Reason]()
        reasons = hold.active(state.holds, state.settings.hold, passes)
        holds, effects = hold.keep(state.holds, reasons, state.settings.hold.settle, state.at)
        is_shown = prompt is not None and prompt.phase is Phase.SHOWN
        if reasons and prompt is not None and (is_shown or prompt.returns):
            self.set(prompt=replace(prompt, phase=Phase.WITHDRAWN, returns=False))
            effects = (*effects, WithdrawPrompt(prompt.id))
        self.set(holds=holds)
        self.emit(*effects)
        if not is_shown and (cause := cause_now(self.state)) is not None:
            self.show(cause)

    def _offer_help(self) -> None:
        """One notice about the rhythm, for a person who only ignores prompts."""
        self._watch()
        state = self.state
        proposal = rhythm_help.untold(state.memory, state.day)
        free = not hold.active(state.holds, state.settings.hold, frozenset())
        if proposal is not None and free and gates_answered(state):
            self.put_offer(proposal)
            self._unwatch()

    def lead(self) -> None:
        """Show the step of the running routine that is on now, once."""
        prompt, ends = self.state.prompt, self.state.step_ends
        if prompt is None or not ends:
            return
        number = step_at(ends, self.state.at)
        if number != prompt.step:
            self.set(prompt=replace(prompt, step=number))
            self.emit(ShowStep(prompt.id, prompt.routine, number, prompt.easier, prompt.seated))

    def lead_by(self, running: Prompt, lead: Lead) -> None:
        """Something else leads through the running routine from now on."""
        self.set(prompt=replace(running, lead=lead, step=0, guided=False))

    def routine(self, name: str) -> Routine:
        """The facts of a routine by its id; the plain standing minute for one that is gone."""
        return next((one for one in self.state.catalogue if one.id == name), STAND)

    def show(self, cause: Cause, routine: str | None = None) -> Prompt:
        """Show the open prompt, or a new one, with this routine or the next one."""
        prompt = self.state.prompt
        if prompt is None:
            prompt = self._new(cause, routine)
        elif routine is not None:
            prompt = self._changed(prompt, routine)
        return self._put_up(shown(prompt, cause, self.state.rhythm, self.state.at))

    def _changed(self, prompt: Prompt, routine: str) -> Prompt:
        """The same prompt with this routine."""
        choice = self._choose(routine)
        self.set(memory=changed(self.state.memory, choice.routine.id))
        changed_to = replace(prompt, routine=choice.routine.id, easier=choice.easier, guided=False)
        return self._with_caution(changed_to)

    def _with_caution(self, prompt: Prompt) -> Prompt:
        """The prompt with its routine's caution, the first times before ``setup``."""
        routine = self.routine(prompt.routine)
        unasked = eligibility.unasked(routine, self.state.settings)
        caution = bool(unasked) and cautions(self.state.memory, routine.id)
        if caution:
            self.set(memory=cautioned(self.state.memory, routine.id))
        return replace(prompt, caution=caution)

    def reconsider(self, *, stepped_back: bool = False) -> None:
        """What the open prompt offers must exist, and fit what the person has said since.

        Another routine takes the place of one that is gone or left out now, or its easier form.
        After a step back also one above the stage. Who wished to be seated stays so.
        """
        state, prompt = self.state, self.state.prompt
        if prompt is None or prompt.phase is Phase.STARTED:
            return
        routine = self.routine(prompt.routine)
        hidden = routine.id in state.settings.routines.hide | state.settings.personal.hidden
        gone = routine.id != prompt.routine
        above = stepped_back and routine.stage > state.settings.personal.stage
        refused = eligibility.refusal(routine, state.settings, state.memory) is not None
        if gone or hidden or above or refused:
            self.offer_another(prompt)
        elif eligibility.needs_easier(routine, state.memory, state.settings) > prompt.easier:
            self._offer_instead(prompt, routine.id)

    def offer_another(self, prompt: Prompt) -> None:
        """The open prompt offers another routine, at once if the person is looking at it."""
        state = self.state
        choice = rotation.change(
            state.catalogue,
            state.memory,
            state.settings,
            state.day,
            state.seed,
            seated=prompt.seated,
        )
        self._offer_instead(prompt, STAND.id if choice is None else choice.routine.id)

    def wants_seat(self) -> bool:
        """Whether no standing is wanted now, by the settings or for today."""
        state = self.state
        return eligibility.seated_only(state.settings, state.memory, state.day)

    def seat(self, *, before: bool) -> None:
        """Whether standing is wanted may have changed; ``before`` is whether it was not.

        If it is not wanted any more the open prompt offers something to do seated, if there is.
        """
        state, prompt, now = self.state, self.state.prompt, self.wants_seat()
        if prompt is None or prompt.phase is Phase.STARTED or now == before:
            return
        prompt = replace(prompt, seated=now)
        self.set(prompt=prompt)
        if not now or self.routine(prompt.routine).seated_only:
            return
        choice = rotation.change(
            state.catalogue, state.memory, state.settings, state.day, state.seed, seated=True
        )
        if choice is not None:
            self._offer_instead(prompt, choice.routine.id)

    def _offer_instead(self, prompt: Prompt, routine: str) -> None:
        """The open prompt offers this routine from now on."""
        if prompt.phase in (Phase.SHOWN, Phase.STARTED):
            self.show(prompt.reason, routine)
        else:
            self.set(prompt=self._changed(prompt, routine))

    def _new(self, cause: Cause, routine: str | None) -> Prompt:
        """A prompt that was never shown before."""
        state = self.state
        choice = self._choose(routine)
        number = state.prompts + 1
        carries = rhythm_help.untold(state.memory, state.day)
        told = state.memory
        if carries is not None:
            told = rhythm_help.told(told, carries, state.day)
        self.set(prompts=number, memory=offered(told, choice.routine.id, state.day))
        wall = working_hours.wall_at(state.zone, state.epoch)
        worked = state.sitting.worked if suggests_pause(state.sitting, state.rhythm) else 0
        if worked:
            self.set(sitting=replace(state.sitting, worked=0))
        prompt = Prompt(
            id=f"{wall:%Y%m%d-%H%M%S}-{number}",
            routine=choice.routine.id,
            phase=Phase.SHOWN,
            reason=cause,
            shown_at=state.at,
            expires_at=state.at,
            easier=choice.easier,
            seated=eligibility.seated_only(state.settings, state.memory, state.day),
            worked=worked,
            carries=carries,
        )
        return self._with_caution(prompt)

    def _choose(self, wanted: str | None) -> Choice:
        """The routine that was named, or the next one."""
        state = self.state
        return rotation.choose(
            state.catalogue, state.memory, state.settings, state.day, state.seed, wanted=wanted
        )

    def _put_up(self, prompt: Prompt) -> Prompt:
        """The prompt is on the screen from now on."""
        self.drop_question()
        self.set(
            prompt=prompt,
            sitting=replace(self.state.sitting, shown_at=self.state.at),
            holds=hold.clear_kept(self.state.holds),
        )
        self.emit(shows(prompt, self.state.rhythm))
        return prompt

    def _watch(self) -> None:
        """Something wants to be shown, or is: the gates must be known until it closes.

        What they said before a restart is forgotten; they are asked anew.
        """
        if self.state.watched_since is None:
            holds = hold.end(self.state.holds, None)
            self.set(watched_since=self.state.at, gates_known=False, holds=holds)
            self.emit(WatchGates())

    def _unwatch(self) -> None:
        """Nothing is due or open. What the gates said is forgotten; it will be asked anew."""
        if self.state.watched_since is not None:
            self.set(watched_since=None, gates_known=False, holds=hold.end(self.state.holds, None))
            self.emit(UnwatchGates())
