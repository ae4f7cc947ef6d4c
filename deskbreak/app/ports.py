"""The edges of the engine. Adapters hold only ``post``; the engine holds only these protocols.

Every adapter that may be unusable says so itself: ``viable()`` returns a short reason in English,
or None when it can serve. Importing an adapter's module has no effect.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias, runtime_checkable

from deskbreak.errors import DeskbreakError, UnavailableError, WrongInputError

if TYPE_CHECKING:  # the tray docks before the core is loaded
    from pathlib import Path

    from deskbreak.app.guide_protocol import GuideReport, GuideRequest
    from deskbreak.app.parts import Fault
    from deskbreak.content.model import Language
    from deskbreak.domain.machine.state import State
    from deskbreak.domain.time.units import Instant, Millis, Now
    from deskbreak.domain.vocabulary.effects import Effect
    from deskbreak.domain.vocabulary.events import Event, Reason
    from deskbreak.domain.vocabulary.settings import Keepable, Settings

Post: TypeAlias = "Callable[[Event], None]"
"""Hands an event to the engine; safe from any thread."""


class Clock(Protocol):
    """Both clocks, read together."""

    def now(self) -> Now: ...

    def suspended(self) -> Millis:
        """How long the machine has been suspended since some fixed time; 0 if it cannot tell."""


class Store(Protocol):
    """Keeps the state and the ledger."""

    def commit(self, state: State, effects: tuple[Effect, ...], *, durable: bool) -> None:
        """Write one step, all or nothing; ``durable``: it is on the disk when this returns.

        What cannot be written is kept and written with a later step; the store tells the person.
        """

    def keep_settings(self, settings: Settings) -> None:
        """Keep the settings in force for a start at which they cannot be read; never raises."""

    def flush(self) -> bool:
        """Write what waits. Whether nothing waits any more; it never blocks for long."""

    @property
    def has_settings(self) -> bool:
        """Whether good settings were ever kept."""


@dataclass(frozen=True, slots=True)
class SettingsLine:
    """One thing that is wrong with the configuration, or worth a warning in it."""

    key: str
    """The dotted key, or ``file``."""
    words: Callable[[Language], str]
    """File, line, key, value and what is allowed, in one line."""


class SettingsError(WrongInputError):
    """The configuration cannot be read or written; ``lines`` say why, what matters most first."""

    def __init__(self, lines: tuple[SettingsLine, ...]) -> None:
        super().__init__(lines[0].words("en"))
        self.lines = lines


class SettingsSource(Protocol):
    """The person's configuration, and what the program remembers of their choices."""

    @property
    def file(self) -> Path: ...

    async def start(self) -> None:
        """Watch from now on, and read; returns when the first reading is over."""

    def look(self) -> None: ...

    def reload(self) -> None: ...

    async def close(self) -> None: ...

    def remember(self, key: str, value: Keepable) -> None:
        """Write a setting that was chosen in the program; SettingsError if it cannot be."""

    def set_in_file(self, key: str) -> str | None:
        """Where the person has set a key, so that the remembered value does not count."""

    def ready_to_edit(self) -> Path:
        """The person's file, made if there is none; SettingsError if it cannot be."""


class AlreadyRunning(DeskbreakError):
    """Another daemon of this person runs; ``pid`` is its number, 0 if it cannot be told."""

    def __init__(self, pid: int) -> None:
        super().__init__(f"deskbreak is already running (pid {pid})")
        self.pid = pid


class ControlServer(Protocol):
    """Answers commands."""

    async def start(self) -> None:
        """Begin; AlreadyRunning if another daemon has taken our place meanwhile."""

    def look(self) -> None:
        """Raise if nobody can reach it any more."""

    async def close(self) -> None: ...


class Sound(Protocol):
    """Plays chimes by their names; what goes wrong is told by ``why`` alone."""

    why: str | None

    def viable(self) -> str | None: ...

    def play(self, name: str) -> None: ...

    async def close(self) -> None: ...


class Voice(Protocol):
    """Says things aloud, one at a time; what goes wrong is told by ``rows`` alone."""

    def say(self, text: str, language: Language, seconds: float, *, urgent: bool) -> None:
        """Say something in so many seconds at most; ``urgent`` ends what is being said."""

    def hush(self) -> None:
        """Be silent at once."""

    def hold(self, *, on: bool) -> None:
        """Be silent while ``on``."""

    def rows(self, language: Language) -> tuple[tuple[str, str | None], ...]:
        """The name of each way to speak, and why it is passed over; None: it is not."""

    async def close(self) -> None: ...


class QuestionsWindow(Protocol):
    """The first questions in a window of their own."""

    async def ask(self, language: Language) -> str | None:
        """Show it and wait until it is closed; why it was not shown, None if it was."""


class Terminal(Protocol):
    """The program's own terminal: a live line, lines that stay, and keys."""

    @property
    def is_seen(self) -> bool:
        """Whether anybody sees the live line."""

    @property
    def has_keys(self) -> bool:
        """Whether keys are read."""

    def live(self, line: str, keys: Sequence[str] = (), short: str = "") -> None:
        """How things stand, in fewer words where there is no room, and the keys that answer."""

    def say(self, text: str) -> None: ...

    def read_keys(self, pressed: Callable[[str], None]) -> None:
        """Hear of key presses from now on, if somebody sits there."""

    def close(self) -> None: ...


