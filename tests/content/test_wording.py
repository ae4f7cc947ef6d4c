"""M17, and how long a text may be (catalogue 7)."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from content.wording import said_wrongly

import deskbreak
from deskbreak.app.extra_lines import carried_line
from deskbreak.app.not_for_me import caution_line
from deskbreak.app.text_limits import LONG_BODY
from deskbreak.content import formats
from deskbreak.content.checks import check_card, load_checks
from deskbreak.content.loader import load_routines
from deskbreak.content.model import LANGUAGES, Card, Language
from deskbreak.content.strings import everything, text
from deskbreak.domain.choice.eligibility import unasked
from deskbreak.domain.time.units import MINUTE
from deskbreak.domain.vocabulary.question_effects import Proposal
from deskbreak.domain.vocabulary.routine import Code, Place
from deskbreak.domain.vocabulary.settings import Settings
from deskbreak.notices.notice_text import BODY_AT_MOST

PACKAGE = Path(deskbreak.__file__).parent
CATALOGUE = load_routines()
CARDS = [CATALOGUE.card(routine.id) for routine in CATALOGUE.facts]

TITLE, BODY, MENU = 60, 200, 40
SAID_IN_A_NOTICE = (
    "feedback.", "profile.", "answer.", "refused.", "offers.", "easing.", "programme.", "running.",
    "card.lines.", "first_start.",
)  # fmt: skip

AT_HOME = frozenset({Place.FLOOR, Place.WALL})

LONGEST_DATE = date(2026, 9, 30)


def samples(language: Language) -> dict[str, str]:
    """The longest real values of the placeholders."""
    texts = everything(language)

    def longest(table: str, last: str = "") -> str:
        found = [
            words for key, words in texts.items() if key.startswith(table) and key.endswith(last)
        ]
        return max(found, key=len)

    title = max((card.title.of(language) for card in CARDS), key=len)
    hour_and_half = formats.duration(language, 90 * MINUTE)
    return {
        "routine": title,
        "guess": title,
        "name": "seat-on-sit-bones",
        "id": "thoracic-mobility-flow",
        "length": hour_and_half,
        "sitting": hour_and_half,
        "longest": hour_and_half,
        "time": "23:59",
        "date": formats.day(language, LONGEST_DATE),
        "focus": max(longest("programme.stages.", ".focus"), longest("programme.weeks.", ".focus")),
        "habit": longest("programme.weeks.", ".habit"),
        "reason": longest("names.hold."),
        "code": longest("names.code."),
        "codes": longest("names.code."),
        "place": longest("names.place."),
        "prop": longest("names.prop."),
        "offered": ", ".join(3 * [formats.duration(language, 15 * MINUTE)]),
        "number": "R30",
        "total": "32",
        "file": "/home/someone/.config/deskbreak/config.toml",
        "problem": "config.toml:14: rhythm.every = '45': a duration such as '45m' is needed",
    }


def strings_of(value: object) -> Iterator[str]:
    """All texts in a TOML document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_of(inner)


def test_m17_nothing_the_program_can_show_breaks_the_wording_rules() -> None:
    wrong = {
        f"{path.relative_to(PACKAGE)}: {words}": found
        for path in sorted(PACKAGE.rglob("*.toml"))
        for words in strings_of(tomllib.loads(path.read_text("utf-8")))
        if (found := said_wrongly(re.sub(r"\{\w+\}", "", words)))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    "words",
    [
        "40〜50％軽減",
        "about 85 percent of people",
        "腰痛が治る動き",
        "腰痛を予防する",
        "cures back pain",
        "helps to prevent pain",
        "腰を使うな",
        "don't use your back",
        "protect your low back",
        "正しい姿勢で座る",
        "a wrong posture",
        "痛みは気のせい",
        "it is all in your head",
        "危険な動き",
        "wear of the discs",
        "danger",
        "失敗しました",
        "You failed",
        "your streak is lost",
        "連続記録が途切れた",
    ],
)
def test_every_phrase_of_the_do_not_say_column_is_found(words: str) -> None:
    assert said_wrongly(words)


@pytest.mark.parametrize(
    "words",
    [
        "座りっぱなしを途切れさせる",
        "break up sitting",
        "let hips and upper back share",
        "楽な範囲で試す",
        "mild tightness is common",
        "see a doctor if something worries you",
        "診断や治療の代わりにはなりません",
        "立つだけで休憩",
        "また次の機会に",
    ],
)
def test_what_should_be_said_may_be_said(words: str) -> None:
    assert said_wrongly(words) == []


def filled(template: str, language: Language) -> str:
    """A text with the longest real values in its placeholders."""
    values = samples(language)
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], "1234567890"), template)


