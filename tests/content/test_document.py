"""``docs/routines.md`` is what the data says."""

from pathlib import Path

import deskbreak
from deskbreak.content.document import TARGET, document
from deskbreak.content.loader import load_routines
from deskbreak.content.posters import poster

ROOT = Path(deskbreak.__file__).parent.parent


def test_the_page_is_current() -> None:
    written = (ROOT / TARGET).read_text("utf-8")
    assert written == document(), "run: python -m deskbreak.content.document"


def test_the_page_shows_every_routine_in_both_languages() -> None:
    page = document()
    catalogue = load_routines()
    for facts in catalogue.facts:
        card = catalogue.card(facts.id)
        assert f"### {facts.number} {card.title.en} / {card.title.ja}\n" in page
        assert card.cue.ja in page
        assert card.cue.en in page


def test_the_page_shows_every_picture_that_there_is() -> None:
    page = document()
    for facts in load_routines().facts:
        for easier in (False, True):
            path = poster(facts.id, easier=easier)
            assert path is not None
            assert f'src="../assets/posters/{path.name}"' in page
