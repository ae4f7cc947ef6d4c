"""What streams through PipeWire, read with its own tool ``pw-dump``.

PipeWire's native protocol would be another client to write; the tool takes about 15 ms and takes
its memory with it. A reading is shared by all gates that ask at the same time.
"""

import asyncio
import re
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from shutil import which
from typing import TypeAlias

import msgspec
from msgspec import Struct

from deskbreak.app import supervise
from deskbreak.errors import UnavailableError

TOOL = "pw-dump"
MISSING = f"{TOOL} is not installed"
CHUNK = 65536
BIGGEST = 16 * 1024 * 1024
"""Bytes that the tool may say."""
NODE = "PipeWire:Interface:Node"
BETWEEN_LISTS = re.compile(rb"^\]\s*^\[", re.MULTILINE)


class Node(Struct, frozen=True):
    """Something that makes or takes a stream."""

    name: str
    media_class: str
    device: str
    """How a device is reached, such as ``v4l2``; empty: it is none."""
    running: bool


Text: TypeAlias = str | int | float | bool | None
"""The tool writes a text that looks like a number as one."""


class _Properties(msgspec.Struct):
    name: Text = msgspec.field(name="node.name", default="")
    media_class: Text = msgspec.field(name="media.class", default="")
    device: Text = msgspec.field(name="device.api", default="")


class _Info(msgspec.Struct):
    state: Text = ""
    props: _Properties | None = None


class _Entry(msgspec.Struct):
    """Of all that the tool says only this is kept; the rest never becomes a value."""

    id: int
    type: str = ""
    info: _Info | None = None
    """None: it is gone."""


class PipeWire:
    """Reads the graph when asked, and tells of changes to video while somebody watches."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._reading: asyncio.Task[list[Node]] | None = None
        self._watchers: list[Callable[[], None]] = []
        self._monitor: asyncio.Task[None] | None = None

    @property
    def watched(self) -> bool:
        """Whether changes are told by PipeWire."""
        return self._monitor is not None and not self._monitor.done()

    def why_not(self) -> str | None:
        """Why PipeWire cannot be asked here; None: it can."""
        runtime = self._environ.get("PIPEWIRE_RUNTIME_DIR") or self._environ.get("XDG_RUNTIME_DIR")
        if not runtime or not Path(runtime, "pipewire-0").exists():
            return "PipeWire does not run here"
        if which(TOOL, path=self._environ.get("PATH")) is None:
            return MISSING
        return None

    def _need(self) -> None:
        why = self.why_not()
        if why is not None:
            raise UnavailableError(why, advice="install-pw-dump" if why == MISSING else "")

    async def nodes(self) -> list[Node]:
        """Every node; UnavailableError says why they cannot be read."""
        self._need()
        if self._reading is None or self._reading.done():
            self._reading = supervise.start(self._read())
            self._reading.add_done_callback(_noticed)
        return await asyncio.shield(self._reading)

    async def watch(self, changed: Callable[[], None]) -> None:
        """Call whenever video comes or goes, or anything is taken away."""
        self._need()
        self._watchers.append(changed)
        if self._monitor is None or self._monitor.done():
            self._monitor = supervise.start(self._follow())

    async def unwatch(self, changed: Callable[[], None]) -> None:
        """Call no more; the tool ends with the last watcher."""
        if changed in self._watchers:
            self._watchers.remove(changed)
        if not self._watchers and self._monitor is not None:
            self._monitor.cancel()
            await asyncio.wait({self._monitor})
            self._monitor = None

    async def _read(self) -> list[Node]:
        process = await self._spawn()
        said = bytearray()
        try:
            assert process.stdout is not None  # noqa: S101 -- it narrows the type
            async with asyncio.timeout(2.0):
                while chunk := await process.stdout.read(CHUNK):
                    said += chunk
                    if len(said) > BIGGEST:
                        raise UnavailableError(f"{TOOL} said more than 16 MiB")
        except TimeoutError as error:
            raise UnavailableError("PipeWire does not answer") from error
        finally:
            await _end(process)
        return _nodes(bytes(said))

    async def _follow(self) -> None:
        with suppress(UnavailableError):
            process = await self._spawn("--monitor")
            try:
                assert process.stdout is not None  # noqa: S101 -- it narrows the type
                while chunk := await process.stdout.read(CHUNK):
                    if b"Video" in chunk or b'"info": null' in chunk:
                        for changed in tuple(self._watchers):
                            changed()
            finally:
                await _end(process)

    async def _spawn(self, *arguments: str) -> Process:
        try:
            return await asyncio.create_subprocess_exec(
                TOOL, *arguments,
                stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, env=dict(self._environ),
            )  # fmt: skip
        except OSError as error:
            raise UnavailableError(f"{TOOL} cannot be started: {error.strerror}") from error


def _noticed(reading: asyncio.Task[list[Node]]) -> None:
    """Nobody may be left to hear that it failed."""
    if not reading.cancelled():
        reading.exception()


async def _end(process: Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _nodes(said: bytes) -> list[Node]:
    """The nodes in what the tool said: a list, and one more for each change while it looked."""
    latest: dict[int, _Entry] = {}
    letters = said.decode(errors="replace").encode()  # programs name themselves as they like
    try:
        for part in BETWEEN_LISTS.split(letters.strip()):
            whole = part.removeprefix(b"[").removesuffix(b"]")
            for entry in msgspec.json.decode(b"[" + whole + b"]", type=list[_Entry]):
                latest[entry.id] = entry
    except (msgspec.DecodeError, RecursionError) as error:
        raise UnavailableError(f"{TOOL} said what cannot be read") from error
    infos = (entry.info for entry in latest.values() if entry.type == NODE)
    return [_node(info, info.props) for info in infos if info and info.props]


def _node(info: _Info, said: _Properties) -> Node:
    is_running = info.state == "running"
    return Node(str(said.name), str(said.media_class), str(said.device), is_running)
