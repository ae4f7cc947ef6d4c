"""``doctor``: every state in words, and advice at the end."""

import pytest

from deskbreak.app.doctor import SHORT, DoctorRow, doctor_text
from deskbreak.app.doctor_report import _checked
from deskbreak.content.strings import text

WORDS = [
    (DoctorRow("tray", "xembed", "active"), "in use"),
    (DoctorRow("tray", "balloon", "ready"), "on standby"),
    (DoctorRow("notifier", "native", "problem", "no answer"), "please look: no answer"),
    (DoctorRow("gate", "camera", "off", "turned-off"), "switched off in the configuration"),
    (DoctorRow("config", "file", "info", "/etc/x.toml"), "/etc/x.toml"),
    (DoctorRow("tray", "sni", "passed-over", "no watcher"), "passed over: no watcher"),
    (DoctorRow("notifier", "plyer", "not-chosen", "not asked"), "passed over: not asked"),
]


@pytest.mark.parametrize(("row", "words"), WORDS, ids=[row.state for row, _ in WORDS])
def test_each_state_has_its_words(row: DoctorRow, words: str) -> None:
    assert f"  {row.name}: {words}" in doctor_text([row], "en").splitlines()


def test_an_answer_is_told_with_the_time_that_it_took() -> None:
    told = doctor_text([DoctorRow("gate", "camera", "active", answer="idle", took_ms=12.4)], "en")
    line = next(one for one in told.splitlines() if "camera" in one)
    assert line.endswith("(12 ms)")
    assert text("en", "surroundings.answer.idle") in line
    quick = DoctorRow("gate", "camera", "active", took_ms=SHORT - 0.1)
    assert "ms)" not in doctor_text([quick], "en")
    assert "ms)" in doctor_text([DoctorRow("gate", "camera", "active", took_ms=SHORT)], "en")


def test_parts_stand_under_their_headings_and_unknown_gates_are_harmless() -> None:
    told = doctor_text(
        [DoctorRow("tray", "a", "active"), DoctorRow("gate", "b", "active")], "en"
    ).splitlines()
    assert told[0] == text("en", "doctor.title")
    assert told.index("Tray") < told.index("What holds prompts back")
    assert told[told.index("What holds prompts back") + 2].strip() == text(
        "en", "surroundings.harmless"
    )
    assert told[-1] == "Everything works."


def test_advice_comes_at_the_end_and_once() -> None:
    rows = [
        DoctorRow("sensor", "a", "passed-over", "x", advice="not-yet-run-there"),
        DoctorRow("sensor", "b", "passed-over", "x", advice="not-yet-run-there"),
        DoctorRow("tray", "c", "passed-over", "x"),
    ]
    tips = [line for line in doctor_text(rows, "en").splitlines() if line.startswith("Tip: ")]
    assert tips == [
        f"Tip: {text('en', 'doctor.tray_tip_rest')}",
        f"Tip: {text('en', 'surroundings.advice.not-yet-run-there')}",
    ]


@pytest.mark.parametrize("log", ["active", "ready"])
def test_a_desktop_that_shows_no_notice_is_told_first(log: str) -> None:
    why = "the notification server does not answer"
    rows = [
        DoctorRow("notifier", "native", "passed-over", why),
        DoctorRow("notifier", "plyer", "passed-over", why),
        DoctorRow("notifier", "log", log),
        DoctorRow("tray", "sni", "passed-over", "x"),
    ]
    told = doctor_text(rows, "en").splitlines()
    tip = text("en", "doctor.notifier_tip")
    assert told[1] == text("en", "doctor.first", text=tip)
    assert told[-2:] == [f"Tip: {tip}", f"Tip: {text('en', 'doctor.tray_tip')}"]
    seen = [*rows[:2], DoctorRow("notifier", "terminal", "ready")]
    assert tip not in doctor_text(seen, "en")


def test_a_japanese_line_has_a_japanese_colon() -> None:
    assert "  x：使用中" in doctor_text([DoctorRow("tray", "x", "active")], "ja").splitlines()


def test_nothing_is_called_fine_where_something_is_not() -> None:
    told = doctor_text([DoctorRow("parts", "a", "problem", "x")], "en")
    assert "Everything works." not in told
    assert "Tip: " not in told


def test_json_names_only_what_there_is() -> None:
    assert DoctorRow("tray", "a", "active").as_json() == {
        "section": "tray",
        "name": "a",
        "state": "active",
        "reason": "",
    }
    full = DoctorRow("gate", "a", "active", "r", "unknown", 0.04, "not-yet-run-there").as_json()
    assert (full["answer"], full["took_ms"], full["advice"]) == (
        "unknown",
        0.0,
        "not-yet-run-there",
    )


def test_what_is_lost_is_told_before_what_is_set_wrong() -> None:
    rows = [
        DoctorRow("config", "rhythm.every", "problem", "a value out of the usual"),
        DoctorRow("parts", "ledger", "problem", "records wait in memory"),
    ]
    assert doctor_text(rows, "en").splitlines()[1] == text(
        "en", "doctor.first", text="records wait in memory"
    )


def test_the_first_line_says_which_hook_and_which_file() -> None:
    rows = [DoctorRow("hooks", "hooks.on_prompt", "problem", "sleep was ended")]
    assert doctor_text(rows, "en").splitlines()[1] == text(
        "en", "doctor.first", text="hooks.on_prompt: sleep was ended"
    )


def test_a_name_of_any_length_is_cut_to_a_line() -> None:
    row = _checked(DoctorRow("tray", "xembed", "passed-over", "the display " + "x" * 5000))
    assert len(row.reason) == 200
    assert row.reason.endswith("…")


def test_every_heading_has_its_parts_and_only_gates_a_word_of_comfort() -> None:
    sections = (
        "notifier", "tray", "guide", "voice", "sensor", "gate", "calendar", "files", "autostart",
        "hooks", "config", "routines", "parts",
    )  # fmt: skip
    told = doctor_text([DoctorRow(one, f"a {one}", "info", "x") for one in sections], "en")
    expected = [text("en", "doctor.title")]
    for one in sections:
        expected += ["", text("en", f"doctor.sections.{one}"), f"  a {one}: x"]
        if one == "gate":
            expected.append(f"  {text('en', 'surroundings.harmless')}")
    tip = text("en", "doctor.tip", text=text("en", "doctor.tray_tip_rest"))
    first = text("en", "doctor.first", text=text("en", "doctor.tray_tip_rest"))
    assert told.splitlines() == [expected[0], first, *expected[1:], "", tip]


@pytest.mark.parametrize("section", ["hooks", "files", "gate", "guide", "tray"])
def test_where_the_words_do_not_say_it_the_first_line_names_the_part(section: str) -> None:
    said = "a: x" if section in ("hooks", "files") else "x"
    told = doctor_text([DoctorRow(section, "a", "problem", "x")], "en").splitlines()
    assert told[1] == text("en", "doctor.first", text=said)


def test_an_answer_is_told_of_what_is_in_use_alone() -> None:
    idle = text("en", "surroundings.answer.idle")
    for state, told in (("active", True), ("passed-over", False), ("off", False)):
        row = DoctorRow("gate", "camera", state, "x", answer="idle")
        assert (idle in doctor_text([row], "en")) == told


def test_what_a_terminal_obeys_is_not_passed_on() -> None:
    row = _checked(DoctorRow("notifier", "native", "passed-over", "boom\x1b[31m\n\t\r!"))
    assert row.reason == "boom\ufffd[31m  \ufffd!"
