"""Every key of ``config.toml`` with its form, range and default; defaults are the domain's.

The names are those of the file (PRODUCT 4); the checks' own keys are those of catalogue 3.2.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from deskbreak.config.addresses import CalendarSource
from deskbreak.config.calendar_forms import Country, DaysOff, WorkingSpan
from deskbreak.config.forms import (
    Arguments,
    Choice,
    Duration,
    Flag,
    Listed,
    Pair,
    Text,
    Whole,
    one_of,
)
from deskbreak.config.spans import Days, Span
from deskbreak.config.week_moment import MomentOfWeek
from deskbreak.domain.time.units import Millis
from deskbreak.domain.vocabulary.routine import Code, Kind, Place, Prop
from deskbreak.domain.vocabulary.settings import Mode, Profile, Settings, StandPolicy, WeekMoment

_DEFAULT = Settings()
_RHYTHM, _HOLD = _DEFAULT.rhythm, _DEFAULT.hold

OnOff: TypeAlias = Annotated[bool, Flag()]
Texts: TypeAlias = Annotated[tuple[str, ...], Listed(Text(), "zoom")]
Spans: TypeAlias = Annotated[tuple[Span, ...], Listed(WorkingSpan(), "09:00-12:00", high=24)] | None
Command: TypeAlias = Annotated[tuple[str, ...], Arguments()]
Language: TypeAlias = Literal["auto", "ja", "en"]


class Table(BaseModel):
    """One table of the file: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Rhythm(Table):
    """``[rhythm]``. ``ceiling`` None: the larger of 60m and every + 15m."""

    every: Annotated[Millis, Duration("10s", "4h", "45m")] = _RHYTHM.every
    ceiling: Annotated[Millis, Duration("10s", "8h", "60m")] | None = None
    away_after: Annotated[Millis, Duration("10s", "60m", "5m")] = _RHYTHM.away_after
    pause: Annotated[Millis, Duration("0s", "60s", "3s")] = _RHYTHM.pause
    snooze: Annotated[tuple[Millis, ...], Listed(Duration("10s", "60m", "5m"), "5m", 1, 3)] = (
        _RHYTHM.snooze
    )
    max_snoozes: Annotated[int, Whole(0, 2)] = _RHYTHM.max_snoozes
    expires: Annotated[Millis, Duration("10s", "60m", "10m")] = _RHYTHM.expires
    taken_after: Annotated[Millis, Duration("10s", "10m", "60s", zero=True)] = _RHYTHM.taken_after
    profile: Annotated[Profile, one_of(Profile)] = _RHYTHM.profile


class Hours(Table):
    """``[hours]``. No day named: every moment is a working one."""

    mon: Spans = None
    tue: Spans = None
    wed: Spans = None
    thu: Spans = None
    fri: Spans = None
    sat: Spans = None
    sun: Spans = None
    days_off: Annotated[tuple[Days, ...], Listed(DaysOff(), "2026-12-29")] = ()
    holidays: Annotated[str, Country()] = ""

    @property
    def days(self) -> tuple[Spans, ...]:
        """Monday first."""
        return (self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun)


class Hold(Table):
    """``[hold]``."""

    call: OnOff = _HOLD.call
    screen_share: OnOff = _HOLD.screen_share
    fullscreen: OnOff = _HOLD.fullscreen
    do_not_disturb: OnOff = _HOLD.do_not_disturb
    calendar: OnOff = _HOLD.calendar
    settle: Annotated[Millis, Duration("0s", "10m", "30s")] = _HOLD.settle
    max: Annotated[Millis, Duration("10s", "24h", "2h")] = _HOLD.max
    ignore: Texts = _HOLD.ignore


class Routines(Table):
    """``[routines]``. ``places`` and ``props`` are the full lists of what is at hand."""

    places: Annotated[tuple[Place, ...], Listed(one_of(Place), "desk-seated")] = (
        Place.DESK_SEATED,
        Place.STANDING,
    )
    props: Annotated[tuple[Prop, ...], Listed(one_of(Prop), "chair")] = (
        Prop.CHAIR,
        Prop.DESK,
        Prop.OBJECT,
    )
    mode: Annotated[Mode, one_of(Mode)] = _DEFAULT.routines.mode
    stand_policy: Annotated[StandPolicy, one_of(StandPolicy)] = _DEFAULT.routines.stand_policy
    discreet: Annotated[int, Whole(0, 3)] = _DEFAULT.routines.discreet
    kinds: Annotated[tuple[Kind, ...], Listed(one_of(Kind), "thoracic")] = ()
    hide: Annotated[tuple[str, ...], Listed(Text(), "R03")] = ()


