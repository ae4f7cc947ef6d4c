"""Small tables, and the bars of counts that go beside them."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from deskbreak.report.markup import Child, element, share, svg


def table(
    heads: Sequence[str], rows: Sequence[Sequence[Child]], caption: str | None = None
) -> Element:
    """A table whose first column names its rows."""
    head = element("thead", element("tr", *(element("th", one, scope="col") for one in heads)))
    body = element("tbody", *(_row(row) for row in rows))
    told = None if caption is None else element("caption", caption)
    return element("table", told, head, body)


def _row(cells: Sequence[Child]) -> Element:
    first, *others = cells
    return element(
        "tr", element("th", first, scope="row"), *(element("td", cell) for cell in others)
    )


def counted(name: str, count: int) -> Element:
    """A number that can be found by its name."""
    return element("span", str(count), class_="n", data_n=name)


def measure(count: int, most: int, kind: str = "done") -> Element:
    """A bar as long as the count's share of the greatest one."""
    bar = element("rect", x=0, y=2, height=12, width=share(count, most), class_=f"count {kind}")
    return svg(bar, class_="measure", width="100%", height=16)


def folded(summary: str, *inside: Child) -> Element:
    """Details that open on demand, and always when printed."""
    return element("details", element("summary", summary), *inside)


def scrolled(label: str, *inside: Child) -> Element:
    """What may be wider than a small screen."""
    return element("div", *inside, class_="scroll", tabindex=0, role="region", aria_label=label)
