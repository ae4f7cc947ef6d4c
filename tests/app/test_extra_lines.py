"""Lines that ride on a prompt: within their place, in both languages, in the catalogue's words."""

from datetime import date, timedelta

import pytest
from content.wording import said_wrongly

from deskbreak.app.extra_lines import (
    comfort_reply,
    focus_lines,
    how_to_answer,
    question,
    slower_line,
    stage_line,
)
from deskbreak.app.text_limits import BODY, MENU, TITLE, fit
from deskbreak.content.model import LANGUAGES, Language
from deskbreak.content.strings import text
from deskbreak.domain.programme.stages import CHOICES
from deskbreak.domain.time.units import HOUR, MINUTE
from deskbreak.domain.vocabulary.question_effects import Proposal, Reply

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", range(3))
@pytest.mark.parametrize("proposal", Proposal)
def test_a_proposal_fits_and_has_a_label_for_each_choice(
    proposal: Proposal, stage: int, language: Language
) -> None:
    asked = question(language, proposal, stage)
    assert len(asked.title) <= TITLE
    assert len(asked.body) <= BODY
    assert tuple(choice for choice, _ in asked.choices) == CHOICES[proposal]
    assert all(0 < len(label) <= MENU for _, label in asked.choices)
    words = [asked.title, asked.body, *(label for _, label in asked.choices)]
    assert [said_wrongly(it) for it in words if said_wrongly(it)] == []
    assert CHOICES[proposal][-1] in how_to_answer(language, proposal)


def test_the_next_stage_is_offered_with_its_number_and_focus() -> None:
    assert "Stage 2: join hips and upper back" in question("en", Proposal.STAGE, 1).body
    assert "段階3「静かに支える」" in question("ja", Proposal.STAGE, 2).body
    assert stage_line("ja", 0) == "段階0「立つ・歩く・持つを休憩にする」"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_week_has_its_focus_and_a_moment_to_remember_it(language: Language) -> None:
    lines = [focus_lines(language, week) for week in range(1, 6)]
    assert len({focus for focus, _ in lines}) == 5
    assert len({habit for _, habit in lines}) == 5
    assert all(len(f"{focus}\n{habit}") <= BODY for focus, habit in lines)


def test_the_focus_in_both_languages() -> None:
    assert focus_lines("en", 2) == (
        "This week: bend at the hips",
        "A moment to remember it: every time you stand up",
    )
    assert focus_lines("ja", 2) == (
        "今週のテーマ：股関節からかがむ",
        "思い出すきっかけ：椅子から立つとき",
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "replies", [*((reply,) for reply in Reply), (Reply.RESTS, Reply.EASING)], ids=str
)
def test_every_comfort_reply_fits_and_frightens_nobody(
    replies: tuple[Reply, ...], language: Language
) -> None:
    said = comfort_reply(language, replies, TODAY + timedelta(days=7), TODAY)
    assert 0 < len(said.title) <= TITLE
    assert 0 < len(said.body) <= BODY
    assert said_wrongly(said.title + said.body) == []


def test_comfort_replies_in_words() -> None:
    assert comfort_reply("en", [Reply.THANKS], None, TODAY).title == "Thanks"
    hard = comfort_reply("ja", [Reply.HARD], None, TODAY)
    assert hard.body == "次は軽い形で出します。"
    settled = comfort_reply("en", [Reply.SETTLED], TODAY + timedelta(days=1), TODAY)
    assert settled.body.startswith("A little tightness after moving is common")
    safety = comfort_reply("en", [Reply.SAFETY], None, TODAY)
    assert "deskbreak safety" in safety.body


def test_a_rest_names_the_day_on_which_the_routine_comes_back() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert "on Thu 26 Nov" in comfort_reply("en", [Reply.RESTS], tomorrow, TODAY).body
    assert "11月26日（木）から" in comfort_reply("ja", [Reply.RESTS], tomorrow, TODAY).body
    new_year = comfort_reply("ja", [Reply.RESTS], date(2027, 1, 4), TODAY).body
    assert "2027年1月4日" in new_year


def test_easing_is_told_after_the_rest() -> None:
    tomorrow = TODAY + timedelta(days=1)
    said = comfort_reply("en", (Reply.RESTS, Reply.EASING), tomorrow, TODAY)
    assert said.body.endswith(text("en", "feedback.easing"))
    assert said.body.count("\n") == 1


def test_a_slower_rhythm_is_named() -> None:
    assert slower_line("en", HOUR) == "For the rest of today, every 1 h."
    assert slower_line("ja", 60 * MINUTE) == "今日はこのあと、1時間ごとにします。"


def test_only_whole_lines_are_kept() -> None:
    assert fit(["a" * 190, "b" * 9]) == f"{'a' * 190}\n{'b' * 9}"
    assert fit(["a" * 190, "b" * 10, "c"]) == "a" * 190
    assert fit(["a" * 300]) == "a" * 300


@pytest.mark.parametrize("proposal", Proposal)
def test_a_stage_is_named_first_and_nothing_else_names_one(proposal: Proposal) -> None:
    body = question("en", proposal, 1).body
    assert body.startswith(stage_line("en", 2)) == (proposal is Proposal.STAGE)
    assert (stage_line("en", 2) in body) == (proposal is Proposal.STAGE)
