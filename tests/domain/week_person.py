"""What a person says and does in the weeks of ``whole_weeks``: what fits, and some that does not.

Each list is what may be drawn then; what stands in it twice is drawn twice as often.
"""

from deskbreak.domain.prompt.question import Question
from deskbreak.domain.time.units import MINUTE, SECOND, Instant
from deskbreak.domain.vocabulary import events, lead_events, presence_events
from deskbreak.domain.vocabulary.events import Action, Answered, Event, Override, Reason
from deskbreak.domain.vocabulary.routine import Code, Comfort

REPLIES: dict[Question, tuple[Event, ...]] = {
    Question.COMFORT: (
        events.FeedbackGiven(Comfort.GOOD),
        events.FeedbackGiven(Comfort.GOOD),
        events.FeedbackGiven(Comfort.HARD),
        events.FeedbackGiven(Comfort.HURTS, "a"),
        events.HurtNow(),
        events.Ticked(),
    ),
    Question.KIND: tuple(events.FeedbackGiven(Comfort.HURTS, one) for one in "abc"),
    Question.CHECK: (
        events.CheckAnswered("yes"),
        events.CheckAnswered("no"),
        events.CheckAnswered("fix"),
        lead_events.HowWanted(),
        lead_events.HowWanted(in_notice=True),
    ),
    Question.OFFER: tuple(
        events.OfferAnswered(one) for one in ("accept", "60", "pause", "decline")
    ),
}
"""To what is asked."""

ANSWERS: tuple[Event, ...] = (
    Answered(Action.START),
    Answered(Action.START),
    Answered(Action.START),
    Answered(Action.DONE),
    Answered(Action.SNOOZE),
    Answered(Action.SNOOZE, span=10 * MINUTE),
    Answered(Action.SKIP),
    Answered(Action.ANOTHER),
    Answered(Action.SEATED),
    events.Ticked(),
    events.NotifierChanged(up=True),
    presence_events.Locked(),
    presence_events.WentIdle(),
    events.GateClosed(Reason.CALL),
    events.GateOpened(),
)
"""To a prompt that is shown or waits."""

SELDOM: tuple[Event, ...] = (
    presence_events.FellAsleep(),
    presence_events.WokeUp(),
    events.Paused(20 * MINUTE),
    events.Resumed(),
    events.TodayChanged(Override.SEATED),
    events.TodayChanged(None),
    events.SafetyDismissed(),
    events.StageChosen(1),
    events.StageChosen(2),
    events.StageChosen(3),
    events.RoutineHidden("cat-cow"),
    events.NotForMe(Code.WRIST),
    events.CheckAnswered("no", "screen-height"),
    events.PromptWanted("hip-hinge"),
)
"""At any time, but seldom."""


def while_running(id_: str) -> tuple[Event, ...]:
    """While the routine of a prompt runs."""
    return (
        lead_events.GuideOpened(id_),
        lead_events.GuideClosed(id_),
        lead_events.StepsWanted(),
        lead_events.StopRuleWanted(),
        events.HurtNow(),
        Answered(Action.DONE, id_, by_guide=True),
        Answered(Action.DONE),
        Answered(Action.STOP),
        presence_events.WentIdle(),
        presence_events.CameBack(),
    )


def at_work(at: Instant) -> tuple[Event, ...]:
    """While nothing is open or asked."""
    return (
        presence_events.CameBack(),
        presence_events.CameBack(),
        presence_events.CameBack(),
        presence_events.WentIdle(at - MINUTE),
        presence_events.Watched(),
        presence_events.TypingBegan(),
        presence_events.TypingEnded(at - SECOND),
        presence_events.Unlocked(),
        presence_events.Locked(),
        presence_events.StoodUp(2 * MINUTE),
        presence_events.SatDown(),
        lead_events.GuideFound(ready=True),
        lead_events.GuideFound(ready=False),
        events.PromptWanted(),
    )
