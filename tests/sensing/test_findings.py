"""What ``doctor`` makes of sensors and gates, in both languages."""

import json

import pytest

from deskbreak.app.doctor import doctor_text
from deskbreak.app.observers import doctor_rows_of
from deskbreak.app.part_report import TURNED_OFF, PartReport
from deskbreak.content.model import Language

PW_DUMP = (
    "Install pw-dump (in Debian: pipewire-bin), and a shared screen or a camera in the browser"
    " holds prompts back."
)
ROWS = [
    PartReport("sensor", "x11-idle", running=True, answer="present"),
    PartReport("sensor", "logind", running=False, why="the bus is gone"),
    PartReport("gate", "microphone", running=True, answer="closed", took_ms=12.34),
    PartReport("gate", "screen-cast", False, "pw-dump is not installed", "unknown", 0.1,
        "install-pw-dump"),
    PartReport("gate", "camera-pipewire", False, "pw-dump is not installed", "unknown", 0.1,
        "install-pw-dump"),
    PartReport("gate", "calendar", running=False, why=TURNED_OFF),
]  # fmt: skip


def test_a_line_each_and_advice_once() -> None:
    lines = doctor_text(doctor_rows_of(ROWS, "linux"), "en").splitlines()
    assert PW_DUMP in lines[1]
    assert lines[4:] == [
        "  x11-idle: in use; you are here",
        "  logind: passed over: the bus is gone",
        "",
        "What holds prompts back",
        "  microphone: in use; holds prompts back (12 ms)",
        "  screen-cast: passed over: pw-dump is not installed",
        "  camera-pipewire: passed over: pw-dump is not installed",
        "  calendar: switched off in the configuration",
        "  (what is passed over never holds a prompt back)",
        "",
        f"Tip: {PW_DUMP}",
    ]


def test_japanese() -> None:
    said = doctor_text(doctor_rows_of(ROWS, "linux"), "ja")
    assert "  microphone：使用中、提案を待たせています (12 ms)" in said
    assert (
        said.count("pw-dump（Debianではpipewire-bin）を入れると") == 2
    )  # first of all, and at the end


def test_data() -> None:
    data = [finding.as_json() for finding in doctor_rows_of(ROWS, "linux")]
    assert json.loads(json.dumps(data[2:4])) == [
        {"section": "gate", "name": "microphone", "state": "active", "reason": "",
         "answer": "closed", "took_ms": 12.3},
        {"section": "gate", "name": "screen-cast", "state": "passed-over",
         "reason": "pw-dump is not installed", "answer": "unknown", "took_ms": 0.1,
         "advice": "install-pw-dump"},
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["ja", "en"])
def test_where_nothing_was_run_yet_it_says_so(language: Language) -> None:
    assert "macOS" in doctor_text(doctor_rows_of(ROWS, "darwin"), language)
    for platform in ("linux", "win32"):
        assert "macOS" not in doctor_text(doctor_rows_of(ROWS, platform), language)


@pytest.mark.parametrize(
    "advice",
    ["no-idle-source", "install-pw-dump", "install-gsettings", "install-calendar",
     "install-pipewire-pulse"],
)  # fmt: skip
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_advice_has_a_text(advice: str, language: Language) -> None:
    row = PartReport("gate", "any", running=False, why="it is so", advice=advice)
    *_, tip = doctor_text(doctor_rows_of([row], "linux"), language).splitlines()
    assert advice not in tip
    assert len(tip) > 30
