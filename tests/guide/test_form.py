"""The first questions as a pure machine."""

from deskbreak.guide.form import Form, FormQuestion, Reply


def hours(words: str) -> Reply | None:
    """Spans without a check."""
    return tuple(words.split(",")) if "-" in words else None


QUESTIONS = (
    FormQuestion("ost", "Bones?"),
    FormQuestion("surg", "Surgery?", after_yes="Ask your clinician"),
    FormQuestion("hours", "When?", typed="09:00-18:00", read=hours, present="any time"),
)


def test_every_answer_leads_to_the_next_question() -> None:
    form = Form(QUESTIONS).answer(False).answer(False).type("09:00-12:00,13:00-18:00")
    assert form.question is None
    assert dict(form.answers) == {
        "ost": False,
        "surg": False,
        "hours": ("09:00-12:00", "13:00-18:00"),
    }


def test_a_note_follows_a_yes_on_a_page_of_its_own() -> None:
    form = Form(QUESTIONS).answer(True).answer(True)
    assert form.noted
    assert form.question is QUESTIONS[1]
    assert form.answer(False) == form.type("x") == form.keep() == form, "there is nothing to say"
    assert form.back().question is QUESTIONS[1]
    assert form.go_on().question is QUESTIONS[2]


def test_an_answer_that_means_nothing_is_asked_for_again() -> None:
    form = Form(QUESTIONS).answer(False).answer(False).type("nine")
    assert (form.question, form.wrong) == (QUESTIONS[2], "nine")
    assert form.type("09:00-18:00").wrong == ""


def test_one_can_go_back_and_answer_anew() -> None:
    form = Form(QUESTIONS).answer(True)
    assert form.back().question is QUESTIONS[0]
    assert form.back().back().at == 0
    assert dict(form.back().answer(False).answers) == {"ost": False}


def test_keeping_takes_an_answer_of_this_round_away() -> None:
    form = Form(QUESTIONS).answer(False).answer(False).type("09:00-18:00").back().keep()
    assert form.question is None
    assert "hours" not in dict(form.answers)
    assert Form(QUESTIONS).keep() == Form(QUESTIONS), "there is nothing to keep"


def test_after_the_last_answer_nothing_changes() -> None:
    form = Form(QUESTIONS).answer(False).answer(False).keep()
    assert form.question is None
    assert form.answer(True) == form.type("x") == form.keep() == form
