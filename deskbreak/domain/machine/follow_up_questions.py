"""What is asked when a routine is over, in the notification that led through it.

Rules
- After a routine that was done: good, too hard, or it hurt, for 30 s. No answer is neutral.
- "It hurts", in a running routine too, asks what it is like: a, b or c. No answer counts as b.
- Then at most one more question: a proposal of the programme if one rides, else the set-up check
  that is due. Neither raises a notification of its own. After pain there is none.
- A question whose time is past is not asked. A new prompt ends all asking.
- How a routine felt is taken once, from the notification or later by command.
"""

from typing import NamedTuple, assert_never

from msgspec.structs import replace

from deskbreak.domain.machine.state import State
from deskbreak.domain.machine.state_change import StateChange
from deskbreak.domain.programme import comfort, setup_checks, stages
from deskbreak.domain.prompt.life import Prompt
from deskbreak.domain.prompt.question import (
    FIX_STANDS_FOR,
    REPLY_STANDS_FOR,
    STANDS_FOR,
    TOO_LATE,
    Asking,
    Finished,
    Question,
    Statement,
)
from deskbreak.domain.time.units import Millis
from deskbreak.domain.vocabulary.effects import Outcome, Record, ShowSafety
from deskbreak.domain.vocabulary.events import FeedbackGiven
from deskbreak.domain.vocabulary.question_effects import (
    Answer,
    AskCheck,
    AskComfort,
    AskKind,
    EndQuestion,
    MakeOffer,
    Proposal,
    QuestionEffect,
    Reply,
    ShowFix,
)
from deskbreak.domain.vocabulary.routine import Comfort

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
    offer = stages.riding(state.memory, state.settings, state.day)
    if offer is not None:
        return Coming(Question.OFFER, offer)
    check = setup_checks.due_check(state.memory, state.settings, state.checks, state.day)
    if check is None:
        return None
    return Coming(Question.CHECK, check.id, setup_checks.asking(state.memory, check.id).times)


