"""The machine under anything that can happen, in any order and at any time.

Gates are played as in the simulation: remembered while nobody asks, told when the core asks.
"""

from datetime import datetime, time, tzinfo
from zoneinfo import ZoneInfo

from hypothesis import settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace
from playing import catalogue

from deskbreak.app.codec import VERSION, decode, encode
from deskbreak.content.checks import load_checks
from deskbreak.domain.choice.eligibility import find, refusal
from deskbreak.domain.machine.state import State, begin, rebased
from deskbreak.domain.machine.step import deadline, heartbeat, next_prompt, step
from deskbreak.domain.person.sitting import COUNTERS, counted
from deskbreak.domain.prompt.hold import SWITCHES
from deskbreak.domain.prompt.life import Lead, Phase, step_at
from deskbreak.domain.prompt.question import Question
from deskbreak.domain.time.units import DAY, HOUR, MINUTE, SECOND, Instant, Now
from deskbreak.domain.time.working_hours import Hours, wall_at
from deskbreak.domain.vocabulary import events, lead_events, presence_events
from deskbreak.domain.vocabulary.effects import (
    FINAL,
    Cause,
    Effect,
    Outcome,
    Record,
    ShowCue,
    ShowPrompt,
    ShowStep,
    ShowStopRule,
    StartRoutine,
    WatchGates,
)
from deskbreak.domain.vocabulary.events import Action, Answered, Event, Override, Reason
from deskbreak.domain.vocabulary.routine import Check, Code, Comfort, Routine
from deskbreak.domain.vocabulary.settings import Personal, Rhythm, Settings

ZONE = ZoneInfo("Europe/Berlin")
OFFICE = ((9 * 60, 12 * 60), (13 * 60, 18 * 60))
NIGHT = ((22 * 60, 30 * 60),)
HOURS = (
    Hours(),
    Hours(week=(OFFICE,) * 5 + ((), ())),
    Hours(week=((), (), (), (), NIGHT, NIGHT, NIGHT)),
    Hours(week=(((0, 24 * 60),),) * 7),
    Hours(week=((),) * 7),
    Hours(week=(((600, 610),),) * 7),
)
RHYTHMS = (
    Rhythm(),
    Rhythm(every=20 * MINUTE, ceiling=20 * MINUTE, max_snoozes=0, pause=0),
    Rhythm(every=10 * SECOND, ceiling=8 * HOUR, away_after=HOUR, snooze=(10 * SECOND,)),
    Rhythm(taken_after=0, away_after=10 * SECOND, max_snoozes=1),
    Rhythm(taken_after=10 * MINUTE, expires=HOUR, pause=MINUTE),
)
STARTS = ("2026-11-30T08:59", "2026-10-24T23:50", "2026-03-28T23:50", "2026-11-27T17:40")

lengths = strategies.one_of(
    strategies.integers(0, 5 * SECOND),
    strategies.integers(0, 20 * MINUTE),
    strategies.sampled_from((0, 1, MINUTE, 5 * MINUTE, 45 * MINUTE, HOUR)),
    strategies.integers(0, 20 * HOUR),
    strategies.integers(0, 9 * DAY),
)
short = strategies.integers(0, 30 * MINUTE)
reasons = strategies.sampled_from([reason for reason in Reason if reason is not Reason.PAUSE])
PEOPLE = (
    Personal(),
    Personal(setup_done=True),
    Personal(setup_done=True, codes=frozenset(Code), stage=3),
    Personal(setup_done=True, red_flag=True),
)
tunings = strategies.builds(
    Settings,
    rhythm=strategies.sampled_from(RHYTHMS),
    hours=strategies.sampled_from(HOURS),
    personal=strategies.sampled_from(PEOPLE),
)
TOLD = (
    Answered,
    events.Configured,
    events.FeedbackGiven,
    events.NotForMe,
    events.OfferAnswered,
    events.RoutineHidden,
    events.StageChosen,
    events.TodayChanged,
)
"""Events after which an open prompt may be shown again with another routine."""


