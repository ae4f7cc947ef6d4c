import pytest

from deskbreak.app.guide_protocol import GuideRequest
from deskbreak.content.loader import load_routines
from deskbreak.content.model import LANGUAGES, Language
from deskbreak.guide.lesson import lesson_of
from deskbreak.guide.minute import Act, begin
from deskbreak.guide.progress import NOTHING, Progress, progress


def at(id_: str, seconds: float, language: Language = "en", form: str | None = None) -> Progress:
    """The progress so many seconds after the first step began."""
    lesson = lesson_of(GuideRequest("", id_, language, form=form))
    it, _ = begin(lesson.plan, 0.0).act(Act.START, 0.0)
    it, _ = it.act(Act.START, 0.0) if it.card != "step" else (it, ())
    it, _ = it.tick(seconds)
    return progress(lesson, it, seconds)


def test_repetitions_are_counted_as_they_are_told() -> None:
    assert at("hip-hinge", 1).count == ""
    assert at("hip-hinge", 5.1).count == "1 of 10"
    assert at("hip-hinge", 10.1).count == "2 of 10"
    assert at("hip-hinge", 54.9).count == "10 of 10"
    assert at("hip-hinge", 10.1, "ja").count


def test_what_comes_next_is_said_in_few_words() -> None:
    assert at("hip-hinge", 1).coming == ("Next: Hips back, the back long, and up again. Ten times.")
    assert at("hip-hinge", 59).coming == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_side_is_the_one_that_is_named(language: Language) -> None:
    right, left = ("右", "左") if language == "ja" else ("Right", "Left")
    assert at("thread-the-needle", 12, language).side == right
    assert at("thread-the-needle", 37, language).side == left
    assert at("desk-lunge-open", 10, language).side == right
    assert at("desk-lunge-open", 40, language).side == left
    assert at("side-plank", 15, language).side == right
    assert at("side-plank", 40, language).side == left
    assert at("hip-hinge", 10, language).side == ""
    assert at("cat-cow", 10, language).side == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_side_changes_with_every_repetition_where_both_go_in_turn(language: Language) -> None:
    sides = [at("dead-bug", 10.1 + 5 * turn, language).side for turn in range(4)]
    right, left = ("右", "左") if language == "ja" else ("Right", "Left")
    assert sides == [right, left, right, left]


def test_a_right_angle_is_no_side() -> None:
    assert at("breathing-90-90", 25).side == ""
    assert at("lift-practice", 10).side == ""
    assert at("wall-rib-breathing", 25).side == ""


@pytest.mark.parametrize("id_", [facts.id for facts in load_routines().facts])
def test_both_languages_name_the_same_side(id_: str) -> None:
    card = load_routines().card(id_)
    same = {"右": "Right", "左": "Left", "": ""}
    for form in (None, *(one.name for one in card.forms)):
        usual, easier = (
            [sides(id_, form, language, easier=easier) for language in LANGUAGES]
            for easier in (False, True)
        )
        for ja, en in (usual, easier):
            assert [same[one] for one in ja] == en, form


def sides(id_: str, form: str | None, language: Language, *, easier: bool) -> list[str]:
    """The side that is shown every other second after the first step began."""
    lesson = lesson_of(GuideRequest("", id_, language, form=form))
    begun, _ = begin(lesson.plan, 0.0).act(Act.START, 0.0)
    if easier:
        begun, _ = begun.act(Act.EASIER, 0.0)
    return [progress(lesson, begun.tick(at)[0], at).side for at in range(1, 60, 2)]


def test_both_halves_of_a_flow_have_their_side() -> None:
    sides = [at("thoracic-mobility-flow", 40.5 + 3 * turn, form="full-120").side for turn in (0, 9)]
    assert sides == ["Right", "Left"]


def test_nothing_is_said_before_the_first_step() -> None:
    lesson = lesson_of(GuideRequest("", "hip-hinge"))
    assert progress(lesson, begin(lesson.plan, 0.0), 0.0) == NOTHING


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_moment_of_every_routine_has_a_line(language: Language) -> None:
    for facts in load_routines().facts:
        if facts.scheduled:
            for seconds in range(1, 60, 4):
                assert at(facts.id, seconds, language).line or seconds > 40