class FollowUpQuestions(StateChange):
    """What a step does about questions."""

    def put_offer(self, proposal: Proposal) -> None:
        """Ask about the rhythm without a prompt (catalogue 4.6)."""
        about = Asking(Question.OFFER, f"{proposal}-{self.state.day}", "", since=self.state.at)
        self.set(asking=replace(about, about=proposal))

    def over(self, prompt: Prompt, outcome: Outcome, *, by_guide: bool) -> None:
        """A routine was done or stopped; the first question is due if it was done."""
        self.drop_question()
        finished = Finished(prompt.id, prompt.routine, by_guide=by_guide)
        self.set(finished=finished)
        if outcome is Outcome.DONE:
            self._ask_next(Question.COMFORT, finished)

    def ask_kind(self, finished: Finished) -> None:
        """It hurt: what it is like is due."""
        self._ask_next(Question.KIND, finished)

    def felt(self, finished: Finished, answer: FeedbackGiven) -> None:
        """How the last routine felt; what follows from it is said at once."""
        state, asking = self.state, self.state.asking
        if answer.value is Comfort.HURTS and answer.kind is None:
            answer = replace(answer, kind=UNSPECIFIED)
        memory, replies = comfort.felt(
            state.memory, finished.routine, answer, state.day, state.settings.hours
        )
        self.set(memory=memory, finished=replace(finished, felt=True))
        if answer.value is Comfort.HURTS:
            self.set(asking=None)
        elif asking is not None and asking.question in (Question.COMFORT, Question.KIND):
            self._go_on(finished, tuple(one for one in replies if one is not Reply.THANKS))
        shown = _stands(asking) and self.state.asking is None
        self.emit(Answer(finished.prompt, finished.routine, replies, shown))
        if shown:
            self._say(finished.prompt, REPLY_STANDS_FOR)
        if Reply.SAFETY in replies:
            self.emit(ShowSafety())

    def checked(self, asking: Asking, value: str) -> None:
        """yes, no or fix to the check that is being asked."""
        self.note_check(asking.about, value)
        self.set(asking=None)
        if value == setup_checks.FIX and not asking.by_guide:
            self.emit(ShowFix(asking.prompt, asking.about, asking.times_asked))
            self._say(asking.prompt, FIX_STANDS_FOR)
        else:
            self.emit(EndQuestion(asking.prompt))

    def note_check(self, check: str, value: str) -> None:
        """The answer to a check is remembered and recorded."""
        state = self.state
        self.set(memory=setup_checks.answered(state.memory, check, value, state.day))
        self.emit(Record(Outcome.CHECK, sitting=state.sitting.total, id=check, detail=value))

    def ask(self) -> None:
        """Ask what is to be asked, if that still makes sense."""
        state, asking = self.state, self.state.asking
        if asking is None or asking.until is not None:
            return
        if state.at - asking.since > TOO_LATE:
            self.drop_question()
            return
        self.set(asking=replace(asking, until=state.at + STANDS_FOR[asking.question]))
        day = state.day
        if not asking.by_guide:
            self.emit(self._asked(asking))
        if asking.question is Question.CHECK:
            self.set(memory=setup_checks.asked(state.memory, asking.about, day))
        elif asking.question is Question.OFFER:
            self.set(memory=stages.proposed(state.memory, Proposal(asking.about), day))

    def _asked(self, asking: Asking) -> QuestionEffect:
        """A question as it is put on the screen."""
        id_, about = asking.prompt, asking.about
        match asking.question:
            case Question.COMFORT:
                return AskComfort(id_, asking.routine)
            case Question.KIND:
                return AskKind(id_, asking.routine)
            case Question.CHECK:
                first = not self.state.memory.purpose_told
                return AskCheck(id_, about, asking.times_asked, first, asking.replies)
            case Question.OFFER:
                return MakeOffer(id_, Proposal(about), asking.replies)
            case _:
                assert_never(asking.question)

    def lapse(self, asking: Asking) -> None:
        """The question that stands there has had its time."""
        finished = self._finished(asking)
        if asking.question is Question.KIND:
            self.felt(finished, UNSPECIFIED_PAIN)
        elif asking.question is Question.COMFORT:
            self._go_on(finished)
        else:
            self.set(asking=None)
        if self.state.asking is None:
            self._end_question(asking.prompt)

    def drop_question(self) -> None:
        """Nothing more is asked; pain that nobody said more about counts as always."""
        asking = self.state.asking
        if asking is None:
            return
        if asking.question is Question.KIND:
            self.felt(self._finished(asking), UNSPECIFIED_PAIN)
        self.set(asking=None)
        self._end_question(asking.prompt)

    def end_statement(self) -> None:
        """What was said has stood there long enough."""
        statement = self.state.statement
        if statement is not None:
            self.set(statement=None)
            self.emit(EndQuestion(statement.prompt))

    def _say(self, prompt: str, length: Millis) -> None:
        """Something is said in place of a question; what was said before it goes away."""
        statement = self.state.statement
        if statement is not None and statement.prompt != prompt:
            self.end_statement()
        self.set(statement=Statement(prompt, self.state.at + length))

    def _end_question(self, prompt: str) -> None:
        """Nothing stands in place of a question, unless something is said there."""
        statement = self.state.statement
        if statement is None or statement.prompt != prompt:
            self.emit(EndQuestion(prompt))

    def _finished(self, asking: Asking) -> Finished:
        """The routine that a question is about."""
        return Finished(asking.prompt, asking.routine, by_guide=asking.by_guide)

    def _go_on(self, finished: Finished, replies: tuple[Reply, ...] = ()) -> None:
        """After comfort: at most one more question, with what is said to the answer."""
        coming = after_comfort(self.state)
        if coming is None:
            self.set(asking=None)
        else:
            self._ask_next(coming.question, finished, coming.about, coming.times_asked, replies)

    def _ask_next(
        self,
        question: Question,
        finished: Finished,
        about: str = "",
        times_asked: int = 0,
        replies: tuple[Reply, ...] = (),
    ) -> None:
        """This question is due, in place of the finished routine."""
        asking = Asking(
            question,
            finished.prompt,
            finished.routine,
            since=self.state.at,
            about=about,
            times_asked=times_asked,
            by_guide=finished.by_guide and question is not Question.OFFER,
            replies=replies,
        )
        self.set(asking=asking)


def _stands(asking: Asking | None) -> bool:
    """Whether a question stands on the screen, put there by the program itself."""
    return asking is not None and asking.until is not None and not asking.by_guide
