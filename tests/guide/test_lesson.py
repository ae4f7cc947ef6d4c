"""Texts, times and movement of a lesson."""

from pathlib import Path

import pytest
from content.own_routine import OWN

from deskbreak.app.guide_protocol import AskedCheck, GuideRequest
from deskbreak.content.content_errors import UnknownContentError
from deskbreak.content.loader import load_routines
from deskbreak.content.model import LANGUAGES
from deskbreak.content.strings import text
from deskbreak.figures.label_words import Word
from deskbreak.guide.lesson import lesson_of
from deskbreak.guide.minute import READY, READY_TO_READ

CATALOGUE = load_routines()
FORMS = [
    (one.id, form)
    for one in CATALOGUE.facts
    for form in [
        None,
        *(["seated"] if CATALOGUE.card(one.id).seated_steps else []),
        *(form.name for form in CATALOGUE.card(one.id).forms),
    ]
]


@pytest.mark.parametrize(("routine", "form"), FORMS)
def test_every_form_of_every_routine_has_its_movement_in_step(
    routine: str, form: str | None
) -> None:
    lesson = lesson_of(GuideRequest("1", routine, form=form))
    assert lesson.movement is not None
    assert tuple(step.seconds for step in lesson.movement.steps) == lesson.plan.seconds
    assert len(lesson.usual.steps) == len(lesson.plan.seconds)
    assert tuple(step.seconds for step in lesson.movement.easier_steps) == lesson.plan.easier
    assert len(lesson.easier.steps) == len(lesson.plan.easier)


def test_the_lesson_speaks_one_language() -> None:
    for language in LANGUAGES:
        lesson = lesson_of(GuideRequest("1", "seated-cat-cow", language))
        card = CATALOGUE.card("R25")
        assert lesson.title == card.title.of(language)
        assert lesson.usual.steps == tuple(step.text.of(language) for step in card.steps)
        assert lesson.easier.steps == tuple(it.text.of(language) for it in card.easier.steps)
        assert lesson.told(easier=True).cue == card.easier.cue.of(language)
        assert lesson.stop[-1] == text(language, "card.stop_rule")


def test_lines_to_read_take_longer_to_get_ready() -> None:
    assert lesson_of(GuideRequest("1", "hip-hinge")).plan.ready == READY
    lesson = lesson_of(GuideRequest("1", "hip-hinge", lines=("One", "Two"), learn=True))
    assert lesson.plan.ready == READY_TO_READ
    assert lesson.usual.before == (text("en", "prompt.learn"), "One", "Two")


def test_the_easier_form_has_lines_of_its_own() -> None:
    lesson = lesson_of(GuideRequest("1", "hip-hinge", lines=("One",), easier_lines=("Wall",)))
    assert lesson.told(easier=False).before == ("One",)
    assert lesson.told(easier=True).before == ("Wall",)


def test_the_easier_form_of_a_seated_minute_stays_seated() -> None:
    card = CATALOGUE.card("R25")
    lesson = lesson_of(GuideRequest("1", "R25", form="seated"))
    assert lesson.easier.steps[-1] == text("en", "card.seated_closing")
    assert card.minute(easier=True)[-1] != card.minute(easier=True, seated=True)[-1]


def test_a_form_that_needs_settling_says_what_to_settle_and_what_follows() -> None:
    lesson = lesson_of(GuideRequest("1", "R01", form="full-90"))
    assert lesson.plan.settles
    assert lesson.usual.before[-1].startswith("Lie on your back")
    assert lesson.after.startswith("When done")
    assert not lesson_of(GuideRequest("1", "R01")).plan.settles


def test_what_is_asked_at_the_end_is_planned() -> None:
    check = AskedCheck("screen-height", "q", "l", "f")
    lesson = lesson_of(GuideRequest("1", "R17", chime=True, ask_comfort=False, check=check))
    assert (lesson.plan.check, lesson.plan.ask_comfort, lesson.plan.chime) == (True, False, True)
    assert lesson.check == check


@pytest.mark.parametrize(
    ("request_", "what"),
    [
        (GuideRequest("1", "moonwalk"), "moonwalk"),
        (GuideRequest("1", "R25", form="full-90"), "full-90"),
        (GuideRequest("1", "R03", form="full-120"), "full-90"),
    ],
)
def test_what_is_not_there_is_named(request_: GuideRequest, what: str) -> None:
    with pytest.raises(UnknownContentError, match=what):
        lesson_of(request_)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cue_word_is_short(language: str) -> None:
    words = [text("ja" if language == "ja" else "en", f"minute.words.{word}") for word in Word]
    assert max(map(len, words)) <= (7 if language == "ja" else 12)
    assert len(set(words)) == len(words)


def test_a_routine_of_ones_own_is_led_without_a_figure(tmp_path: Path) -> None:
    (tmp_path / "wrists.toml").write_text(OWN, "utf-8")
    lesson = lesson_of(GuideRequest("1", "wrist-circles", own=str(tmp_path)))
    assert lesson.movement is None
    assert lesson.usual.steps == ("Stand", "Circle the wrists slowly")
