"""Every reason that a part may give is told in Japanese to who reads Japanese."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import deskbreak
from deskbreak.app.reason_words import FORMS, reason_words
from deskbreak.content.strings import text

PACKAGE = Path(deskbreak.__file__).parent
ROOMS = ("sensing", "holding", "notices", "guide_host", "protocols", "tray")
ERRORS = {"UnavailableError", "NotifierError", "PulseError", "X11Error", "WaylandError", "BusError", "BusUnavailableError", "DisplayUnavailableError"}  # fmt: skip # noqa: E501
LIKE_A_REASON = re.compile(r"^[a-z].* (?:cannot|not|no) |^not started$")
ASKED = re.compile(r"viable|_?why\w*")


def words_of(node: ast.expr | None) -> str | None:
    """A literal text, with "x" for what is filled in; None: it is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [str(it.value) if isinstance(it, ast.Constant) else "x" for it in node.values]
        return "".join(parts)
    return None


def branches(node: ast.expr | None) -> Iterator[ast.expr | None]:
    """Both sides of a choice, else the expression itself."""
    if isinstance(node, ast.IfExp):
        yield from branches(node.body)
        yield from branches(node.orelse)
    else:
        yield node


def reasons() -> Iterator[tuple[str, str]]:
    """(where, reason) of every part."""
    for path in sorted(each for room in ROOMS for each in (PACKAGE / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            found: list[ast.expr | None] = []
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found = [node.args[0]] if node.func.id in ERRORS and node.args else []
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and ASKED.fullmatch(
                node.name
            ):
                found = [
                    branch
                    for it in ast.walk(node)
                    if isinstance(it, ast.Return)
                    for branch in branches(it.value)
                ]
            elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(
                node.value, ast.Constant
            ):
                found = [node.value] if LIKE_A_REASON.search(str(node.value.value)) else []
            for each in found:
                if words := words_of(each):
                    yield f"{path.name}:{getattr(node, 'lineno', 0)}", words


def test_every_reason_has_a_form_and_a_japanese_text() -> None:
    found = list(reasons())
    assert len(found) > 40
    untold = {
        f"{where}: {why}"
        for where, why in found
        if why.strip("x: ") and not re.search(r"[ぁ-んァ-ヶ一-龠]", reason_words(why, "ja"))
    }
    assert untold == set(), "a form in app/reason_words.py, a text under [reasons]"


def test_names_in_a_reason_stay_as_they_are() -> None:
    assert "DISPLAY" in reason_words("WAYLAND_DISPLAY is not set", "ja")
    assert reason_words("there is no display", "en") == "there is no display"
    assert "native：" in reason_words("native: there is no D-Bus session bus here", "ja")


def test_every_form_has_a_text() -> None:
    for key, _ in FORMS:
        assert text("ja", f"reasons.{key}", what="x", more="y", last="z")


def test_a_reason_of_several_parts_is_told_part_by_part() -> None:
    def ja(key: str, what: str = "", more: str = "", last: str = "") -> str:
        return text("ja", f"reasons.{key}", what=what, more=more, last=last)

    closed, unset = ja("closed"), ja("unset", "DISPLAY")
    assert reason_words("closed", "ja") == closed
    assert reason_words("closed; DISPLAY is not set", "ja") == f"{closed}、{unset}"
    assert reason_words("spd-say: closed", "ja") == f"spd-say：{closed}"
    assert reason_words("neither a nor b is installed", "ja") == ja("neither_installed", "a", "b")
    assert reason_words("x did not answer y within 3 s", "ja") == ja("no_answer_in", "x", "y", "3")
    assert reason_words("x did not answer within 3 s", "ja") == ja("no_answer_in", "x", "", "3")
    for why in ("cannot be used: no", "did not answer within 5 s", "does not answer: no"):
        assert reason_words(f"the notification centre {why}", "ja") == ja("no_centre")
    for unknown in ("zzz", "name: zzz", "", "a: b: zzz"):
        assert reason_words(unknown, "ja") == unknown
    for known in ("closed", "closed; DISPLAY is not set", "zzz"):
        assert reason_words(known, "en") == known
