"""How the house is built: short files, names that are found again, rules before code."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "deskbreak"
FILES = sorted(HOUSE.rglob("*.py"))

LONGEST = 250
"""Lines of a file."""

NOT_YET = frozenset(
    {
        "app/daemon.py",
        "cli/setup_command.py",
        "config/forms.py",
        "figures/flesh.py",
        "figures/library.py",
        "guide/form_window.py",
        "guide/minute.py",
        "guide/window.py",
        "notices/native.py",
        "protocols/dbus/connection.py",
        "tray/linux_tray.py",
        "tray/status_notifier_item.py",
    }
)
"""Files that are still longer; none may come to this list, and one that is short leaves it."""

EVERYWHERE = frozenset({"__init__.py", "__main__.py", "linux.py", "windows.py", "macos.py"})
"""Names that mean the same in every room: a package, its entry, and one system's part of it."""

CORE = [path for path in FILES if (HOUSE / "domain") in path.parents and path.name != "__init__.py"]


def where(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""


def test_no_file_is_long() -> None:
    long = {where(path) for path in FILES if lines(path) > LONGEST}
    assert sorted(long - NOT_YET) == [], "split by meaning"
    assert sorted(NOT_YET - long) == [], "short by now: take it off the list"


def test_no_file_name_is_there_twice() -> None:
    names = Counter(path.name for path in FILES if path.name not in EVERYWHERE)
    twice = {name for name, count in names.items() if count > 1}
    assert [where(path) for path in FILES if path.name in twice] == []


@pytest.mark.parametrize("path", FILES, ids=where)
def test_every_file_says_what_it_is(path: Path) -> None:
    assert docstring(path).partition("\n")[0].endswith("."), "one sentence on the first line"


@pytest.mark.parametrize("path", CORE, ids=where)
def test_the_rules_open_every_file_of_the_core(path: Path) -> None:
    assert "\nRules" in docstring(path)


ARCHITECTURE = (HOUSE.parent / "docs" / "architecture.md").read_text("utf-8")


def test_the_architecture_names_paths_that_are_there() -> None:
    """Files and folders with their rooms; a bare file name is one of any room."""
    named = set(re.findall(r"`([a-z_]+(?:/[a-z_0-9]*)*(?:\.(?:py|toml|md))?)`", ARCHITECTURE))
    roots = (HOUSE, HOUSE / "domain", HOUSE / "holding", HOUSE / "app", HOUSE.parent)
    paths = {one for one in named if "/" in one}
    files = {path.name for path in (*HOUSE.rglob("*"), *HOUSE.parent.iterdir()) if path.is_file()}
    names = {one for one in named - paths if one.endswith((".py", ".toml", ".md"))}
    assert len(paths) > 60
    assert names
    assert sorted(one for one in paths if not any((root / one).exists() for root in roots)) == []
    assert sorted(names - files) == []


def test_every_room_has_its_row_in_the_architecture() -> None:
    rows = set(re.findall(r"^\| `([a-z_]+)/` \|", ARCHITECTURE, re.MULTILINE))
    rooms = {path.parent.name for path in HOUSE.glob("*/__init__.py")}
    assert rows == rooms - {"cli"}, "the command line stands above the rooms"


def test_every_step_of_the_way_of_one_prompt_is_a_word_of_the_core() -> None:
    way = ARCHITECTURE.split("## The way of one prompt\n")[1].split("\n## ")[0]
    words = set(re.findall(r"`([A-Z][a-z]+(?:[A-Z][a-z]+)*)(?:\([A-Z]+\))?`", way))
    core = "\n".join(path.read_text("utf-8") for path in CORE)
    assert len(words) > 5
    assert sorted(word for word in words if f"class {word}(" not in core) == []


@pytest.mark.parametrize("path", FILES, ids=where)
def test_only_the_supervisor_starts_tasks(path: Path) -> None:
    """In whatever way: the linter knows asyncio's functions, not a loop's or a group's methods."""
    started = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"create_task", "ensure_future"}
    }
    assert not started or where(path) == "app/supervise.py"
