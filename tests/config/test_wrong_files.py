"""Every wrong file, and the lines that say so: what, where, what is allowed."""

from collections.abc import Callable

import pytest

CASES: list[tuple[str, list[str]]] = [
    ("language = ja", ['config.toml:1: a value is needed; text stands in quotes, such as "45m"']),
    (
        'language = "de"',
        ['config.toml:1: language = "de": one of these is needed: "auto", "ja", "en"'],
    ),
    (
        "language = true",
        ['config.toml:1: language = true: one of these is needed: "auto", "ja", "en"'],
    ),
    (
        'languages = "ja"',
        ["config.toml:1: languages: there is no such key; did you mean language?"],
    ),
    (
        "foo = 1",
        ["config.toml:1: foo: there is no such key; take it out or see config.example.toml"],
    ),
    ('rythm.every = "5m"', ["config.toml:1: rythm: there is no such key; did you mean rhythm?"]),
    (
        '[rhythm]\nevery = "45"',
        ['config.toml:2: rhythm.every = "45": a duration such as "45m" is needed'],
    ),
    (
        "[rhythm]\nevery = 45",
        ['config.toml:2: rhythm.every = 45: a duration such as "45m" is needed'],
    ),
    (
        "[rhythm]\nevery = 45m",
        [
            'config.toml:2: only a comment may follow the value; text stands in quotes, such as "45m"'
        ],
    ),
    (
        '[rhythm]\nevery = "5s"',
        ['config.toml:2: rhythm.every = "5s": a duration from 10s to 4h is needed'],
    ),
    (
        '[rhythm]\nevery = "5h"',
        ['config.toml:2: rhythm.every = "5h": a duration from 10s to 4h is needed'],
    ),
    (
        '[rhythm]\nevery = "45 min"',
        ['config.toml:2: rhythm.every = "45 min": a duration such as "45m" is needed'],
    ),
    (
        '[rhythm]\nevery = "-5m"',
        ['config.toml:2: rhythm.every = "-5m": a duration such as "45m" is needed'],
    ),
    (
        '[rhythm]\nevery = "m30"',
        ['config.toml:2: rhythm.every = "m30": a duration such as "45m" is needed'],
    ),
    (
        '[rhythm]\nevery = "30m1h"',
        ['config.toml:2: rhythm.every = "30m1h": a duration such as "45m" is needed'],
    ),
    (
        '[rhythm]\nevery = "1.5h"',
        ['config.toml:2: rhythm.every = "1.5h": a duration such as "45m" is needed'],
    ),
    (
        '[rhythm]\nevery = ""',
        ['config.toml:2: rhythm.every = "": a duration such as "45m" is needed'],
    ),
    (
        '[rhythm]\n\n# a comment\nceiling = "30m"',
        [
            'config.toml:4: rhythm.ceiling = "30m": may not be below rhythm.every (45m); raise it or take it out'
        ],
    ),
    (
        '[rhythm]\nevery = "2h"\nceiling = "90m"',
        [
            'config.toml:3: rhythm.ceiling = "90m": may not be below rhythm.every (2h); raise it or take it out'
        ],
    ),
    (
        '[rhythm]\nceiling = "9h"',
        ['config.toml:2: rhythm.ceiling = "9h": a duration from 10s to 8h is needed'],
    ),
    (
        '[rhythm]\naway_after = "2h"',
        ['config.toml:2: rhythm.away_after = "2h": a duration from 10s to 60m is needed'],
    ),
    (
        '[rhythm]\npause = "61s"',
        ['config.toml:2: rhythm.pause = "61s": a duration from 0s to 60s is needed'],
    ),
    ("[rhythm]\nsnooze = []", ["config.toml:2: rhythm.snooze = []: 1 to 3 values are needed"]),
    (
        '[rhythm]\nsnooze = [\n  "5m",\n  # later\n  "6x",\n]',
        ['config.toml:5: rhythm.snooze = "6x": a duration such as "5m" is needed'],
    ),
    (
        '[rhythm]\nsnooze = ["1m", "2m", "3m", "4m"]',
        ['config.toml:2: rhythm.snooze = ["1m", "2m", "3m", "4m"]: 1 to 3 values are needed'],
    ),
    (
        '[rhythm]\nsnooze = "5m"',
        ['config.toml:2: rhythm.snooze = "5m": a list is needed, such as ["5m"]'],
    ),
    (
        "[rhythm]\nmax_snoozes = 3",
        [
            "config.toml:2: rhythm.max_snoozes = 3: a whole number from 0 to 2 is needed, without quotes"
        ],
    ),
    (
        '[rhythm]\nmax_snoozes = "2"',
        [
            'config.toml:2: rhythm.max_snoozes = "2": a whole number from 0 to 2 is needed, without quotes'
        ],
    ),
    (
        "[rhythm]\nmax_snoozes = true",
        [
            "config.toml:2: rhythm.max_snoozes = true: a whole number from 0 to 2 is needed, without quotes"
        ],
    ),
    (
        "[rhythm]\nmax_snoozes = 1.0",
        [
            "config.toml:2: rhythm.max_snoozes = 1.0: a whole number from 0 to 2 is needed, without quotes"
        ],
    ),
    (
        '[rhythm]\nexpires = "5s"',
        ['config.toml:2: rhythm.expires = "5s": a duration from 10s to 60m is needed'],
    ),
    (
        '[rhythm]\ntaken_after = "5s"',
        ['config.toml:2: rhythm.taken_after = "5s": 0s or a duration from 10s to 10m is needed'],
    ),
    (
        '[rhythm]\nprofile = "uk"',
        [
            'config.toml:2: rhythm.profile = "uk": one of these is needed: "source", "jp-mhlw", "uk-hse"'
        ],
    ),
    (
        '[rhythm]\nprofile = "jp_mhlw"',
        [
            'config.toml:2: rhythm.profile = "jp_mhlw": one of these is needed: "source", "jp-mhlw", "uk-hse"; did you mean "jp-mhlw"?'
        ],
    ),
    (
        '[rhythm]\nsnoze = ["5m"]',
        ["config.toml:2: rhythm.snoze: there is no such key; did you mean rhythm.snooze?"],
    ),
    (
        '[rhythm]\ntheme = "dark"',
        ["config.toml:2: rhythm.theme: there is no such key; did you mean guide.theme?"],
    ),
    (
        "rhythm = 5",
        [
            "config.toml:1: rhythm = 5: a table is needed: write [rhythm] on a line of its own and its keys below"
        ],
    ),
    (
        '[[rhythm]]\nevery = "5m"',
        [
            'config.toml:1: rhythm = [{every = "5m"}]: a table is needed: write [rhythm] on a line of its own and its keys below'
        ],
    ),
    (
        'rhythm = { every = "45" }',
        ['config.toml:1: rhythm.every = "45": a duration such as "45m" is needed'],
    ),
    (
        '[hours]\nmon = "09:00-12:00"',
        ['config.toml:2: hours.mon = "09:00-12:00": a list is needed, such as ["09:00-12:00"]'],
    ),
    (
        '[hours]\nmon = ["9-12"]',
        [
            'config.toml:2: hours.mon = "9-12": a span such as "09:00-12:00" is needed, up to "24:00"'
        ],
    ),
    (
        '[hours]\nmon = ["09:00-09:00"]',
        [
            'config.toml:2: hours.mon = "09:00-09:00": the span has no length; the whole day is "00:00-24:00", a day off is []'
        ],
    ),
    (
        '[hours]\nmon = ["09:00-25:00"]',
        [
            'config.toml:2: hours.mon = "09:00-25:00": a span such as "09:00-12:00" is needed, up to "24:00"'
        ],
    ),
    (
        '[hours]\nmon = ["24:00-09:00"]',
        [
            'config.toml:2: hours.mon = "24:00-09:00": a span such as "09:00-12:00" is needed, up to "24:00"'
        ],
    ),
    (
        '[hours]\ntue = ["09:00-12:00", "13:60-14:00"]',
        [
            'config.toml:2: hours.tue = "13:60-14:00": a span such as "09:00-12:00" is needed, up to "24:00"'
        ],
    ),
    (
        "[hours]\nmonday = []",
        ["config.toml:2: hours.monday: there is no such key; did you mean hours.mon?"],
    ),
    (
        '[hours]\ndays_off = ["29.12.2026"]',
        [
            'config.toml:2: hours.days_off = "29.12.2026": a date such as "2026-12-29" or a range such as "2026-12-29..2027-01-03" is needed'
        ],
    ),
    (
        '[hours]\ndays_off = ["2026-02-30"]',
        [
            'config.toml:2: hours.days_off = "2026-02-30": a date such as "2026-12-29" or a range such as "2026-12-29..2027-01-03" is needed'
        ],
    ),
    (
        '[hours]\ndays_off = ["2027-01-03..2026-12-29"]',
        [
            'config.toml:2: hours.days_off = "2027-01-03..2026-12-29": the range ends before it begins; the earlier day comes first'
        ],
    ),
    (
        '[hours]\ndays_off = ["2026-01-01..2027-01-02"]',
        [
            'config.toml:2: hours.days_off = "2026-01-01..2027-01-02": the range is longer than a year; at most 366 days are allowed'
        ],
    ),
    (
        "[hours]\ndays_off = [2026-13-01]",
        ["config.toml:2: a list is not closed; items stand between [ and ] with commas"],
    ),
    (
        '[hours]\nholidays = "Japan"',
        [
            'config.toml:2: hours.holidays = "Japan": a country code such as "JP" or "GB" is needed, or "" for none'
        ],
    ),
    (
        '[hours]\nholidays = "ZZ"',
        [
            'config.toml:2: hours.holidays = "ZZ": no public holidays are known for this code; a country code such as "JP", "GB" or "US-CA" is needed'
        ],
    ),
    (
        "[hours]\nholidays = 81",
        [
            'config.toml:2: hours.holidays = 81: a country code such as "JP" or "GB" is needed, or "" for none'
        ],
    ),
    (
        '[hold]\ncall = "yes"',
        ['config.toml:2: hold.call = "yes": true or false is needed, without quotes'],
    ),
    (
        '[hold]\nsettle = "11m"',
        ['config.toml:2: hold.settle = "11m": a duration from 0s to 10m is needed'],
    ),
    (
        '[hold]\nmax = "5s"',
        ['config.toml:2: hold.max = "5s": a duration from 10s to 24h is needed'],
    ),
    (
        '[hold]\nignore = "zoom"',
        ['config.toml:2: hold.ignore = "zoom": a list is needed, such as ["zoom"]'],
    ),
    (
        '[hold]\nignore = [""]',
        ['config.toml:2: hold.ignore = "": a text in quotes is needed, and not an empty one'],
    ),
    (
        "[hold]\nvideo = true",
        ["config.toml:2: hold.video: there is no such key; take it out or see config.example.toml"],
    ),
    (
        '[routines]\nplaces = ["desk"]',
        [
            'config.toml:2: routines.places = "desk": one of these is needed: "desk-seated", "standing", "wall", "floor"'
        ],
    ),
    (
        '[routines]\nprops = ["chair", "sofa"]',
        [
            'config.toml:2: routines.props = "sofa": one of these is needed: "chair", "desk", "wall", "towel", "object"'
        ],
    ),
    (
        '[routines]\nmode = "quite"',
        [
            'config.toml:2: routines.mode = "quite": one of these is needed: "all", "seated-only", "quiet"; did you mean "quiet"?'
        ],
    ),
    (
        '[routines]\nstand_policy = "strict"',
        [
            'config.toml:2: routines.stand_policy = "strict": one of these is needed: "balanced", "strict-source"; did you mean "strict-source"?'
        ],
    ),
    (
        '[routines]\nkinds = ["hips"]',
        [
            'config.toml:2: routines.kinds = "hips": one of these is needed: "stand-up", "sit-to-stand", "thoracic", "breathing", "hip", "stability", "walking", "lifting"; did you mean "hip"?'
        ],
    ),
    (
        '[routines]\nhide = ["R99"]',
        ['config.toml:2: routines.hide = "R99": there is no such routine; see deskbreak routines'],
    ),
    (
        '[routines]\nhide = ["R03", "hip-hing"]',
        [
            'config.toml:2: routines.hide = "hip-hing": there is no such routine; did you mean "hip-hinge"?'
        ],
    ),
    (
        "[checks]\nper_day = 3",
        ["config.toml:2: checks.per_day = 3: a whole number from 0 to 2 is needed, without quotes"],
    ),
    (
        "[checks.screen-heigth]\nask = true",
        [
            "config.toml:1: checks.screen-heigth: there is no such key; did you mean checks.screen-height?"
        ],
    ),
    (
        "[checks.screen-height]\nbelow_cm = [15, 10]",
        ["config.toml:2: checks.screen-height.below_cm = [15, 10]: the smaller number comes first"],
    ),
    (
        "[checks.screen-height]\nbelow_cm = [10]",
        [
            "config.toml:2: checks.screen-height.below_cm = [10]: two whole numbers from 0 to 60 are needed, such as [10, 15]"
        ],
    ),
    (
        '[checks.screen-height]\nevery = "12h"',
        ['config.toml:2: checks.screen-height.every = "12h": a duration from 1d to 365d is needed'],
    ),
    (
        '[checks.screen-height]\nreference = "center"',
        [
            'config.toml:2: checks.screen-height.reference = "center": one of these is needed: "centre", "top"; did you mean "centre"?'
        ],
    ),
    (
        "[checks.pelvis-middle]\ndeg = [90, 110]",
        [
            "config.toml:2: checks.pelvis-middle.deg: there is no such key; take it out or see config.example.toml"
        ],
    ),
    (
        '[checks.keyboard-elbows]\ndeg = "90-110"',
        [
            'config.toml:2: checks.keyboard-elbows.deg = "90-110": two whole numbers from 45 to 180 are needed, such as [90, 110]'
        ],
    ),
    (
        '[checks.backrest-contact]\nmode = "lean"',
        [
            'config.toml:2: checks.backrest-contact.mode = "lean": one of these is needed: "touch", "support", "alternate"'
        ],
    ),
    (
        '[notification]\nbackend = "dunst"',
        [
            'config.toml:2: notification.backend = "dunst": one of these is needed: "auto", "native", "plyer", "tray", "terminal"'
        ],
    ),
    (
        "[guide]\nopen = true",
        ['config.toml:2: guide.open = true: one of these is needed: "on-start", "never"'],
    ),
    (
        '[guide]\ntheme = "drak"',
        [
            'config.toml:2: guide.theme = "drak": one of these is needed: "auto", "light", "dark"; did you mean "dark"?'
        ],
    ),
    (
        '[calendar]\nsources = ["http://example.org/secret.ics"]',
        [
            'config.toml:2: calendar.sources = "http://example.org/…": an https address is needed; for plain http set calendar.allow_http = true'
        ],
    ),
    (
        '[calendar]\nsources = ["https://user:pw@example.org/secret.ics", "ftp://example.org/secret"]',
        [
            'config.toml:2: calendar.sources = "ftp://example.org/…": an https address or the path of an .ics file is needed'
        ],
    ),
    (
        '[calendar]\nsources = ["work.txt"]',
        [
            'config.toml:2: calendar.sources = "work.txt": an https address or the path of an .ics file is needed'
        ],
    ),
    (
        '[calendar]\nrefresh = "1m"',
        ['config.toml:2: calendar.refresh = "1m": a duration from 5m to 24h is needed'],
    ),
    (
        '[calendar]\nsources = "https://example.org/secret"',
        [
            'config.toml:2: calendar.sources = "https://example.org/…": a list is needed, such as ["~/work.ics"]'
        ],
    ),
    (
        '[hooks]\non_prompt = "notify-send hello"',
        [
            'config.toml:2: hooks.on_prompt = "notify-send hello": an argument list is needed, such as ["notify-send", "Hello"]; no shell reads it'
        ],
    ),
    (
        '[hooks]\non_prompt = ["", "x"]',
        [
            'config.toml:2: hooks.on_prompt = ["", "x"]: the first argument names the program and may not be empty'
        ],
    ),
    (
        '[hooks]\non_prompt = [["ls"]]',
        [
            'config.toml:2: hooks.on_prompt = ["ls"]: a text in quotes is needed, and not an empty one'
        ],
    ),
    (
        '[hooks]\non_quit = ["ls"]',
        [
            "config.toml:2: hooks.on_quit: there is no such key; take it out or see config.example.toml"
        ],
    ),
    (
        "stage = 2",
        [
            "config.toml:1: stage: is remembered by the program, not set here; take it out and use deskbreak stage"
        ],
    ),
    (
        '[personal]\ncodes = ["KNEE"]',
        [
            "config.toml:1: personal: is remembered by the program, not set here; take it out and use deskbreak setup"
        ],
    ),
    ('[rhythm\nevery = "5m"', ["config.toml:1: the brackets of the table's name are not closed"]),
    ('[rhythm]\nevery "5m"', ["config.toml:2: = is needed after the key"]),
    (
        '[rhythm]\nevery = "5m',
        ["config.toml:2: a text is not closed; its closing quote is missing"],
    ),
    ('[rhythm]\nevery = "5m"\nevery = "6m"', ["config.toml:3: this key is set twice; keep one"]),
    (
        "[rhythm]\n[hold]\n[rhythm]",
        ["config.toml:3: the table [rhythm] is opened twice; put its keys into one"],
    ),
    (
        '[rhythm]\nsnooze = ["5m", "6m"\nexpires = "10m"',
        ["config.toml:3: a list is not closed; items stand between [ and ] with commas"],
    ),
    (
        "[rhythm]\nevery =",
        ['config.toml:2: a value is needed; text stands in quotes, such as "45m"'],
    ),
    ("= 5", ['config.toml:1: a line such as key = "value" or a [table] is needed']),
    (
        '[hold]\nignore = ["C:\\path"]',
        ["config.toml:2: this \\ means nothing here; write \\\\ or put the text in single quotes"],
    ),
    ("a = { b = 1", ["config.toml:1: a table is not closed; it ends with } on the same line"]),
    ("hello", ["config.toml:1: = is needed after the key"]),
    (
        '[rhythm]\nevery = "45m" or so',
        [
            'config.toml:2: only a comment may follow the value; text stands in quotes, such as "45m"'
        ],
    ),
    ('rhythm.every = "5m"\nrhythm = 3', ["config.toml:2: this key is set twice; keep one"]),
    (
        'x = "\\u12"',
        ["config.toml:1: this \\ means nothing here; write \\\\ or put the text in single quotes"],
    ),
    ('x = """abc', ["config.toml:1: a text is not closed; its closing quote is missing"]),
    ('x = "a\tb\x01"', ["config.toml:1: a character that may not stand here; take it out"]),
    ("[a.b]\n[a.b]", ["config.toml:2: the table [a.b] is opened twice; put its keys into one"]),
]

