"""What streams through PipeWire, read with its own tool ``pw-dump``.

PipeWire's native protocol would be another client to write; the tool takes about 15 ms and takes
its memory with it. A reading is shared by all gates that ask at the same time.
"""

import asyncio
import json
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from deskbreak.adapters.sensors.source import UnavailableError

TOOL = "pw-dump"
CHUNK = 65536
NODE = "PipeWire:Interface:Node"


@dataclass(frozen=True, slots=True)
class Node:
    """Something that makes or takes a stream."""

    name: str
    media_class: str
    running: bool
    properties: Mapping[str, object]


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
            return f"{TOOL} is not installed"
        return None

    async def nodes(self) -> list[Node]:
        """Every node; UnavailableError says why they cannot be read."""
        if (why := self.why_not()) is not None:
            raise UnavailableError(why)
        if self._reading is None or self._reading.done():
            self._reading = asyncio.get_running_loop().create_task(self._read())
            self._reading.add_done_callback(_noticed)
        return await asyncio.shield(self._reading)

    async def watch(self, changed: Callable[[], None]) -> None:
        """Call whenever video comes or goes, or anything is taken away."""
        if (why := self.why_not()) is not None:
            raise UnavailableError(why)
        self._watchers.append(changed)
        if self._monitor is None or self._monitor.done():
            self._monitor = asyncio.get_running_loop().create_task(self._follow())

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
        try:
            async with asyncio.timeout(2.0):
                said, _ = await process.communicate()
        except TimeoutError as error:
            raise UnavailableError("PipeWire does not answer") from error
        finally:
            await _end(process)
        try:
            return [_node(entry) for entry in json.loads(said) if entry.get("type") == NODE]
        except (ValueError, AttributeError, TypeError) as error:
            raise UnavailableError(f"{TOOL} said what cannot be read") from error

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


def _node(entry: Mapping[str, object]) -> Node:
    info = entry.get("info")
    info = info if isinstance(info, dict) else {}
    properties = info.get("props")
    properties = properties if isinstance(properties, dict) else {}
    return Node(
        name=str(properties.get("node.name", "")),
        media_class=str(properties.get("media.class", "")),
        running=info.get("state") == "running",
        properties=properties,
    )