class Check(Table):
    """A set-up check. ``every`` None: as the catalogue says."""

    ask: OnOff = True
    every: Annotated[Millis, Duration("1d", "365d", "30d")] | None = None


Angles: TypeAlias = Annotated[tuple[int, int], Pair(45, 180, "[90, 110]")]


class SeatOnSitBones(Check):
    """C1."""

    depth: Annotated[str, Choice(("shallow", "deep", "alternate"))] = "alternate"


class KneesHipsRightAngle(Check):
    """C4; degrees."""

    deg: Angles = (90, 110)


class ScreenHeight(Check):
    """C5."""

    reference: Annotated[str, Choice(("centre", "top"))] = "centre"
    below_cm: Annotated[tuple[int, int], Pair(0, 60, "[10, 15]")] = (10, 15)
    top_not_above_eye: OnOff = True


class KeyboardElbows(Check):
    """C6; degrees."""

    deg: Angles = (90, 110)


class BackrestContact(Check):
    """C7."""

    mode: Annotated[str, Choice(("touch", "support", "alternate"))] = "alternate"


def _check_id(field: str) -> str:
    return field if field == "per_day" else field.replace("_", "-")


class Checks(Table):
    """``[checks]`` and a table for each check."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_check_id)

    enabled: OnOff = _DEFAULT.checks.enabled
    per_day: Annotated[int, Whole(0, 2)] = _DEFAULT.checks.per_day
    seat_on_sit_bones: SeatOnSitBones = SeatOnSitBones()
    pelvis_middle: Check = Check()
    back_quiet: Check = Check()
    knees_hips_right_angle: KneesHipsRightAngle = KneesHipsRightAngle()
    screen_height: ScreenHeight = ScreenHeight()
    keyboard_elbows: KeyboardElbows = KeyboardElbows()
    backrest_contact: BackrestContact = BackrestContact()
    foot_support: Check = Check()
    stood_this_hour: Check = Check()
    weight_even: Check = Check()


class Notification(Table):
    """``[notification]``."""

    backend: Annotated[str, Choice(("auto", "native", "plyer", "tray", "terminal"))] = "auto"
    sound: OnOff = _DEFAULT.notification.sound
    buttons: OnOff = _DEFAULT.notification.buttons


class Guide(Table):
    """``[guide]``."""

    open: Annotated[str, Choice(("on-start", "never"))] = "on-start"
    theme: Annotated[str, Choice(("auto", "light", "dark"))] = "auto"
    reduced_motion: Annotated[str, Choice(("auto", "on", "off"))] = "auto"
    chime: OnOff = _DEFAULT.guide.chime
    voice: OnOff = _DEFAULT.guide.voice


class Calendar(Table):
    """``[calendar]``."""

    sources: Annotated[tuple[str, ...], Listed(CalendarSource(), "~/work.ics")] = ()
    allow_http: OnOff = _DEFAULT.calendar.allow_http
    refresh: Annotated[Millis, Duration("5m", "24h", "20m")] = _DEFAULT.calendar.refresh


class Hooks(Table):
    """``[hooks]``: argument lists."""

    on_prompt: Command = ()
    on_start: Command = ()
    on_done: Command = ()
    on_hold: Command = ()
    on_break: Command = ()


class Report(Table):
    """``[report]``."""

    weekly: Annotated[WeekMoment | None, MomentOfWeek()] = None


class KeyReader(Table):
    """A whole ``config.toml``."""

    language: Annotated[Language, Choice(("auto", "ja", "en"))] = "auto"
    rhythm: Rhythm = Rhythm()
    hours: Hours = Hours()
    hold: Hold = Hold()
    routines: Routines = Routines()
    checks: Checks = Checks()
    notification: Notification = Notification()
    guide: Guide = Guide()
    calendar: Calendar = Calendar()
    hooks: Hooks = Hooks()
    report: Report = Report()


class Personal(Table):
    """What only ``profile.toml`` holds, at its top level."""

    setup_done: OnOff = False
    codes: Annotated[tuple[Code, ...], Listed(one_of(Code), "KNEE")] = ()
    floor: OnOff = False
    stage: Annotated[int, Whole(0, 3)] = 1
    hidden: Annotated[tuple[str, ...], Listed(Text(), "hip-hinge")] = ()
    red_flag: OnOff = False


class AllKeys(KeyReader):
    """Everything that is layered."""

    personal: Personal = Personal()
