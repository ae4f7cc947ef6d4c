"""Shows each notice by the best way that works now, and tells which one that was.

The rules:

- The order is the order of the notifiers. ``notification.backend`` puts one first and drops the
  others, but for the terminal and the log: a notice is never lost.
- A notifier is used if it says it is viable and then shows the notice. One that failed is left
  alone for 1 s, then 2 s, 4 s ... 60 s, or until its server comes.
- A notice is to be seen once: what is shown on a new notifier is taken from the old one.
- What another way has shown within the last minute, a server that comes, or answers at last, shows
  once more, without a sound: the other way may have been the log.
- What is withdrawn while it is being shown, or after ``close``, is shown nowhere.
"""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple, Protocol, runtime_checkable

from msgspec.structs import replace

from deskbreak.app import supervise
from deskbreak.app.parts import Part
from deskbreak.app.ports.engine_ports import Clock
from deskbreak.app.ports.notice_ports import (
    Notice,
    Notifier,
    NotifierError,
    NotifierReport,
    OnServer,
    Vanishing,
)
from deskbreak.domain.time.units import MINUTE, SECOND, Instant, Millis
from deskbreak.errors import UnavailableError

FIRST_WAIT: Millis = SECOND
LONGEST_WAIT: Millis = MINUTE

LIMIT = 12.0
"""Seconds for one notifier to be asked and to show: more than twice what the port allows."""

RECENT: Millis = MINUTE

ALWAYS = frozenset({"terminal", "log"})
"""Notifiers that stay below the chosen one."""


@runtime_checkable
class WithButtons(Protocol):
    """A notifier whose buttons can be switched off."""

    buttons: bool


class Trouble(NamedTuple):
    """A notifier that failed is not tried before ``until``; the next wait is longer."""

    until: Instant
    wait: Millis


ASKED_WITHIN = 2.0
"""Seconds for a notifier to say whether it could serve."""


def part_of(notifier: Notifier) -> Part:
    """Its name among the parts, and what is lost without it."""
    return Part(notifier.name, "notices")


