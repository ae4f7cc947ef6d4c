"""What tells about the person and the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from deskbreak.app.ports.engine_ports import Post


class Sensor(Protocol):
    """Tells the engine about the person or the machine; pushes, never polls where it can."""

    name: str

    async def viable(self) -> str | None: ...

    async def start(self, post: Post) -> None: ...

    async def stop(self) -> None: ...
