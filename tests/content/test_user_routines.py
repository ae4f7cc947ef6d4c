"""A person's own routines: good ones are used, bad ones are left out with one clear line."""

from pathlib import Path

import pytest
from content.own_routine import OWN
from fakes.named_pipe import make_pipe
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.content.catalogue import Catalogue
from deskbreak.content.content_errors import ContentFileError
from deskbreak.content.loader import load_routines, load_user_routines
from deskbreak.content.routine_file import parse_card


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    it = tmp_path / "routines"
    it.mkdir()
    return it


def at(words: str, nth: int = 1) -> int:
    """The line on which ``words`` stand for the nth time, from 1."""
    rows = [row for row, line in enumerate(OWN.splitlines(), 1) if line == words]
    return rows[nth - 1]


def said(catalogue: Catalogue) -> tuple[str, ...]:
    """Its problems in English."""
    return tuple(problem.en for problem in catalogue.problems)


def put(folder: Path, name: str, content: str | bytes) -> None:
    data = content if isinstance(content, bytes) else content.encode()
    (folder / name).write_bytes(data)


def test_no_directory_is_no_problem(tmp_path: Path) -> None:
    catalogue = load_routines(tmp_path / "routines")
    assert len(catalogue.facts) == 32
    assert catalogue.problems == ()


def test_a_good_one_gets_a_number_and_a_card(folder: Path) -> None:
    put(folder, "wrists.toml", OWN)
    catalogue = load_routines(folder)
    assert catalogue.problems == ()
    assert len(catalogue.facts) == 33
    assert catalogue.find("wrist-circles").number == "U01"
    assert catalogue.card("u1").title.ja == "手首まわし"
    assert catalogue.card("R03").title.ja == "股関節のおじぎ"


def test_a_card_stays_readable_when_its_file_goes(folder: Path) -> None:
    put(folder, "wrists.toml", OWN)
    catalogue = load_routines(folder)
    (folder / "wrists.toml").unlink()
    assert catalogue.card("wrist-circles").cue.en == "Slowly"
    assert catalogue.title("u1").en == "Wrist circles"


def test_numbers_are_given_around_those_already_chosen(folder: Path) -> None:
    put(folder, "a.toml", OWN)
    put(folder, "b.toml", 'number = "U01"\n' + OWN.replace("wrist-circles", "ankle-circles"))
    catalogue = load_routines(folder)
    assert catalogue.problems == ()
    assert catalogue.find("wrist-circles").number == "U02"
    assert catalogue.find("U01").id == "ankle-circles"


def test_bom_and_windows_line_ends_are_read(folder: Path) -> None:
    put(folder, "wrists.toml", b"\xef\xbb\xbf" + OWN.replace("\n", "\r\n").encode())
    assert load_routines(folder).problems == ()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            OWN.replace("seconds = 10", "seconds = 11", 1),
            f"{at('seconds = 50')}: steps[1].seconds: 50 makes 61 s in all",
        ),
        (
            OWN[: OWN.index("[easier]")],
            "1: easier: missing: the easier form needs ja, en, dose, cue, and steps that last 60 s",
        ),
        (
            OWN[: OWN.index("[[easier.steps]]")],
            f"{at('[easier]')}: easier.steps: missing: the easier form needs ja, en, dose",
        ),
        (
            OWN[: OWN.index("[easier.dose]")],
            f"{at('[easier]')}: easier.dose: missing: the easier form needs",
        ),
        (
            OWN.replace("seconds = 50", "seconds = 49").replace("seconds = 49", "seconds = 50", 1),
            f"{at('seconds = 50', 2)}: easier.steps[1].seconds: 49 makes 59 s in all",
        ),
        (
            'leave_out = ["KNEES"]\n' + OWN,
            "1: leave_out[0]: 'KNEES' is not one of OST, SURG, PREG, DIZZY",
        ),
        ('spared = { PREG = "because" }\n' + OWN, "1: spared.PREG: no reason named 'because'"),
        (OWN.replace("wrist-circles", "hip-hinge"), "1: id: hip-hinge is taken by another routine"),
        ('number = "R01"\n' + OWN, "1: number: R01 is not one of your own: U01 to U99"),
        ('counterpart = "hop"\n' + OWN, "1: counterpart: no routine named hop"),
        ("id = ", "1: not TOML: "),
        (b"\xff\xfe\x00", "1: not UTF-8 text"),
        ("", "1: id: missing"),
        ("a = " + "[" * 60_000, " not TOML: nested too deeply"),
        ("a = " + "1" * 5_000, " not TOML: "),
        ('"a\\nb" = 1\n' + OWN, "1: a b: no such key"),
        ("#" * 70_000, " larger than 64 KiB"),
        ("steps = 3\n" + OWN[: OWN.index("[title]")], "1: steps: a list is needed, not a whole"),
    ],
)
def test_a_bad_one_is_left_out_with_one_line(
    folder: Path, content: str | bytes, problem: str
) -> None:
    put(folder, "bad.toml", content)
    put(folder, "good.toml", OWN.replace("wrist-circles", "ankle-circles"))
    catalogue = load_routines(folder)
    assert len(catalogue.facts) == 33
    (line,) = said(catalogue)
    assert line.startswith(f"routines/bad.toml:{problem}")
    assert "\n" not in line


