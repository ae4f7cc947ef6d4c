import pytest

from deskbreak.content.checks import load_checks
from deskbreak.content.loader import load_routines
from deskbreak.content.posters import poster

IDS = [facts.id for facts in load_routines().facts] + [facts.id for facts in load_checks()]


@pytest.mark.parametrize("id_", IDS)
def test_every_routine_and_check_has_a_picture(id_: str) -> None:
    path = poster(id_)
    assert path is not None
    assert path.read_bytes().startswith(b"\x89PNG\r\n")
    assert path.as_uri().startswith("file:///")


@pytest.mark.parametrize("id_", [facts.id for facts in load_routines().facts])
def test_the_easier_form_has_a_picture_of_its_own(id_: str) -> None:
    path, usual = poster(id_, easier=True), poster(id_)
    assert path is not None
    assert usual is not None
    assert path.read_bytes() != usual.read_bytes()


def test_a_check_has_one_picture() -> None:
    assert poster("screen-height", easier=True) == poster("screen-height")


def test_a_routine_of_ones_own_has_none() -> None:
    assert poster("my-own-stretch") is None
