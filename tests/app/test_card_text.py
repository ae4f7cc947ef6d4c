"""A whole card for reading: every field, in both languages, with what keeps it out."""

from collections.abc import Iterable
from datetime import date

import pytest

from deskbreak.app.card_json import card_data, summary
from deskbreak.app.card_text import Judged, card_lines, list_line
from deskbreak.content.loader import load_routines
from deskbreak.content.model import LANGUAGES, Card, Language, Step
from deskbreak.content.strings import text
from deskbreak.domain.vocabulary.routine import Code
from deskbreak.domain.vocabulary.settings import Personal, RoutineSettings, Settings

CATALOGUE = load_routines()
CARDS = [CATALOGUE.card(one.id) for one in CATALOGUE.facts]


def judged(*codes: Code, stage: int = 3, setup_done: bool = True, **hide: bool) -> Judged:
    personal = Personal(setup_done=setup_done, codes=frozenset(codes), stage=stage)
    routines = RoutineSettings(hide=frozenset(hide))
    return Judged(Settings(personal=personal, routines=routines), CATALOGUE, date(2026, 11, 25))


def lines(name: str, language: Language, by: Judged) -> str:
    return "\n".join(card_lines(CATALOGUE.card(name), language, by))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.facts.number)
def test_every_text_of_a_card_is_there(card: Card, language: Language) -> None:
    shown = "\n".join(card_lines(card, language, judged()))
    texts = [card.title, card.cue, card.aim, card.feel, card.avoid, *card.stop]
    texts += [step.text for step in card.steps if card.facts.scheduled]
    texts += [*card.before(), card.easier.summary, card.easier.dose, card.easier.cue]
    texts += [step.text for step in card.easier.steps]
    for form in card.forms:
        texts += [step.text for step in form.steps]
        texts += [it for it in (form.before, form.after) if it is not None]
    assert [it.of(language) for it in texts if it.of(language) not in shown] == []
    assert "{" not in shown
    for code in card.facts.leave_out | card.facts.easier_with:
        assert text(language, f"names.code.{code}") in shown
    labels = ("kind", "region", "stage", "places", "props", "discreet", "effort", "on_feet")
    assert all(text(language, f"card.labels.{label}") in shown for label in labels)


def only_usual(card: Card) -> list[str]:
    """What the usual form says and the easier one does not."""
    usual = [step.text for step in card.steps] + [card.cue, *([card.dose] if card.dose else [])]
    easier = "\n".join(step.text.en for step in card.easier.steps)
    easier += f"{card.easier.cue.en}\n{card.easier.dose.en}\n{card.easier.summary.en}"
    return [words.en for words in usual if words.en not in easier]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.facts.number)
def test_who_is_given_the_easier_form_reads_nothing_of_the_other(card: Card) -> None:
    for code in card.facts.easier_with:
        shown = "\n".join(card_lines(card, "en", judged(code)))
        assert [words for words in only_usual(card) if words in shown] == []
        assert all(step.text.en in shown for step in card.easier.steps)


def test_a_counterpart_is_named_by_its_title() -> None:
    assert "Seated breathing" in lines("R01", "en", judged())
    assert "seated-breathing" not in lines("R01", "en", judged())


def test_a_ticked_code_is_named_with_what_it_does() -> None:
    assert "left out (your answers: wrist trouble)" in lines("R08", "en", judged(Code.WRIST))
    easier = "軽い形だけを出します（はじめの質問の答え：骨粗しょう症または背骨の骨折）"
    assert easier in lines("R24", "ja", judged(Code.OST))
    assert "your answers" not in lines("R24", "en", judged(Code.KNEE))


def test_other_reasons_are_named_too() -> None:
    assert text("en", "next.bars.stage") in lines("R22", "en", judged(stage=1))
    assert text("en", "next.bars.setup") in lines("R22", "en", judged(setup_done=False))
    assert "!" not in lines("R03", "en", judged(setup_done=False))
    assert text("ja", "next.bars.hidden") in lines(
        "R17", "ja", judged(**{"stand-one-minute": True})
    )
    assert "!" not in lines("R17", "en", judged())


def test_an_adaptation_says_of_what() -> None:
    assert "adaptation of R07" in lines("R24", "en", judged())
    assert "日常の動作" in lines("R30", "ja", judged())
    assert "daily movement" in lines("R15", "en", judged())


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.facts.number)
def test_the_list_has_one_line_for_each(card: Card) -> None:
    for language in LANGUAGES:
        line = list_line(card.facts, language, judged())
        assert line.startswith(f"{card.facts.number} · {card.title.of(language)} · ")
        assert "\n" not in line


def test_json_has_the_facts_and_what_keeps_it_out() -> None:
    by = judged(Code.OST)
    found = summary(CATALOGUE.card("R23").facts, by)
    assert (found["offered"], found["bar"], found["left_out_by"]) == (False, "code", ["OST"])
    found = summary(CATALOGUE.card("R24").facts, by)
    assert (found["offered"], found["bar"], found["easier_by"]) == (True, None, ["OST"])
    card = card_data(CATALOGUE.card("R01"), by)
    assert sum(step["seconds"] for step in card["steps"]) == 60
    assert [form["seconds"] for form in card["longer"]] == [90, 100]
    assert card["cue"]["ja"] == "胸の手は休み、お腹の手だけが静かに動く"
    assert card_data(CATALOGUE.card("R12"), by)["steps"] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["R01", "R08", "R14", "R24"])