def open_id(state: State) -> str | None:
    """The id of the open prompt."""
    return state.prompt.id if state.prompt else None


class Anything(RuleBasedStateMachine):
    """Events in any order, with what must hold after every step."""

    @initialize(tuning=tunings, start=strategies.sampled_from(STARTS))
    def begin(self, tuning: Settings, start: str) -> None:
        self.instant: Instant = 1_000_000
        wall = datetime.fromisoformat(start).replace(tzinfo=ZONE)
        self.offset = round(wall.timestamp() * SECOND) - self.instant
        self.state = begin(self.now(), tuning, catalogue(), 1, load_checks())
        self.closed: dict[Reason, Instant] = {}
        self.open: str | None = None
        self.last: str | None = None
        self.finals: set[str] = set()
        self.screen: tuple[str, int] = ("none", 0)
        self.snoozes: dict[str, int] = {}
        self.counts = self.state.today

    def now(self) -> Now:
        return Now(self.instant, wall_at(ZONE, self.instant + self.offset))

    # What can happen.

    @rule(length=lengths)
    def time_goes_by(self, length: Instant) -> None:
        end = self.instant + length
        for _ in range(500):
            due = deadline(self.state)
            if due is None or due > end:
                break
            self.instant = due
            self.feed(events.Ticked())
        self.instant = end

    @rule(length=lengths)
    def an_alarm_comes_late(self, length: Instant) -> None:
        self.instant += length
        self.feed(events.Ticked())

    @rule(length=lengths, back=strategies.booleans())
    def the_wall_clock_is_stepped(self, length: Instant, back: bool) -> None:
        self.offset += -length if back else length
        self.feed(events.Ticked())

    @rule(
        event=strategies.sampled_from(
            (
                presence_events.CameBack(),
                presence_events.Locked(),
                presence_events.Unlocked(),
                presence_events.FellAsleep(),
                presence_events.WokeUp(),
                presence_events.SatDown(),
                presence_events.TypingBegan(),
                events.Resumed(),
                events.NotifierChanged(up=True),
                events.NotifierChanged(up=False),
                events.FeedbackGiven(Comfort.GOOD),
                events.FeedbackGiven(Comfort.HARD),
                events.FeedbackGiven(Comfort.HURTS, "a"),
                events.FeedbackGiven(Comfort.HURTS),
                events.FeedbackGiven(Comfort.HURTS, "c"),
                events.HurtNow(),
                events.CheckAnswered("yes"),
                events.CheckAnswered("fix"),
                events.CheckAnswered("no", "foot-support"),
                events.OfferAnswered("accept"),
                events.OfferAnswered("decline"),
                events.OfferAnswered("pause"),
                events.StageChosen(0),
                events.StageChosen(3),
                events.TodayChanged(Override.SEATED),
                events.TodayChanged(None),
                events.RoutineHidden("stand-one-minute"),
                events.RoutineHidden("stand-one-minute", hidden=False),
                events.SafetyDismissed(),
                lead_events.StepsWanted(),
                lead_events.StopRuleWanted(),
            )
        )
    )
    def something_happens(self, event: Event) -> None:
        self.feed(event)

    @rule()
    def the_person_comes_back(self) -> None:
        self.feed(presence_events.CameBack())

    @rule(ago=strategies.none() | short)
    def the_input_stops(self, ago: Instant | None) -> None:
        self.feed(presence_events.WentIdle(None if ago is None else self.instant - ago))

    @rule(ago=strategies.none() | short)
    def the_person_watches(self, ago: Instant | None) -> None:
        self.feed(presence_events.Watched(None if ago is None else self.instant - ago))

    @rule(ago=strategies.none() | short)
    def typing_ends(self, ago: Instant | None) -> None:
        self.feed(presence_events.TypingEnded(None if ago is None else self.instant - ago))

    @rule(span=strategies.none() | short)
    def the_person_stands(self, span: Instant | None) -> None:
        self.feed(presence_events.StoodUp(span))

    @rule(
        action=strategies.sampled_from(Action),
        span=strategies.sampled_from((None, 10 * SECOND, 5 * MINUTE, 7 * MINUTE)),
        which=strategies.sampled_from(("any", "open", "old")),
    )
    def an_answer(self, action: Action, span: Instant | None, which: str) -> None:
        before = self.state
        id_ = {"any": None, "open": self.open, "old": self.last}[which]
        self.feed(Answered(action, id_, span))
        if id_ is not None and id_ != open_id(before):
            assert self.state.prompt == before.prompt

    @rule(routine=strategies.sampled_from((None, None, "cat-cow", "no-such-thing")))
    def a_prompt_is_wanted(self, routine: str | None) -> None:
        self.feed(events.PromptWanted(routine))

    @rule(until=lengths | strategies.sampled_from((events.Until.TODAY, time(14))))
    def a_pause(self, until: Instant | time | events.Until) -> None:
        self.feed(events.Paused(until))

    @rule(reason=reasons)
    def a_hold_begins(self, reason: Reason) -> None:
        since = self.closed.setdefault(reason, self.instant)
        if self.state.watched_since is not None:
            self.feed(events.GateClosed(reason, since))

    @rule(reason=strategies.none() | reasons)
    def a_hold_ends(self, reason: Reason | None) -> None:
        for one in [reason] if reason else list(self.closed):
            self.closed.pop(one, None)
        if self.state.watched_since is not None:
            self.feed(events.GateOpened(reason))

    @rule(tuning=tunings, call=strategies.booleans())
    def new_settings(self, tuning: Settings, call: bool) -> None:
        self.feed(events.Configured(replace(tuning, hold=replace(tuning.hold, call=call))))

    @rule(down=lengths, shift=strategies.sampled_from((0, 0, -500_000, 12_345)))
    def a_restart(self, down: Instant, shift: Instant) -> None:
        saved = encode(self.state)
        state = decode(saved, *self.given())
        self.state = rebased(state, shift)
        self.closed = {reason: since + shift for reason, since in self.closed.items()}
        self.offset -= shift
        self.instant = self.state.at + down
        self.feed(events.Restarted())

    @rule(which=strategies.booleans())
    def a_guide_closes(self, which: bool) -> None:
        self.feed(lead_events.GuideClosed((self.open if which else self.last) or ""))

    @rule(ready=strategies.booleans())
    def a_guide_is_found(self, ready: bool) -> None:
        self.feed(lead_events.GuideFound(ready))

    @rule()
    def a_guide_opens(self) -> None:
        self.feed(lead_events.GuideOpened(self.open or ""))

    @rule(action=strategies.sampled_from((Action.DONE, Action.STOP)))
    def a_guide_reports_the_end(self, action: Action) -> None:
        self.feed(Answered(action, self.open, by_guide=True))

    def given(self) -> tuple[Settings, tuple[Routine, ...], tzinfo, int, tuple[Check, ...]]:
        """What a state is given anew."""
        return (self.state.settings, self.state.catalogue, ZONE, VERSION, self.state.checks)

    # What must hold.

    def feed(self, event: Event) -> None:
        self.shown = 0
        self._feed(event)
        assert self.shown <= 1

    def _feed(self, event: Event) -> None:
        before, now = self.state, self.now()
        self.state, effects = step(before, event, now)
        self.grew(before)
        for effect in effects:
            self.follow(effect, event)
        self.counted(effects)
        assert open_id(self.state) == self.open
        assert step(self.state, events.Ticked(), now) == (self.state, ())
        if WatchGates() in effects:
            for reason, since in tuple(self.closed.items()):
                self._feed(events.GateClosed(reason, since))
            self._feed(events.GatesAsked())

    def grew(self, before: State) -> None:
        grown = self.state.sitting.total - before.sitting.total
        assert grown <= self.state.at - before.at
        assert self.state.sitting.firm >= 0
        assert self.state.sitting.unsure >= 0
        assert self.state.today.sitting + self.state.sitting.unsure >= 0

    def follow(self, effect: Effect, event: Event) -> None:
        match effect:
            case ShowPrompt(id_, _, reason):
                self.shown += 1
                assert id_ not in self.finals
                assert self.open in (None, id_)
                self.open = id_
                self.may_be_offered()
                if reason is not Cause.ASKED and not isinstance(event, TOLD):
                    self.unsolicited()
            case StartRoutine():
                self.screen = ("none", 0)
            case ShowStep(id_, _, number):
                assert id_ == self.open
                self.screen = ("step", number)
            case ShowCue() | ShowStopRule():
                self.screen = ("text", 0)
            case Record(outcome, _, id_) if outcome in FINAL:
                assert id_ is not None
                assert id_ == self.open
                self.finals.add(id_)
                self.open, self.last = None, id_
            case Record(Outcome.SNOOZED, _, id_):
                assert id_ is not None
                self.snoozes[id_] = self.snoozes.get(id_, 0) + 1
                assert self.snoozes[id_] <= 2
            case Record(Outcome.BREAK, _, id_, _, away):
                assert id_ is None
                assert away is not None
                assert away > 0

    def may_be_offered(self) -> None:
        """Never a routine with a ticked code, nor any exercise while it pauses (M7, M14)."""
        state, prompt = self.state, self.state.prompt
        assert prompt is not None
        routine = find(state.catalogue, prompt.routine)
        assert refusal(routine, state.settings, state.memory) is None

    def unsolicited(self) -> None:
        """Nothing is shown unasked during a hold, off hours, or to an empty chair."""
        state, prompt = self.state, self.state.prompt
        assert prompt is not None
        holding = {
            reason for reason in self.closed if getattr(state.settings.hold, SWITCHES[reason])
        }
        if state.holds.paused:
            holding.add(Reason.PAUSE)
        assert holding <= prompt.passes
        assert state.working or prompt.off_hours
        assert state.presence.counts or prompt.reason is Cause.RESTORED

    def counted(self, effects: tuple[Effect, ...]) -> None:
        """What the day came to is what was recorded."""
        today = replace(self.state.today, sitting=0, longest=0)
        begun = self.counts
        if today.day != self.counts.day:
            begun = replace(begun, day=today.day, **dict.fromkeys(COUNTERS.values(), 0))
        kept = replace(self.counts, day=today.day)  # a clock that was put right
        for effect in effects:
            if isinstance(effect, Record):
                begun, kept = counted(begun, effect.outcome), counted(kept, effect.outcome)
        assert today in (begun, kept)
        self.counts = today

    @invariant()
    def it_survives_being_saved(self) -> None:
        assert decode(encode(self.state), *self.given()) == self.state
        assert rebased(rebased(self.state, 12_345), -12_345) == self.state

    @invariant()
    def a_question_follows_a_routine(self) -> None:
        """Only help with the rhythm is offered by itself, and then it names none."""
        asking, finished = self.state.asking, self.state.finished
        if asking is not None and not asking.routine:
            assert asking.question is Question.OFFER
            assert asking.prompt.startswith(f"{asking.about}-")
        elif asking is not None:
            assert finished is not None
            assert asking.prompt == finished.prompt
            assert self.state.prompt is None or self.state.prompt.phase is Phase.STARTED

    @invariant()
    def one_thing_leads_through_a_routine(self) -> None:
        prompt, ends = self.state.prompt, self.state.step_ends
        if prompt is not None and ends:
            assert prompt.step == step_at(ends, self.state.at)
            assert self.screen == ("step", prompt.step)
        if prompt is not None and prompt.phase is Phase.STARTED and prompt.lead is Lead.GUIDE:
            assert self.screen[0] != "step"

    @invariant()
    def what_comes_next_lies_ahead(self) -> None:
        due, coming = deadline(self.state), next_prompt(self.state)
        beat = heartbeat(self.state)
        assert due is None or due > self.state.at
        assert beat is None or beat > self.state.at
        assert coming is None or coming >= self.state.at


TestAnything = Anything.TestCase
TestAnything.settings = settings(max_examples=100, stateful_step_count=50, deadline=None)
