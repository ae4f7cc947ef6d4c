"""What ``compose`` hands to the daemon: the parts of this system, and how this start began."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from deskbreak.app import wire
from deskbreak.app.insight import InsightParts
from deskbreak.app.observers import Observers
from deskbreak.app.ports.config_ports import SettingsLine, SettingsSource
from deskbreak.app.ports.control_ports import ControlServer
from deskbreak.app.ports.desktop_ports import Desktop, PageWindow, Terminal
from deskbreak.app.ports.engine_ports import Clock, OnChange, Post, Store, WakingAlarm
from deskbreak.app.ports.guide_ports import Guide, QuestionsWindow, Sound, Voice
from deskbreak.app.ports.notice_ports import NotifierChain, OnAction, OnServer, PictureOf
from deskbreak.app.ports.tray_ports import StartedTray
from deskbreak.content.model import Language
from deskbreak.domain.vocabulary.settings import Settings

Trouble: TypeAlias = Callable[[str | None], None]
"""Why writing fails; None: it works again."""
Good: TypeAlias = Callable[[Settings, tuple[SettingsLine, ...]], None]
Bad: TypeAlias = Callable[[tuple[SettingsLine, ...]], None]
Handle: TypeAlias = Callable[[wire.AnyRequest], Awaitable[wire.Reply]]
FollowOn: TypeAlias = Callable[[wire.Follow], AsyncIterator[wire.Reply]]


class Parts(NamedTuple):
    """What ``compose`` knows of this system; parts that call back are made with whom they call."""

    clock: Clock
    guide: Guide
    chime: Sound
    voice: Voice
    questions: QuestionsWindow
    pages: PageWindow
    desktop: Desktop
    terminal: Terminal
    tray: StartedTray | None
    picture_of: PictureOf
    own_routines: str
    insight: InsightParts
    make_store: Callable[[Trouble, OnChange], Store]
    make_notifiers: Callable[[OnAction, OnServer], NotifierChain]
    make_settings: Callable[[Good, Bad], SettingsSource]
    make_control: Callable[[Handle, FollowOn], ControlServer]
    make_alarm: Callable[[Callable[[], None]], WakingAlarm]
    make_observers: Callable[[Post, Callable[[], None]], Observers]
    closers: tuple[Callable[[], Awaitable[None]], ...] = ()
    """Connections that several parts share; closed after all of them."""


class Beginning(NamedTuple):
    """How this start differs from others."""

    version: str
    pid: int
    environ: Mapping[str, str]
    """Names the language that ``language = "auto"`` stands for."""
    language: Language | None = None
    """That of the command line."""
    first: bool = False
    """There was no state: this is the very first start."""
    lost: bool = False
    """There was one, and it could not be read."""
    renamed: Path | None = None
    """Where a file that could not be used as the ledger is now."""
    foreign: bool = False
    """It is another program's database."""
    left_out: str = ""
    """What the system gave no room for, as the key of a text."""
