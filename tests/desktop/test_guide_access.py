"""The guide with a screen reader: its tree over AT-SPI, and pressing buttons by it."""

import pytest
from a11y import FOCUSABLE, SHOWING, Tree, start_a11y
from desk import Desk, wait_for
from guided import guided

from deskbreak.app.guide_protocol import ComfortTold, Eased, Ended, GuideRequest, StepBegan
from deskbreak.content.strings import text

pytestmark = pytest.mark.desktop


@pytest.fixture
def screen(desk: Desk) -> Desk:
    desk.display()
    desk.spawn("openbox")
    desk.bus()
    start_a11y(desk)
    return desk


def test_everything_has_a_role_and_a_name(screen: Desk) -> None:
    with guided(screen, GuideRequest("7", "seated-cat-cow", "en")) as it:
        it.wait_for(StepBegan(1))
        tree = Tree(screen)
        nodes = [one for one in tree.nodes() if one.has(SHOWING)]
        tree.close()
    by_role: dict[str, list[str]] = {}
    for one in nodes:
        by_role.setdefault(one.role, []).append(one.name)
    assert by_role["dialog"] == ["deskbreak: Seated cat and cow"]
    assert by_role["push button"] == [
        "Stop here", "Pause", "Done", "Skip step", "Easier form", "It hurts", "When to stop",
    ]  # fmt: skip
    assert [name[:11] for name in by_role["graphic"]] == [
        *(f"Step {number} of 4" for number in range(1, 5)),
        "A figure sh",
    ]
    assert by_role["label"] == [
        "Seated cat and cow",
        "Settle in",
        "Next: Breathe out and round, in and sit tall. Ten times.",
        "Sit towards the front, hands on the thighs",
        "Roll back and forth over the sit bones",
    ]
    assert all(one.has(FOCUSABLE) for one in nodes if one.role == "push button")
    (figure,) = (one for one in nodes if one.name.startswith("A figure"))
    assert figure.description.endswith("s left")


def test_a_screen_reader_leads_through_all_of_it(screen: Desk) -> None:
    with guided(screen, GuideRequest("7", "seated-cat-cow", "ja")) as it:
        it.wait_for(StepBegan(1))
        tree = Tree(screen)
        tree.press("軽い形にする")
        it.wait_for(Eased())
        tree.press("やめる目安")
        rule = text("ja", "card.stop_rule")
        wait_for(lambda: any(one.name == rule for one in tree.nodes()), said="the stop rule")
        tree.press("続ける")
        tree.press("できた")
        it.wait_for(Ended("done"))
        tree.press("よかった")
        it.wait_for(ComfortTold("good"))
        tree.close()


def test_what_is_new_is_announced(screen: Desk) -> None:
    tree = Tree(screen)
    tree.listen()
    with guided(screen, GuideRequest("7", "seated-cat-cow", "en")) as it:
        assert tree.heard("Sit towards the front, hands on the thighs")
        it.focus()
        it.key("h")
        question = text("en", "feedback.follow_up.title")
        assert tree.heard(f"{question} {text('en', 'running.stopped')}")
    tree.close()
