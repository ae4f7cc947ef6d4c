"""What is wrong with a routine of one's own is said in the person's language, with its line."""

import errno
import re
from pathlib import Path

import pytest
from content.own_routine import OWN

from deskbreak.content import complaints
from deskbreak.content.content_errors import ContentFileError
from deskbreak.content.loader import load_routines
from deskbreak.content.model import Bilingual
from deskbreak.content.routine_file import parse_card
from deskbreak.content.strings import everything

FORM = '\n[[forms]]\nname = "full-90"\n[[forms.steps]]\nseconds = 90\nja = "立つ"\nen = "Stand"\n'
TOP = "stage = 0"


def swapped(old: str, new: str) -> str:
    assert old in OWN
    return OWN.replace(old, new, 1)


def above(line: str) -> str:
    return f"{line}\n{OWN}"


WRONG: dict[str, str | bytes] = {
    "sum": swapped("seconds = 10", "seconds = 11"),
    "closing": above("seated_only = true"),
    "variants": above('variants = ["full-90"]'),
    "none": OWN + FORM,
    "needs_variants": above("scheduled = false"),
    "no_steps": above('scheduled = false\nvariants = ["full-90"]') + FORM,
    "easier": OWN[: OWN.index("[easier]")],
    "missing": swapped('en = "Slowly"\n', ""),
    "one_of": swapped('kind = "hip"', 'kind = "hop"'),
    "type": swapped("seconds = 10", 'seconds = "10"'),
    "at_least": swapped("seconds = 10", "seconds = 0"),
    "at_most": swapped(TOP, "stage = 4"),
    "characters": swapped("Wrist circles", "Wrist circles, both ways, and back"),
    "empty": swapped('en = "Slowly"', 'en = " "'),
    "form": swapped("wrist-circles", "Wrist Circles"),
    "own_number": above('number = "R01"'),
    "no_key": above("rope = 1"),
    "no_reason": above('spared = { PREG = "because" }'),
    "no_line": above('lines = ["rope"]'),
    "no_routine": above('counterpart = "hop"'),
    "taken": swapped("wrist-circles", "hip-hinge"),
    "not_toml": "id = ",
    "not_text": b"\xff\xfe\x00",
    "too_large": "#" * 70_000,
    "types.str": swapped('kind = "hip"', "kind = 1"),
    "types.int": swapped(TOP, 'stage = "0"'),
    "types.float": swapped(TOP, "stage = 0.5"),
    "types.bool": above('scheduled = "no"'),
    "types.array": swapped('places = ["standing"]', 'places = "standing"'),
    "types.object": above("spared = 3"),
    "types.datetime": swapped(TOP, "stage = 2026-11-29T10:00:00"),
    "types.date": swapped(TOP, "stage = 2026-11-29"),
    "types.time": swapped(TOP, "stage = 10:00:00"),
    "forms.words": above('counterpart = "Hip Hinge"'),
    "forms.number": above('number = "7"'),
    "forms.seconds": above('variants = ["longer"]'),
    "toml.at": "stage = 1 2",
    "toml.statement": "= 1",
    "toml.equals": "rope",
    "toml.key": "[]",
    "toml.value": "id = \nstage = 0",
    "toml.after": "stage = 1 2",
    "toml.quotes": 'id = "wrist',
    "toml.bracket": 'places = ["standing"',
    "toml.brace": 'spared = { PREG = "upright"',
    "toml.twice": "stage = 0\nstage = 1",
    "toml.backslash": 'id = "\\q"',
    "toml.character": 'id = "a\x01b"',
    "toml.date": "stage = 2026-02-30",
    "toml.number": "stage = " + "1" * 5_000,
    "toml.deep": "stage = " + "[" * 60_000,
}
"""For each text a file that a person may write by mistake."""

NOT_OF_A_FILE = {
    "other": "no file is known for which the decoder says something else",
    "toml.other": "nor the parser",
    "unreadable": "below",
    "no_file": "below",
    "unread.gone": "below",
    "unread.denied": "below",
    "unread.no_folder": "below",
    "unread.loop": "below",
    "no_option": "checks are the program's own",
    "file_name": "so are numbered file names",
}


def problem(tmp_path: Path, content: str | bytes) -> Bilingual:
    folder = tmp_path / "routines"
    folder.mkdir()
    data = content if isinstance(content, bytes) else content.encode()
    (folder / "bad.toml").write_bytes(data)
    [found] = load_routines(folder).problems
    return found


def parts(template: str) -> re.Pattern[str]:
    """A text as a pattern: anything in its placeholders."""
    literal = [re.escape(part) for part in re.split(r"\{\w+\}", template.replace("{{", "{"))]
    return re.compile(".*".join(literal))


