"""The tree of errors is the one that is drawn, and every error of the program hangs in it."""

import ast
import builtins
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

from deskbreak import errors
from deskbreak.app.parts import one_line
from deskbreak.cli import main

PACKAGE = Path(errors.__file__).parent
DRAWN = re.compile(r"^([│├└─ ]*)(\w+)(?: +((?:[a-z_]+\.)+[a-z_0-9]+))?  ")
INSIDE_THEIR_ROOM = {"_NotAFileError", "TooLongError"}
"""Named in the tree's last paragraph."""


def drawn() -> dict[str, tuple[str, str]]:
    """Name → (name of its parent, module without ``deskbreak.``) as the docstring has it."""
    found: dict[str, tuple[str, str]] = {}
    above: list[str] = []
    for line in inspect.cleandoc(errors.__doc__ or "").splitlines():
        match = DRAWN.match(line)
        if match is None or not (match[1] or match[2] == "DeskbreakError"):
            continue
        depth = len(match[1]) // 4
        above[depth:] = [match[2]]
        found[match[2]] = (above[depth - 1] if depth else "", match[3] or "errors")
    return found


def defined() -> dict[str, tuple[str, str]]:
    """The same as the files of the program have it, those of other systems too."""
    classes: dict[str, tuple[str, str]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        module = ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
        for each in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(each, ast.ClassDef) and each.bases:
                first = each.bases[0]
                name = first.id if isinstance(first, ast.Name) else ast.unparse(first)
                classes[each.name] = (name, module)
    found: dict[str, tuple[str, str]] = {}
    above = {name for name, each in vars(builtins).items() if _is_exception(each)}
    while more := {n: c for n, c in classes.items() if c[0] in above and n not in found}:
        found |= more
        above |= set(more)
    return found


def _is_exception(each: object) -> bool:
    return isinstance(each, type) and issubclass(each, BaseException)


def test_every_error_hangs_in_the_tree_as_it_is_drawn() -> None:
    there = defined()
    for name in INSIDE_THEIR_ROOM:
        del there[name]
    there["DeskbreakError"] = ("", "errors")
    assert there == drawn()


def test_a_line_is_one_line() -> None:
    assert str(errors.DeskbreakError("one\n two\r\nthree")) == "one two three"
    assert str(errors.UnavailableError("no\nserver", advice="x")) == "no server"


def test_errors_of_ours_are_told_without_their_class() -> None:
    assert one_line(errors.FileUnusableError("/x: no space")) == "/x: no space"
    assert one_line(OSError("no space")) == "OSError: no space"


def test_what_nobody_expected_is_told_in_one_line_and_kept_in_the_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> int:
        raise KeyError("a\nname")

    log = tmp_path / "logs" / "deskbreak.log"
    monkeypatch.setattr("deskbreak.desktop.paths.Paths.log", log)
    monkeypatch.setattr(main, "_dispatch", broken)
    assert main.run(["status"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "KeyError" in said
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_the_tree_costs_a_quick_command_nothing() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import deskbreak.errors, sys; print(len(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    bare = subprocess.run(
        [sys.executable, "-c", "import sys; print(len(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(loaded.stdout) - int(bare.stdout) <= 2
