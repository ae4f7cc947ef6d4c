"""What keeps a prompt back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from deskbreak.domain.vocabulary.events import Reason


class Gate(Protocol):
    """Knows one reason to keep a prompt back.

    ``ask`` returns True (closed: keep back), False (open) or None (unknown: does not block).
    ``watch`` calls ``changed`` whenever the answer may have changed until ``unwatch``.
    """

    name: str
    reason: Reason

    async def viable(self) -> str | None: ...

    async def ask(self) -> bool | None: ...

    async def watch(self, changed: Callable[[], None]) -> None: ...

    async def unwatch(self) -> None: ...