class FallbackChain:
    """A notifier made of notifiers; ``set_notifiers`` gives it its notifiers.

    ``on_server`` is told what a notifier's server does (see ``server_changed``).
    """

    name = "chain"

    def __init__(self, clock: Clock, on_server: OnServer, limit: float = LIMIT) -> None:
        self._clock, self._on_server, self._limit = clock, on_server, limit
        self._watch = supervise.supervisor()
        self._links: tuple[Notifier, ...] = ()
        self._backend = "auto"
        self._wanted: dict[str, object] = {}
        self._where: dict[str, Notifier] = {}
        self._last: dict[str, tuple[Notice, Instant]] = {}
        """The notice that is wanted under each key, and since when."""
        self._trying: dict[str, Notifier] = {}
        self._trouble: dict[str, Trouble] = {}
        self._reasons: dict[str, str] = {}
        self._active = ""
        self._closed = False

    def set_notifiers(self, notifier_links: Sequence[Notifier]) -> None:
        """Take these notifiers, best first; called once, before anything is shown."""
        self._links = tuple(notifier_links)

    def choose(self, backend: str, *, buttons: bool = True) -> None:
        """Follow the settings from the next notice on: "auto" or a notifier's name, and buttons."""
        self._backend = backend
        for notifier in self._links:
            if isinstance(notifier, WithButtons):
                notifier.buttons = buttons

    def server_changed(self, name: str, *, up: bool) -> None:
        """A notifier's server came or went: try it again at once, and let the engine know."""
        if up:
            self._trouble.pop(name, None)
            self._reasons.pop(name, None)
            self._watch.start(self._bring_over(name))
        self._on_server(up)

    async def _bring_over(self, name: str) -> None:
        """Show by this way what another one had to show just now."""
        since = self._clock.now().instant - RECENT
        for key, place in tuple(self._where.items()):
            notice, at = self._last.get(key, (None, since))
            if notice is not None and at > since and place.name != name:
                await self._show(replace(notice, sound=False))

    def report(self) -> tuple[NotifierReport, ...]:
        """What is known from the last notice or ``survey``, for ``doctor``."""
        return tuple(self._report(notifier.name) for notifier in self._links)

    async def survey(self) -> None:
        """Ask every chosen notifier whether it could serve, all at once; shows nothing."""
        asking = [self._watch.start(self._ask(notifier)) for notifier in self._chosen()]
        for each in asking:
            await each

    async def _ask(self, notifier: Notifier) -> None:
        try:
            reason = await self._watch.guard(part_of(notifier), notifier.viable, ASKED_WITHIN)
        except UnavailableError as error:
            reason = str(error)
        if reason is not None:
            self._reasons[notifier.name] = reason
        elif notifier.name not in self._trouble:
            self._reasons.pop(notifier.name, None)

    async def viable(self) -> str | None:
        return "closed" if self._closed else None

    async def show(self, notice: Notice) -> None:
        if self._closed:
            raise NotifierError("closed")
        self._last[notice.key] = notice, self._clock.now().instant
        await self._show(notice)

    async def _show(self, notice: Notice) -> None:
        wanted = self._wanted[notice.key] = object()
        reasons = []
        for notifier in self._chosen():
            if self._wanted.get(notice.key) is not wanted:
                return
            why = self._resting(notifier) or await self._try(notifier, notice)
            if why is None:
                await self._shown(notifier, notice.key, wanted)
                return
            self._reasons[notifier.name] = why
            reasons.append(f"{notifier.name}: {why}")
        raise NotifierError("; ".join(reasons) or "no way to show a notice is chosen")

    def vanished(self, key: str) -> bool:
        """Whether the way that shows it has lost it from the screen."""
        notifier = self._where.get(key)
        return isinstance(notifier, Vanishing) and notifier.vanished(key)

    async def withdraw(self, key: str) -> None:
        self._wanted.pop(key, None)
        self._last.pop(key, None)
        places = [self._trying.get(key), self._where.pop(key, None)]
        for notifier in dict.fromkeys(place for place in places if place is not None):
            await self._watch.let_go(part_of(notifier), partial(notifier.withdraw, key))

    async def close(self) -> None:
        self._closed = True
        self._wanted.clear()
        self._last.clear()
        for notifier in self._links:
            await self._watch.let_go(part_of(notifier), notifier.close)
        self._where.clear()

    def _chosen(self) -> tuple[Notifier, ...]:
        if self._backend == "auto":
            return self._links
        first = [notifier for notifier in self._links if notifier.name == self._backend]
        rest = [
            notifier
            for notifier in self._links
            if notifier.name in ALWAYS and notifier not in first
        ]
        return (*first, *rest)

    def _resting(self, notifier: Notifier) -> str | None:
        trouble = self._trouble.get(notifier.name)
        if trouble is None or self._clock.now().instant >= trouble.until:
            return None
        return self._reasons.get(notifier.name, "it failed a moment ago")

    async def _try(self, notifier: Notifier, notice: Notice) -> str | None:
        """Show it there, or say why not."""
        self._trying[notice.key] = notifier
        try:
            return await self._watch.guard(
                part_of(notifier), partial(self._show_on, notifier, notice), self._limit
            )
        except UnavailableError as error:
            self._failed(notifier)
            return str(error)
        finally:
            if self._trying.get(notice.key) is notifier:
                del self._trying[notice.key]

    async def _show_on(self, notifier: Notifier, notice: Notice) -> str | None:
        """Show it there; why it is not shown there, as far as the notifier knows itself."""
        if why := await notifier.viable():
            return why
        try:
            await notifier.show(notice)
        except NotifierError as error:
            self._failed(notifier)
            return str(error)
        return None

    def _failed(self, notifier: Notifier) -> None:
        before = self._trouble.get(notifier.name)
        wait = min(before.wait * 2, LONGEST_WAIT) if before else FIRST_WAIT
        self._trouble[notifier.name] = Trouble(self._clock.now().instant + wait, wait)

    async def _shown(self, notifier: Notifier, key: str, wanted: object) -> None:
        self._trouble.pop(notifier.name, None)
        self._reasons.pop(notifier.name, None)
        self._active = notifier.name
        if key not in self._wanted:  # withdrawn in the meantime
            await self._watch.let_go(part_of(notifier), partial(notifier.withdraw, key))
        elif self._wanted[key] is wanted:
            old = self._where.get(key)
            self._where[key] = notifier
            if old is not None and old is not notifier:
                await self._watch.let_go(part_of(old), partial(old.withdraw, key))

    def _report(self, name: str) -> NotifierReport:
        if all(notifier.name != name for notifier in self._chosen()):
            return NotifierReport(name, "not chosen", f'notification.backend = "{self._backend}"')
        if name in self._reasons:
            return NotifierReport(name, "passed over", self._reasons[name])
        return NotifierReport(name, "active" if name == self._active else "ready", "")
