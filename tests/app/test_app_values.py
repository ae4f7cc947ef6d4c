"""Numbers and words of the app that others rely on: limits, exit codes, what nobody gave."""

import pytest

from deskbreak.app import exit_codes, insight, text_limits, wire
from deskbreak.app.daemon_parts import Beginning
from deskbreak.app.ports.config_ports import SettingsError, SettingsLine
from deskbreak.app.ports.control_ports import AlreadyRunning
from deskbreak.app.ports.notice_ports import Notice
from deskbreak.app.ports.tray_ports import Entry
from deskbreak.app.requests import WordError, not_for_me
from deskbreak.app.time_words import Slip, pause_end
from deskbreak.domain.vocabulary.effects import Why


def test_the_room_that_texts_have() -> None:
    assert (text_limits.TITLE, text_limits.BODY, text_limits.MENU) == (60, 200, 40)
    assert text_limits.LONG_BODY == 320


@pytest.mark.parametrize("why", list(Why))
def test_exit_codes_are_those_of_the_contract(why: Why) -> None:
    nothing = {Why.NOTHING_OPEN, Why.NOT_RUNNING, Why.RUNNING}
    usage = {Why.NOT_OFFERED, Why.UNKNOWN_ROUTINE, Why.BAD_TIME}
    code = 5 if why in nothing else 2 if why in usage else 1
    assert exit_codes.CODES.get(why, exit_codes.REFUSED) == code


def test_the_codes_by_name() -> None:
    assert (exit_codes.REFUSED, exit_codes.USAGE, exit_codes.NOTHING) == (1, 2, 5)


def test_a_look_back_waits_for_gates_and_for_a_better_moment_so_long() -> None:
    assert (insight.GATES_WITHIN, insight.AGAIN) == (2.0, 600.0)


def test_an_ordinary_start_lost_nothing_and_is_not_the_first() -> None:
    assert Beginning("1", 2, {}) == ("1", 2, {}, None, False, False, None, False, "")
    assert Beginning("1", 2, {}).renamed is None


def test_what_a_notice_and_an_entry_are_where_nothing_is_said() -> None:
    notice = Notice("key", "title", "body")
    assert (notice.buttons, notice.default_action, notice.picture) == ((), None, None)
    assert (notice.sound, notice.stays) == (False, False)
    entry = Entry("label")
    assert (entry.command, entry.enabled, entry.checked) == (None, True, None)
    assert (entry.default, entry.children) == (False, ())


def test_what_a_request_means_where_it_says_no_more() -> None:
    assert wire.Next().why is False
    assert (wire.Status().format, wire.Follow().format) == ("text", "text")
    reply = wire.Reply()
    assert (reply.v, reply.code, reply.text, reply.data) == (wire.VERSION, 0, "", None)


def test_errors_of_ports_say_what_is_wrong_in_one_line() -> None:
    lines = tuple(SettingsLine("a", lambda language, n=n: f"{n} {language}") for n in (1, 2))  # type: ignore[misc]  # bound
    error = SettingsError(lines)
    assert (str(error), error.lines) == ("1 en", lines)
    taken = AlreadyRunning(17)
    assert str(taken) == "deskbreak is already running (pid 17)"


@pytest.mark.parametrize("word", ["NEVERMORE", "SHOULDERS", "zebra", "never again"])
def test_only_the_word_itself_means_never(word: str) -> None:
    with pytest.raises(WordError):
        not_for_me(word)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("tomorrow", "pause"),
        ("today and tomorrow", "pause"),
        ("untill 14:00", "pause"),
        ("zzz", "pause"),
        ("until", "pause_until_what"),
        ("until zzz", "time"),
        ("until 1h", "pause_until_length"),
        ("9", "pause_bare"),
        ("24", "duration_unit"),
        ("25:00", "time_range"),
    ],
)
def test_words_near_those_that_are_known_are_not_taken_for_them(typed: str, kind: str) -> None:
    found = pause_end(typed)
    assert isinstance(found, Slip)
    assert found.kind == kind
