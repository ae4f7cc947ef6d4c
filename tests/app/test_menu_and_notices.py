"""The menu, the keys and each notice as a whole: every label, command, button and place."""

from collections.abc import Callable
from typing import Any

import pytest
from app.test_question_menu import DONE, day, flat
from msgspec.structs import replace

from deskbreak.app.card_json import card_data
from deskbreak.app.card_text import Judged
from deskbreak.app.not_for_me import caution_line
from deskbreak.app.ports.notice_ports import Button, Notice
from deskbreak.app.ports.tray_ports import Entry
from deskbreak.app.prompt_view import (
    cue_notice,
    offer_notice,
    opening_notice,
    step_notice,
    stop_rule_notice,
)
from deskbreak.app.question_menu import _in_lines
from deskbreak.app.question_view import (
    check_notice,
    check_words,
    comfort_notice,
    fix_notice,
    how_notice,
    kind_notice,
    reply_notice,
    week_lines,
)
from deskbreak.app.question_view import offer_notice as proposal_notice
from deskbreak.app.terminal_commands import keys_hint
from deskbreak.app.text_limits import BODY, MENU, TITLE
from deskbreak.app.tray_view import menu
from deskbreak.app.welcome import welcome
from deskbreak.content.loader import load_routines
from deskbreak.content.model import LANGUAGES, Bilingual, Language
from deskbreak.content.strings import text
from deskbreak.domain.choice.eligibility import unasked
from deskbreak.domain.machine.state import State
from deskbreak.domain.time.units import HOUR, MINUTE
from deskbreak.domain.vocabulary.effects import (
    Cause,
    ShowCue,
    ShowPrompt,
    ShowStep,
    ShowStopRule,
    StartRoutine,
)
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    HurtNow,
    Override,
    Paused,
    PromptWanted,
    TodayChanged,
)
from deskbreak.domain.vocabulary.presence_events import StoodUp
from deskbreak.domain.vocabulary.question_effects import (
    Answer,
    AskCheck,
    AskComfort,
    AskKind,
    MakeOffer,
    Proposal,
    Reply,
    ShowFix,
    ShowHow,
)
from deskbreak.domain.vocabulary.routine import Code
from deskbreak.domain.vocabulary.settings import (
    NotificationSettings,
    Personal,
    Profile,
    Rhythm,
    Settings,
)

CONTENT = load_routines()
CARD = CONTENT.card("sit-to-stand")
ROUTINE = PromptWanted("sit-to-stand")
START = Answered(Action.START)


def shape(entries: tuple[Entry, ...]) -> list[Any]:
    """Labels, commands, and what stands below."""
    return [
        (one.label, one.command, shape(one.children)) if one.children else (one.label, one.command)
        for one in entries
    ]


def say(key: str, **values: object) -> str:
    return text("en", f"tray.menu.{key}", **values)


STAND = (
    say("standing"),
    None,
    [("30 min", "standing 30m"), ("1 h", "standing 60m"), (say("standing_until"), "standing")],
)
PAUSE = (
    say("pause"),
    None,
    [("30 min", "pause 30m"), ("1 h", "pause 60m"), (say("pause_today"), "pause today")],
)
TODAY = (
    say("today"),
    None,
    [
        (say("today_normal"), "today normal"),
        (say("today_seated"), "today seated"),
        (say("today_elsewhere"), "today elsewhere"),
    ],
)
REPORT, WHY, LINE = (say("report"), "report"), (text("en", "why.menu.title"), "why"), ("", None)
LAST = [
    LINE,
    (say("safety"), "safety-page"),
    (say("setup"), "questions"),
    (say("open_config"), "config edit"),
    (say("autostart"), "autostart on"),
    (
        say("language"),
        None,
        [(text("en", f"names.language.{one}"), f"language {one}") for one in ("auto", "ja", "en")],
    ),
    (say("help"), "help"),
    (say("quit"), "quit"),
]
NOT_FOR_ME = (
    say("not_for_me"),
    None,
    [
        *(
            (text("en", f"card.caution.{code}"), f"not-for-me sit-to-stand {code}")
            for code in Code
            if code in CARD.facts.codes
        ),
        (say("never"), "not-for-me sit-to-stand never"),
    ],
)
TITLED = {"routine": "SIT-TO-STAND"}

