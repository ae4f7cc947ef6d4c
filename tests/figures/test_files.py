"""A wrong movement file gives one line that names the file and the key."""

import tomllib
from typing import Any

import pytest

from deskbreak.figures.figure_errors import FigureError
from deskbreak.figures.library import build
from deskbreak.figures.script import merged, read

GOOD = """
[base]
view = [0, 0.86, 2]
[pose.tall]
anchor = { hips = [0, 0.9] }
[pose.low]
from = "tall"
pelvis = 20
hand_r = { at = [0.6, 0.07, 0.02], on = "thigh" }
[[prop]]
kind = "chair"
at = [-0.3, 0]
[[mark]]
kind = "arrow"
spots = ["hips", ["head", 0.1, 0.1], [0, 1]]
when = ["low"]
[[step]]
seconds = 10
repeat = 2
play = [{ to = "low", move = 2, word = "down" }, { to = "tall", move = 3, word = "up" }]
[poster]
pose = "low"
[[variant.full-90]]
step = 1
seconds = 90
repeat = 9
"""


def raw() -> dict[str, Any]:
    return tomllib.loads(GOOD)


def complaint(changed: dict[str, Any]) -> str:
    with pytest.raises(FigureError) as caught:
        build("made-up", read(changed, "made-up.toml"))
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith("made-up.toml: ")
    return message.removeprefix("made-up.toml: ")


def test_the_good_file_is_good() -> None:
    script = read(raw(), "made-up.toml")
    assert build("made-up", script).seconds == 10
    assert build("made-up", script, "full-90").steps[0].repeat == 9