class Desktop(Protocol):
    """What the system opens for the program, and where the program keeps its files."""

    def open_page(self, name: str, page: str) -> bool:
        """Show a page (HTML) in the browser; False if there is none."""

    def open_in_editor(self, file: Path) -> bool: ...

    def files(self) -> Mapping[str, Path]:
        """The program's files by the names under which ``doctor`` shows them."""

    def log_trouble(self) -> str | None:
        """Why the log cannot be written; None if it can."""

    def zone_note(self) -> str | None:
        """What is to be said of the time zone; None: nothing."""

    def autostart(self) -> str | None:
        """Where it is said that the program starts with the session; None: it does not."""

    def set_autostart(self, *, on: bool) -> str | None:
        """Start with the session from the next login on, or not; else why that was not possible."""


class PageWindow(Protocol):
    """Shows a page of text in a window of our own."""

    async def show(
        self, title: str, lines: Sequence[str], language: Language, theme: str
    ) -> str | None:
        """Show it; returns when it can be read, else the reason in one line why it cannot.

        Lines are marked as ``page_text`` says.
        """

    def close(self) -> None:
        """Take the window away."""


class Alarm(Protocol):
    """One alarm. It rings once at or after the instant, and also when a clock was stepped."""

    def set(self, at: Instant | None) -> None: ...

    def close(self) -> None: ...


class WakingAlarm(Alarm, Protocol):
    """An alarm that can be told to look at the time at once."""

    def wake_up(self) -> None:
        """A clock was stepped or the machine resumed."""


@dataclass(frozen=True, slots=True)
class Button:
    """One button of a notice."""

    action: str
    label: str


@dataclass(frozen=True, slots=True)
class Notice:
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


class IconKind:
    """The colours of the tray image."""

    WORKING = "working"
    DUE = "due"
    HELD = "held"
    PAUSED = "paused"
    OFF = "off"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Icon:
    """All that the tray image depends on."""

    kind: str
    eighths: int
    """How much of the ring is filled, 0 to 8."""
    mark: bool = False
    """The quiet mark of a hold that lasts longer than ``hold.max``."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the tray menu. An empty label is a separator."""

    label: str
    command: str | None = None
    """What to do when chosen, as the words of a command line: ``snooze 5m``. None: a text line."""
    enabled: bool = True
    checked: bool | None = None
    default: bool = False
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class TrayView:
    """What the tray shows."""

    icon: Icon
    tooltip: str
    menu: tuple[Entry, ...]


class Tray(Protocol):
    """One way to sit in the tray.

    ``view()`` is asked again at every opening of the menu, so that its status line is fresh.
    ``on_command`` gets the chosen entry's command; it is safe from any thread.
    """

    name: str

    def viable(self) -> str | None: ...

    def start(self, view: Callable[[], TrayView], on_command: Callable[[str], None]) -> None: ...

    def refresh(self) -> None:
        """Something in the view may have changed."""

    def stop(self) -> None: ...


class StartedTray(Protocol):
    """A tray that was started before the rest of the program."""

    def hand_over(self, view: Callable[[], TrayView], on_command: Callable[[str], None]) -> None:
        """From now on the tray shows this view and tells what was chosen."""

    def refresh(self) -> None: ...

    def stop(self) -> None: ...

    def faults(self) -> Sequence[Fault]:
        """The parts of the tray that have failed and are not back."""

    def report(self) -> Mapping[str, str | None]:
        """Every backend with the reason why it shows no icon, or None when it does."""


class Sensor(Protocol):
    """Tells the engine about the person or the machine; pushes, never polls where it can."""

    name: str

    async def viable(self) -> str | None: ...

    async def start(self, post: Post) -> None: ...

    async def stop(self) -> None: ...


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


class Guide(Protocol):
    """Leads the person through one routine, in a window or a terminal of its own.

    ``lead`` opens it, passes on every report in order, and returns when it is gone: None when the
    end of the routine was told (``Ended``), else the reason in one line why it was not: there is
    no display, it did not open, it died, hung, or wrote what makes no sense. Then no report of an
    end has come and none will; whoever asked still has the routine. It never raises. Cancelling
    the task takes the guide away at once.

    A caller does this:

    - ``Opened``: post ``GuideOpened(prompt)`` and show no more steps elsewhere.
    - ``Ended``: post ``Answered(DONE or STOP, prompt)``.
    - ``ComfortTold``: post ``FeedbackGiven(value, kind)``; ``CheckTold``: ``CheckAnswered(value)``.
    - ``Chimed``: play the chime; ``Said``, ``Hushed``: have the voice say it, or be silent. The
      others are for information.
    - a reason is returned: post ``GuideClosed(prompt)``, for after ``Opened`` the machine believes
      the guide to tell the end, and let the routine go on in the notification.
    """

    name: str

    def viable(self) -> str | None: ...

    def advice(self) -> str:
        """What a person could do for a better window: a key of ``surroundings.advice``, or ""."""

    async def lead(
        self, request: GuideRequest, seconds: float, on_report: Callable[[GuideReport], None]
    ) -> str | None:
        """Lead a routine that is planned to take ``seconds``."""
