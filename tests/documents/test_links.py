"""What the documents point to in this tree is there, headings too; the manual is current."""

import re
import sys
from pathlib import Path

import pytest

from deskbreak.content.model import LANGUAGES, Language

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import manual_pages  # noqa: E402 -- tools are no package

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def slugs(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    said = page.read_text("utf-8")
    heads = re.findall(r"^#+ (.+)$", said, re.MULTILINE)
    named = set(re.findall(r"<a id=\"([^\"]+)\"", said))
    return named | {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = CODE.sub("", page.read_text("utf-8"))
    for found in LINK.findall(text):
        link = found[0] or found[1]
        if re.match(r"[a-z]+:", link):
            continue
        place, _, anchor = link.partition("#")
        target = (page.parent / place) if place else page
        assert target.exists(), link
        assert not anchor or anchor in slugs(target), link


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_is_current(language: Language) -> None:
    page = ROOT / "docs" / f"manual.{language}.md"
    assert page.read_text("utf-8") == manual_pages.page(language), "tools/manual_pages.py writes it"


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_the_two_commands_stand_at_the_top(readme: str) -> None:
    first = (ROOT / readme).read_text("utf-8").split("\n## ", 1)[0]
    assert "\nmake run " in first
    assert "\nmake test " in first