def test_a_bad_one_takes_no_id_from_a_good_one(folder: Path) -> None:
    put(folder, "bad.toml", OWN.replace("seconds = 10", "seconds = 11"))
    put(folder, "good.toml", OWN)
    catalogue = load_routines(folder)
    assert catalogue.find("U01").id == "wrist-circles"
    assert len(catalogue.problems) == 1


def test_the_same_id_twice(folder: Path) -> None:
    put(folder, "a.toml", OWN)
    put(folder, "b.toml", OWN)
    catalogue = load_routines(folder)
    assert said(catalogue) == ("routines/b.toml:1: id: wrist-circles is taken by another routine",)


def test_two_of_one_s_own_may_be_counterparts(folder: Path) -> None:
    put(folder, "a.toml", 'counterpart = "ankle-circles"\n' + OWN)
    put(folder, "b.toml", OWN.replace("wrist-circles", "ankle-circles"))
    catalogue = load_routines(folder)
    assert catalogue.problems == ()
    assert catalogue.find("wrist-circles").counterpart == "ankle-circles"


def test_what_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "gone.toml").symlink_to(folder / "nowhere")
    (folder / "folder.toml").mkdir()
    problems = said(load_routines(folder))
    assert [line.split(" (")[0] for line in problems] == [
        "routines/folder.toml: not an ordinary file",
        "routines/gone.toml: cannot be read",
    ]


def test_a_pipe_does_not_hang_the_program(folder: Path) -> None:
    make_pipe(folder / "pipe.toml")
    assert said(load_routines(folder)) == ("routines/pipe.toml: not an ordinary file",)


@given(cut=st.integers(0, len(OWN)), end=st.integers(0, len(OWN)), junk=st.text(max_size=20))
def test_any_damage_gives_a_routine_or_one_line(cut: int, end: int, junk: str) -> None:
    content = 'number = "U01"\n' + OWN[:cut] + junk + OWN[max(cut, end) :]
    seconds, line = outcome(content)
    assert seconds == 60 or (line.isprintable() and line.startswith("routines/x.toml:"))


def outcome(content: str) -> tuple[int, str]:
    """How long the routine lasts, or what is wrong with it."""
    try:
        card = parse_card(content, "routines/x.toml")
    except ContentFileError as error:
        return 0, str(error)
    return sum(step.seconds for step in card.steps), ""


def test_a_file_instead_of_the_directory(tmp_path: Path) -> None:
    put(tmp_path, "routines", "")
    cards, problems = load_user_routines(tmp_path / "routines", ())
    assert cards == ()
    assert [problem.en for problem in problems] == ["routines: cannot be read (Not a directory)"]


def test_other_files_are_left_alone(folder: Path) -> None:
    put(folder, "notes.txt", "not a routine")
    put(folder, "wrists.toml~", "a backup")
    assert load_routines(folder).problems == ()
