"""The guided minute as a pure machine: what is on the screen, what time it is in it, what is told.

Rules
- First the person gets ready (3 s, 6 s when there are lines to read), or, where a form says so,
  starts it when settled. Then the steps follow, each with its seconds. Reading when to stop, a
  pause and a hidden window stop the clock. With the time to settle they take at most 9 minutes,
  then the routine is stopped, so that it ends before anybody takes it for hung.
- While getting ready the person may say that it is not for them, and why; then it closes.
- Skip goes to the next step; skipping the last one ends the routine. Done ends it at once. Both
  count as done. Closing it early counts as stopped. "It hurts" stops it and asks what it is like.
- The easier form can be switched on and off while it runs; only the first time is told. It goes on
  at the same share of the whole, in the step of the other form that is on then.
- At the end it asks once how that felt. "It hurt" asks what it is like; an answer is thanked for.
  Who closes or leaves that question unanswered has still said that it hurt, without a kind.
- Then at most one set-up check; "fix" shows how. Nobody who was hurt is asked about a set-up.
- A minute that is only a check begins with it, and has no end to tell.
- Every question closes by itself 30 s after it was asked; what was not answered is not told. The
  page for worrying signs stays five minutes.
- The end is told exactly once, and nothing after the window is closed.

Times are in seconds on any clock that only goes forward; ``now`` is an argument.
"""

from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from deskbreak.app.guide_protocol import (
    DONE,
    STOPPED,
    CheckTold,
    Chimed,
    Closed,
    ComfortTold,
    Eased,
    Ended,
    GuideReport,
    Started,
    StepBegan,
    Unfit,
)
from deskbreak.domain.vocabulary.routine import Comfort
from deskbreak.guide.minute_plan import (
    CHECK_ALONE,
    LASTS,
    LONGEST_STOP,
    READY,
    READY_TO_READ,
    RUNNING,
    STOPS,
    THANKS,
    Act,
    Card,
    Plan,
)

__all__ = ["READY", "READY_TO_READ", "Act", "Card", "Minute", "Plan", "begin"]

Told: TypeAlias = tuple[GuideReport, ...]


