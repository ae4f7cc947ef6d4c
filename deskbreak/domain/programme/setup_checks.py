"""Which set-up check rides on a prompt (catalogue 3.1).

Rules
- A check is one question on a prompt, never a notification of its own: at most one a prompt, and
  ``per_day`` a day, never more than two. What is asked for by hand does not count.
- ``fix`` comes back once, on the next working day, before anything else.
- Place checks come at first and then every 30 days, and all of them somewhere else. Body checks
  come at most once a week and one a day. Rhythm checks are worked out, never asked.
- Of those that are due, never asked ones come first, then the one that was asked longest ago.
- Asking less: after three ``yes`` or two ``no`` in a row half as often; after two more of the same
  only on request. To be somewhere else is a request.
- What checks are for is said with the first one.
- None while the safety pause lasts (S9), and none whose answer would move what a code leaves out.
"""

from datetime import date

from msgspec.structs import replace

from deskbreak.domain.choice.eligibility import safety_paused
from deskbreak.domain.choice.memory import Asked, Memory, apart, override_on
from deskbreak.domain.time.units import DAY
from deskbreak.domain.vocabulary.events import Override
from deskbreak.domain.vocabulary.routine import Check, CheckGroup
from deskbreak.domain.vocabulary.settings import CHECK_EVERY, CheckSettings, Settings

YES = "yes"
NO = "no"
FIX = "fix"

MOST_A_DAY = 2
MOST_BODY_A_DAY = 1
WEEK = 7

TIMES = {YES: 3, NO: 2}
"""Equal answers in a row after which a check comes half as often."""

MORE_TIMES = 2
"""Further ones after which it comes only on request."""

ONLY_ON_REQUEST = 2


def due_check(
    memory: Memory, settings: Settings, checks: tuple[Check, ...], day: date
) -> Check | None:
    """The check to ask at the end of the present prompt, if any; then call ``asked``."""
    wishes = settings.checks
    today = [one for one in checks if asking(memory, one.id).rode_on == day]
    full = len(today) >= min(wishes.per_day, MOST_A_DAY)
    paused = safety_paused(memory, settings)
    if not wishes.enabled or full or paused or memory.check_prompt == memory.prompts:
        return None
    each = dict(wishes.each)
    body_today = sum(one.group is CheckGroup.BODY for one in today)
    due = []
    for place, check in enumerate(checks):
        rank = _rank(check, memory, each.get(check.id, CheckSettings()), day)
        spent = check.group is CheckGroup.BODY and body_today >= MOST_BODY_A_DAY
        unfit = check.leave_out & settings.personal.codes
        if rank is not None and not spent and not unfit:
            last = asking(memory, check.id).on or date.min
            due.append((rank, last, place))
    return checks[min(due)[2]] if due else None


def asking(memory: Memory, check: str) -> Asked:
    """What is remembered of a check."""
    return next((one for one in memory.checks if one.check == check), Asked(check))


def asked(memory: Memory, check: str, day: date, *, requested: bool = False) -> Memory:
    """A check is being asked: riding on the present prompt, or by hand (``requested``)."""
    known = asking(memory, check)
    rode = known.rode_on == day and memory.check_prompt == memory.prompts
    if rode and not requested:
        return memory  # it is only put up anew, after a restart
    again = known.again_after is not None and known.again_after != day
    known = replace(
        known,
        on=day,
        times=known.times + 1,
        rode_on=known.rode_on if requested else day,
        again=again,
        again_after=None if again else known.again_after,
    )
    return replace(
        _with(memory, known),
        check_prompt=memory.check_prompt if requested else memory.prompts,
        purpose_told=True,
    )


def answered(memory: Memory, check: str, value: str, day: date) -> Memory:
    """yes, no or fix to a check; anything else changes nothing."""
    known = asking(memory, check)
    if value == FIX:
        again_after = None if known.again else day
        fixed = replace(known, run="", length=0, again_after=again_after, again=False)
        return _with(memory, fixed)
    if value not in TIMES:
        return memory
    length = known.length + 1 if known.run == value else 1
    eased = known.eased
    if eased < ONLY_ON_REQUEST and length >= (MORE_TIMES if eased else TIMES[value]):
        eased, length = eased + 1, 0
    return _with(memory, replace(known, run=value, length=length, eased=eased, again=False))


def _rank(check: Check, memory: Memory, wish: CheckSettings, day: date) -> int | None:
    """How early a check comes today; None: not today."""
    known = asking(memory, check.id)
    if not wish.ask or check.group is CheckGroup.RHYTHM or known.on == day:
        return None
    if known.again_after is not None:
        return 0
    place = check.group is CheckGroup.PLACE
    if place and override_on(memory, day) is Override.ELSEWHERE:
        return 1
    if known.eased >= ONLY_ON_REQUEST:
        return None
    usual = CHECK_EVERY // DAY if place else WEEK
    every = (usual if wish.every is None else wish.every // DAY) * (1 + known.eased)
    if known.on is not None and apart(known.on, day) < every:
        return None
    return 2 if place else 3


def _with(memory: Memory, known: Asked) -> Memory:
    """The memory with one check's entry replaced."""
    others = tuple(one for one in memory.checks if one.check != known.check)
    return replace(memory, checks=(*others, known))
