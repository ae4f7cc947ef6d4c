"""A week in four plain sentences: what was, without praise and without blame."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from deskbreak.app.ledger_rows import HoldRow
from deskbreak.report.tally import PROMPT, Tally
from deskbreak.report.words import Words

WINDOW = 2
"""Hours of the day that "mostly" is about."""
MOSTLY = 3
"""A third of all at least: fewer are not "mostly"."""
MINUTE_S = 60
TELLING_S = 4 * 3600
"""Sitting of a week, seconds: less says nothing about the time of day."""


def sentences(week: Tally, holds: Sequence[HoldRow], words: Words) -> list[str]:
    """The sentences, the two most telling first; one if there is nothing to tell."""
    if not week.outcomes and not week.sitting_s:
        return [words.say("week.nothing")]
    return [_up(week, words), _sat(week, words), _prompts(week, words), _held(holds, words)]


def _up(week: Tally, words: Words) -> str:
    """How often, and when mostly."""
    if week.up == 0:
        return words.say("week.not_up")
    if week.up > 1 and week.sitting_s < TELLING_S:
        return words.say("week.up_few", count=week.up)
    start, found = max(
        ((hour, sum(week.up_hours[hour + more] for more in range(WINDOW))) for hour in range(23)),
        key=lambda each: (each[1], -each[0]),
    )
    if week.up < MOSTLY or found * MOSTLY < week.up or found < MOSTLY:
        return words.say("week.up_once" if week.up == 1 else "week.up", count=week.up)
    return words.say("week.up_mostly", count=week.up, start=start, end=start + WINDOW)


def _sat(week: Tally, words: Words) -> str:
    sat = {day: seconds for day, seconds in week.sitting.items() if seconds > 0}
    longest_day = max(week.longest_of, key=lambda day: week.longest_of[day], default=None)
    if not sat or longest_day is None:
        return words.say("week.not_sat")
    return words.say(
        "week.sat_one" if len(sat) == 1 else "week.sat",
        sitting=words.length(sum(sat.values())),
        days=len(sat),
        longest=words.length(week.longest_of[longest_day]),
        day=words.weekday(date.fromisoformat(longest_day).weekday()),
    )


def _prompts(week: Tally, words: Words) -> str:
    if week.prompts == 0:
        return words.say("week.no_prompts")
    parts = [
        words.say(f"week.parts.{name}", count=week.outcomes[name])
        for name in PROMPT
        if week.outcomes[name]
    ]
    joined = words.say("week.join").join(parts)
    key = "week.prompt_one" if week.prompts == 1 else "week.prompts"
    return words.say(key, count=week.prompts, parts=joined)


def _held(holds: Sequence[HoldRow], words: Words) -> str:
    if not holds:
        return words.say("week.not_held")
    reasons = Counter(hold.reason for hold in holds)
    most = reasons.most_common(1)[0][0]
    total = sum(map(held_s, holds))
    lasts = len(holds) == 1 and holds[0].until is None
    key = "week.held_now" if lasts else "week.held_once" if len(holds) == 1 else "week.held"
    return words.say(
        key,
        count=len(holds),
        reason=words.name("hold", most),
        length=words.length(total) if total >= MINUTE_S else words.say("week.under_minute"),
    )


def held_s(hold: HoldRow) -> int:
    """How long a hold lasted, seconds; one that has not ended counts as nothing yet."""
    if hold.until is None:
        return 0
    since, until = (datetime.fromisoformat(at) for at in (hold.since, hold.until))
    return max(0, int((until - since).total_seconds()))