MENUS: dict[str, tuple[Callable[[], State], list[Any]]] = {
    "working": (lambda: day().state, [(say("now"), "now"), STAND, PAUSE, TODAY, REPORT]),
    "paused": (
        lambda: day(Paused(HOUR)).state,
        [(say("now"), "now"), STAND, (say("resume"), "resume"), TODAY, WHY, REPORT],
    ),
    "standing": (
        lambda: day(StoodUp()).state,
        [(say("now"), "now"), (say("sitting"), "sitting"), PAUSE, TODAY, REPORT],
    ),
    "shown": (
        lambda: day(ROUTINE).state,
        [
            (say("start", **TITLED), "start"),
            (say("snooze", length="5 min"), "snooze 5m"),
            (say("snooze", length="10 min"), "snooze 10m"),
            (say("snooze", length="15 min"), "snooze 15m"),
            (say("skip"), "skip"),
            (say("another"), "another"),
            (say("seated"), "seated"),
            NOT_FOR_ME,
            LINE,
            (say("now"), "now"),
            STAND,
            PAUSE,
            TODAY,
            REPORT,
        ],
    ),
    "comfort": (
        lambda: day(*DONE).state,
        [
            (say("feedback"), None),
            (say("good"), "good"),
            (say("hard"), "hard"),
            (say("hurt"), "hurts"),
            LINE,
            (say("now"), "now"),
            STAND,
            PAUSE,
            TODAY,
            REPORT,
        ],
    ),
    "kind": (
        lambda: day(*DONE, HurtNow()).state,
        [
            (text("en", "feedback.follow_up.title"), None),
            *((text("en", f"feedback.follow_up.buttons.{kind}"), f"hurt-{kind}") for kind in "abc"),
            LINE,
            (say("now"), "now"),
            STAND,
            PAUSE,
            TODAY,
            REPORT,
        ],
    ),
}


@pytest.mark.parametrize("name", MENUS)
def test_the_menu_is_this_from_top_to_bottom(name: str) -> None:
    make, middle = MENUS[name]
    state = make()
    first, *entries = shape(menu(state, "en", str.upper))
    assert first[1] is None
    assert entries == [LINE, *middle, *LAST]
    told = menu(state, "en", str.upper, problem="x" * 99)
    assert (len(told[1].label), told[1].enabled) == (MENU, False)
    assert shape(told[2:]) == [LINE, *middle, *LAST]


def test_a_running_routine_has_its_own_answers_and_no_other_prompt() -> None:
    entries = shape(menu(day(ROUTINE, START).state, "en", str.upper))
    assert entries[2:] == [
        (say("done"), "done"),
        (say("hurts"), "hurts-now"),
        (say("when_to_stop"), "when-to-stop"),
        (say("steps"), "steps"),
        NOT_FOR_ME,
        LINE,
        STAND,
        PAUSE,
        TODAY,
        REPORT,
        *LAST,
    ]


def test_what_is_in_force_is_ticked() -> None:
    for override, ticked in ((Override.SEATED, "today seated"), (None, "today normal")):
        entries = flat(menu(day(TodayChanged(override)).state, "en", str))
        today = [one for one in entries if str(one.command).startswith("today ")]
        assert [one.command for one in today if one.checked] == [ticked]
    for on, command in ((True, "autostart off"), (False, "autostart on")):
        entries = flat(menu(day().state, "en", str, starts_at_login=on))
        [found] = [one for one in entries if str(one.command).startswith("autostart")]
        assert (found.command, found.checked) == (command, on)
    default = [one.command for one in flat(menu(day().state, "en", str)) if one.default]
    assert default == ["now"]
    default = [one.command for one in flat(menu(day(ROUTINE).state, "en", str)) if one.default]
    assert default == ["start"]


def test_while_exercise_pauses_the_safety_page_can_be_dismissed() -> None:
    state = day(settings=Settings(personal=Personal(red_flag=True))).state
    [entry] = [one for one in menu(state, "en", str) if one.label == say("safety")]
    assert shape(entry.children) == [
        (text("en", "safety.read"), "safety-page"),
        (say("safety_dismiss"), "safety-dismiss"),
    ]


