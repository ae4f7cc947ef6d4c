"""What is said to a guide and what it tells back."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.app.guide_protocol import (
    AskedCheck,
    CheckTold,
    Chimed,
    Closed,
    ComfortTold,
    Eased,
    Ended,
    GuideError,
    GuideReport,
    GuideRequest,
    Opened,
    Started,
    StepBegan,
    Unfit,
    decode_report,
    decode_request,
    encode_report,
    encode_request,
)

FULL = GuideRequest(
    prompt="7",
    routine="seated-cat-cow",
    language="ja",
    easier=True,
    form="full-90",
    theme="dark",
    reduced_motion="on",
    chime=True,
    lines=("椅子を固定する", "今週は胸を"),
    easier_lines=("椅子を固定する",),
    codes=("OST", "KNEE"),
    learn=True,
    ask_comfort=False,
    check=AskedCheck("screen-height", "問い", "見る", "直す", "採点ではありません"),
    own="/home/a/routines",
)
REPORTS: list[tuple[GuideReport, dict[str, object]]] = [
    (Opened(), {"event": "opened"}),
    (Started(), {"event": "started"}),
    (StepBegan(2), {"event": "step", "number": 2}),
    (Chimed("end"), {"event": "chime", "name": "end"}),
    (Eased(), {"event": "easier"}),
    (Unfit("KNEE"), {"event": "unfit", "code": "KNEE"}),
    (Ended("done"), {"event": "ended", "outcome": "done"}),
    (ComfortTold("hurts", "b"), {"event": "comfort", "value": "hurts", "kind": "b"}),
    (ComfortTold("good"), {"event": "comfort", "value": "good", "kind": None}),
    (CheckTold("fix"), {"event": "check", "value": "fix"}),
    (Closed(), {"event": "closed"}),
]


@pytest.mark.parametrize("request_", [FULL, GuideRequest("1", "hip-hinge")])
def test_a_request_is_one_line_and_comes_back_the_same(request_: GuideRequest) -> None:
    line = encode_request(request_)
    assert line.count(b"\n") == 1
    assert decode_request(line) == request_


@pytest.mark.parametrize(("report", "line"), REPORTS)
def test_every_report_has_its_line(report: GuideReport, line: dict[str, object]) -> None:
    assert json.loads(encode_report(report)) == line
    assert decode_report(encode_report(report)) == report


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"", "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"[]", "object"),
        (b"{}", "event"),
        (b'{"event": "jumped"}', "jumped"),
        (b'{"event": ["opened"]}', "event"),
        (b'{"event": "opened", "x": 1}', "'x'"),
        (b'{"event": "ended"}', "missing"),
        (b'{"event": "ended", "outcome": "won"}', "won"),
        (b'{"event": "ended", "outcome": 3}', "3"),
        (b'{"event": "step", "number": true}', "True"),
        (b'{"event": "comfort", "value": "hurts", "kind": "d"}', "'d'"),
        (b'{"event": "check", "value": "maybe"}', "maybe"),
    ],
)
def test_a_garbled_report_is_refused_and_the_reason_named(line: bytes, what: str) -> None:
    with pytest.raises(GuideError, match=what):
        decode_report(line)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"v": 9}, "version"),
        ({"lines": "one"}, "lines"),
        ({"lines": [1]}, "lines"),
        ({"easier": "yes"}, "easier"),
        ({"form": 90}, "form"),
        ({"check": "screen-height"}, "check"),
        ({"check": {"id": "screen-height"}}, "missing"),
        ({"speed": 2}, "speed"),
    ],
)
def test_a_garbled_request_is_refused_and_the_reason_named(
    change: dict[str, object], what: str
) -> None:
    table = json.loads(encode_request(FULL)) | change
    with pytest.raises(GuideError, match=what):
        decode_request(json.dumps(table))


@given(st.binary(max_size=200) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
).map(lambda value: json.dumps(value).encode()))  # fmt: skip
def test_any_bytes_are_either_understood_or_a_guide_error(line: bytes) -> None:
    for decode in (decode_report, decode_request):
        with contextlib.suppress(GuideError):
            decode(line)
