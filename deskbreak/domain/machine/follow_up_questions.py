"""What is asked when a routine is over, in the notification that led through it.

Rules
- After a routine that was done: good, too hard, or it hurt, for 30 s. No answer is neutral.
- "It hurts", in a running routine too, asks what it is like: a, b or c. No answer counts as b.
- Then at most one more question: a proposal of the programme if one rides, else the set-up check
  that is due. Neither raises a notification of its own. After pain there is none.
- A question whose time is past is not asked. A new prompt ends all asking.
- How a routine felt is taken once, from the notification or later by command.
"""

from dataclasses import replace
from typing import NamedTuple, assert_never

from deskbreak.domain.machine.draft_state import DraftState
from deskbreak.domain.machine.state import State
from deskbreak.domain.programme import comfort
from deskbreak.domain.programme import setup_checks as checks
from deskbreak.domain.programme import stages as programme
from deskbreak.domain.prompt.life import Prompt
from deskbreak.domain.prompt.question import STANDS_FOR, TOO_LATE, Asking, Finished, Question
from deskbreak.domain.vocabulary.effects import (
    Answer,
    AskCheck,
    AskComfort,
    AskKind,
    EndQuestion,
    MakeOffer,
    Outcome,
    Proposal,
    Record,
    Reply,
    ShowFix,
    ShowSafety,
)
from deskbreak.domain.vocabulary.events import Comfort, FeedbackGiven

UNSPECIFIED = "b"
UNSPECIFIED_PAIN = FeedbackGiven(Comfort.HURTS, UNSPECIFIED)
"""What pain counts as that nobody says more about (catalogue 4.5)."""


class Coming(NamedTuple):
    """The question after comfort; the fields are those of ``Asking``."""

    question: Question
    about: str
    times_asked: int = 0


def after_comfort(state: State) -> Coming | None:
    """What would be asked after comfort now: an offer that rides, else the check that is due."""
    offer = programme.riding(state.memory, state.settings, state.day)
    if offer is not None:
        return Coming(Question.OFFER, offer)
    check = checks.due_check(state.memory, state.settings, state.checks, state.day)
    if check is None:
        return None
    return Coming(Question.CHECK, check.id, checks.asking(state.memory, check.id).times)


class Questions(DraftState):
    """What a turn does about questions."""

    def put_offer(self, proposal: Proposal) -> None:
        """Ask about the rhythm without a prompt (catalogue 4.6)."""
        about = Asking(Question.OFFER, f"{proposal}-{self.state.day}", "", since=self.state.at)
        self.set(asking=replace(about, about=proposal))

    def over(self, prompt: Prompt, outcome: Outcome) -> None:
        """A routine was done or stopped; the first question is due if it was done."""
        self.drop_question()
        finished = Finished(prompt.id, prompt.routine)
        self.set(finished=finished)
        if outcome is Outcome.DONE:
            self._turn_to(Question.COMFORT, finished)

    def ask_kind(self, finished: Finished) -> None:
        """It hurt: what it is like is due."""
        self._turn_to(Question.KIND, finished)

    def felt(self, finished: Finished, answer: FeedbackGiven) -> None:
        """How the last routine felt; what follows from it is said at once."""
        state = self.state
        if answer.value is Comfort.HURTS and answer.kind is None:
            answer = replace(answer, kind=UNSPECIFIED)
        memory, replies = comfort.felt(
            state.memory, finished.routine, answer, state.day, state.settings.hours
        )
        self.set(memory=memory, finished=replace(finished, felt=True))
        self.tell(Answer(finished.prompt, finished.routine, replies))
        if Reply.SAFETY in replies:
            self.tell(ShowSafety())
        asking = self.state.asking
        if answer.value is Comfort.HURTS:
            self.set(asking=None)
        elif asking is not None and asking.question in (Question.COMFORT, Question.KIND):
            self._go_on(finished)

    def checked(self, asking: Asking, value: str) -> None:
        """yes, no or fix to the check that is being asked."""
        self.note_check(asking.about, value)
        self.set(asking=None)
        if value == checks.FIX:
            self.tell(ShowFix(asking.prompt, asking.about, asking.times_asked))
        else:
            self.tell(EndQuestion(asking.prompt))

    def note_check(self, check: str, value: str) -> None:
        """The answer to a check is remembered and recorded."""
        state = self.state
        self.set(memory=checks.answered(state.memory, check, value, state.day))
        self.tell(Record(Outcome.CHECK, sitting=state.sitting.total, id=check, detail=value))

    def ask(self) -> None:
        """Ask what is to be asked, if that still makes sense."""
        state, asking = self.state, self.state.asking
        if asking is None or asking.until is not None:
            return
        if state.at - asking.since > TOO_LATE:
            self.drop_question()
            return
        self.set(asking=replace(asking, until=state.at + STANDS_FOR[asking.question]))
        match asking.question:
            case Question.COMFORT:
                self.tell(AskComfort(asking.prompt, asking.routine))
            case Question.KIND:
                self.tell(AskKind(asking.prompt, asking.routine))
            case Question.CHECK:
                first = not state.memory.purpose_told
                self.tell(AskCheck(asking.prompt, asking.about, asking.times_asked, first))
                self.set(memory=checks.asked(state.memory, asking.about, state.day))
            case Question.OFFER:
                proposal = Proposal(asking.about)
                self.tell(MakeOffer(asking.prompt, proposal))
                self.set(memory=programme.proposed(state.memory, proposal, state.day))
            case _:
                assert_never(asking.question)

    def lapse(self, asking: Asking) -> None:
        """The question that stands there has had its time."""
        finished = Finished(asking.prompt, asking.routine)
        if asking.question is Question.KIND:
            self.felt(finished, UNSPECIFIED_PAIN)
        elif asking.question is Question.COMFORT:
            self._go_on(finished)
        else:
            self.set(asking=None)
        if self.state.asking is None:
            self.tell(EndQuestion(asking.prompt))

    def drop_question(self) -> None:
        """Nothing more is asked; pain that nobody said more about counts as always."""
        asking = self.state.asking
        if asking is None:
            return
        self.set(asking=None)
        if asking.question is Question.KIND:
            self.felt(Finished(asking.prompt, asking.routine), UNSPECIFIED_PAIN)
        self.tell(EndQuestion(asking.prompt))

    def _go_on(self, finished: Finished) -> None:
        """After comfort: at most one more question."""
        coming = after_comfort(self.state)
        if coming is None:
            self.set(asking=None)
        else:
            self._turn_to(coming.question, finished, coming.about, coming.times_asked)

    def _turn_to(
        self, question: Question, finished: Finished, about: str = "", times_asked: int = 0
    ) -> None:
        """It is this question's turn, in place of the finished routine."""
        asking = Asking(
            question,
            finished.prompt,
            finished.routine,
            since=self.state.at,
            about=about,
            times_asked=times_asked,
        )
        self.set(asking=asking)
