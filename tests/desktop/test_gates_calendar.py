"""Calendars from files and from a real server, read by the real process."""

import asyncio
import stat
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from desk import Desk
from holding.ics import calendar, event
from sensing import answer, asked, gating, until

from deskbreak.domain.time.units import MINUTE
from deskbreak.domain.vocabulary.events import GateClosed, GateOpened, Reason
from deskbreak.domain.vocabulary.settings import CalendarSettings, Settings
from deskbreak.holding.calendar.cache import digest, load
from deskbreak.holding.calendar.read_process import refresh
from deskbreak.holding.calendar.wish import Wish

pytestmark = pytest.mark.desktop

CLOSED, OPENED = GateClosed(Reason.CALENDAR), GateOpened(Reason.CALENDAR)
SECRET = "private-0123abcd"


def now_utc() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)  # noqa: TID251 -- a meeting that is on now


def meeting(start_s: float = -600, minutes: float = 30) -> bytes:
    start = now_utc() + timedelta(seconds=start_s)
    stop = start + timedelta(minutes=minutes)
    text = event("now", start, 1, zone="Z").replace("DTEND:", "X-END:")
    return calendar(text.replace("SUMMARY", f"DTEND:{stop:%Y%m%dT%H%M%S}Z\r\nSUMMARY"))


