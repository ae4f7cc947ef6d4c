"""Has a guide lead the routines that were started, and turns what it tells into events.

Rules
- A guide leads if the settings want one and it can be shown; else the notification leads.
- While it opens, a notice says so and no steps are shown. If it does not, or is lost, the
  notification goes on from where the routine is by then, and the prompt keeps its one outcome.
- An answer given elsewhere takes the guide away; the end that it told itself does not.
- What it asks at the end is not asked a second time.
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
    Opened,
)
from deskbreak.app.parts import Part
from deskbreak.app.ports import Guide, Post
from deskbreak.app.presenter import Presenter
from deskbreak.app.question_view import check_words, week_lines
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.model import Language
from deskbreak.domain.machine.follow_up_questions import after_comfort
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.question import Question
from deskbreak.domain.vocabulary.effects import Effect, StartRoutine, WithdrawPrompt
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    CheckAnswered,
    Comfort,
    FeedbackGiven,
    GuideClosed,
    GuideOpened,
)

log = logging.getLogger(__name__)

GUIDE = Part("guide", "guide")

ON_START = "on-start"
SEATED = "seated"


class GuideSession:
    """Starts guides and takes them away. Belongs to the event loop's thread.

    Args:
        guide: the way to show one.
        post: takes the events.
        presenter: what the eyes see where no guide leads.
        content: the routines.
        language: the language in force.
        chime: plays a sound by its name.
        own: the folder of the person's own routines.
    """

    def __init__(
        self,
        guide: Guide,
        post: Post,
        presenter: Presenter,
        content: Catalogue,
        language: Callable[[], Language],
        chime: Callable[[str], None],
        own: str | None = None,
    ) -> None:
        self._guide = guide
        self._post = post
        self._presenter = presenter
        self._content = content
        self._language = language
        self._chime = chime
        self._own = own
        self._prompt: str | None = None
        """The prompt whose guide has not told the end."""
        self._task: asyncio.Task[None] | None = None

    def perform(self, effect: Effect, state: State) -> None:
        """Carry out what concerns guides, before the presenter hears of it."""
        match effect:
            case StartRoutine() if self._wanted(state):
                self._take_away()
                self._prompt = effect.id
                self._presenter.guided(effect.id)
                self._presenter.opening(effect.id, effect.routine)
                self._task = supervise.start(self._lead(effect, state), GUIDE)
            case WithdrawPrompt(id_) if id_ == self._prompt:
                self._take_away()
            case _:
                pass

    async def close(self) -> None:
        """Take the guide away and end."""
        task = self._task
        self._take_away()
        if task is not None:
            await asyncio.wait({task})

    def _wanted(self, state: State) -> bool:
        """Whether a guide is to lead, and can."""
        if state.settings.guide.open != ON_START:
            return False
        why = self._guide.viable()
        if why is not None:
            log.info("no guide: %s", why)
        return why is None

    def _take_away(self) -> None:
        """The guide goes at once, whatever it shows."""
        if self._task is not None:
            self._task.cancel()
        self._task = self._prompt = None
        self._presenter.guided(None)

    async def _lead(self, effect: StartRoutine, state: State) -> None:
        """From the start to the last word of a guide."""
        seconds = self._content.card(effect.routine).facts.seconds
        request = self._request(effect, state)
        why = await self._guide.lead(request, seconds, lambda said: self._told(effect.id, said))
        self._task = self._prompt = None
        self._presenter.guided(None)
        self._post(GuideClosed(effect.id))
        if why is not None:
            log.warning("the guide: %s", why)
            self._presenter.show_steps()

    def _told(self, prompt: str, said: GuideReport) -> None:
        """Something that a guide tells, as an event."""
        match said:
            case Opened():
                self._presenter.withdraw(prompt)
                self._post(GuideOpened(prompt))
            case Ended(outcome):
                self._prompt = None
                self._post(Answered(Action.DONE if outcome == DONE else Action.STOP, prompt))
            case ComfortTold(value, kind):
                self._post(FeedbackGiven(Comfort(value), kind))
            case CheckTold(value):
                self._post(CheckAnswered(value))
            case Chimed(name):
                self._chime(name)
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
            lines=tuple(line.of(language) for line in card.before(settings.personal.codes)),
            closing=week_lines(state, language),
            learn=effect.learn,
            check=_check(state, language),
            own=self._own,
        )


def _check(state: State, language: Language) -> AskedCheck | None:
    """The check that will be due when the routine is over; an offer goes before it."""
    coming = after_comfort(state)
    if coming is None or coming.question is not Question.CHECK:
        return None
    words = check_words(state, coming.about, coming.times_asked, language)
    intro = "" if state.memory.purpose_told else words.purpose
    return AskedCheck(coming.about, words.question, words.look, words.fix, intro)
