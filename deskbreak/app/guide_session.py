"""Has a guide lead the routines that were started, and turns what it reports into events.

Rules
- The core decides whether a guide leads; here its process is started and taken away.
- Whether one could be shown is looked up with each prompt, before the person can start it.
- An answer given elsewhere takes the guide away; the end that it reported itself does not.
- It may show one set-up check alone, to read how to find out. If that page cannot be had, the
  notice says it.
- A guide that was lost is a fault until one opens again; one that crashed after it had opened is
  forgotten sooner.
"""

import asyncio
import logging
from collections.abc import Callable

from deskbreak.app import supervise
from deskbreak.app.guide_protocol import (
    DONE,
    CheckTold,
    Chimed,
    ComfortTold,
    Ended,
    GuideReport,
    GuideRequest,
    Hushed,
    Opened,
    Said,
    Unfit,
)
from deskbreak.app.guide_requests import check_request, routine_request
from deskbreak.app.parts import Part
from deskbreak.app.ports.engine_ports import Post
from deskbreak.app.ports.guide_ports import Guide, Voice
from deskbreak.app.requests import event_of
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.model import Language
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.question import STANDS_FOR, Question
from deskbreak.domain.time.units import SECOND
from deskbreak.domain.vocabulary.effects import Effect, ShowPrompt, StartRoutine, WithdrawPrompt
from deskbreak.domain.vocabulary.events import (
    Action,
    Reason,
)
from deskbreak.domain.vocabulary.lead_events import (
    GuideClosed,
    GuideFound,
    GuideOpened,
    HowWanted,
)
from deskbreak.domain.vocabulary.question_effects import EndQuestion, ShowHow
from deskbreak.domain.vocabulary.settings import GUIDE_ON_START

log = logging.getLogger(__name__)

GUIDE = Part("guide", "guide")


class GuideSession:
    """Starts guides and takes them away. Belongs to the event loop's thread.

    Args:
        guide: the way to show one.
        post: takes the events.
        content: the routines.
        language: the language in force.
        chime: plays a sound by its name.
        voice: reads the steps aloud.
        own: the folder of the person's own routines.
        opened: called with the prompt's id when its guide is on the screen.
    """

    def __init__(
        self,
        guide: Guide,
        post: Post,
        content: Catalogue,
        language: Callable[[], Language],
        chime: Callable[[str], None],
        own: str | None = None,
        *,
        voice: Voice,
        opened: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._guide = guide
        self._post = post
        self._content = content
        self._language = language
        self._chime = chime
        self._voice = voice
        self._passed: frozenset[Reason] = frozenset()
        """What was on when the routine was started: it holds the voice no more than the minute."""
        self._own, self._opened = own, opened
        self._process: tuple[str, asyncio.Task[None]] | None = None
        """The guide that is there, with the id of its prompt."""
        self._asks: str | None = None
        """Of the prompt after which a page alone asks a check that it has no answer to yet."""

    @property
    def is_there(self) -> bool:
        """Whether a guide is on the screen, or is opening."""
        return self._process is not None

    def perform(self, effect: Effect, state: State) -> None:
        """Carry out what concerns guides."""
        match effect:
            case ShowPrompt(id_):
                if self._process is not None and self._process[0] == id_:
                    self._take_away()  # another routine is offered in place of the one it led
                if state.settings.guide.open == GUIDE_ON_START:
                    self._look(state)
            case StartRoutine(guide=True):
                self._take_away()
                self._passed = _reasons(state)
                self._voice.hold(on=False)
                task = supervise.start(self._lead(effect, state), GUIDE)
                self._process = (effect.id, task)
            case ShowHow(guide=True):
                self._take_away()
                self._asks = effect.id
                self._process = (effect.id, supervise.start(self._explain(effect, state), GUIDE))
            case EndQuestion(id_) if id_ == self._asks:
                self._take_away()
            case WithdrawPrompt(id_) if not _reported_by_guide(state, id_):
                if self._process is not None and self._process[0] == id_:
                    self._take_away()
            case _:
                pass

    def look(self, state: State) -> None:
        """A hold that begins while a guide leads silences the voice until it ends."""
        if self._process is not None:
            self._voice.hold(on=bool(_reasons(state) - self._passed))

    async def close(self) -> None:
        """Take the guide away and end."""
        process = self._process
        self._take_away()
        if process is not None:
            await asyncio.wait({process[1]})

    def _look(self, state: State) -> None:
        """Whether a guide could lead the routine that is offered."""
        why = self._guide.viable()
        if why is not None:
            log.info("no guide: %s", why)
        if state.guide_ready != (why is None):
            self._post(GuideFound(why is None))

    def _take_away(self) -> None:
        """The guide goes at once, whatever it shows."""
        if self._process is not None:
            self._process[1].cancel()
        self._process = self._asks = None
        self._voice.hush()

    async def _lead(self, effect: StartRoutine, state: State) -> None:
        """From the start to the last report of a guide."""
        seconds = self._content.card(effect.routine).facts.seconds
        request = routine_request(effect, state, self._content, self._language(), self._own)
        why = await self._follow(request, seconds, effect.id)
        self._process = None
        if why is not None:
            log.warning("the guide: %s", why)
        self._post(GuideClosed(effect.id))

    async def _follow(self, request: GuideRequest, seconds: float, prompt: str) -> str | None:
        """Why a guide was lost, which is a fault unless it was known that there can be none."""
        opened = False

        def report(said: GuideReport) -> None:
            nonlocal opened
            if isinstance(said, Opened):
                opened = True
                supervise.supervisor().recovered(GUIDE)
            self._report(prompt, said)

        why = await self._guide.lead(request, seconds, report)
        if why is not None and self._guide.viable() is None:
            supervise.supervisor().failed(GUIDE, why, passing=opened)
        return why

    async def _explain(self, effect: ShowHow, state: State) -> None:
        """A page for the check alone, from the opening to its last report."""
        request = check_request(effect, state, self._language(), self._own)
        seconds = STANDS_FOR[Question.CHECK] / SECOND
        why = await self._follow(request, seconds, effect.id)
        self._process = self._asks = None
        if why is None:
            self._post(GuideClosed(effect.id))
        else:
            log.warning("the guide: %s", why)
            self._post(HowWanted(effect.id, in_notice=True))

    def _report(self, prompt: str, report: GuideReport) -> None:
        """What a guide reports, as an event."""
        match report:
            case Opened():
                self._opened(prompt)
                self._post(GuideOpened(prompt))
            case Unfit(code):
                self._post(event_of("not-for-me", {"code": code}))
            case Ended(outcome):
                action = Action.DONE if outcome == DONE else Action.STOP
                fields = {"action": action, "id": prompt, "by_guide": True}
                self._post(event_of("answer", fields))
            case ComfortTold(value, kind):
                self._post(event_of("feedback", {"value": value, "kind": kind}))
            case CheckTold(value):
                self._asks = None
                self._post(event_of("check", {"value": value}))
            case Chimed(name):
                self._chime(name)
            case Said(words, language, within_ms, urgent):
                spoken: Language = "ja" if language == "ja" else "en"
                self._voice.say(words, spoken, within_ms / 1000, urgent=urgent)
            case Hushed():
                self._voice.hush()
            case _:
                pass


def _reported_by_guide(state: State, prompt: str) -> bool:
    """Whether a prompt is over because its guide said so; the guide still asks how it felt."""
    finished = state.finished
    return finished is not None and finished.prompt == prompt and finished.by_guide


def _reasons(state: State) -> frozenset[Reason]:
    """The holds that are on."""
    return frozenset(reason for reason, _ in state.holds.on)