class Server:
    """A web server that answers as the test says."""

    def __init__(self) -> None:
        self.body, self.status, self.etag, self.wait = meeting(), 200, '"one"', 0.0
        self.location = ""
        self.asked: list[dict[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(dict(self.headers))
                time.sleep(outer.wait)
                if self.headers.get("If-None-Match") == outer.etag and outer.status == 200:
                    self.send_response(304)
                    self.end_headers()
                    return
                self.send_response(outer.status)
                if outer.location:
                    self.send_header("Location", outer.location)
                self.send_header("ETag", outer.etag)
                self.send_header("Content-Length", str(len(outer.body)))
                self.end_headers()
                self.wfile.write(outer.body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,))
        self.thread.start()

    @property
    def address(self) -> str:
        return f"http://me:word@127.0.0.1:{self.port}/{SECRET}/basic.ics?key={SECRET}"

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    it = Server()
    yield it
    it.close()


def settings(*sources: str, allow_http: bool = True, refresh: int = 20 * MINUTE) -> Settings:
    return Settings(calendar=CalendarSettings(sources, allow_http, refresh))


def wish(cache: Path, *sources: str, now: float | None = None, allow_http: bool = True) -> Wish:
    at = now_utc().timestamp() if now is None else now
    return Wish(sources, allow_http, str(cache), at, "Europe/Berlin")


def test_a_meeting_from_a_file_holds(desk: Desk) -> None:
    path = desk.folder / "work.ics"
    path.write_bytes(meeting())

    async def scene() -> None:
        async with gating(desk, settings(str(path))) as (it, told):
            it.watch()
            await until(lambda: CLOSED in told.events, said=told.events)

    asyncio.run(scene())


def test_it_is_known_at_once_when_a_prompt_is_due_later(desk: Desk) -> None:
    path = desk.folder / "work.ics"
    path.write_bytes(meeting())
    cache = desk.folder / "cache.json"

    async def scene() -> None:
        async with gating(desk, settings(str(path)), cache) as (it, told):
            await until(cache.exists)
            await asyncio.sleep(0.2)
            await asked(it, told)
            assert told.events.index(CLOSED) < len(told.events) - 1, "before the round is over"

    asyncio.run(scene())


def test_a_meeting_that_ends_while_something_waits(desk: Desk) -> None:
    path = desk.folder / "work.ics"
    path.write_bytes(meeting(-60, minutes=1 + 4 / 60))

    async def scene() -> None:
        async with gating(desk, settings(str(path))) as (it, told):
            it.watch()
            await until(lambda: CLOSED in told.events, seconds=4, said=told.events)
            await until(lambda: told.events[-1] == OPENED, said=told.events)

    asyncio.run(scene())


def test_without_calendars_it_is_unknown(desk: Desk) -> None:
    async def scene() -> None:
        async with gating(desk) as (it, told):
            await asked(it, told)
            assert answer(it, "calendar").startswith("unknown")
            assert CLOSED not in told.events

    asyncio.run(scene())


def test_an_address_and_what_is_kept_of_it(server: Server, tmp_path: Path) -> None:
    cache = tmp_path / "folder" / "cache.json"
    refresh(wish(cache, server.address))
    (entry,) = load(cache).entries.values()
    assert len(entry.spans) == 1
    assert not entry.problem
    assert server.asked[0]["Authorization"].startswith("Basic ")
    assert stat.S_IMODE(cache.stat().st_mode) == 0o600
    text = cache.read_text()
    for secret in (SECRET, "Secret meeting", "word", "127.0.0.1", "me"):
        assert secret not in text.replace("meta", "")


def test_an_unchanged_calendar_is_not_sent_again(server: Server, tmp_path: Path) -> None:
    cache = tmp_path / "cache.json"
    refresh(wish(cache, server.address))
    before = load(cache).entries[digest(server.address)]
    later = before.checked_at + 3600
    refresh(wish(cache, server.address, now=later))
    assert server.asked[1]["If-None-Match"] == '"one"'
    after = load(cache).entries[digest(server.address)]
    assert (after.spans, after.checked_at) == (before.spans, later)


def test_it_is_sent_again_before_the_known_span_ends(server: Server, tmp_path: Path) -> None:
    cache = tmp_path / "cache.json"
    refresh(wish(cache, server.address))
    later = now_utc().timestamp() + 30 * 3600
    refresh(wish(cache, server.address, now=later))
    assert "If-None-Match" not in server.asked[1]
    assert load(cache).entries[digest(server.address)].until == later + 48 * 3600


@pytest.mark.parametrize("status", [500, 404, 401])
def test_a_failure_keeps_what_was_known(server: Server, tmp_path: Path, status: int) -> None:
    cache = tmp_path / "cache.json"
    refresh(wish(cache, server.address))
    server.status = status
    refresh(wish(cache, server.address))
    entry = load(cache).entries[digest(server.address)]
    assert entry.spans
    assert entry.problem == f"127.0.0.1: the server answers {status}"


@pytest.mark.parametrize("body", [b"", b"<html>hello</html>", b"\xff\x00" * 1000])
def test_garbage_keeps_what_was_known(server: Server, tmp_path: Path, body: bytes) -> None:
    cache = tmp_path / "cache.json"
    refresh(wish(cache, server.address))
    server.body, server.etag = body, '"two"'
    refresh(wish(cache, server.address))
    entry = load(cache).entries[digest(server.address)]
    assert entry.spans
    assert entry.problem.startswith("127.0.0.1: ")
    assert SECRET not in entry.problem


def test_nobody_answers(tmp_path: Path) -> None:
    cache = tmp_path / "cache.json"
    refresh(wish(cache, f"http://127.0.0.1:1/{SECRET}.ics", str(tmp_path / "none.ics")))
    problems = sorted(entry.problem for entry in load(cache).entries.values())
    assert problems == ["127.0.0.1: Connection refused", "none.ics: No such file or directory"]


def test_plain_http_only_if_it_is_allowed(server: Server, tmp_path: Path) -> None:
    cache = tmp_path / "cache.json"
    refresh(wish(cache, server.address, allow_http=False))
    (entry,) = load(cache).entries.values()
    assert entry.problem == "127.0.0.1: not an https address"
    assert not server.asked


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("ftp://127.0.0.1/x.ics", "it sends on to an address that is not https"),
        ("file:///etc/passwd", "the server answers 302"),
    ],
)
def test_a_redirect_to_something_else(
    server: Server, tmp_path: Path, target: str, problem: str
) -> None:
    cache = tmp_path / "cache.json"
    server.status, server.location = 302, target
    refresh(wish(cache, server.address))
    (entry,) = load(cache).entries.values()
    assert entry.problem == f"127.0.0.1: {problem}"


