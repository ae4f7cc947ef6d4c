"""Messages, saved states and lines between our own processes: what goes in comes out, or a word."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from app.test_question_menu import day
from msgspec.structs import replace
from playing import catalogue

from deskbreak.app import codec, guide_protocol, process_json, wire
from deskbreak.app.guide_protocol import GuideError, GuideRequest
from deskbreak.content.checks import load_checks
from deskbreak.domain.machine.state import NOT_SAVED
from deskbreak.domain.time.units import MINUTE
from deskbreak.domain.vocabulary.events import (
    Action,
    Answered,
    GateClosed,
    PromptWanted,
    Reason,
)
from deskbreak.domain.vocabulary.routine import Code, Comfort
from deskbreak.domain.vocabulary.settings import Settings

REQUESTS: dict[str, wire.AnyRequest] = {
    '{"do":"status"}': wire.Status(),
    '{"do":"status","format":"waybar","lang":"ja"}': wire.Status(format="waybar", lang="ja"),
    '{"do":"follow"}': wire.Follow(format="text"),
    '{"do":"answer","action":"snooze","id":"p1","span":"5m"}': wire.Answer(
        action=Action.SNOOZE, id="p1", span="5m"
    ),
    '{"do":"now","routine":"R1"}': wire.Now(routine="R1"),
    '{"do":"pause","until":"today"}': wire.Pause(until="today"),
    '{"do":"resume"}': wire.Resume(),
    '{"do":"standing","span":"5m"}': wire.Standing(span="5m"),
    '{"do":"sitting"}': wire.Sitting(),
    '{"do":"next","why":true}': wire.Next(why=True),
    '{"do":"feedback","value":"hurts","kind":"c"}': wire.Feedback(value=Comfort.HURTS, kind="c"),
    '{"do":"checks"}': wire.Checks(),
    '{"do":"check","check":"C1","value":"fix"}': wire.Check(check="C1", value="fix"),
    '{"do":"today","override":"seated"}': wire.Today(override="seated"),
    '{"do":"stage","stage":2}': wire.Stage(stage=2),
    '{"do":"hide","routine":"R1"}': wire.Hide(routine="R1", hidden=True),
    '{"do":"offer","choice":"60"}': wire.Offer(choice="60"),
    '{"do":"not-for-me","code":"KNEE"}': wire.NotForMe(code="KNEE"),
    '{"do":"safety"}': wire.Safety(),
    '{"do":"doctor"}': wire.Doctor(),
    '{"do":"reload"}': wire.Reload(),
    '{"do":"unwritten"}': wire.Unwritten(),
    '{"do":"quit","v":1}': wire.Quit(),
}


@pytest.mark.parametrize("line", REQUESTS)
def test_each_request_is_read_as_it_is_written(line: str) -> None:
    assert wire.decode(line.encode()) == REQUESTS[line]


def test_every_kind_of_request_is_among_them() -> None:
    kinds = set(wire.AnyRequest.__args__)
    assert {type(one) for one in REQUESTS.values()} == kinds


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"do":"status","v":2}', "speaks version 1 of"),
        (b'{"do":"status","v":0}', "speaks version 1 of"),
        (b'{"do":"status","formt":"json"}', "formt"),
        (b'{"do":"feedback","value":"hurts","kind":"d"}', "'d'"),
        (b'{"do":"check","check":"C1","value":"maybe"}', "'maybe'"),
        (b'{"do":"stage","stage":"2"}', "int"),
        (b'{"do":"dance"}', "dance"),
        (b'{"do":"pause"}', "until"),
        (b"[]", "object"),
        (b"{", "truncated"),
        (b'{"do":"\xff"}', "must be UTF-8"),
        (b'{"x":' + b"[" * 60_000, "without others nested in it|truncated"),  # 3.15 counts no depth
        (b" " * (64 * 1024 + 1), "at most 65536 bytes"),
    ],
    ids=range(13),
)
def test_what_makes_no_sense_is_refused_in_words(line: bytes, said: str) -> None:
    with pytest.raises(wire.WireError, match=said) as caught:
        wire.decode(line)
    assert str(caught.value)


def test_a_message_may_be_as_long_as_the_limit() -> None:
    short = b'{"do":"quit"}'
    assert wire.decode(short + b" " * (wire.LIMIT - len(short))) == wire.Quit()


def test_a_reply_is_a_line_whatever_its_texts_hold() -> None:
    plain = wire.encode(wire.Reply(text="休憩", data={"a": (1, None)}))
    assert plain.endswith(b"}\n")
    assert json.loads(plain) == {"v": 1, "code": 0, "text": "休憩", "data": {"a": [1, None]}}
    odd = {"k\udcff": ["x\udcfe", ("y\udcfd", 3)], "n": None}
    line = wire.encode(wire.Reply(code=5, text="/a\udcff", data=odd))
    assert line.count(b"\n") == 1
    assert json.loads(line) == {
        "v": 1,
        "code": 5,
        "text": "/a?",
        "data": {"k?": ["x?", ["y?", 3]], "n": None},
    }


REQUEST = GuideRequest("p1", "sit-to-stand", codes=(str(Code.KNEE),), own="/a\udcff", easier=True)
REPORTS: dict[str, guide_protocol.GuideReport] = {
    '{"event": "opened"}': guide_protocol.Opened(),
    '{"event": "started"}': guide_protocol.Started(),
    '{"event": "step", "number": 2}': guide_protocol.StepBegan(2),
    '{"event": "chime", "name": "step"}': guide_protocol.Chimed("step"),
    '{"event": "chime", "name": "end"}': guide_protocol.Chimed("end"),
    '{"event": "say", "text": "x", "language": "ja", "within_ms": 5, "urgent": true}': (
        guide_protocol.Said("x", "ja", 5, urgent=True)
    ),
    '{"event": "hush"}': guide_protocol.Hushed(),
    '{"event": "easier"}': guide_protocol.Eased(),
    '{"event": "unfit", "code": "KNEE"}': guide_protocol.Unfit("KNEE"),
    '{"event": "unfit", "code": "never"}': guide_protocol.Unfit("never"),
    '{"event": "ended", "outcome": "done"}': guide_protocol.Ended("done"),
    '{"event": "ended", "outcome": "stopped"}': guide_protocol.Ended("stopped"),
    '{"event": "comfort", "value": "hurts", "kind": "b"}': guide_protocol.ComfortTold("hurts", "b"),
    '{"event": "comfort", "value": "good", "kind": null}': guide_protocol.ComfortTold("good"),
    '{"event": "check", "value": "fix"}': guide_protocol.CheckTold("fix"),
    '{"event": "closed"}': guide_protocol.Closed(),
}


@pytest.mark.parametrize("line", REPORTS)
def test_each_report_of_a_guide_goes_both_ways(line: str) -> None:
    assert guide_protocol.decode_report(line) == REPORTS[line]
    written = guide_protocol.encode_report(REPORTS[line])
    assert written.endswith(b"\n")
    assert written.count(b"\n") == 1
    assert json.loads(written) == json.loads(line)


def test_every_kind_of_report_is_among_them() -> None:
    kinds = set(guide_protocol.GuideReport.__args__)
    assert {type(one) for one in REPORTS.values()} == kinds


def test_a_request_to_a_guide_goes_both_ways() -> None:
    line = guide_protocol.encode_request(REQUEST)
    assert line.endswith(b"\n")
    assert json.loads(line)["v"] == 1
    assert guide_protocol.decode_request(line) == REQUEST
    assert guide_protocol.decode_request(line.decode()) == REQUEST
    bare = guide_protocol.decode_request('{"v": 1, "prompt": "", "routine": "x"}')
    assert bare == GuideRequest("", "x")
    assert (bare.language, bare.theme, bare.reduced_motion) == ("en", "auto", "auto")
    assert (bare.easier, bare.chime, bare.voice, bare.learn, bare.only_check) == (False,) * 5
    assert bare.ask_comfort


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "not a line of JSON"),
        ("[" * 100_000, "not a line of JSON"),
        ("[]", "a JSON object is needed"),
        ('{"event": "dance"}', "dance"),
        ('{"event": "opened", "x": 1}', "x"),
        ('{"event": "step", "number": "2"}', "int"),
        ('{"event": "chime", "name": "ende"}', "regex"),
        ('{"event": "chime", "name": "xend"}', "regex"),
        ('{"event": "unfit", "code": "knee"}', "regex"),
        ('{"event": "say", "text": "x", "language": "de", "within_ms": 1}', "regex"),
    ],
)
def test_a_line_of_a_guide_that_makes_no_sense_is_never_guessed_at(line: str, said: str) -> None:
    with pytest.raises(GuideError, match=said):
        guide_protocol.decode_report(line)


ODD_CHECK = json.dumps(
    {
        "v": 1,
        "prompt": "",
        "routine": "x",
        "check": {"id": "a", "question": "b", "look": "c", "fix": "d", "odd": 1},
    }
)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"prompt": "", "routine": "x"}', "not a request of version 1"),
        ('{"v": 2, "prompt": "", "routine": "x"}', "not a request of version 1"),
        ('{"v": 1, "prompt": ""}', "routine"),
        ('{"v": 1, "prompt": "", "routine": "x", "y": 1}', "y"),
        (ODD_CHECK, "odd"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(line: str, said: str) -> None:
    with pytest.raises(GuideError, match=said):
        guide_protocol.decode_request(line)


def test_what_was_wrong_in_a_line_is_shown_cut_to_its_beginning() -> None:
    with pytest.raises(GuideError) as caught:
        guide_protocol.decode_report(json.dumps({"event": "x" * 500}))
    assert len(str(caught.value).rpartition("not ")[2]) == 80


class Shape(msgspec.Struct):
    """Something between our own processes."""

    path: str
    count: int = 0


@pytest.mark.parametrize("path", ["/a", "/休憩", "/a\udcff"])
def test_a_path_arrives_as_it_was_sent(path: str) -> None:
    raw = process_json.encode(Shape(path, 3))
    assert b"\n" not in raw
    assert process_json.decode(raw, Shape) == Shape(path, 3)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b'{"path": 3}', msgspec.ValidationError),
        (b'{"path": "\\udcff", "count": "x"}', msgspec.ValidationError),
        (b"{", msgspec.DecodeError),
        (b'{"path": "\xff"}', msgspec.DecodeError),
        (b"[" * 100_000, msgspec.DecodeError),
        (b'{"path": "\\udcff"', msgspec.DecodeError),
    ],
    ids=range(6),
)
def test_what_no_process_of_ours_wrote_is_an_error_of_msgspec(
    raw: bytes, kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        process_json.decode(raw, Shape)


def test_values_of_other_kinds_go_through_the_hooks_both_ways() -> None:
    def out(value: Any) -> Any:
        return [value.real, value.imag]

    def back(_: type, value: Any) -> complex:
        return complex(*value)

    for path in ("/a", "/a\udcff"):
        raw = process_json.encode({"p": path, "c": 1 + 2j}, out)
        assert process_json.decode(raw, dict[str, Any])["c"] == [1, 2]
        kind = msgspec.defstruct("Kind", [("p", str), ("c", complex)])
        assert process_json.decode(raw, kind, back).c == 1 + 2j
    keys = process_json.encode({3: "\udcff"})
    assert process_json.decode(keys, dict[int, str]) == {3: "\udcff"}


def test_a_state_is_read_as_it_was_saved_with_what_is_given_anew() -> None:
    it = day(PromptWanted("sit-to-stand"), Answered(Action.START))
    it.run_until(it.instant + 30 * MINUTE)
    it.feed(GateClosed(Reason.CALL))
    raw = codec.encode(it.state)
    zone, settings, checks = ZoneInfo("Europe/Berlin"), Settings(language="ja"), load_checks()
    read = codec.decode(raw, settings, catalogue()[:3], zone, checks=checks)
    given = {"settings": settings, "catalogue": catalogue()[:3], "checks": checks, "zone": zone}
    assert set(given) == set(NOT_SAVED)
    assert read == replace(it.state, **given)  # type: ignore[arg-type]  # of several types
    shape = json.loads(raw)
    assert not set(shape) & set(NOT_SAVED)
    assert codec.saved_at(raw) == it.state.at + it.state.offset
    later = datetime.fromtimestamp(codec.saved_at(raw) / 1000, it.state.zone)  # type: ignore[operator]
    assert f"{later:%H:%M}" == "09:30"


def change(edit: Callable[[dict[str, Any]], None]) -> bytes:
    shape = json.loads(codec.encode(day().state))
    edit(shape)
    return json.dumps(shape).encode()


def read(raw: bytes, **more: Any) -> Any:
    zone = ZoneInfo("Asia/Tokyo")
    return codec.decode(raw, Settings(), catalogue(), zone, **more)


def test_what_an_older_state_lacks_has_its_default_and_what_it_must_have_it_has() -> None:
    assert read(change(lambda it: it.pop("asking"))) == read(change(lambda _: None))
    for key in ("at", "offset"):
        with pytest.raises(codec.Unreadable, match=key):
            read(change(lambda it, key=key: it.pop(key)))  # type: ignore[misc]  # bound


@pytest.mark.parametrize(
    ("raw", "more", "said"),
    [
        (b"{}", {"version": 2}, "it is of version 2, this deskbreak reads 1"),
        (b"{}", {"version": 0}, "it is of version 0"),
        (b"{", {}, "truncated"),
        (b"[" * 100_000, {}, "array"),
        (b"\xff", {}, "malformed"),
    ],
    ids=range(5),
)
def test_a_state_that_cannot_be_read_says_why(raw: bytes, more: Any, said: str) -> None:
    with pytest.raises(codec.Unreadable, match=said) as caught:
        read(raw, **more)
    assert str(caught.value)


def test_a_line_to_and_from_a_guide_may_be_as_long_as_one_of_the_control_channel() -> None:
    assert guide_protocol.LIMIT == wire.LIMIT == 65_536
