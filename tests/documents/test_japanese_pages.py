"""Pages for users are there in Japanese too, with the same code and the same tables of names."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
FOR_USERS = (
    "index", "troubleshooting", "calendars", "report", "bars", "hooks", "privacy", "windows",
)  # fmt: skip
BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
TO_READ = re.compile(r"# .*|(?<=echo \")[^|]*(?=\|)")
"""What a person reads inside code: comments, and the label of a menu's line."""


def read(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def code(said: str) -> list[tuple[str, str]]:
    """The code of a page, without what is there to be read."""
    return [
        (
            kind,
            "\n".join(TO_READ.sub("", line).rstrip() for line in body.splitlines()),
        )
        for kind, body in BLOCK.findall(said)
    ]


def fields(said: str) -> set[str]:
    """Settings, variables and columns that a table explains."""
    rows = re.findall(r"^\| *((?:`[^`]+`[,、 ]*)+)\|", said, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


@pytest.mark.parametrize("name", FOR_USERS)
def test_a_page_for_users_is_there_in_japanese_and_each_leads_to_the_other(name: str) -> None:
    english, japanese = read(f"{name}.md"), read(f"{name}.ja.md")
    assert f"({name}.ja.md)" in english
    assert f"({name}.md)" in japanese
    assert re.search("[ぁ-ん]", japanese)


@pytest.mark.parametrize("name", FOR_USERS)
def test_the_code_and_the_names_on_both_pages_are_the_same(name: str) -> None:
    english, japanese = read(f"{name}.md"), read(f"{name}.ja.md")
    assert code(japanese) == code(english)
    assert fields(japanese) == fields(english)


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.ja.md")), ids=lambda page: page.name)
def test_a_japanese_page_leads_to_japanese_pages(page: Path) -> None:
    said = page.read_text("utf-8")
    linked = set(re.findall(r"\]\((?:docs/)?([a-z]+)\.md\)", said)) - {
        page.name.removesuffix(".ja.md")
    }
    assert not {name for name in linked if name in FOR_USERS}
