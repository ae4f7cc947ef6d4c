"""M17 beyond the files of texts: sentences in the code, and the page made of the data."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from content.wording import said_wrongly

import deskbreak

PACKAGE = Path(deskbreak.__file__).parent
ROOT = PACKAGE.parent
FORMATS = r"%(?:\(\w+\)[sdr]|\{\w+\}|[\d.]*[sdrfxi](?=\W|$))"
"""What stands for a value, here or in another program's words."""

OF_A_MACHINE = "failure"
"""A service or a device may fail, and a record may be missed: that is nobody's fault."""

FOR_PEOPLE = ("app", "cli", "content", "guide", "report", "figures", "domain")
"""Rooms in which even that is not said."""


def sentences(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every literal of several words, with its line: no docstrings, no formats for the log."""
    passed_over: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed_over.add(id(node.value))
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "log"
        ):
            passed_over.update(id(argument) for argument in node.args)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = re.sub(FORMATS, "", node.value)
            if id(node) not in passed_over and len(words.split()) > 1:
                yield node.lineno, words


def test_m17_no_sentence_in_the_code_breaks_the_wording_rules() -> None:
    wrong, count = [], 0
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0]
        for line, words in sentences(ast.parse(path.read_text("utf-8"))):
            count += 1
            found = said_wrongly(words)
            if room not in FOR_PEOPLE:
                found = [one for one in found if not one.startswith(OF_A_MACHINE)]
            wrong += [f"{path.relative_to(PACKAGE)}:{line}: {one}" for one in found]
    assert wrong == []
    assert count > 200


def test_such_a_sentence_would_be_found() -> None:
    code = '''"""It prevents pain."""
log.warning("%s failed", 1)
print("it heals the back")
print("40% less of %s")
print(f"a {1} of cures {2}")
'''
    found = [words for _, words in sentences(ast.parse(code)) if said_wrongly(words)]
    assert found == ["it heals the back", "40% less of ", " of cures "]


def test_m17_the_page_of_all_routines_keeps_to_the_wording_rules() -> None:
    page = (ROOT / "docs/routines.md").read_text("utf-8")
    assert said_wrongly(page) == []


def test_m17_the_example_of_the_configuration_keeps_to_the_wording_rules() -> None:
    example = (ROOT / "config.example.toml").read_text("utf-8")
    assert said_wrongly(example) == []
