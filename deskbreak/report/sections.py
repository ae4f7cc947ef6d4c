"""The parts of the report below the week, each with its heading."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from xml.etree.ElementTree import Element

from deskbreak.app.ledger_rows import HoldRow
from deskbreak.content import formats
from deskbreak.report.body_map import body_map
from deskbreak.report.markup import Child, element, share, svg
from deskbreak.report.tables import counted, folded, measure, scrolled, table
from deskbreak.report.tally import ANSWERED, PROMPT, Tally
from deskbreak.report.week_sentences import held_s
from deskbreak.report.words import Words

FELT = ("good", "hard", "hurts-a", "hurts-b", "hurts-c")
CHART_H = 96
CHANGES = 12
"""So many days of changes are listed for each check, the newest first."""


def section(name: str, words: Words, *inside: Child) -> Element:
    """A section with the heading ``report.NAME.heading``."""
    heading = element("h2", words.say(f"{name}.heading"), id=f"h-{name}")
    return element("section", heading, *inside, class_=name, aria_labelledby=f"h-{name}")


def hours(whole: Tally, words: Words) -> Element:
    """By the hour of the day: answered, and declined or unanswered."""
    used = [hour for hour in whole.hours if whole.hours[hour]]
    first, last = (min(used), max(used) + 1) if used else (9, 18)
    counts = {hour: _two(whole.hours.get(hour, Counter())) for hour in range(first, last)}
    most = max((sum(pair) for pair in counts.values()), default=0)
    bars: list[Element] = []
    for hour, (answered, let_go) in counts.items():
        x, width = share(hour - first + 0.12, last - first), share(0.76, last - first)
        top = CHART_H * answered / max(1, most)
        rest = CHART_H * let_go / max(1, most)
        box = {"x": x, "width": width}
        bars.append(element("rect", y=CHART_H - top, height=top, class_="count done", **box))
        bars.append(element("rect", y=CHART_H - top - rest, height=rest, class_="count let", **box))
        bars.append(
            element(
                "text",
                str(hour),
                x=share(hour - first + 0.5, last - first),
                y=CHART_H + 14,
                text_anchor="middle",
            )
        )
    label = words.say("hours.label")
    chart = svg(*bars, label=label, class_="hours-chart", width="100%", height=CHART_H + 18)
    rows = [
        [words.say("hours.span", start=hour, end=hour + 1), str(answered), str(let_go)]
        for hour, (answered, let_go) in counts.items()
    ]
    heads = [words.say(f"hours.{name}") for name in ("hour", "answered", "let_go")]
    key = element(
        "ul",
        _key("done", words.say("hours.answered")),
        _key("let", words.say("hours.let_go")),
        class_="legend",
    )
    about = element("p", words.say("hours.about"))
    return section(
        "hours", words, about, chart, key, folded(words.say("table"), table(heads, rows))
    )


def _two(counts: Mapping[str, int]) -> tuple[int, int]:
    answered = sum(counts[name] for name in ANSWERED if name in counts)
    return answered, sum(counts.values()) - answered


def _key(kind: str, words: str) -> Element:
    sample = svg(element("rect", x=1, y=4, width=12, height=9, class_=f"count {kind}"))
    sample.set("width", "16")
    sample.set("height", "16")
    return element("li", sample, element("span", words))


def outcomes(whole: Tally, holds: Sequence[HoldRow], words: Words) -> Element:
    """What became of prompts, and why they were held back."""
    most = max((whole.outcomes[name] for name in PROMPT), default=0)
    rows: list[list[Child]] = [
        [
            words.name("outcome", name),
            counted(name, whole.outcomes[name]),
            measure(whole.outcomes[name], most, "done" if name in ANSWERED else "let"),
        ]
        for name in PROMPT
    ]
    rows.append([words.say("total"), counted("prompts", whole.prompts), ""])
    heads = [words.say("outcomes.outcome"), words.say("outcomes.count"), ""]
    return section("outcomes", words, _table(heads, rows), *_holds(holds, words))


def _holds(holds: Sequence[HoldRow], words: Words) -> Iterable[Element]:
    yield element("h3", words.say("outcomes.holds"))
    if not holds:
        yield element("p", words.say("none"))
        return
    reasons = Counter(hold.reason for hold in holds)
    lengths: Counter[str] = Counter()
    for hold in holds:
        lengths[hold.reason] += held_s(hold)
    rows: list[list[Child]] = [
        [
            words.name("hold", reason),
            counted(f"hold-{reason}", count),
            words.length(lengths[reason]),
        ]
        for reason, count in reasons.most_common()
    ]
    heads = [words.say(f"outcomes.{name}") for name in ("reason", "held", "length")]
    yield table(heads, rows)


def regions(counts: Mapping[str, int], words: Words) -> Element:
    """Movement by region, over the figure."""
    rows: list[list[Child]] = [
        [words.name("region", region), counted(f"region-{region}", counts[region])]
        for region in sorted(counts, key=lambda one: -counts[one])
    ]
    heads = [words.say("regions.region"), words.say("regions.count")]
    about = element("p", words.say("regions.about"))
    picture = element("div", body_map(counts, words), table(heads, rows), class_="beside")
    return section("regions", words, about, picture)


def longest(whole: Tally, words: Words) -> Element:
    """The longest sittings."""
    rows: list[list[Child]] = []
    for one in whole.longest:
        at = datetime.fromisoformat(one.at)
        until = f"{words.full_day(at.date())} {words.clock(at)}"
        rows.append([until, words.length(one.sitting_s)])
    heads = [words.say("longest.until"), words.say("longest.length")]
    return section("longest", words, table(heads, rows))


def comfort(whole: Tally, words: Words) -> Element:
    """How routines felt, as counts."""
    if not whole.felt:
        return section("comfort", words, element("p", words.say("comfort.none")))
    used = [name for name in FELT if any(counts[name] for counts in whole.felt.values())]
    rows: list[list[Child]] = [
        [
            words.names.routine(routine),
            *(counted(f"felt-{routine}-{name}", counts[name]) for name in used),
        ]
        for routine, counts in sorted(whole.felt.items())
    ]
    heads = [words.say("comfort.routine"), *(words.say(f"comfort.{name}") for name in used)]
    return section("comfort", words, _scroll(words, "comfort", table(heads, rows)))


def checks(whole: Tally, words: Words) -> Element:
    """Set-up checks with their last answer, and when something was changed."""
    if not whole.checks:
        return section("checks", words, element("p", words.say("checks.none")))
    rows: list[list[Child]] = []
    for check, looks in sorted(whole.checks.items()):
        last = looks[-1]
        changed = [date.fromisoformat(look.day) for look in looks if look.answer == "fix"]
        days = [words.full_day(day) for day in changed[: -CHANGES - 1 : -1]]
        rows.append(
            [
                words.names.check(check),
                words.say(f"checks.answers.{last.answer}"),
                words.full_day(date.fromisoformat(last.day)),
                formats.listed(words.language, days) or "–",
            ]
        )
    heads = [words.say(f"checks.{name}") for name in ("check", "last", "on", "changed")]
    return section("checks", words, _scroll(words, "checks", table(heads, rows)))


def _scroll(words: Words, name: str, *inside: Child) -> Element:
    what = words.say(f"{name}.heading")
    return scrolled(words.say("scroll", what=what), *inside)


def _table(heads: Sequence[str], rows: Sequence[Sequence[Child]]) -> Element:
    """A table whose last column is a bar without a heading of its own."""
    made = table(heads, rows)
    for head in made.iter("th"):
        if head.get("scope") == "col" and not head.text:
            head.tag = "td"
            del head.attrib["scope"]
    made.set("class", "bars")
    return made
