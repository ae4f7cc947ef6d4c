"""One day as a strip on the week's time axis, and the strips of a week below one another.

Positions are shares of the width, so that a strip is as wide as the page and its marks keep their
shape. Marks differ by shape, not by colour alone.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from xml.etree.ElementTree import Element

from msgspec import Struct

from deskbreak.report.markup import element, share, svg

HEIGHT = 44
"""Pixels of a strip."""
BAR_TOP, BAR_HEIGHT = 16, 16
MARK_Y = 8
BAND_TOP, BAND_HEIGHT = 35, 5
LANES = 3
LANE_HEIGHT = 5
EARLIEST, LATEST = 9, 17
"""The axis shows these hours at least."""
BEGINS = 4
"""Hour at which a day begins; the axis never goes beyond a day."""


class Bar(Struct, frozen=True):
    """Something that lasted; ``kind`` is its class: ``sit``, ``hold``, ``span``, ``due``."""

    kind: str
    start: datetime
    end: datetime
    title: str = ""
    lane: int = 0
    """Of those that may overlap: 0 to ``LANES`` - 1, from the top."""


class Mark(Struct, frozen=True):
    """Something that happened; ``kind`` names its shape."""

    kind: str
    at: datetime
    title: str = ""


class Strip(Struct, frozen=True):
    """A day: its name, what is said of it, and what is drawn."""

    day: date
    name: str
    label: str
    sum: str
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()


class Axis(Struct, frozen=True):
    """Hours of the day from left to right; above 24 is past midnight."""

    first: int
    last: int

    def hours(self, at: datetime, day: date) -> float:
        """Hours since the midnight before ``day``, on the wall."""
        midnight = datetime(day.year, day.month, day.day, tzinfo=at.tzinfo)
        wall = at.replace(tzinfo=None) - midnight.replace(tzinfo=None)
        return wall / timedelta(hours=1)

    def x(self, at: datetime, day: date) -> str:
        """Where a time is, within the axis."""
        hours = min(max(self.hours(at, day), self.first), self.last)
        return share(hours - self.first, self.last - self.first)

    def shows(self, at: datetime, day: date) -> bool:
        """Whether a time lies on the axis."""
        return self.first <= self.hours(at, day) <= self.last


def axis_of(strips: Iterable[Strip]) -> Axis:
    """The hours in which anything of the week lies."""
    first, last = EARLIEST, LATEST
    whole = Axis(BEGINS, 24 + BEGINS)
    for strip in strips:
        for bar in strip.bars:
            first = min(first, int(whole.hours(bar.start, strip.day)))
            last = max(last, -int(-whole.hours(bar.end, strip.day) // 1))
        for mark in strip.marks:
            hours = whole.hours(mark.at, strip.day)
            first, last = min(first, int(hours)), max(last, int(hours) + 1)
    return Axis(max(first, 0), min(last, 24 + BEGINS))


def week(strips: Sequence[Strip], hour: str, axis: Axis) -> Element:
    """The strips as a list with one axis; ``hour`` is how an hour is written, with ``{hour}``."""
    rows = [_row(strip, axis) for strip in strips]
    return element("ol", _axis(axis, hour), *rows, class_="week")


def _axis(axis: Axis, hour: str) -> Element:
    hours = range(axis.first, axis.last + 1)
    step = 1 if len(hours) <= 8 else 2 if len(hours) <= 17 else 4
    texts = [
        element(
            "text",
            hour.format(hour=one % 24),
            x=share(one - axis.first, axis.last - axis.first),
            y=12,
            text_anchor=_anchor(one, axis),
        )
        for one in hours
        if (one - axis.first) % step == 0
    ]
    ruler = svg(*texts, class_="axis", width="100%", height=16)
    return element(
        "li", element("span"), ruler, element("span"), class_="hours", aria_hidden="true"
    )


def _anchor(hour: int, axis: Axis) -> str:
    if hour == axis.first:
        return "start"
    return "end" if hour == axis.last else "middle"


def _row(strip: Strip, axis: Axis) -> Element:
    lines = [
        element("line", x1=x, x2=x, y1=0, y2=HEIGHT, class_="grid")
        for x in (
            share(hour - axis.first, axis.last - axis.first)
            for hour in range(axis.first, axis.last + 1)
        )
    ]
    base = element("line", x1=0, x2="100%", y1=BAR_TOP + BAR_HEIGHT, y2=BAR_TOP + BAR_HEIGHT)
    base.set("class", "base")
    bars = [_bar(bar, strip.day, axis) for bar in strip.bars]
    marks = [_mark(mark, strip.day, axis) for mark in strip.marks if axis.shows(mark.at, strip.day)]
    picture = svg(
        *lines, base, *bars, *marks, label=strip.label, class_="strip", width="100%", height=HEIGHT
    )
    return element(
        "li",
        element("span", strip.name, class_="day"),
        picture,
        element("span", strip.sum, class_="sum"),
    )


def _bar(bar: Bar, day: date, axis: Axis) -> Element:
    start, end = axis.hours(bar.start, day), axis.hours(bar.end, day)
    start, end = (min(max(one, axis.first), axis.last) for one in (start, end))
    whole = axis.last - axis.first
    low = bar.kind in ("hold", "meeting")
    if bar.kind == "due":
        return _lane(bar, share(start - axis.first, whole), share(end - start, whole))
    return element(
        "rect",
        _title(bar.title),
        x=share(start - axis.first, whole),
        width=share(end - start, whole),
        y=BAND_TOP if low else BAR_TOP,
        height=BAND_HEIGHT if low else BAR_HEIGHT,
        class_=bar.kind,
    )


def _lane(bar: Bar, x: str, width: str) -> Element:
    """A bar in its lane, with a tick where it begins."""
    y = BAR_TOP + bar.lane * (LANE_HEIGHT + 1)
    size = {"x": x, "y": y, "height": LANE_HEIGHT}
    tick = element("rect", width=3, class_="tick", **size)
    return element("g", _title(bar.title), element("rect", width=width, class_="due", **size), tick)


def _mark(mark: Mark, day: date, axis: Axis) -> Element:
    x = axis.x(mark.at, day)
    return element("use", _title(mark.title), href=f"#m-{mark.kind}", x=x, y=MARK_Y)


def _title(words: str) -> Element | None:
    return element("title", words) if words else None


def shapes() -> Element:
    """What marks and hatched bars refer to; once a page."""
    hatch = element(
        "pattern",
        element("path", d="M0 0h6v6h-6z", class_="hatch-ground"),
        element("path", d="M-1 1l2 -2M0 6l6 -6M5 7l2 -2", class_="hatch-line"),
        id="hatch",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
    )
    marks = {
        "up": "M0 -5L5 4H-5Z",
        "done": "M0 -5a5 5 0 1 0 .01 0Z",
        "skipped": "M-4 -4L4 4M4 -4L-4 4",
        "missed": "M0 -4a4 4 0 1 0 .01 0Z",
        "stopped": "M-4 -4H4V4H-4Z",
        "snoozed": "M0 -2a2 2 0 1 0 .01 0Z",
    }
    symbols = [
        element("g", element("path", d=path, class_=f"mark {name}"), id=f"m-{name}")
        for name, path in marks.items()
    ]
    return svg(element("defs", hatch, *symbols), class_="defs", width=0, height=0)


def legend(entries: Sequence[tuple[str, str]]) -> Element:
    """What shapes and bars mean: pairs of a kind and its words."""
    made = []
    for kind, words in entries:
        if kind in ("sit", "hold", "span", "due", "meeting"):
            sample = svg(
                element("rect", x=1, y=4, width=18, height=9, class_=kind), width=20, height=16
            )
        else:
            sample = svg(element("use", href=f"#m-{kind}", x=8, y=8), width=16, height=16)
        made.append(element("li", sample, element("span", words)))
    return element("ul", *made, class_="legend")
