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


def test_a_routine_of_ones_own_has_none() -> None:
    assert poster("my-own-stretch") is None
