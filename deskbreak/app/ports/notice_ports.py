"""Showing a notice: the notice itself, ways to show it, and the chain of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias, runtime_checkable

from msgspec import Struct

from deskbreak.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Button(Struct, frozen=True):
    """One button of a notice."""

    action: str
    label: str


class Notice(Struct, frozen=True):
    """What a notifier shows. The same ``key`` replaces what was shown under it."""

    key: str
    title: str
    body: str
    buttons: tuple[Button, ...] = ()
    default_action: str | None = None
    """What a click on the body means."""
    picture: Path | None = None
    sound: bool = False
    stays: bool = False
    """It should stay until it is withdrawn or closed by hand, where the server lets it."""
    elsewhere: str = ""
    """Where to answer, in one line for the person, if no button is to be seen."""


class PictureOf(Protocol):
    """The picture of a routine, of its easier form, or of a set-up check; None if there is none.

    Cheap.
    """

    def __call__(self, id_: str, /, *, easier: bool) -> Path | None: ...


class NotifierError(UnavailableError):
    """The notice was not shown; the text says why in one line."""


OnAction: TypeAlias = Callable[[str, str], None]
"""(notice key, action) of a pressed button or a clicked body."""


OnServer: TypeAlias = Callable[[bool], None]
"""The notification server came (True) or went (False)."""


class Notifier(Protocol):
    """One way to show a notice. A popup that closes by itself is no answer and tells nothing."""

    name: str

    async def viable(self) -> str | None: ...

    async def show(self, notice: Notice) -> None:
        """Show or replace; raises NotifierError within 5 s if it cannot."""

    async def withdraw(self, key: str) -> None:
        """Take it away; nothing happens if it is gone already. Never raises."""

    async def close(self) -> None:
        """Withdraw all and release every resource. Never raises."""


class NotifierReport(NamedTuple):
    """What ``doctor`` tells about one way to show a notice."""

    name: str
    state: str
    """active: it showed the last notice. ready: it could. passed over, not chosen: see reason."""
    reason: str


@runtime_checkable
class Vanishing(Protocol):
    """A notifier whose notices may go from the screen by themselves."""

    def vanished(self, key: str) -> bool:
        """Whether the notice under the key may be gone without anybody having closed it."""


class NotifierChain(Notifier, Protocol):
    """A notifier made of notifiers: the best that works shows the notice."""

    def choose(self, backend: str, *, buttons: bool) -> None:
        """Follow ``notification.backend`` and ``notification.buttons`` from the next notice on."""

    async def survey(self) -> None:
        """Ask every way whether it could serve; shows nothing."""

    def report(self) -> Sequence[NotifierReport]: ...