@pytest.mark.parametrize("key", WRONG)
def test_a_mistake_is_told_in_both_languages_at_the_same_place(key: str, tmp_path: Path) -> None:
    told = problem(tmp_path, WRONG[key])
    place = re.match(r"routines/bad\.toml(:\d+)?: ([\w.\[\]-]+: )?", told.en)
    assert place is not None
    assert told.ja.startswith(place[0])
    ja, en = told.ja.removeprefix(place[0]), told.en.removeprefix(place[0])
    assert parts(everything("ja")[f"own_routine.{key}"]).search(ja), ja
    assert parts(everything("en")[f"own_routine.{key}"]).search(en), en
    assert re.search("[ぁ-ん]", ja)
    assert not re.search(r"[a-z]{3,} [a-z]{2,}", ja), "no English sentence is left in it"
    for line in (told.ja, told.en):
        assert line.isprintable()


def test_every_text_has_its_mistake() -> None:
    keys = {key.removeprefix("own_routine.") for key in everything("ja")}
    own = {key for key in everything("ja") if key.startswith("own_routine.")}
    assert {key.removeprefix("own_routine.") for key in own} == set(WRONG) | set(NOT_OF_A_FILE)
    assert not set(WRONG) & set(NOT_OF_A_FILE)
    assert set(WRONG) < keys


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (swapped("seconds = 10", 'seconds = "10"'), OWN.index("seconds = 10")),
        (swapped('en = "Slowly"', "en = 3"), OWN.index('en = "Slowly"')),
        (swapped('places = ["standing"]', "places = [\n  3,\n]"), OWN.index("places") + 11),
        (swapped('[cue]\nja = "ゆっくり"\nen = "Slowly"', "[[cue]]\nja = 1"), OWN.index("[cue]")),
        (swapped("[aim]", "[aim"), OWN.index("[aim]")),
        (swapped('en = "Hurrying"', 'en = "Hurrying'), OWN.index('en = "Hurrying"')),
        (OWN + "\nrope", len(OWN) + 1),
    ],
)
def test_the_line_is_that_of_the_mistake_in_both_languages(
    content: str, line: int, tmp_path: Path
) -> None:
    row = (OWN + "\n\n")[:line].count("\n") + 1
    if "[\n  3" in content:
        row += 1
    told = problem(tmp_path, content)
    for said in (told.ja, told.en):
        assert said.startswith(f"routines/bad.toml:{row}: "), said


def test_an_optional_key_of_another_type_is_told_like_any_other(tmp_path: Path) -> None:
    told = problem(tmp_path, swapped("seconds = 10", 'seconds = 10\nreps = "3"'))
    assert told.en.endswith("steps[0].reps: a whole number is needed, not text in quotes")
    assert told.ja.endswith("steps[0].reps: 整数が必要です（引用符で囲んだ文字になっています）")


def test_what_has_no_words_of_ours_is_told_as_the_decoder_says_it() -> None:
    key, what = complaints.explained("Odd value - at `$.stage`")
    assert (key, what.en) == ("stage", "this value cannot be used (odd value)")
    assert what.ja == "この値は使えません（odd value）"
    kind = complaints.explained("Expected `int`, got `decimal` - at `$.stage`")[1]
    assert (kind.en, "decimal" in kind.ja) == ("a whole number is needed, not decimal", True)
    said, line = complaints.not_toml(ValueError("Odd thing (at line 3, column 2)"), "")
    assert line == 3
    assert "Odd thing" in said.ja


@pytest.mark.parametrize(
    ("error", "ja", "en"),
    [
        (FileNotFoundError(2, "No such file or directory"), "ファイルがありません", "No such file"),
        (PermissionError(13, "Permission denied"), "許可されていません", "Permission denied"),
        (NotADirectoryError(20, "Not a directory"), "フォルダーでは", "Not a directory"),
        (OSError(errno.ELOOP, "Too many levels of symbolic links"), "リンク", "Too many levels"),
        (OSError(5, "Input/output error"), "Input/output error", "Input/output error"),
        (OSError("odd"), "OSError", "OSError"),
    ],
)
def test_why_a_file_cannot_be_read(error: OSError, ja: str, en: str) -> None:
    told = complaints.unreadable(error)
    assert told.ja.startswith("読めません（")
    assert ja in told.ja
    assert told.en.startswith("cannot be read (")
    assert en in told.en


def test_folders_and_lost_links_are_told_in_japanese(tmp_path: Path) -> None:
    folder = tmp_path / "routines"
    folder.mkdir()
    (folder / "gone.toml").symlink_to(folder / "nowhere")
    (folder / "folder.toml").mkdir()
    assert [told.ja for told in load_routines(folder).problems] == [
        "routines/folder.toml: ふつうのファイルではありません",
        "routines/gone.toml: 読めません（ファイルがありません）",
    ]


def test_the_error_itself_is_in_english_for_the_log() -> None:
    with pytest.raises(ContentFileError) as caught:
        parse_card("stage = 9", "routines/x.toml")
    assert str(caught.value) == caught.value.said.en