def place_of(key: str) -> int | None:
    """How long the text under a key may be, by where it is shown."""
    name = key.rpartition(".")[2]
    choices = ("tray.menu.", "easing.rhythm.", "easing.quiet.")
    if ".buttons." in key or key.startswith(choices):
        return MENU
    if key.startswith("tray.tooltip."):
        return 127
    if name.endswith("title") or ".titles." in key:
        return TITLE
    if name.endswith("body") or key.startswith(SAID_IN_A_NOTICE):
        return BODY
    return None


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_string_is_longer_than_its_place(language: Language) -> None:
    texts = everything(language)
    placed = {key: limit for key in texts if (limit := place_of(key)) is not None}
    assert len(placed) > 150
    long = {
        key: words
        for key, limit in placed.items()
        if len(words := filled(texts[key], language)) > limit
    }
    assert long == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.facts.number)
def test_a_card_fits_into_a_notification(card: Card, language: Language) -> None:
    title = card.title.of(language)
    assert len(text(language, "prompt.title", routine=title)) <= TITLE
    assert len(text(language, "running.title", routine=title, number=10, total=10)) <= TITLE
    assert len(text(language, "tray.menu.start", routine=title)) <= MENU
    assert len(text(language, "tray.menu.next", routine=title)) <= MENU
    footer = text(language, "card.footer")
    cue = card.cue.of(language)
    lighter = text(language, "prompt.easier", easier=card.easier.cue.of(language))
    worked = formats.minutes(language, 59 * MINUTE)
    pauses = [text(language, f"profile.{one}", worked=worked) for one in ("jp-mhlw", "uk-hse")]
    for what, easier in ((cue, False), (lighter, True)):
        before = [line.of(language) for line in card.before(frozenset(Code), easier=easier)]
        assert len("\n".join([what, *before])) <= BODY
        assert len(f"{what}\n{footer}") <= BODY
        for pause in pauses:
            assert len("\n".join([what, *before, pause])) <= BODY, (
                "the longer pause is not left out"
            )
    steps = [*card.steps, *card.seated_steps, *(step for form in card.forms for step in form.steps)]
    steps += [*card.easier.steps, *card.easier.seated_steps]
    for step in steps:
        words = text(language, "running.step", text=step.text.of(language), seconds=step.seconds)
        assert len(words) <= BODY
    for line in card.lines + card.easier.lines:
        assert len(text(language, "running.before", text=line.text.of(language))) <= BODY


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.facts.number)
def test_a_caution_and_all_that_is_said_with_it_fits(card: Card, language: Language) -> None:
    beginner = Settings()
    if not unasked(card.facts, beginner) or card.facts.stage > 1 or card.facts.places & AT_HOME:
        return
    caution = caution_line(card, beginner, language)
    assert said_wrongly(caution) == []
    before = [line.of(language) for line in card.before()]
    worked = formats.minutes(language, 59 * MINUTE)
    pauses = [text(language, f"profile.{one}", worked=worked) for one in ("jp-mhlw", "uk-hse")]
    carried = carried_line(Proposal.RHYTHM, language)
    what = card.cue.of(language)
    for more in ([*pauses[:1]], [*pauses[1:]], [carried]):
        assert len("\n".join([what, caution, *before, *more])) <= LONG_BODY
    balloon = "\n".join([what, caution, *before])
    assert len(balloon) <= BODY_AT_MOST, "what is for safety is on a balloon of Windows too"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [check.id for check in load_checks()])
@pytest.mark.parametrize(
    "options",
    [
        (),
        (("reference", "top"),),
        (("depth", "deep"),),
        (("mode", "support"),),
        (("below_cm", "0, 5"),),
        (("deg", "95-120"),),
    ],
)
def test_a_check_fits_into_a_notification(
    name: str, options: tuple[tuple[str, str], ...], language: Language
) -> None:
    texts = check_card(name).texts(options)
    look = text(language, "check.look", text=texts.look.of(language))
    for body in (texts.question.of(language), look, texts.fix.of(language)):
        assert len(body) <= BODY
        assert said_wrongly(body) == []
    assert len(f"{texts.question.of(language)}\n{look}") <= BODY, "how to tell is not left out"
    for one in (texts.look, texts.fix):
        assert not re.search(r"[?？]|(です|ます|ません)か(?![ぁ-ん])", one.of(language)), (
            "one question"
        )
    assert texts.question.of(language).count("?") <= 1


def test_the_first_message_fits_with_a_real_time() -> None:
    at = datetime(2026, 11, 25, 10, 45)  # noqa: DTZ001 - only its digits are shown
    for language in LANGUAGES:
        title = text(language, "first_start.title", time=formats.moment(language, at, LONGEST_DATE))
        assert len(title) <= TITLE
        assert "deskbreak" in title
        body = [text(language, f"first_start.{part}") for part in ("way", "body")]
        assert len("\n".join(body)) <= BODY
        assert "deskbreak setup" in body[0], "where there are no buttons"