def test_the_facts_of_a_card_line_by_line(name: str, language: Language) -> None:
    card = CATALOGUE.card(CATALOGUE.find(name).id)
    facts = card.facts
    ja = language == "ja"
    mark, comma, codes = ("：", "、", "、") if ja else (": ", ", ", " / ")

    def label(key: str) -> str:
        table = "cards.labels" if key in ("role", "source") else "card.labels"
        return text(language, f"{table}.{key}") + mark

    def listed(table: str, values: Iterable[str]) -> str:
        words = [text(language, f"names.{table}.{one}") for one in sorted(values, key=str)]
        gap = codes if table == "code" else comma
        return gap.join(words) or text(language, "card.labels.none")

    shown = [one for one in card_lines(card, language, judged()) if not one.startswith("  ! ")]
    assert shown[:2] == [f"{facts.number} {card.title.of(language)}  ({facts.id})", ""]
    assert shown[2] == label("kind") + text(language, f"names.kind.{facts.kind}")
    assert label("stage") + str(facts.stage) in shown
    for key, table, values in (
        ("places", "place", facts.places),
        ("props", "prop", facts.props),
        ("leave_out", "code", facts.leave_out),
        ("easier_with", "code", facts.easier_with),
    ):
        assert label(key) + listed(table, values) in shown
    for key in ("discreet", "effort", "on_feet"):
        assert label(key) + text(language, f"names.{key}.{getattr(facts, key)}") in shown
    assert label("dose") + (card.dose.of(language) if card.dose else "") in shown or not card.dose
    feel = shown.index(label("aim") + card.aim.of(language))
    assert shown[feel + 1] == label("feel") + card.feel.of(language)
    assert shown[feel + 2] == label("avoid") + card.avoid.of(language)
    assert shown[feel - 1] == label("cue") + card.cue.of(language)

    def steps(some: Iterable[Step]) -> list[str]:
        return [
            f"  {text(language, 'routines.seconds', seconds=one.seconds):>5}  "
            f"{one.text.of(language)}"
            for one in some
        ]

    easier = shown.index(label("easier") + card.easier.summary.of(language))
    before = [label("before") + one.of(language) for one in card.before(easier=True)]
    after = easier + 1 + len(before)
    assert shown[easier + 1 : after] == before
    assert shown[easier - 1] == ""
    assert shown[after : after + 2] == [
        label("dose") + card.easier.dose.of(language),
        label("steps").rstrip(),
    ]
    last = after + 2 + len(card.easier.steps)
    assert shown[after + 2 : last] == steps(card.easier.steps)
    assert shown[last : last + 2] == [
        label("cue") + card.easier.cue.of(language),
        f"  {text(language, 'routines.easier_how', number=facts.number)}",
    ]
    rest = shown[last + 2 :]
    for form in card.forms:
        seconds = text(language, "routines.seconds", seconds=form.seconds)
        places = listed("place", form.places)
        length = text(language, "routines.length", seconds=seconds, places=places)
        lines = ["", label("longer") + length]
        lines += [label("before") + form.before.of(language)] if form.before else []
        lines += steps(form.steps)
        lines += [label("after") + form.after.of(language)] if form.after else []
        how = text(language, "routines.longer_how", number=facts.number, seconds=form.seconds)
        lines.append(f"  {how}")
        assert rest[: len(lines)] == lines
        del rest[: len(lines)]
    assert rest == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_of_the_list_part_by_part(language: Language) -> None:
    card = CATALOGUE.card("sit-to-stand")
    facts = card.facts
    gap = "、" if language == "ja" else ", "
    places = gap.join(text(language, f"names.place.{one}") for one in sorted(facts.places, key=str))
    assert list_line(facts, language, judged()) == " · ".join(
        [
            facts.number,
            card.title.of(language),
            text(language, f"names.region.{facts.region}"),
            places,
            text(language, "routines.stage", stage=facts.stage),
        ]
    )
    code = min(facts.leave_out)
    noted = list_line(facts, language, judged(code))
    out = text(language, "cards.left_out", codes=text(language, f"names.code.{code}"))
    assert noted.endswith(f" — {out}")


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.facts.number)
def test_a_card_names_where_it_comes_from_and_what_goes_before_each_form(card: Card) -> None:
    by = judged(*card.facts.easier_with)
    shown = card_lines(card, "en", judged())
    assert any(all(one in line for one in card.source) for line in shown)
    data = card_data(card, by)
    codes = by.settings.personal.codes
    for form, easier in ((data, False), (data["easier"], True)):
        said = [one.en for one in card.before(codes, easier=easier)]
        assert [one["en"] for one in form["before"]] == said