class Minute(Struct, frozen=True):
    """One guided minute at one time. Every method returns the next one and what to tell."""

    plan: Plan
    card: Card
    since: float
    """When the card began; while it runs, moved on by the time that the clock stood still."""
    step: int = 0
    easier: bool = False
    eased: bool = False
    """The easier form was told, or was the form to begin with."""
    stops: frozenset[str] = frozenset()
    """What stops the clock: ``pause``, ``reading``, ``hidden``."""
    stopped_at: float = 0.0
    stood: float = 0.0
    """Seconds that the clock stood still before now."""
    done: bool = False
    """The routine ran to its end, or was said to be done."""
    said: Act | None = None
    """The last answer, for the reply."""

    @property
    def seconds(self) -> tuple[float, ...]:
        """Of each step of the form that is shown."""
        return (self.easier and self.plan.easier) or self.plan.seconds

    @property
    def running(self) -> bool:
        """Whether the routine is not over."""
        return self.card in RUNNING

    @property
    def on_page(self) -> bool:
        """Whether a page is shown in place of the figure."""
        return not self.running or self.card is Card.UNFIT or "reading" in self.stops

    def elapsed(self, now: float) -> float:
        """Seconds in this card, or in this step."""
        at = self.stopped_at if self.stops and self.running else now
        return max(at - self.since, 0.0)

    def left(self, now: float) -> float:
        """Seconds until this card or step is over by itself; 0 while it waits to be started."""
        return max(self._length() - self.elapsed(now), 0.0) if self._length() else 0.0

    def _length(self) -> float:
        if self.card is Card.STEP:
            return self.seconds[self.step]
        if self.card is Card.REPLY and self.said in (None, Act.GOOD, Act.YES, Act.NO):
            return THANKS
        if self.card is Card.CHECK and self.plan.only_check:
            return CHECK_ALONE
        return self.plan.ready if self.card is Card.READY else LASTS.get(self.card, 0.0)

    def tick(self, now: float) -> "tuple[Minute, Told]":
        """Let the time pass."""
        it = self
        told: Told = ()
        if it._stood(now) > LONGEST_STOP:
            return it._close(STOPPED)
        while it._length() and not (it.running and it.stops):
            ends = it.since + it._length()
            if ends > now:
                break
            it, more = it._over(ends)
            told += more
        return it, told

    def _stood(self, now: float) -> float:
        """Seconds that the clock of a running routine stood still."""
        if self.card in (Card.SETTLE, Card.UNFIT):
            return now - self.since
        standing = now - self.stopped_at if self.stops else 0.0
        return self.stood + standing if self.running else 0.0

    def act(self, act: Act, now: float) -> "tuple[Minute, Told]":
        """Let something be done; what makes no sense now changes nothing."""
        it, told = self.tick(now)
        does = it._run if it.running else it._answer  # noqa: SLF001 - its own class
        after, more = does(act, now)
        return after, told + more

    def _run(self, act: Act, now: float) -> "tuple[Minute, Told]":
        """While the routine runs."""
        match act:
            case Act.START | Act.SKIP if self.card is not Card.STEP:
                return self._begin(0, now)
            case Act.SKIP:
                return self._over(now)
            case Act.UNFIT if self.plan.codes and self.card is not Card.STEP:
                return self._enter(Card.UNFIT, now), ()
            case _ if self.card is Card.UNFIT and act in (*self.plan.codes, Act.NEVER):
                return replace(self, card=Card.CLOSED), (Unfit(str(act)), Closed())
            case Act.DONE:
                return self._end(now)
            case Act.EASIER:
                return self._switch(now)
            case Act.HURTS:
                return self._enter(Card.HURTS, now), (Ended(STOPPED),)
            case Act.CLOSE:
                return self._close(STOPPED)
            case Act.PAUSE | Act.READ:
                return self._stop(self.stops ^ {STOPS[act]}, now), ()
            case Act.HIDE:
                return self._stop(self.stops | {"hidden"}, now), ()
            case Act.SHOW:
                return self._stop(self.stops - {"hidden"}, now), ()
            case _:
                return self, ()

    def _answer(self, act: Act, now: float) -> "tuple[Minute, Told]":
        """After the routine."""
        match self.card, act:
            case Card.CLOSED, _:
                return self, ()
            case Card.HURTS, Act.A | Act.B | Act.C:
                card = Card.SAFETY if act is Act.C else Card.REPLY
                it = replace(self._enter(card, now), said=act)
                return it, (ComfortTold(Comfort.HURTS, str(act)),)
            case Card.HURTS, Act.CLOSE:
                return replace(self, card=Card.CLOSED), (ComfortTold(Comfort.HURTS), Closed())
            case _, Act.CLOSE:
                return replace(self, card=Card.CLOSED), (Closed(),)
            case Card.COMFORT, Act.HURTS:
                return self._enter(Card.HURTS, now), ()
            case Card.COMFORT, Act.GOOD if self.plan.check:
                return self._enter(Card.CHECK, now), (ComfortTold(Comfort.GOOD),)
            case Card.COMFORT, Act.GOOD | Act.HARD:
                it = replace(self._enter(Card.REPLY, now), said=act)
                return it, (ComfortTold(str(act)),)
            case Card.CHECK, Act.YES | Act.NO:
                it = replace(self._enter(Card.REPLY, now), said=act)
                return it, (CheckTold(str(act)),)
            case Card.CHECK, Act.FIX:
                return self._enter(Card.FIX, now), (CheckTold(str(act)),)
            case _:
                return self, ()

    def _over(self, now: float) -> "tuple[Minute, Told]":
        """The card has had its time."""
        match self.card:
            case Card.READY:
                return self._begin(0, now)
            case Card.STEP if self.step + 1 < len(self.seconds):
                return self._begin(self.step + 1, now)
            case Card.STEP:
                return self._end(now)
            case Card.COMFORT if self.plan.check:
                return self._enter(Card.CHECK, now), ()
            case Card.HURTS:
                return replace(self, card=Card.CLOSED), (ComfortTold(Comfort.HURTS), Closed())
            case Card.REPLY if self.said is Act.HARD and self.plan.check:
                return self._enter(Card.CHECK, now), ()
            case _:
                return replace(self, card=Card.CLOSED), (Closed(),)

    def _switch(self, now: float) -> "tuple[Minute, Told]":
        """To the other form."""
        first: Told = () if self.eased else (Eased(),)
        it = replace(self, easier=not self.easier, eased=True)
        if self.card is not Card.STEP:
            return it, first
        gone = sum(self.seconds[: self.step]) + self.elapsed(now)
        at = gone * sum(it.seconds) / sum(self.seconds)
        step = 0
        while at >= it.seconds[step] and step + 1 < len(it.seconds):
            at -= it.seconds[step]
            step += 1
        clock = self.stopped_at if self.stops else now
        told = () if step == self.step else (StepBegan(step + 1),)
        return replace(it, step=step, since=clock - at), (*first, *told)

    def _begin(self, step: int, now: float) -> "tuple[Minute, Told]":
        """A step begins."""
        stood = self._stood(now)
        it = replace(self, card=Card.STEP, step=step, since=now, stops=frozenset(), stood=stood)
        chime = (Chimed("step"),) if self.plan.chime else ()
        first = () if self.card is Card.STEP else (Started(),)
        return it, (*first, StepBegan(step + 1), *chime)

    def _end(self, now: float) -> "tuple[Minute, Told]":
        """The routine is done."""
        told: Told = (Ended(DONE), *((Chimed("end"),) if self.plan.chime else ()))
        asked = Card.COMFORT if self.plan.ask_comfort else Card.REPLY
        card = Card.CHECK if self.plan.check and not self.plan.ask_comfort else asked
        return replace(self._enter(card, now), done=True), told

    def _close(self, outcome: str) -> "tuple[Minute, Told]":
        return replace(self, card=Card.CLOSED), (Ended(outcome), Closed())

    def _enter(self, card: Card, now: float) -> "Minute":
        return replace(self, card=card, since=now, stops=frozenset(), said=None)

    def _stop(self, stops: frozenset[str], now: float) -> "Minute":
        """The clock stands still while there is a reason."""
        if stops and not self.stops:
            return replace(self, stops=stops, stopped_at=now)
        if self.stops and not stops:
            stood = now - self.stopped_at
            return replace(self, stops=stops, since=self.since + stood, stood=self.stood + stood)
        return replace(self, stops=stops)


def begin(plan: Plan, now: float, *, easier: bool = False) -> Minute:
    """A minute that begins now."""
    card = Card.SETTLE if plan.settles else Card.READY
    card = Card.CHECK if plan.only_check else card
    return Minute(plan, card, now, easier=easier, eased=easier)
