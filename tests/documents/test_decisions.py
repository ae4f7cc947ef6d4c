"""Every decision has one form: number, title, date, status, context, decision."""

import re
from datetime import date
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "decisions"
PAGES = sorted(FOLDER.glob("*.md"))
FORM = re.compile(
    r"# (\d{4}) [^\n]+\n\n\*\*Date\.\*\* (\d{4}-\d\d-\d\d)\n\n"
    r"\*\*Status\.\*\* (In force\.|Replaced by \[\d{4}\]\((\d{4}-[^)]+\.md)\)[^\n]*)\n\n"
    r"\*\*Context\.\*\* .+\n\n\*\*Decision\.\*\*\s",
    re.DOTALL,
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_decision_has_the_form(page: Path) -> None:
    found = FORM.match(page.read_text("utf-8"))
    assert found is not None, "its first lines are those of the other pages"
    number, on, _, follower = found.groups()
    assert page.name.startswith(f"{number}-")
    date.fromisoformat(on)
    assert follower is None or (FOLDER / follower).is_file()


def test_numbers_are_given_once() -> None:
    numbers = [page.name[:4] for page in PAGES]
    assert sorted(set(numbers)) == numbers
