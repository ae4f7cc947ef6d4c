"""defaults < system < profile < user < environment < command line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.config.answer import Loaded, Origin
from deskbreak.config.file_problems import Fault, Layer
from deskbreak.config.layer_paths import Paths, locate
from deskbreak.config.messages import render
from deskbreak.domain.time.units import HOUR, MINUTE, SECOND
from deskbreak.domain.vocabulary.routine import Code, Place
from deskbreak.domain.vocabulary.settings import CheckSettings, Mode, Personal

Load = Callable[..., Loaded]
Lines = Callable[..., list[str]]


def test_a_later_layer_wins_key_by_key(load_all: Load, paths: Paths) -> None:
    loaded = load_all(
        '[rhythm]\npause = "4s"\nexpires = "4m"\naway_after = "4m"\n',
        system='[rhythm]\nevery = "2h"\npause = "2s"\nexpires = "2m"\naway_after = "2m"\n',
        profile='[rhythm]\nevery = "3h"\npause = "3s"\n',
        environ={"DESKBREAK_RHYTHM__EXPIRES": "5m", "DESKBREAK_RHYTHM__AWAY_AFTER": "5m"},
        overrides={"rhythm.away_after": "6m"},
    )
    rhythm = loaded.settings.rhythm
    assert (rhythm.every, rhythm.pause) == (3 * HOUR, 4 * SECOND)
    assert (rhythm.expires, rhythm.away_after) == (5 * MINUTE, 6 * MINUTE)
    assert loaded.sources == {
        "rhythm.every": Origin(Layer.PROFILE, "profile.toml", 2),
        "rhythm.pause": Origin(Layer.USER, "config.toml", 2),
        "rhythm.expires": Origin(Layer.ENVIRONMENT, label="DESKBREAK_RHYTHM__EXPIRES"),
        "rhythm.away_after": Origin(Layer.COMMAND_LINE, label="--set rhythm.away_after"),
    }
    assert loaded.values["rhythm.every"] == "3h"
    assert loaded.values["hold.max"] == "2h"


def test_a_list_is_replaced_as_a_whole(load_all: Load) -> None:
    loaded = load_all('[rhythm]\nsnooze = ["7m"]', system='[rhythm]\nsnooze = ["1m", "2m"]')
    assert loaded.settings.rhythm.snooze == (7 * MINUTE,)


def test_the_ceiling_follows_every_unless_set(load_all: Load) -> None:
    assert load_all('[rhythm]\nevery = "20m"').settings.rhythm.ceiling == 60 * MINUTE
    loaded = load_all('[rhythm]\nevery = "90m"')
    assert loaded.settings.rhythm.ceiling == 105 * MINUTE
    assert loaded.values["rhythm.ceiling"] == "1h45m"
    assert load_all('[rhythm]\nceiling = "45m"').settings.rhythm.ceiling == 45 * MINUTE


def test_a_ceiling_below_every_is_told_where_the_last_of_them_was_set(lines_of: Lines) -> None:
    low = '[rhythm]\nceiling = "50m"'
    assert lines_of('[rhythm]\nevery = "55m"', system=low) == [
        (
            'config.toml:2: rhythm.every = "55m": may not be above rhythm.ceiling '
            "(50m, etc/config.toml:2); lower it or set rhythm.ceiling"
        )
    ]
    assert lines_of(low, system='[rhythm]\nevery = "55m"') == [
        (
            'config.toml:2: rhythm.ceiling = "50m": may not be below rhythm.every (55m); '
            "raise it or take it out"
        )
    ]
    assert lines_of(low, environ={"DESKBREAK_RHYTHM__EVERY": "2h"}, system="") == [
        (
            'environment DESKBREAK_RHYTHM__EVERY = "2h": may not be above rhythm.ceiling '
            "(50m, config.toml:2); lower it or set rhythm.ceiling"
        )
    ]


def test_each_layer_is_checked_even_where_a_later_one_wins(lines_of: Lines) -> None:
    assert lines_of(
        '[rhythm]\nevery = "45"',
        system='[rhythm]\nevery = "46"',
        environ={"DESKBREAK_RHYTHM__EVERY": "47"},
        overrides={"rhythm.every": "48", "language": "fr"},
    ) == [
        'etc/config.toml:2: rhythm.every = "46": a duration such as "45m" is needed',
        'config.toml:2: rhythm.every = "45": a duration such as "45m" is needed',
        'environment DESKBREAK_RHYTHM__EVERY = "47": a duration such as "45m" is needed',
        'command line --lang = "fr": one of these is needed: "auto", "ja", "en"',
        'command line --set rhythm.every = "48": a duration such as "45m" is needed',
    ]


class TestEnvironment:
    def test_text_stands_for_flags_numbers_and_lists(self, load_all: Load) -> None:
        loaded = load_all(
            environ={
                "DESKBREAK_LANGUAGE": "ja",
                "DESKBREAK_HOLD__CALL": "off",
                "DESKBREAK_RHYTHM__MAX_SNOOZES": "1",
                "DESKBREAK_RHYTHM__SNOOZE": "5m, 7m",
                "DESKBREAK_ROUTINES__PLACES": '["standing", "wall"]',
                "DESKBREAK_HOURS__MON": "09:00-12:00,13:00-18:00",
                "DESKBREAK_CHECKS__SCREEN_HEIGHT__BELOW_CM": "5,20",
                "DESKBREAK_CHECKS__SCREEN_HEIGHT__TOP_NOT_ABOVE_EYE": "false",
                "DESKBREAK_CHECKS__PER_DAY": "0",
                "DESKBREAK_CHECKS__BACK_QUIET__ASK": "no",
            }
        )
        settings = loaded.settings
        assert settings.language == "ja"
        assert settings.hold.call is False
        assert settings.rhythm.max_snoozes == 1
        assert settings.rhythm.snooze == (5 * MINUTE, 7 * MINUTE)
        assert settings.routines.places == {Place.STANDING, Place.WALL}
        assert settings.hours.week is not None
        assert settings.hours.week[0] == ((540, 720), (780, 1080))
        assert settings.checks.per_day == 0
        assert dict(settings.checks.each) == {
            "back-quiet": CheckSettings(ask=False),
            "screen-height": CheckSettings(
                options=(("below_cm", "5-20"), ("top_not_above_eye", "false"))
            ),
        }

    def test_names_may_be_in_any_case(self, load_all: Load) -> None:
        loaded = load_all(environ={"deskbreak_rhythm__every": "50m"})
        assert loaded.settings.rhythm.every == 50 * MINUTE

    def test_an_empty_variable_is_unset_and_quotes_are_an_empty_text(self, load_all: Load) -> None:
        loaded = load_all(
            '[hours]\nholidays = "JP"',
            environ={"DESKBREAK_RHYTHM__EVERY": "", "DESKBREAK_HOURS__HOLIDAYS": '""'},
        )
        assert loaded.settings.hours.days_off == frozenset()
        assert "rhythm.every" not in loaded.sources

    def test_unknown_variables_below_a_table_are_errors(self, lines_of: Lines) -> None:
        assert lines_of(
            environ={
                "DESKBREAK_RHYTHM": "5",
                "DESKBREAK_RHYTHM__EVRY": "5m",
                "DESKBREAK_RYTHM__EVERY": "5m",
                "DESKBREAK_HOLD__CALL": "perhaps",
                "DESKBREAK_HOLD__CALL__X": "1",
                "DESKBREAK_ROUTINES__PLACES": '["standing"',
            }
        ) == [
            (
                "environment DESKBREAK_HOLD__CALL__X: there is no such key; take it out or see "
                "config.example.toml"
            ),
            "environment DESKBREAK_RHYTHM: a single key is needed, such as DESKBREAK_RHYTHM__EVERY",
            "environment DESKBREAK_RHYTHM__EVRY: there is no such key; did you mean rhythm.every?",
            'environment DESKBREAK_HOLD__CALL = "perhaps": true or false is needed, without quotes',
            (
                'environment DESKBREAK_ROUTINES__PLACES = "[\\"standing\\"": a list such as '
                '["desk-seated"] or desk-seated with commas is needed'
            ),
            "environment DESKBREAK_RYTHM__EVERY: there is no such key; did you mean rhythm?",
        ]

    def test_other_variables_of_our_name_are_only_a_warning(self, load_all: Load) -> None:
        loaded = load_all(environ={"DESKBREAK_HOME": "/x", "DESKBREAK_CONFIG": "/y", "HOME": "/z"})
        assert [render(warning, "en") for warning in loaded.warnings] == [
            "environment DESKBREAK_HOME: is not a setting of deskbreak and is passed over"
        ]


class TestUsersFileOnly:
    def test_hooks_and_calendars_count_nowhere_else(self, lines_of: Lines) -> None:
        elsewhere = "is read from your own configuration file only; take it out here"
        assert lines_of(
            system='[hooks]\non_prompt = ["ls"]\n[calendar]\nallow_http = true',
            environ={"DESKBREAK_HOOKS__ON_PROMPT": '["ls"]'},
            overrides={"calendar.sources": ["work.ics"]},
        ) == [
            f"etc/config.toml:2: hooks.on_prompt: {elsewhere}",
            f"etc/config.toml:4: calendar.allow_http: {elsewhere}",
            f"environment DESKBREAK_HOOKS__ON_PROMPT: {elsewhere}",
            f"command line --set calendar.sources: {elsewhere}",
        ]

    def test_in_the_users_file_they_count(self, load_all: Load, paths: Paths) -> None:
        loaded = load_all(
            """
            [hooks]
            on_prompt = ["notify-send", ""]
            [calendar]
            sources = ["work.ics", "/srv/team.ICS", "https://u:p@example.org/s?x", "webcal://e.org/y"]
            """
        )
        assert loaded.settings.hooks.on_prompt == ("notify-send", "")
        assert loaded.settings.calendar.sources == (
            str(paths.user.parent / "work.ics"),
            "/srv/team.ICS",
            "https://u:p@example.org/s?x",
            "https://e.org/y",
        )
        assert loaded.values["calendar.sources"] == [
            "work.ics",
            "/srv/team.ICS",
            "https://example.org/…",
            "webcal://e.org/…",
        ]

    def test_plain_http_only_when_allowed(self, load_all: Load) -> None:
        loaded = load_all('[calendar]\nallow_http = true\nsources = ["http://localhost:80/x"]')
        assert loaded.settings.calendar.sources == ("http://localhost:80/x",)


class TestProfile:
    def test_it_gives_the_personal_answers(self, load_all: Load) -> None:
        loaded = load_all(
            profile="""
            setup_done = true
            codes = ["KNEE", "OST"]
            floor = true
            stage = 2
            hidden = ["hip-hinge"]
            language = "en"
            routines.mode = "quiet"
            [hours]
            mon = ["09:00-17:00"]
            """
        )
        assert loaded.settings.personal == Personal(
            setup_done=True,
            codes=frozenset({Code.KNEE, Code.OST}),
            floor_allowed=True,
            stage=2,
            hidden=frozenset({"hip-hinge"}),
        )
        assert loaded.settings.language == "en"
        assert loaded.settings.routines.mode is Mode.QUIET
        assert "KNEE" not in str(loaded.values) + str(loaded.sources)

    def test_what_is_wrong_in_it_is_passed_over_with_a_warning(self, load_all: Load) -> None:
        loaded = load_all(
            profile='setup_done = true\nstage = 7\ncodes = ["BACK"]\n'
            '[hold]\ncall = false\n[rhythm]\nevery = "45"\npause = "2s"\n'
        )
        assert [render(warning, "en") for warning in loaded.warnings] == [
            'profile.toml:7: rhythm.every = "45": a duration such as "45m" is needed',
            (
                'profile.toml:3: codes: one of these is needed: "OST", "SURG", "PREG", "DIZZY", '
                '"WRIST", "KNEE", "SHOULDER"'
            ),
            "profile.toml:2: stage: a whole number from 0 to 3 is needed, without quotes",
            "profile.toml:5: hold.call: is not a key of profile.toml",
        ]
        assert loaded.settings.personal == Personal(setup_done=True)
        assert loaded.settings.rhythm.pause == 2 * SECOND
        assert loaded.settings.hold.call

    def test_a_damaged_one_is_passed_over(self, load_all: Load) -> None:
        loaded = load_all(profile="stage = \n")
        assert [warning.code for warning in loaded.warnings] == [
            Fault.TOML_VALUE,
            Fault.PROFILE_IGNORED,
        ]
        assert loaded.settings.personal == Personal()


class TestHours:
    def test_no_day_is_always_and_a_day_not_named_is_off(self, load_all: Load) -> None:
        assert load_all().settings.hours.week is None
        week = load_all('[hours]\ntue = ["13:00-18:00", "09:00-12:00", "12:00-13:00"]')
        assert week.settings.hours.week == ((), ((540, 1080),), (), (), (), (), ())

    def test_days_off_are_worked_out(self, load_all: Load) -> None:
        text = '[hours]\ndays_off = [2026-12-01, "2026-12-31..2027-01-02"]'
        days = load_all(text).settings.hours.days_off
        assert sorted(map(str, days)) == ["2026-12-01", "2026-12-31", "2027-01-01", "2027-01-02"]

    def test_public_holidays_from_last_year_to_four_ahead(self, load_all: Load) -> None:
        days = load_all('[hours]\nholidays = "jp"').settings.hours.days_off
        assert {day.year for day in days} == set(range(2025, 2031))
        assert "2026-11-23" in map(str, days)
        parts = load_all('[hours]\nholidays = "GB-SCT"').settings.hours.days_off
        assert "2026-11-30" in map(str, parts)

    def test_a_week_of_days_off_is_a_warning(self, load_all: Load) -> None:
        [warning] = load_all("[hours]\nmon = []").warnings
        assert render(warning, "en") == (
            "config.toml:1: hours: every day is a day off: no prompt will come by itself"
        )


def test_an_unusual_rhythm_is_a_warning(load_all: Load) -> None:
    [warning] = load_all('[rhythm]\nevery = "10s"').warnings
    assert render(warning, "en") == (
        'config.toml:2: rhythm.every = "10s": is outside the usual 20m to 90m'
    )
    assert load_all('[rhythm]\nevery = "20m"').warnings == ()
    assert load_all('[rhythm]\nevery = "90m"').warnings == ()


def test_a_check_that_is_never_asked_is_a_warning(load_all: Load) -> None:
    [warning] = load_all("[checks.stood-this-hour]\nask = false").warnings
    assert warning.code is Fault.NEVER_ASKED


@pytest.mark.parametrize("name", ["R03", "r03", "r3", "hip-hinge"])
def test_a_routine_is_hidden_by_number_or_id(load_all: Load, name: str) -> None:
    assert load_all(f'[routines]\nhide = ["{name}"]').settings.routines.hide == {"hip-hinge"}


def test_a_key_cannot_colour_the_terminal(lines_of: Lines) -> None:
    [line] = lines_of(r'"\u001b[31m" = 1')
    assert line.startswith(r'config.toml:1: "\u001b[31m": there is no such key')


class TestLocate:
    def test_the_named_file_wins(self, tmp_path: Path) -> None:
        both = {"DESKBREAK_CONFIG": str(tmp_path / "variable.toml")}
        assert locate(both).user == tmp_path / "variable.toml"
        assert locate(both, str(tmp_path / "option.toml")).user == tmp_path / "option.toml"
        assert locate(both).named

    def test_else_the_platforms_folders(self) -> None:
        paths = locate({})
        assert paths.user.parts[-2:] == ("deskbreak", "config.toml")
        assert paths.profile is not None
        assert paths.profile.parts[-2:] == ("deskbreak", "profile.toml")
        assert paths.system
        assert not paths.named
        assert paths.shown == "config.toml"


def test_a_named_file_is_shown_as_it_was_named(tmp_path: Path) -> None:
    assert Paths(tmp_path / "x.toml", named=True).shown == str(tmp_path / "x.toml")
