"""What choosing remembers. It lives inside the machine's state and is saved with it at every step.

Rules
- It stays small: offers of the last seven days, of them the newest ``MOST_OFFERS``, and of the last
  five prompts; one entry a routine and one a check; ten finished working days and the present one.
- Whatever is bound to a day carries its date, so that nothing has to run at midnight.
- A date that lies in the future because the wall clock was wrong for a while never lasts: rests are
  believed up to the longest rest there is, and lengths between days are taken without their sign.
"""

from datetime import date

from msgspec import Struct

from deskbreak.domain.vocabulary.events import Override

LONGEST_REST = 7
"""Days a routine rests at most (catalogue 4.5)."""

KEEP_DAYS = 7
"""How far back "least offered" looks (catalogue 4.4)."""

KEEP_PROMPTS = 5
"""The open prompt and the four before it (catalogue 4.4, H3)."""

MOST_OFFERS = 150
"""More than a week of prompts every half hour comes to; beyond it "least offered" knows enough."""

KEEP_WORKDAYS = 11
"""Ten finished working days and the present one (catalogue 4.6)."""

FOCUS_DAYS = 7
"""How long a weekly focus leads (catalogue 4.2)."""

LAST_FOCUS = 5
"""The focus that stays from the fifth week on."""

CAUTIONED_TIMES = 3
"""How often a routine carries its caution before the first questions are answered."""

LEARN_TIMES = 3
"""How often all steps of a routine are shown without asking (catalogue 4.4, ``learn``)."""


class Offer(Struct, frozen=True):
    """A routine was offered. ``first``: it opened a prompt; else the person changed to it."""

    routine: str
    day: date
    first: bool = True


class Experience(Struct, frozen=True):
    """What one routine has been like for this person."""

    routine: str
    good: int = 0
    """How often it felt good."""
    easier_left: int = 0
    """So many more appearances in the easier variant."""
    goods_due: int = 0
    """The easier variant until it has felt good so many times."""
    rests_until: date | None = None
    """The day on which it may be offered again."""
    hurt_on: date | None = None
    """The last day it hurt in a sharp, new or lasting way (answer b)."""
    seen: int = 0
    """How often it was started, counted up to ``LEARN_TIMES``."""
    cautioned: int = 0
    """How often it was offered with its caution, counted up to ``CAUTIONED_TIMES``."""


class Workday(Struct, frozen=True):
    """One day on which at least one prompt was shown."""

    day: date
    shown: int = 0
    completed: int = 0


class Asked(Struct, frozen=True):
    """What is remembered of one set-up check."""

    check: str
    on: date | None = None
    """The last day it was asked, by itself or on request."""
    times: int = 0
    """How often it was asked."""
    rode_on: date | None = None
    """The last day it was asked by itself, riding on a prompt."""
    run: str = ""
    """The answer that is being repeated: yes, no, or none."""
    length: int = 0
    """How often in a row, since the frequency last changed."""
    eased: int = 0
    """0: as often as set, 1: half as often, 2: only on request."""
    again_after: date | None = None
    """Answered ``fix`` on that day: it comes back once on a later one."""
    again: bool = False
    """The question being asked is such a return."""


class Memory(Struct, frozen=True):
    """All that choosing remembers."""

    offers: tuple[Offer, ...] = ()
    """Oldest first."""
    prompts: int = 0
    """How many prompts were ever offered."""
    experiences: tuple[Experience, ...] = ()
    eased_until: date | None = None
    """Whole-program easing: the first day without it."""
    safety_pause: bool = False
    """Only the plain standing reminder, until dismissed (S9)."""
    gentle_prompt: int = 0
    """The prompt by its count that takes effort 1 and another region than ``gentle_after``."""
    gentle_after: str = ""
    stage: int | None = None
    """The stage that the next four belong to."""
    stage_completed: int = 0
    stage_days: int = 0
    stage_day: date | None = None
    """The last day counted in ``stage_days``."""
    stage_proposed: bool = False
    """The next stage was proposed."""
    stage_stays: int = 0
    """How often the person wished to stay in it."""
    stage_stayed_at: int = 0
    """Working days with the program, before the day on which that was said last."""
    workdays: tuple[Workday, ...] = ()
    used_days: int = 0
    """Working days with the program: on which at least one prompt was shown."""
    missed_in_row: int = 0
    unheeded: int = 0
    """Prompts in a row that were missed or skipped."""
    help_on: date | None = None
    """The day on which three in a row were; the question about the rhythm is for a later one."""
    rhythm_told_at: int | None = None
    """Working days with the program before that question was told, if nothing was changed."""
    kept_at: int | None = None
    """The same, before it was answered with "keep"."""
    slow_on: date | None = None
    """The day on which three prompts in a row were missed."""
    rhythm_asked_on: date | None = None
    """The day on which the rhythm was asked about; None: not yet."""
    proposed_on: date | None = None
    """The last day a proposal rode on a prompt."""
    quiet_proposed_on: date | None = None
    """The day on which quiet mode or fewer prompts were proposed; that happens once."""
    quiet_answered: bool = False
    override: Override | None = None
    override_on: date | None = None
    focus_week: int = 1
    focus_since: date | None = None
    checks: tuple[Asked, ...] = ()
    check_prompt: int = 0
    """The prompt by its count that last carried a check."""
    purpose_told: bool = False
    """The line on what checks are for was shown."""


def experience(memory: Memory, routine: str) -> Experience:
    """What a routine has been like; nothing yet for one that never appeared."""
    for one in memory.experiences:
        if one.routine == routine:
            return one
    return Experience(routine)


def learning(memory: Memory, routine: str) -> bool:
    """Whether all steps are still to be shown; asked before ``started``."""
    return experience(memory, routine).seen < LEARN_TIMES


def cautions(memory: Memory, routine: str) -> bool:
    """Whether the caution is still to be shown; asked before ``cautioned``."""
    return experience(memory, routine).cautioned < CAUTIONED_TIMES


def used_before(memory: Memory, day: date) -> int:
    """Working days with the program before this one."""
    return memory.used_days - (day in {one.day for one in memory.workdays})


def override_on(memory: Memory, day: date) -> Override | None:
    """What is different on this day."""
    return memory.override if memory.override_on == day else None


def focus_week(memory: Memory, day: date) -> int:
    """The number of the weekly focus, 1 to 5; it moves on only in weeks in which it is used."""
    if memory.focus_since is None or apart(memory.focus_since, day) < FOCUS_DAYS:
        return memory.focus_week
    return min(memory.focus_week + 1, LAST_FOCUS)


def resting(one: Experience, day: date) -> bool:
    """Whether a routine rests on this day."""
    return one.rests_until is not None and 0 < (one.rests_until - day).days <= LONGEST_REST


def apart(one: date, other: date) -> int:
    """Days between two days, whichever comes first."""
    return abs((one - other).days)