def test_a_long_question_is_broken_into_what_an_entry_has_room_for() -> None:
    words = "a" * (MENU - 2)
    assert _in_lines(f"{words} b", "en") == [f"{words} b"]
    assert _in_lines(f"{words} bb", "en") == [words, "bb"]
    assert _in_lines("one two", "en") == ["one two"]
    half = MENU // 2
    assert _in_lines("あ" * half, "ja") == ["あ" * half]
    assert [len(part) for part in _in_lines("あ" * (half + 1), "ja")] == [half // 2, half // 2 + 1]
    assert _in_lines("あ" * half, "ja") == ["あ" * half]


@pytest.mark.parametrize(
    ("make", "keys"),
    [
        (day, ["t now", "p pause", "q quit"]),
        (lambda: day(StoodUp()), ["t now", "i sitting", "p pause", "q quit"]),
        (lambda: day(Paused(HOUR)), ["t now", "r resume", "q quit"]),
        (lambda: day(*DONE), ["g good", "t hard", "h hurts", "p pause", "q quit"]),
        (
            lambda: day(*DONE, HurtNow()),
            ["1 kind_a", "2 kind_b", "3 kind_c", "t now", "p pause", "q quit"],
        ),
    ],
    ids=range(5),
)
def test_the_keys_that_answer_now(make: Callable[[], Any], keys: list[str]) -> None:
    hints = []
    for key in keys:
        letter, _, name = key.partition(" ")
        hints.append(f"{letter} {text('en', f'prompt.keys.{name}', length='5 min')}")
    assert list(keys_hint(make().state, "en")) == hints


def buttons(*names: str, language: Language = "en") -> tuple[Button, ...]:
    """Buttons by their words and the names of their texts where these differ."""
    made = []
    for name in names:
        action, _, key = name.partition("=")
        label = text(language, f"prompt.buttons.{key or action}", length="5 min")
        made.append(Button(action, label))
    return tuple(made)


SHOWN = ("start", "snooze", "skip")


def test_the_offer_as_a_whole() -> None:
    state = day(ROUTINE).state
    effect = ShowPrompt("p1", CARD.facts.id, Cause.DUE, 2)
    found = offer_notice(effect, CARD, state, "en")
    assert found.key == "p1"
    assert found.title == text("en", "prompt.title", routine=CARD.title.en)[:TITLE]
    assert found.buttons == buttons(*SHOWN)
    assert (found.default_action, found.sound, found.stays) == ("start", True, True)
    before = [line.en for line in CARD.before(frozenset())]
    assert (
        found.body.splitlines()
        == [CARD.cue.en, *before, text("en", "card.footer")][: len(found.body.splitlines())]
    )
    easier = offer_notice(
        ShowPrompt("p1", CARD.facts.id, Cause.DUE, 2, easier=True), CARD, state, "en"
    )
    assert text("en", "prompt.easier", easier=CARD.easier.cue.en) in easier.body.splitlines()
    assert CARD.cue.en not in easier.body.splitlines()
    quiet = replace(state, settings=Settings(notification=NotificationSettings(sound=False)))
    assert not offer_notice(effect, CARD, quiet, "en").sound


def test_what_rides_on_an_offer_has_its_line() -> None:
    state = day(ROUTINE).state
    effect = ShowPrompt("p1", CARD.facts.id, Cause.DUE, 2, caution=True)
    second = offer_notice(effect, CARD, state, "en").body.splitlines()[1]
    assert second == caution_line(CARD, state.settings, "en")
    carried = replace(effect, caution=False, carries=Proposal.STAGE)
    title = text("en", f"offers.titles.{Proposal.STAGE}")
    assert (
        text("en", "offers.carried", title=title) in offer_notice(carried, CARD, state, "en").body
    )
    worked = replace(effect, caution=False, worked=50 * MINUTE)
    rhythm = Rhythm(profile=Profile.UK_HSE)
    british = replace(state, settings=replace(state.settings, rhythm=rhythm))
    line = text("en", "profile.uk-hse", worked="50 min")
    assert line in offer_notice(worked, CARD, british, "en").body.splitlines()


def test_what_is_shown_of_a_running_routine() -> None:
    state = day(ROUTINE, START).state
    id_ = CARD.facts.id
    opening = opening_notice(StartRoutine("p1", id_), CARD, "en")
    title = text("en", "answer.started", routine=CARD.title.en)
    assert opening == Notice("p1", title[:TITLE], CARD.cue.en, stays=True)
    running = ("done", "stop=stop", "when-to-stop=when_to_stop")
    step = CARD.steps[1]
    shown = step_notice(ShowStep("p1", id_, 2), CARD, state, "en")
    assert shown.title == text(
        "en", "running.title", routine=CARD.title.en, number=2, total=len(CARD.steps)
    )
    assert shown.body == text("en", "running.step", text=step.text.en, seconds=step.seconds)
    assert (shown.key, shown.stays, shown.default_action) == ("p1", True, None)
    assert {one.action for one in shown.buttons} <= {"done", "stop", "when-to-stop", "hurts-now"}
    assert shown.buttons == buttons(
        *(
            {"when-to-stop": running[2], "hurts-now": "hurts-now=hurts_now"}.get(
                one.action, one.action
            )
            for one in shown.buttons
        )
    )
    last = step_notice(ShowStep("p1", id_, 99), CARD, state, "en")
    total = len(CARD.steps)
    assert last.title == text(
        "en", "running.title", routine=CARD.title.en, number=total, total=total
    )
    assert CARD.steps[-1].text.en in last.body
    cue = cue_notice(ShowCue("p1", id_), CARD, state, "en")
    assert cue.body.splitlines() == [CARD.cue.en, text("en", "running.steps_how")]
    assert cue.title == text("en", "running.title_cue", routine=CARD.title.en)
    assert (cue.key, cue.default_action, cue.stays) == ("p1", "steps", True)
    assert cue.buttons == shown.buttons
    rule = stop_rule_notice(ShowStopRule("p1", id_), CARD, state, "en")
    whole = "\n".join(line.en for line in CARD.stop)
    assert rule.body == (whole if len(whole) <= BODY else text("en", "card.stop_rule_short"))
    assert rule.buttons == tuple(one for one in shown.buttons if one.action != "when-to-stop")
    assert (rule.title, rule.stays) == (text("en", "running.stop_title"), True)
    none = replace(state, prompt=None)
    assert step_notice(ShowStep("p1", id_, 1), CARD, none, "en").buttons == ()


@pytest.mark.parametrize("spare", [-1, 0])
def test_a_stop_rule_that_is_too_long_is_said_shortly(spare: int) -> None:
    words = "x" * (BODY - spare)
    card = replace(CARD, stop=(Bilingual(words, words),))
    rule = stop_rule_notice(ShowStopRule("p", "x"), card, day(ROUTINE).state, "en")
    assert rule.body == (words if spare == 0 else text("en", "card.stop_rule_short"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_after_a_routine(language: Language) -> None:
    state = day(*DONE).state
    asked = comfort_notice(AskComfort("p1", CARD.facts.id), state, language)
    assert asked.title == text(language, "feedback.title")
    assert [one.action for one in asked.buttons] == ["good", "hard", "hurts"]
    assert [one.label for one in asked.buttons] == [
        text(language, f"prompt.buttons.{one}") for one in ("good", "hard", "hurts")
    ]
    assert asked.body.splitlines()[:2] == list(week_lines(state, language))
    kind = kind_notice(AskKind("p1", CARD.facts.id), language)
    lines = [text(language, f"feedback.follow_up.{one}") for one in "abc"]
    assert (
        kind.body.splitlines()
        == [f"{mark} {line}" for mark, line in zip("①②③", lines, strict=True)][
            : len(kind.body.splitlines())
        ]
    )
    assert kind.title == text(language, "feedback.follow_up.title")
    assert kind.buttons == tuple(
        Button(f"hurt-{one}", text(language, f"feedback.follow_up.buttons.{one}")) for one in "abc"
    )


@pytest.mark.parametrize("check", ["seat-on-sit-bones", "screen-height"])
def test_a_check_its_how_and_its_fix(check: str) -> None:
    state = day().state
    words = check_words(state, check, 0, "en")
    for first in (True, False):
        body, has_how = words.asking(purpose=first)
        asked = check_notice(AskCheck("p1", check, 0, first=first), state, "en")
        assert (asked.key, asked.title, asked.body) == ("p1", words.title, body)
        assert [one.action for one in asked.buttons] == ["yes", "no", "fix" if has_how else "how"]
        assert asked.default_action == (None if has_how else "how")
    how = how_notice(ShowHow("p1", check, 0, guide=False), state, "en")
    assert (how.key, how.title, how.body) == ("p1", text("en", "check.how_title"), words.look)
    assert [one.action for one in how.buttons] == ["yes", "no", "fix"]
    assert fix_notice(ShowFix("p1", check, 0), state, "en") == Notice(
        "p1", words.fix_title, words.fixing()
    )


def test_an_offer_has_three_buttons_at_most_and_a_reply_stands_alone() -> None:
    state = day().state
    rhythm = proposal_notice(MakeOffer("p1", Proposal.RHYTHM), state, "en")
    actions = [one.action for one in rhythm.buttons]
    assert len(actions) <= 3
    assert all(one.startswith("offer ") for one in actions)
    assert not {"offer 45", "offer pause"} & set(actions)
    reply = reply_notice(Answer("p1", CARD.facts.id, (Reply.THANKS,), shown=True), state, "en")
    assert (reply.key, reply.title) == ("p1", text("en", "feedback.thanks"))


def test_the_welcome_names_the_time_or_that_there_are_hours() -> None:
    state = day().state
    found = welcome(state, "en")
    assert found.title == text("en", "first_start.title", time="09:45")
    assert found.body == "\n".join(text("en", f"first_start.{one}") for one in ("way", "body"))
    assert found.buttons == (
        Button("now", text("en", "prompt.buttons.try_one")),
        Button("questions", text("en", "prompt.buttons.questions")),
    )
    assert (found.key, found.stays, found.sound, found.default_action) == (
        "welcome", True, False, None,
    )  # fmt: skip
    paused = day(Paused(24 * HOUR)).state
    assert welcome(paused, "en").title != found.title


def words_of(it: Bilingual | None) -> dict[str, str] | None:
    return None if it is None else {"ja": it.ja, "en": it.en}


@pytest.mark.parametrize("name", ["R01", "R12", "R14", "R24"])
def test_the_data_of_a_card_field_by_field(name: str) -> None:
    card = CONTENT.card(CONTENT.find(name).id)
    facts = card.facts
    codes = frozenset([*sorted(facts.codes)[:1]])
    by = Judged(
        Settings(personal=Personal(setup_done=True, codes=codes, stage=3)), CONTENT, day().state.day
    )

    def steps(some: Any) -> list[Any]:
        return [
            {"seconds": it.seconds, "reps": it.reps, **(words_of(it.text) or {})} for it in some
        ]

    found = card_data(card, by)
    assert (found["offered"], found["bar"] is None) == (found["bar"] is None, found["offered"])
    del found["offered"], found["bar"]
    assert found == {
        "number": facts.number,
        "id": facts.id,
        "title": words_of(card.title),
        "kind": facts.kind,
        "region": facts.region,
        "stage": facts.stage,
        "places": sorted(facts.places),
        "props": sorted(facts.props),
        "discreet": facts.discreet,
        "effort": facts.effort,
        "on_feet": facts.on_feet,
        "seconds": facts.seconds if facts.scheduled else None,
        "leave_out": sorted(facts.leave_out),
        "easier_with": sorted(facts.easier_with),
        "variants": [variant for variant, _ in facts.variants],
        "scheduled": facts.scheduled,
        "seated_only": facts.seated_only,
        "counterpart": facts.counterpart,
        "own": False,
        "left_out_by": sorted(codes & facts.leave_out),
        "easier_by": sorted(codes & facts.easier_with),
        "role": card.role,
        "source": list(card.source),
        "also": card.also,
        "dose": words_of(card.dose),
        "source_dose": words_of(card.source_dose),
        "before": [words_of(it) for it in card.before(codes)],
        "steps": steps(card.steps) if facts.scheduled else [],
        "seated_steps": steps(card.seated_steps),
        "cue": words_of(card.cue),
        "aim": words_of(card.aim),
        "feel": words_of(card.feel),
        "avoid": words_of(card.avoid),
        "easier": {
            **(words_of(card.easier.summary) or {}),
            "before": [words_of(it) for it in card.before(codes, easier=True)],
            "dose": words_of(card.easier.dose),
            "cue": words_of(card.easier.cue),
            "steps": steps(card.easier.steps),
            "seated_steps": steps(card.easier.seated_steps),
        },
        "stop": [words_of(it) for it in card.stop],
        "longer": [
            {
                "name": form.name,
                "seconds": form.seconds,
                "places": sorted(form.places),
                "before": words_of(form.before),
                "after": words_of(form.after),
                "steps": steps(form.steps),
            }
            for form in card.forms
        ],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_caution_names_every_code_in_the_order_of_the_questions(language: Language) -> None:
    codes = [code for code in Code if code in unasked(CARD.facts, Settings())]
    names = [text(language, f"card.caution.{code}") for code in codes]
    assert len(names) > 2
    listed = "、".join(names) if language == "ja" else f"{', '.join(names[:-1])}, or {names[-1]}"
    line = caution_line(CARD, Settings(), language)
    assert line == text(language, "card.caution.line", codes=listed)