CASES: list[tuple[dict[str, Any], str]] = [
    ({"pose": {"low": {"pelvus": 20}}}, "pose.low.pelvus: is not known here"),
    ({"pose": {"low": {"pelvis": "deep"}}}, "pose.low.pelvis: needs a number"),
    ({"pose": {"low": {"pelvis": True}}}, "pose.low.pelvis: needs a number"),
    ({"pose": {"low": {"from": "high"}}}, "pose.low.from: there is no pose 'high'"),
    ({"pose": {"low": {"from": "low"}}}, "pose.low.from: there is no pose 'low'"),
    ({"pose": {"low": {"anchor": {"hips": [1]}}}}, "pose.low.anchor.hips: needs two or three"),
    ({"pose": {"low": {"anchor": {"hip": [1, 2]}}}}, "pose.low.anchor: needs exactly one of hips"),
    ({"pose": {"low": {"anchor": 3}}}, "pose.low.anchor: needs a table"),
    ({"pose": {"low": {"foot_r": {"at": [0, 0], "ankle": [0, 0]}}}}, "pose.low.foot_r: needs exac"),
    (
        {"pose": {"low": {"foot_r": {"at": [0, 0], "pich": 3}}}},
        "pose.low.foot_r.pich: is not",
    ),
    (
        {"pose": {"low": {"hand_l": {"at": [0, 0], "on": "nose"}}}},
        "pose.low.hand_l.on: needs one",
    ),
    ({"pose": {"low": {"hands": {"hang": "x"}}}}, "pose.low.hands.hang: needs two or three"),
    ({"pose": {"low": {"over": ["tail"]}}}, "pose.low.over: needs names out of leg_r"),
    ({"pose": {"low": {"over": "head"}}}, "pose.low.over: needs a list of texts"),
    ({"pose": {"low": {"carries": 1}}}, "pose.low.carries: needs true or false"),
    ({"base": {"hips": 1}}, "base.hips: is not known here"),
    ({"prop": [{"kind": "sofa", "at": [0, 0]}]}, "prop[1].kind: needs one of stool"),
    ({"prop": [{"kind": "desk", "at": [0, 0], "legs": 3}]}, "prop[1].legs: is not known"),
    ({"prop": [{"kind": "desk"}]}, "prop[1].at: needs two or three numbers"),
    ({"prop": {"kind": "desk"}}, "prop: needs a list"),
    ({"prop": ["desk"]}, "prop[1]: needs a table"),
    ({"mark": [{"kind": "glow"}]}, "mark[1].kind: needs one of arrow"),
    ({"mark": [{"kind": "arrow", "spots": ["hips"]}]}, "mark[1].spots: needs at least 2"),
    ({"mark": [{"kind": "dot", "spots": ["tail"]}]}, "mark[1].spots: needs [x, y], a joint"),
    ({"mark": [{"kind": "dot", "spots": ["hips"], "when": ["up"]}]}, "mark[1].when: there is no p"),
    ({"stage": {"floor": "lava"}}, "stage.floor: needs line or none"),
    ({"step": [], "variant": {"full-90": []}}, "step: needs at least one"),
    ({"step": [{"seconds": 5}]}, "step[1].play: needs at least one pose"),
    ({"step": [{"seconds": 5, "play": [{"to": "up", "hold": 5}]}]}, "step[1].play[1].to: there is"),
    ({"step": [{"seconds": 5, "play": [{"to": "low", "hold": 4}]}]}, "step[1].seconds: is 5, but"),
    ({"step": [{"play": [{"to": "low", "word": "hop"}]}]}, "step[1].play[1].word: needs one of in"),
    ({"step": [{"play": [{"to": "low", "ease": "fast"}]}]}, "step[1].play[1].ease: needs soft or"),
    ({"step": [{"repeat": 0, "play": [{"to": "low"}]}]}, "step[1].repeat: needs a whole number"),
    ({"step": [{"stills": ["low"], "play": [{"to": "low"}]}]}, "step[1].stills: needs two poses"),
    ({"step": [{"from": "up", "play": [{"to": "low"}]}]}, "step[1].from: there is no pose"),
    ({"poster": {"pose": "up"}}, "poster.pose: there is no pose 'up'"),
    ({"poster": {"ghost": 3}}, "poster.ghost: needs a text"),
    ({"easier": {"pose": {"up": {}}}}, "easier.pose.up: there is no such pose"),
    ({"easier": {"amout": 0.5}}, "easier.amout: is not known here"),
    (
        {"easier": {"step": [{"step": "x", "seconds": 5}]}},
        "easier.step[1].step: needs",
    ),
    ({"colour": "blue"}, "colour: is not known here"),
]


@pytest.mark.parametrize(("change", "expected"), CASES, ids=[case[1] for case in CASES])
def test_a_mistake_names_file_and_key(change: dict[str, Any], expected: str) -> None:
    changed = dict(merged(raw(), change))
    for key in ("mark", "prop", "step"):
        if key in change:
            changed[key] = change[key]
    assert complaint(changed).startswith(expected)


def test_a_missing_poster_is_named() -> None:
    changed = raw()
    del changed["poster"]
    assert complaint(changed) == "poster: is missing"


@pytest.mark.parametrize(
    ("poster", "expected"),
    [
        ({"flow": ["handstand"]}, "poster.flow: there is no file handstand.toml"),
        ({"flow": ["cat-cow/lotus"]}, "poster.flow: there is no pose 'lotus' in cat-cow.toml"),
        ({"flow": ["cat-cow"], "ghost": "low"}, "poster.ghost: is not known here"),
        ({"flow": "cat-cow"}, "poster.flow: needs a list of texts"),
    ],
)
def test_a_wrong_flow_is_named(poster: dict[str, Any], expected: str) -> None:
    assert complaint({**raw(), "poster": poster}).startswith(expected)


def test_a_variant_of_a_step_that_is_not_there_is_named() -> None:
    changed = raw()
    changed["variant"]["full-90"][0]["step"] = 4
    with pytest.raises(FigureError, match=r"variant.full-90\[1\]: made-up.toml has only 1 steps"):
        build("made-up", read(changed, "made-up.toml"), "full-90")