def test_a_file_that_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    cache, path = tmp_path / "cache.json", tmp_path / "work.ics"
    path.write_bytes(meeting())
    refresh(wish(cache, str(path)))
    first = load(cache).entries[digest(str(path))]
    refresh(wish(cache, str(path), now=first.checked_at + 60))
    assert load(cache).entries[digest(str(path))].until == first.until
    path.write_bytes(calendar())
    refresh(wish(cache, str(path), now=first.checked_at + 120))
    assert load(cache).entries[digest(str(path))].spans == ()


def test_a_slow_server_holds_nothing_up(desk: Desk, server: Server) -> None:
    server.wait = 2.0

    async def scene() -> None:
        async with gating(desk, settings(server.address)) as (it, told):
            start = time.perf_counter()
            await asked(it, told)
            assert time.perf_counter() - start < 1
            assert answer(it, "calendar").startswith("unknown")
            await until(lambda: told.events[-1] == CLOSED, said=told.events)
            (row,) = (row for row in it.report() if row.name == "calendar")
            assert SECRET not in str(row)

    asyncio.run(scene())


def test_other_calendars_take_effect_at_once(desk: Desk) -> None:
    busy, free = desk.folder / "busy.ics", desk.folder / "free.ics"
    busy.write_bytes(meeting())
    free.write_bytes(calendar(event("later", datetime(2030, 1, 1), zone="Z")))  # noqa: DTZ001 -- Z

    async def scene() -> None:
        async with gating(desk, settings(str(free))) as (it, told):
            it.watch()
            await until(lambda: answer(it, "calendar") == "open")
            it.configure(settings(str(busy)))
            await until(lambda: told.events[-1] == CLOSED, said=told.events)
            it.configure(settings(str(free)))
            await until(lambda: told.events[-1] == OPENED, said=told.events)

    asyncio.run(scene())


def test_a_cache_that_is_damaged_is_written_anew(tmp_path: Path) -> None:
    cache, path = tmp_path / "cache.json", tmp_path / "work.ics"
    path.write_bytes(meeting())
    for garbage in (b"", b"{}", b'{"version": 1, "entries": {"a": {"spans": 3}}}', b"\xff"):
        cache.write_bytes(garbage)
        refresh(wish(cache, str(path)))
        assert load(cache).entries[digest(str(path))].spans


def test_the_zone_of_times_without_one(tmp_path: Path) -> None:
    cache, path = tmp_path / "cache.json", tmp_path / "work.ics"
    local = now_utc().astimezone(ZoneInfo("Europe/Berlin")).replace(tzinfo=None, microsecond=0)
    path.write_bytes(calendar(event("now", local + timedelta(hours=1), zone=None)))
    refresh(wish(cache, str(path)))
    ((start, _),) = load(cache).entries[digest(str(path))].spans
    assert abs(start - now_utc().timestamp() - 3600) < 5


def test_plain_http_that_is_allowed_later_is_read_at_once(desk: Desk, server: Server) -> None:
    async def scene() -> None:
        async with gating(desk, settings(server.address, allow_http=False)) as (it, told):
            it.watch()
            await until(lambda: "not an https address" in answer(it, "calendar"))
            it.configure(settings(server.address))
            await until(lambda: told.events[-1] == CLOSED, said=told.events)

    asyncio.run(scene())


def test_each_row_of_doctor_says_which_calendar_of_a_host_it_is_about(desk: Desk) -> None:
    nobody = ("http://127.0.0.1:9/secret-a/basic.ics", "http://127.0.0.1:9/secret-b/basic.ics")

    async def scene() -> None:
        async with gating(desk, settings(*nobody)) as (it, _):
            await until(lambda: len(it.problems()) == 2, said=it.problems())
            assert it.problems() == [
                "127.0.0.1 (1): Connection refused",
                "127.0.0.1 (2): Connection refused",
            ]

    asyncio.run(scene())
