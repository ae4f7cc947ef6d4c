"""What the voice says and when; how long voices really take is in tests/desktop."""

import pytest

from deskbreak.app.guide_protocol import GuideRequest
from deskbreak.content.loader import load_routines
from deskbreak.content.model import LANGUAGES, Language
from deskbreak.content.spoken_texts import EASIER, spoken
from deskbreak.guide.lesson import SEATED, Lesson, lesson_of
from deskbreak.guide.spoken_cues import Cue, said_in

CATALOGUE = load_routines()
CARDS = {facts.id: CATALOGUE.card(facts.id) for facts in CATALOGUE.facts}
FORMS = [
    (id_, form)
    for id_, card in CARDS.items()
    for form in (None, *(one.name for one in card.forms), *([SEATED] if card.seated_steps else []))
    if form is not None or card.facts.scheduled
]


def lesson(id_: str, form: str | None, language: Language) -> Lesson:
    return lesson_of(GuideRequest("", id_, language, form=form, voice=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_of_every_minute_has_a_text_of_its_own(language: Language) -> None:
    for id_, card in CARDS.items():
        if card.facts.scheduled:
            assert len(spoken(id_, language)) == len(card.steps), id_
        assert len(spoken(id_, language, EASIER)) == len(card.easier.steps), id_


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("id_", "form"), FORMS)
def test_everything_is_said_within_its_step_and_never_two_at_once(
    id_: str, form: str | None, language: Language
) -> None:
    told = lesson(id_, form, language)
    for steps, times in (
        (told.script.usual, told.plan.seconds),
        (told.script.easier, told.plan.easier),
    ):
        assert len(steps) == len(times)
        for cues, seconds in zip(steps, times, strict=True):
            assert cues[0].main
            assert cues[0].at == 0
            free = 0.0
            for cue in cues:
                assert cue.at >= free, cue.text
                free = cue.at + said_in(cue.text, language)
            assert free <= seconds, (cues[-1].text, free, seconds)


def texts(cues: tuple[Cue, ...]) -> list[str]:
    return [cue.text for cue in cues]


def test_repetitions_are_counted_and_the_word_of_the_figure_is_said() -> None:
    moving = lesson("hip-hinge", None, "en").script.usual[1]
    assert texts(moving)[1:5] == ["2, Back", "Up", "3, Back", "Up"]
    assert [cue.at for cue in moving][1:4] == [5, 8, 10]


def test_both_sides_are_counted_where_the_text_counts_both() -> None:
    moving = lesson("dead-bug", None, "en").script.usual[1]
    assert [words[0] for words in texts(moving) if words[0].isdigit()] == list("345678")


def test_a_long_stay_says_how_long_is_left() -> None:
    lifted = lesson("side-plank", None, "ja").script.usual[1]
    assert texts(lifted)[-1] == "あと5秒"
    assert lifted[-1].at == pytest.approx(15 - 5.5)


def test_what_passes_too_fast_is_not_said() -> None:
    assert len(lesson("walk-one-minute", None, "en").script.usual[1]) == 1


def test_a_longer_form_is_not_told_how_often_the_minute_goes() -> None:
    said = lesson("hip-hinge", "full-90", "en").script.usual[1][0].text
    assert said == "Hips back, the back long, and up again."


def test_nothing_is_read_as_a_bare_s() -> None:
    for id_, form in FORMS:
        for cues in lesson(id_, form, "en").script.usual:
            assert not any(" s " in f"{words} " for words in texts(cues))


def test_a_guide_that_is_not_to_speak_has_nothing_to_say() -> None:
    assert lesson_of(GuideRequest("", "hip-hinge")).script.usual == ()
