"""Any events in any order at any time: what must always hold."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import settings as profile
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from playing import catalogue

from deskbreak.app.codec import decode, encode
from deskbreak.app.simulation import Happened, Simulation
from deskbreak.domain import events
from deskbreak.domain.effects import FINAL, Cause, Outcome, Record, ShowPrompt
from deskbreak.domain.hold import SWITCHES
from deskbreak.domain.machine import deadline, heartbeat, next_prompt, step
from deskbreak.domain.moment import HOUR, MINUTE, SECOND
from deskbreak.domain.settings import HoldSettings, Hours, Rhythm, Settings
from deskbreak.domain.state import rebased

ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2026, 10, 23, 9, tzinfo=ZONE)  # a Friday; on Sunday the clock goes back
OFFICE = Hours(week=(((540, 720), (780, 1080)),) * 5 + (((1320, 1800),), ()))
"""Office hours, and a Saturday night until six."""

SPANS = st.one_of(
    st.integers(1, 90).map(lambda it: it * SECOND),
    st.integers(1, 90).map(lambda it: it * MINUTE),
    st.sampled_from([5 * MINUTE, 10 * MINUTE, 45 * MINUTE, HOUR, 9 * HOUR, 30 * HOUR]),
)
SETTINGS = st.sampled_from(
    [
        Settings(),
        Settings(hours=OFFICE),
        Settings(hours=Hours(week=((),) * 7)),
        Settings(rhythm=Rhythm(every=20 * MINUTE, ceiling=30 * MINUTE, pause=0, max_snoozes=0)),
        Settings(rhythm=Rhythm(taken_after=0, expires=10 * SECOND), hours=OFFICE),
        Settings(hold=HoldSettings(call=False, settle=0)),
    ]
)
GATES = st.sampled_from(sorted(SWITCHES))
PLAIN = st.sampled_from(
    [
        events.CameBack(),
        events.WentIdle(),
        events.Watched(),
        events.Locked(),
        events.Unlocked(),
        events.FellAsleep(),
        events.WokeUp(),
        events.StoodUp(),
        events.SatDown(),
        events.TypingBegan(),
        events.TypingEnded(),
        events.Resumed(),
        events.Ticked(),
        events.NotifierChanged(up=True),
        events.FeedbackGiven(events.Comfort.GOOD),
        events.CheckAnswered("yes"),
    ]
)


class AnyDay(RuleBasedStateMachine):
    """Drives the machine as the simulation does, with gates played as real ones."""

    @initialize(settings=SETTINGS)
    def begin(self, settings: Settings) -> None:
        self.day = Simulation(START, ZONE, settings, catalogue())
        self.open: str | None = None
        self.closed: set[str] = set()
        self.snoozed: dict[str, int] = {}
        self.started_at = self.day.instant
        self.counts: dict[Outcome, int] = {}

    @rule(span=SPANS)
    def time_goes_by(self, span: int) -> None:
        self.day.run_until(self.day.instant + span)
        self.look(at_most=None)

    @rule(span=SPANS, event=PLAIN)
    def time_jumps(self, span: int, event: events.Event) -> None:
        self.day.instant += span
        self.feed(event)

    @rule(event=PLAIN)
    def something_happens(self, event: events.Event) -> None:
        self.feed(event)

    @rule(back=SPANS, watching=st.booleans())
    def idle_is_told_late(self, back: int, watching: bool) -> None:
        since = self.day.instant - back
        self.feed(events.Watched(since) if watching else events.WentIdle(since))

    @rule(span=SPANS)
    def stands(self, span: int) -> None:
        self.feed(events.StoodUp(span))

    @rule(reason=GATES)
    def a_gate_closes(self, reason: events.Reason) -> None:
        self.day.closed.setdefault(reason)
        if self.day.state.watched_since is not None:
            self.feed(events.GateClosed(reason))

    @rule(reason=GATES)
    def a_gate_opens(self, reason: events.Reason) -> None:
        self.day.closed.pop(reason, None)
        if self.day.state.watched_since is not None:
            self.feed(events.GateOpened(reason))

    @rule(action=st.sampled_from(events.Action), span=st.sampled_from([None, 300_000, 7_000]))
    def answers(self, action: events.Action, span: int | None) -> None:
        self.feed(events.Answered(action, span=span))

    @rule(action=st.sampled_from(events.Action))
    def answers_an_old_one(self, action: events.Action) -> None:
        before = self.day.state.prompt
        self.feed(events.Answered(action, prompt="yesterday's"))
        assert self.day.state.prompt == before

    @rule(routine=st.sampled_from([None, "stand-one-minute", "cat-cow", "nonsense"]))
    def asks(self, routine: str | None) -> None:
        self.feed(events.PromptWanted(routine))

    @rule(until=st.one_of(SPANS, st.sampled_from([time(14), time(3), events.Until.TODAY])))
    def pauses(self, until: int | time | events.Until) -> None:
        self.feed(events.Paused(until))

    @rule(settings=SETTINGS)
    def is_configured(self, settings: Settings) -> None:
        self.feed(events.Configured(settings))

    @rule(step_=st.sampled_from([-25 * HOUR, -HOUR, -MINUTE, MINUTE, HOUR, 25 * HOUR]))
    def the_wall_clock_is_stepped(self, step_: int) -> None:
        self.day.offset += step_
        self.feed(events.Ticked())

    @rule(down=SPANS)
    def is_killed_and_starts_again(self, down: int) -> None:
        state = self.day.state
        self.day.state = decode(encode(state), state.settings, state.catalogue, state.zone)
        self.day.instant += down
        self.feed(events.Restarted())

    @rule()
    def a_guide_opens(self) -> None:
        if self.day.state.prompt is not None:
            self.feed(events.GuideOpened(self.day.state.prompt.id))

    def feed(self, event: events.Event) -> None:
        self.day.feed(event)
        self.look(at_most=1)

    def look(self, at_most: int | None) -> None:
        """Check the effects since the last look."""
        happened, self.day.happened = self.day.happened, []
        shown = [one.effect for one in happened if isinstance(one.effect, ShowPrompt)]
        if at_most is not None:
            assert len(shown) <= at_most
        for one in happened:
            if isinstance(one.effect, ShowPrompt):
                self.is_shown(one.effect, last=one is happened[-1] or at_most is not None)
            elif isinstance(one.effect, Record):
                self.is_recorded(one)
        assert (self.open is None) == (self.day.state.prompt is None)

    def is_shown(self, effect: ShowPrompt, *, last: bool) -> None:
        assert self.open in (None, effect.id), "two prompts are open"
        assert effect.id not in self.closed
        assert effect.snoozes_left >= 0
        self.open = effect.id
        state = self.day.state
        asked = effect.reason in (Cause.ASKED, Cause.RESTORED)
        if last and not asked and state.prompt is not None and not state.prompt.passes:
            on = [
                reason
                for reason in self.day.closed
                if getattr(state.settings.hold, SWITCHES[reason])
            ]
            assert not on
            assert not state.holds.paused
            assert state.working or state.prompt.off_hours
            assert state.presence.counts

    def is_recorded(self, one: Happened) -> None:
        record = one.effect
        assert isinstance(record, Record)
        assert record.sitting >= 0
        if record.outcome is Outcome.SNOOZED:
            assert record.id == self.open
            self.snoozed[self.open or ""] = self.snoozed.get(self.open or "", 0) + 1
            assert self.snoozed[self.open or ""] <= 2
        if record.outcome in FINAL:
            assert record.id == self.open, "an outcome for a prompt that is not open"
            self.closed.add(record.id or "")
            self.open = None

    @invariant()
    def the_next_look_is_ahead(self) -> None:
        state = self.day.state
        for when in (deadline(state), heartbeat(state)):
            assert when is None or when > state.at
        coming = next_prompt(state)
        assert coming is None or coming >= state.at

    @invariant()
    def it_survives_its_serialisation(self) -> None:
        state = self.day.state
        assert decode(encode(state), state.settings, state.catalogue, state.zone) == state
        assert rebased(rebased(state, 12_345), -12_345) == state

    @invariant()
    def looking_twice_changes_nothing(self) -> None:
        state, _ = step(self.day.state, events.Ticked(), self.day.now())
        again, effects = step(state, events.Ticked(), self.day.now())
        assert again == state
        assert effects == ()

    @invariant()
    def sitting_is_no_more_than_time(self) -> None:
        sitting = self.day.state.sitting
        assert sitting.firm >= 0
        assert sitting.unsure >= 0
        assert sitting.total <= self.day.instant - self.started_at


AnyDay.TestCase.settings = profile(max_examples=120, stateful_step_count=40, deadline=None)
TestAnyDay = AnyDay.TestCase


def test_a_state_without_a_zone_counts_in_utc() -> None:
    day = Simulation(datetime(2026, 1, 5, 9, tzinfo=UTC), UTC, Settings(), catalogue())
    assert day.state.zone is UTC
