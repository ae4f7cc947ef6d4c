"""Gets the text of a calendar: a file, or an https address (RFC 9110 conditional requests).

Never on plain http unless that is allowed, also not after a redirect. No error of this module
names more of an address than its host.
"""

import base64
import ssl
import time
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from msgspec import Struct

from deskbreak import __version__
from deskbreak.errors import WrongInputError
from deskbreak.holding.calendar.cache import label
from deskbreak.holding.calendar.regular_file import NotReadableError, read_file

PATIENCE = 15.0
"""Seconds a server may stay silent."""
WHOLE = 45.0
"""Seconds it may take in all."""
BIGGEST = 16 * 1024 * 1024
CHUNK = 65536


class CalendarError(WrongInputError):
    """A calendar cannot be had; one line says which and why."""


class Fetched(Struct, frozen=True):
    """The text of a calendar. ``text`` is None if it is what the mark says it was."""

    text: bytes | None
    mark: str


class _Redirects(HTTPRedirectHandler):
    """Follows redirects, but never to plain http unless that is allowed."""

    def __init__(self, *, allow_http: bool) -> None:
        self._allow_http = allow_http

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Where to go instead."""
        scheme = urlsplit(newurl).scheme
        if scheme != "https" and not (scheme == "http" and self._allow_http):
            raise CalendarError("it sends on to an address that is not https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(source: str, mark: str, *, allow_http: bool) -> Fetched:
    """The text if it is not what ``mark`` says; CalendarError says why it cannot be had."""
    try:
        if "://" not in source:
            return _from_file(Path(source), mark)
        return _from_address(source, mark, allow_http=allow_http)
    except CalendarError as error:
        raise CalendarError(f"{label(source)}: {error}") from None  # the address is in the other


def _from_file(path: Path, mark: str) -> Fetched:
    try:
        return Fetched(*read_file(path, mark, BIGGEST))
    except NotReadableError as error:
        raise CalendarError(str(error)) from None


def _from_address(source: str, mark: str, *, allow_http: bool) -> Fetched:
    request = _request(source, allow_http=allow_http)
    kind, _, value = mark.partition(" ")
    if value:
        request.add_header("If-None-Match" if kind == "etag" else "If-Modified-Since", value)
    opener = build_opener(_Redirects(allow_http=allow_http))
    end = time.perf_counter() + WHOLE
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            text = _read(answer, end)
            etag, date = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
    except HTTPError as error:
        error.close()
        if error.code == 304:
            return Fetched(None, mark)
        raise CalendarError(f"the server answers {error.code}") from None
    except (OSError, HTTPException, ValueError) as error:
        raise CalendarError(_why(error)) from None
    new = f"etag {etag}" if etag else f"date {date}" if date else ""
    return Fetched(text, new)


def _request(source: str, *, allow_http: bool) -> Request:
    try:
        parts = urlsplit(source)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise CalendarError("not an address") from None
    scheme = "https" if parts.scheme == "webcal" else parts.scheme
    if scheme != "https" and not (scheme == "http" and allow_http):
        raise CalendarError("not an https address")
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    plain = urlunsplit((scheme, host + port, parts.path or "/", parts.query, ""))
    request = Request(plain, headers={"User-Agent": f"deskbreak/{__version__}"})  # noqa: S310 -- the scheme is checked above
    if parts.username:
        words = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        secret = base64.b64encode(words.encode()).decode()
        request.add_unredirected_header("Authorization", f"Basic {secret}")
    return request


def _read(answer: IO[bytes], end: float) -> bytes:
    parts, size = [], 0
    while part := answer.read(CHUNK):
        parts.append(part)
        size += len(part)
        if size > BIGGEST:
            raise CalendarError(f"larger than {BIGGEST // 2**20} MiB")
        if time.perf_counter() > end:
            raise CalendarError("the server is too slow")
    return b"".join(parts)


def _why(error: Exception) -> str:
    """In words that cannot hold an address."""
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return "the server does not answer"
    if isinstance(reason, ssl.SSLError):
        return "its certificate is not accepted"
    if isinstance(reason, OSError):
        return reason.strerror or "the server cannot be reached"
    return "the server answers what cannot be read"
