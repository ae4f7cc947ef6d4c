"""Has a guide lead the routines that were started, and turns what it reports into events.

Rules
- The core decides whether a guide leads; here its process is started and taken away.
- Whether one could be shown is looked up with each prompt, before the person can start it.
- An answer given elsewhere takes the guide away; the end that it reported itself does not.
"""

import asyncio
import logging
from collections.abc import Callable

from deskbreak.app import supervise
from deskbreak.app.guide_protocol import (
    DONE,
    AskedCheck,
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
from deskbreak.app.not_for_me import may_apply
from deskbreak.app.parts import Part
from deskbreak.app.ports import Guide, Post, Voice
from deskbreak.app.question_view import check_words, week_lines
from deskbreak.app.requests import event_of
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.model import Language
from deskbreak.domain.machine.follow_up_questions import after_comfort
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.question import Question
from deskbreak.domain.vocabulary.effects import Effect, ShowPrompt, StartRoutine, WithdrawPrompt
from deskbreak.domain.vocabulary.events import (
    Action,
    Reason,
)
from deskbreak.domain.vocabulary.lead_events import GuideClosed, GuideFound, GuideOpened
from deskbreak.domain.vocabulary.settings import GUIDE_ON_START

log = logging.getLogger(__name__)

GUIDE = Part("guide", "guide")

SEATED = "seated"


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
        self._process = None
        self._voice.hush()

    async def _lead(self, effect: StartRoutine, state: State) -> None:
        """From the start to the last report of a guide."""
        seconds = self._content.card(effect.routine).facts.seconds
        request = self._request(effect, state)
        why = await self._guide.lead(request, seconds, lambda said: self._report(effect.id, said))
        self._process = None
        if why is not None:
            log.warning("the guide: %s", why)
        self._post(GuideClosed(effect.id))

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

    def _request(self, effect: StartRoutine, state: State) -> GuideRequest:
        """All that a guide needs to know."""
        language, settings = self._language(), state.settings
        card = self._content.card(effect.routine)
        return GuideRequest(
            prompt=effect.id,
            routine=effect.routine,
            language=language,
            easier=effect.easier,
            form=SEATED if effect.seated and card.seated_steps else None,
            theme=settings.guide.theme,
            reduced_motion=settings.guide.reduced_motion,
            chime=settings.guide.chime,
            voice=settings.guide.voice,
            lines=tuple(line.of(language) for line in card.before(settings.personal.codes)),
            easier_lines=tuple(
                line.of(language) for line in card.before(settings.personal.codes, easier=True)
            ),
            codes=may_apply(card.facts, settings),
            closing=week_lines(state, language),
            learn=effect.learn,
            check=_check(state, language),
            own=self._own,
        )


def _reported_by_guide(state: State, prompt: str) -> bool:
    """Whether a prompt is over because its guide said so; the guide still asks how it felt."""
    finished = state.finished
    return finished is not None and finished.prompt == prompt and finished.by_guide


def _reasons(state: State) -> frozenset[Reason]:
    """The holds that are on."""
    return frozenset(reason for reason, _ in state.holds.on)


def _check(state: State, language: Language) -> AskedCheck | None:
    """The check that will be due when the routine is over; an offer goes before it."""
    coming = after_comfort(state)
    if coming is None or coming.question is not Question.CHECK:
        return None
    words = check_words(state, coming.about, coming.times_asked, language)
    intro = "" if state.memory.purpose_told else words.purpose
    return AskedCheck(coming.about, words.question, words.look, words.fix, intro)
