"""Long lines in a terminal are broken between words; elsewhere they stay whole."""

from io import StringIO

import pytest

from deskbreak.content.columns import columns
from deskbreak.desktop.terminal_text import fit


class Terminal(StringIO):
    """Somebody reads this."""

    def isatty(self) -> bool:
        return True


LONG = "  Please ask your clinician first whether this kind of exercise is fine, before you go on."


@pytest.fixture(params=[30, 48])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("COLUMNS", str(request.param))
    return int(request.param)


def test_words_stay_whole_and_the_indentation_too(width: int) -> None:
    rows = fit(LONG, Terminal()).split("\n")
    assert len(rows) > 1
    assert all(row.startswith("  ") and len(row) < width for row in rows)
    assert " ".join(row.strip() for row in rows) == LONG.strip()


def test_japanese_is_measured_as_wide_as_it_is(width: int) -> None:
    said = "まず担当の医療者に、この種の運動をしてよいか確認してください。" * 2
    rows = fit(said, Terminal()).split("\n")
    assert all(columns(row) < width for row in rows)
    assert "".join(rows) == said


@pytest.mark.parametrize("head", ["  - ", "  11:43  ", "    50 s  "])
def test_what_follows_stands_below_the_words_and_not_below_their_head(
    monkeypatch: pytest.MonkeyPatch, head: str
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    first, *rest = fit(f"{head}{LONG.strip()}", Terminal()).split("\n")
    assert first.startswith(f"{head}Please")
    assert rest
    assert all(row[: len(head)].isspace() and row[len(head)] != " " for row in rest)


def test_a_head_that_leaves_no_room_is_a_word_like_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    rows = fit("  stand-one-minute  away for ten minutes", Terminal()).split("\n")
    assert all(len(row) < 20 and row.startswith("  ") and row[2] != " " for row in rows)


def test_each_line_is_broken_by_itself(width: int) -> None:
    assert fit(f"One\n{LONG}\nlast", Terminal()).split("\n")[0] == "One"


def test_a_pipe_gets_lines_whole(width: int) -> None:
    assert fit(LONG, StringIO()) == LONG