JAPANESE = [
    (
        '[rhythm]\nevery = "45"',
        'config.toml:2: rhythm.every = "45": "45m" のように単位を付けた時間の長さが必要です',
    ),
    (
        '[rhythm]\nevery = "5h"',
        'config.toml:2: rhythm.every = "5h": 10s から 4h までの長さにしてください',
    ),
    (
        '[rhythm]\nsnoze = ["5m"]',
        "config.toml:2: rhythm.snoze: そのようなキーはありません。rhythm.snooze のことですか",
    ),
    (
        '[hours]\nmon = ["9-12"]',
        'config.toml:2: hours.mon = "9-12": "09:00-12:00" のような時間帯が必要です（"24:00" まで）',
    ),
    (
        "[rhythm]\nevery = 45m",
        "config.toml:2: 値の後に書けるのはコメントだけです。"
        '文字は "45m" のように引用符で囲んでください',
    ),
    (
        '[hooks]\non_prompt = "ls"',
        'config.toml:2: hooks.on_prompt = "ls": ["notify-send", "こんにちは"] '
        "のような引数のリストが必要です（シェルは使いません）",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_wrong_file_gets_exactly_these_lines(
    lines_of: Callable[..., list[str]], text: str, expected: list[str]
) -> None:
    assert lines_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), JAPANESE)
def test_the_same_in_japanese(lines_of: Callable[..., list[str]], text: str, expected: str) -> None:
    assert lines_of(text, lang="ja") == [expected]


def test_all_problems_are_told_at_once_in_the_order_of_the_file(
    lines_of: Callable[..., list[str]],
) -> None:
    text = """
[hooks]
on_prompt = "ls"

[rhythm]
every = "45"      # no unit
snooze = [
  "5m", "6x",
  7,
]

[hours]
holidays = "ZZ"

[routines]
hide = ["R99"]
"""
    assert [line.partition(": ")[0] for line in lines_of(text)] == [
        f"config.toml:{line}" for line in (3, 6, 8, 9, 13, 16)
    ]


def test_a_long_value_is_cut(lines_of: Callable[..., list[str]]) -> None:
    [line] = lines_of(f'language = "{"x" * 5000}"')
    assert len(line) < 200


def test_control_characters_do_not_reach_the_terminal(
    lines_of: Callable[..., list[str]],
) -> None:
    [line] = lines_of(r'language = "\u001b[31m\u0007"')
    assert line.startswith(r'config.toml:1: language = "\u001b[31m\u0007": ')
