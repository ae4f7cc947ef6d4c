import pytest
from figures.catalogue import CARDS, CHECK_SECONDS, CHECKS, IDS, PAIRED, forms, lengths
from figures.walk import bodies, joints, moments, tracks

from deskbreak.content.model import Step as Told
from deskbreak.figures.contacts import Sole, Wrist
from deskbreak.figures.library import ids, movement, script, variants
from deskbreak.figures.movement import Movement, Step
from deskbreak.figures.ranges import outside
from deskbreak.figures.scene_assembly import camera_of
from deskbreak.figures.skeleton import Skeleton, solve
from deskbreak.figures.vector import Vec, distance

ALL = IDS
FORMS = [(id_, name) for id_, card in CARDS.items() for name in forms(card)]
REACH_MISS = 0.015
DRIFT = 0.001
JUMP = 0.020
"""Metres a joint may move within 4 ms (5 m/s, the swinging foot of a walker)."""


def test_every_routine_and_check_has_a_movement() -> None:
    assert sorted(ids()) == ALL
    assert len(ALL) == 42


@pytest.mark.parametrize(("id_", "form"), FORMS)
def test_every_form_is_timed_and_repeated_as_it_is_told(id_: str, form: str | None) -> None:
    agree(id_, movement(id_, form).steps, forms(CARDS[id_])[form])


@pytest.mark.parametrize("id_", sorted(CARDS))
def test_the_easier_form_is_timed_and_repeated_as_it_is_told(id_: str) -> None:
    agree(id_, movement(id_).easier_steps, CARDS[id_].easier.steps)


@pytest.mark.parametrize("id_", sorted(id_ for id_, card in CARDS.items() if card.seated_steps))
def test_the_easier_form_has_the_seated_closing_step(id_: str) -> None:
    agree(id_, movement(id_, "seated").easier_steps, CARDS[id_].easier.seated_steps)


def agree(id_: str, drawn: tuple[Step, ...], told: tuple[Told, ...]) -> None:
    assert tuple(step.seconds for step in drawn) == pytest.approx(lengths(told))
    for figure, step in zip(drawn, told, strict=True):
        last = figure.segments[-1]
        assert last.start + last.beat.move + last.beat.hold == pytest.approx(figure.seconds)
        if step.reps is None:
            continue
        # six rocks with both ends are told as six, four shifts to one side as four
        alternate = id_ in PAIRED and not (id_ == "foot-rocker" and step.reps == 6)
        if figure.repeat > 1:
            assert figure.repeat * (2 if alternate else 1) == step.reps, step.text.en


@pytest.mark.parametrize("id_", CHECKS)
def test_a_check_is_timed(id_: str) -> None:
    assert tuple(step.seconds for step in movement(id_).steps) == CHECK_SECONDS


def test_no_form_is_unknown_to_the_content() -> None:
    found = {(id_, variant) for id_ in ids() for variant in variants(id_)}
    assert found == {(id_, name) for id_, name in FORMS if name is not None}


@pytest.mark.parametrize("id_", ALL)
def test_every_contact_is_within_reach(id_: str) -> None:
    for step in tracks(id_):
        worst = max(body.miss for _, body in bodies(step))
        assert worst <= REACH_MISS


@pytest.mark.parametrize("id_", ALL)
def test_joints_stay_in_their_ranges(id_: str) -> None:
    for step in tracks(id_):
        for seconds, body in bodies(step):
            assert (seconds, outside(body)) == (seconds, [])


