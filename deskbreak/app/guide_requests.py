"""What a guide is asked to show: a routine, or one set-up check alone."""

from deskbreak.app.guide_protocol import AskedCheck, GuideRequest
from deskbreak.app.not_for_me import may_apply
from deskbreak.app.question_view import check_words, week_lines
from deskbreak.content.catalogue import Catalogue
from deskbreak.content.model import Language
from deskbreak.domain.machine.follow_up_questions import after_comfort
from deskbreak.domain.machine.state import State
from deskbreak.domain.prompt.question import Question
from deskbreak.domain.vocabulary.effects import StartRoutine
from deskbreak.domain.vocabulary.question_effects import ShowHow

SEATED = "seated"


def routine_request(
    effect: StartRoutine, state: State, content: Catalogue, language: Language, own: str | None
) -> GuideRequest:
    """All that a guide needs to know to lead a routine."""
    settings = state.settings
    codes = settings.personal.codes
    card = content.card(effect.routine)
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
        lines=tuple(line.of(language) for line in card.before(codes)),
        easier_lines=tuple(line.of(language) for line in card.before(codes, easier=True)),
        codes=may_apply(card.facts, settings),
        closing=week_lines(state, language),
        learn=effect.learn,
        check=_coming_check(state, language),
        own=own,
    )


def check_request(
    effect: ShowHow, state: State, language: Language, own: str | None
) -> GuideRequest:
    """All that a guide needs to know to ask one check, with how to find out."""
    settings = state.settings.guide
    return GuideRequest(
        prompt=effect.id,
        routine=effect.routine,
        language=language,
        theme=settings.theme,
        reduced_motion=settings.reduced_motion,
        check=_asked(state, effect.check, effect.times_asked, language),
        only_check=True,
        own=own,
    )


def _coming_check(state: State, language: Language) -> AskedCheck | None:
    """The check that will be due when the routine is over; an offer goes before it."""
    coming = after_comfort(state)
    if coming is None or coming.question is not Question.CHECK:
        return None
    purpose = not state.memory.purpose_told
    return _asked(state, coming.about, coming.times_asked, language, purpose=purpose)


def _asked(
    state: State, check: str, times_asked: int, language: Language, *, purpose: bool = False
) -> AskedCheck:
    words = check_words(state, check, times_asked, language)
    intro = words.purpose if purpose else ""
    return AskedCheck(check, words.question, words.look, words.fix, intro)
