"""What the person may tune, as plain values; the names are those of ``config.toml``.

Rules
- Lengths are milliseconds.
- Defaults are the contract's; ranges are checked where the file is read.
- The ceiling keeps its distance above ``every`` when the program changes ``every``.
"""

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from deskbreak.domain.time.units import DAY, HOUR, MINUTE, SECOND, Millis
from deskbreak.domain.time.working_hours import Hours
from deskbreak.domain.vocabulary.routine import Code, Kind, Place, Prop


class Profile(StrEnum):
    """Whose advice on longer pauses is added to prompts (catalogue 4.3)."""

    SOURCE = "source"
    JP_MHLW = "jp-mhlw"
    UK_HSE = "uk-hse"


class Mode(StrEnum):
    """Which routines suit today's place (catalogue 4.4)."""

    ALL = "all"
    SEATED_ONLY = "seated-only"
    QUIET = "quiet"


class StandPolicy(StrEnum):
    """How often a prompt must be mostly on the feet (catalogue 4.4, H1)."""

    BALANCED = "balanced"
    STRICT_SOURCE = "strict-source"


class Rhythm(Struct, frozen=True):
    """When a prompt comes and how long it stays."""

    every: Millis = 45 * MINUTE
    ceiling: Millis = 60 * MINUTE
    away_after: Millis = 5 * MINUTE
    pause: Millis = 3 * SECOND
    snooze: tuple[Millis, ...] = (5 * MINUTE, 10 * MINUTE, 15 * MINUTE)
    max_snoozes: int = 2
    expires: Millis = 10 * MINUTE
    taken_after: Millis = 60 * SECOND
    """0: never infer that a prompt was taken."""
    profile: Profile = Profile.SOURCE


class HoldSettings(Struct, frozen=True):
    """What keeps a prompt back."""

    call: bool = True
    screen_share: bool = True
    fullscreen: bool = True
    do_not_disturb: bool = True
    calendar: bool = True
    settle: Millis = 30 * SECOND
    max: Millis = 2 * HOUR
    ignore: tuple[str, ...] = ()


class RoutineSettings(Struct, frozen=True):
    """Which routines may be chosen."""

    places: frozenset[Place] = frozenset({Place.DESK_SEATED, Place.STANDING})
    props: frozenset[Prop] = frozenset({Prop.CHAIR, Prop.DESK, Prop.OBJECT})
    mode: Mode = Mode.ALL
    stand_policy: StandPolicy = StandPolicy.BALANCED
    discreet: int = 0
    """The least discreetness, 0 to 3 (catalogue 0.1); quiet mode asks for 3."""
    kinds: frozenset[Kind] = frozenset()
    """Empty: every kind."""
    hide: frozenset[str] = frozenset()
    """Routine ids (never R-numbers)."""


class CheckSettings(Struct, frozen=True):
    """One set-up check: asked at all, and how often. ``every`` None: as the catalogue says."""

    ask: bool = True
    every: Millis | None = None
    options: tuple[tuple[str, str], ...] = ()
    """The check's own keys as text, such as ("reference", "centre")."""


class ChecksSettings(Struct, frozen=True):
    """Set-up checks that nobody asked for."""

    enabled: bool = True
    per_day: int = 2
    each: tuple[tuple[str, CheckSettings], ...] = ()
    """By check id; a check not named has the defaults."""


class NotificationSettings(Struct, frozen=True):
    """How a prompt is shown."""

    backend: str = "auto"
    sound: bool = True
    buttons: bool = True


GUIDE_ON_START = "on-start"
"""The value of ``guide.open`` with which a guide leads every routine that is started."""


class GuideSettings(Struct, frozen=True):
    """The guided minute."""

    open: str = GUIDE_ON_START
    theme: str = "auto"
    reduced_motion: str = "auto"
    chime: bool = False
    voice: bool = False


class CalendarSettings(Struct, frozen=True):
    """Where meetings come from; addresses may be secret and are never shown beyond the host."""

    sources: tuple[str, ...] = ()
    allow_http: bool = False
    refresh: Millis = 20 * MINUTE


class Hooks(Struct, frozen=True):
    """Commands as argument lists, never given to a shell."""

    on_prompt: tuple[str, ...] = ()
    on_start: tuple[str, ...] = ()
    on_done: tuple[str, ...] = ()
    on_hold: tuple[str, ...] = ()
    on_break: tuple[str, ...] = ()


class WeekMoment(Struct, frozen=True):
    """A moment of every week."""

    weekday: int
    """0 is Monday."""
    minutes: int
    """After midnight."""


class ReportSettings(Struct, frozen=True):
    """What is told of the records without being asked."""

    weekly: WeekMoment | None = None
    """When to look back at the week; None: never."""


class Personal(Struct, frozen=True):
    """What ``setup`` and the programme remember (``profile.toml``), not what the file tunes."""

    setup_done: bool = False
    codes: frozenset[Code] = frozenset()
    floor_allowed: bool = False
    stage: int = 1
    hidden: frozenset[str] = frozenset()
    red_flag: bool = False
    """A worrying sign among the first questions: exercise pauses until it is dismissed (S9)."""


class Settings(Struct, frozen=True):
    """Everything that the person may set; the core and every part read it here."""

    language: str = "auto"
    rhythm: Rhythm = field(default_factory=Rhythm)
    hours: Hours = field(default_factory=Hours)
    hold: HoldSettings = field(default_factory=HoldSettings)
    routines: RoutineSettings = field(default_factory=RoutineSettings)
    checks: ChecksSettings = field(default_factory=ChecksSettings)
    notification: NotificationSettings = field(default_factory=NotificationSettings)
    guide: GuideSettings = field(default_factory=GuideSettings)
    calendar: CalendarSettings = field(default_factory=CalendarSettings)
    hooks: Hooks = field(default_factory=Hooks)
    report: ReportSettings = field(default_factory=ReportSettings)
    personal: Personal = field(default_factory=Personal)


CEILING_ABOVE: Millis = 15 * MINUTE
"""How far the ceiling stays above ``every`` unless the file says otherwise."""


def slower(rhythm: Rhythm, every: Millis) -> Rhythm:
    """The rhythm with another interval; its ceiling keeps its distance."""
    return replace(rhythm, every=every, ceiling=max(rhythm.ceiling, every + CEILING_ABOVE))


Keepable: TypeAlias = int | bool | str | Mode | frozenset[str] | frozenset[Kind]
"""What a person may choose in the program, to be remembered."""


def kept(settings: Settings, key: str, value: Keepable) -> Settings:
    """The settings with one key changed, such as ``rhythm.every``; its value has that key's type.

    ``key`` names a table and a field of it.
    """
    table, name = key.split(".")
    if key == "rhythm.every" and isinstance(value, int):
        return replace(settings, rhythm=slower(settings.rhythm, value))
    changed = replace(getattr(settings, table), **{name: value})
    return replace(settings, **{table: changed})


CHECK_EVERY: Millis = 30 * DAY
"""How often a check of the place group is asked unless the file says otherwise."""
