"""The kernel keeps 15 bytes of a program's name, and may cut it inside a letter."""

import pytest

from deskbreak.holding.ignored_programs import Ignore
from deskbreak.protocols.program_name import cut_name


@pytest.mark.parametrize("name", ["aビデオ会議", "gnome-screen-recorder", "Zoom"])
def test_a_program_is_ignored_by_its_whole_name_though_the_kernel_cut_it(name: str) -> None:
    ignore = Ignore([name])
    assert ignore.covers(cut_name(name))
    assert ignore.covers(name)
    assert not ignore.covers(name[:4] + "-other")