@pytest.mark.parametrize("id_", ALL)
def test_planted_feet_and_hands_do_not_drift(id_: str) -> None:
    for step in tracks(id_):
        for segment in step.segments[: 2 * len(step.segments) // step.repeat]:
            held = [
                (name, (a[0][0].pitch, b[0][0].pitch))
                for name, a, b in zip("rl", segment.origin.feet, segment.goal.feet, strict=True)
                if isinstance(a[0][0], Sole)
                and isinstance(b[0][0], Sole)
                and len(a) == len(b) == 1
                and a[0][0].at == b[0][0].at
                and a[0][0].turn == b[0][0].turn
                and a[0][0].pitch * b[0][0].pitch >= 0
            ]
            hands = [
                name
                for name, a, b in zip("rl", segment.origin.hands, segment.goal.hands, strict=True)
                if a == b and isinstance(a[0][0], Wrist) and a[0][0].on == "world"
            ]
            start, end = solve(segment.origin), solve(segment.goal)
            for i in range(1, 8):
                body = solve(segment.moment(segment.start + segment.move * i / 8).pose)
                for name, pitches in held:
                    at = _contact(start, name, min(pitches))
                    assert distance(_contact(body, name, min(pitches)), at) <= DRIFT
                    assert distance(_contact(end, name, min(pitches)), at) <= DRIFT
                for name in hands:
                    wrist = f"wrist_{name}"
                    assert distance(body.joint(wrist), start.joint(wrist)) <= DRIFT


def _contact(body: Skeleton, name: str, pitch: float) -> Vec:
    """Middle of the part of the foot that carries: the ball when the heel is up."""
    leg = body.legs["rl".index(name)]
    return leg.foot.at(0.125, -0.043) if pitch < 0 else leg.foot.at(-0.035, -0.035)


def test_walking_feet_go_with_the_ground() -> None:
    step = movement("walk-one-minute").steps[1]
    checked = 0
    for segment in step.segments[:10]:
        for a, b in zip(segment.origin.feet, segment.goal.feet, strict=True):
            one, two = a[0][0], b[0][0]
            if isinstance(one, Sole) and isinstance(two, Sole):
                passed = one.at[0] - two.at[0]
                assert passed == pytest.approx(step.pace * segment.move, abs=DRIFT)
                checked += 1
    assert checked == 10


@pytest.mark.parametrize("id_", ALL)
def test_nothing_jumps_inside_a_step_or_between_steps(id_: str) -> None:
    figure = movement(id_)
    for steps in (figure.steps, figure.easier_steps):
        last = None
        for step in steps:
            first = joints(solve(step.moment(0).pose))
            if last is not None and not step.cut:
                assert _farthest(last, first) < 1e-6
            for segment in step.segments:
                before = joints(solve(step.moment(segment.start - 0.002).pose))
                after = joints(solve(step.moment(segment.start + 0.002).pose))
                if segment.start > 0:
                    assert _farthest(before, after) < JUMP
            last = joints(solve(step.moment(step.seconds).pose))


def _farthest(a: dict[str, Vec], b: dict[str, Vec]) -> float:
    return max(distance(a[name], b[name]) for name in a)


def test_only_the_chained_flow_cuts() -> None:
    cutting = {id_ for id_ in ids() for step in movement(id_).steps if step.cut}
    assert cutting == {"thoracic-mobility-flow"}


@pytest.mark.parametrize("id_", [id_ for id_ in ALL if id_ != "seated-pelvis-reset"])
def test_a_loop_closes(id_: str) -> None:
    """Every repetition after the first is the same as the one before it."""
    for step in movement(id_).steps:
        if step.repeat < 3:
            continue
        for share in (0.0, 0.3, 0.6, 0.9):
            second = step.moment((1 + share) * step.loop_seconds + 1e-6)
            third = step.moment((2 + share) * step.loop_seconds + 1e-6)
            assert second.name == third.name
            assert _farthest(joints(solve(second.pose)), joints(solve(third.pose))) < 1e-3


def test_the_pelvis_rolls_less_every_time() -> None:
    step = movement("seated-pelvis-reset").steps[2]
    sizes = []
    for turn in range(step.repeat):
        at = [step.moment(turn * 5 + 5 * i / 40).pose.get("pelvis") for i in range(41)]
        sizes.append(max(at) - min(at))
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < sizes[0] * 0.4


@pytest.mark.parametrize("id_", ALL)
def test_the_body_stays_inside_the_frame(id_: str) -> None:
    for step in tracks(id_):
        for seconds, body in bodies(step):
            camera = camera_of(body.pose)
            for name, point in joints(body).items():
                x, y = camera.frame(camera.plane(point))
                assert 0.0 <= x <= 1.0, (seconds, name)
                assert 0.0 <= y <= 1.0, (seconds, name)


@pytest.mark.parametrize("id_", ALL)
def test_feet_and_hands_do_not_sink_into_the_floor(id_: str) -> None:
    for step in tracks(id_):
        for seconds, body in bodies(step):
            for side in "rl":
                for part in ("heel", "ball", "knee", "wrist"):
                    height = body.joint(f"{part}_{side}")[1]
                    assert height > -0.02, (seconds, part, side)


@pytest.mark.parametrize("id_", ALL)
def test_the_person_moves_in_every_repeated_step(id_: str) -> None:
    for step in tracks(id_):
        if step.repeat == 1:
            continue
        shapes = [joints(solve(step.moment(t).pose)) for t in moments(step, 2)]
        travelled = max(_farthest(shapes[0], other) for other in shapes)
        assert travelled > 0.008


@pytest.mark.parametrize("id_", ALL)
def test_both_stills_of_a_repeated_step_differ(id_: str) -> None:
    figure = movement(id_)
    for index, step in enumerate(figure.steps):
        if step.repeat > 1:
            first, second = figure.stills(index)
            assert first != second


@pytest.mark.parametrize("id_", ALL)
def test_some_word_goes_with_every_step(id_: str) -> None:
    figure: Movement = movement(id_)
    for easier in (False, True):
        for index, step in enumerate(figure.easier_steps if easier else figure.steps):
            assert figure.word(index, step.seconds * 0.25, easier=easier) is not None


def test_words_follow_the_breath() -> None:
    figure = movement("diaphragmatic-breathing")
    spoken = [figure.word(1, at) for at in (0.5, 3.9, 4.1, 9.9, 10.1)]
    assert spoken == ["in", "in", "out", "out", "in"]


def test_words_of_the_mirrored_side_are_mirrored() -> None:
    figure = movement("weight-even")
    assert figure.word(0, 0.5) == "left"
    assert figure.word(0, 4.5) == "right"


def test_a_held_pose_has_its_own_word() -> None:
    figure = movement("hip-hinge")
    assert [figure.word(1, t) for t in (1.0, 2.5, 4.0)] == ["back", "hold", "up"]


def test_an_unknown_movement_or_variant_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        movement("handstand")
    with pytest.raises(KeyError):
        movement("hip-hinge", "full-999")


def test_every_file_says_which_routine_it_is() -> None:
    for id_ in ids():
        assert script(id_).file == f"{id_}.toml"
