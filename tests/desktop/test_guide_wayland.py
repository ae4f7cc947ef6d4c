"""The guide's window under a real Wayland compositor of an ordinary user, without X."""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
from compositors import start_sway, user_desk
from desk import Desk, wait_for
from guided import guided, opened

from deskbreak.app.guide_protocol import Ended, GuideRequest, StepBegan

pytestmark = pytest.mark.desktop


@pytest.fixture
def sway() -> Iterator[Desk]:
    with user_desk() as desk:
        start_sway(desk, "output HEADLESS-1 resolution 1280x800\nxwayland disable\n")
        yield desk


def windows(desk: Desk) -> list[dict[str, Any]]:
    """Every window that sway knows."""

    def below(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if node.get("pid"):
            yield node
        for child in [*node.get("nodes", []), *node.get("floating_nodes", [])]:
            yield from below(child)

    return list(below(json.loads(desk.run("swaymsg", "-t", "get_tree"))))


def test_it_floats_under_sway_and_can_be_closed(sway: Desk) -> None:
    with guided(sway, GuideRequest("7", "seated-cat-cow", "ja")) as it:
        opened(it)
        it.wait_for(StepBegan(1))
        (window,) = windows(sway)
        assert window["app_id"] == "deskbreak"
        assert window["name"] == "deskbreak：椅子で背骨の波"
        assert window["type"] == "floating_con"
        assert (window["rect"]["width"], window["rect"]["height"]) == (432, 760)
        sway.run("swaymsg", '[app_id="deskbreak"]', "kill")
        assert it.wait_until_gone() is None
        assert Ended("stopped") in it.told


def test_a_compositor_that_goes_takes_it_along_without_an_end(sway: Desk) -> None:
    with guided(sway, GuideRequest("7", "seated-cat-cow", "en")) as it:
        it.wait_for(StepBegan(1))
        (pid,) = (window["pid"] for window in windows(sway))
        sway.run("swaymsg", "exit", check=False)
        assert it.wait_until_gone() is not None
        assert not any(isinstance(one, Ended) for one in it.told)
        wait_for(lambda: not _alive(pid), said="its end")


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
