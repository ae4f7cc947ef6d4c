"""Elements of HTML and SVG; whatever a text holds, it stays a text."""

from typing import TypeAlias
from xml.etree.ElementTree import Element, tostring

Child: TypeAlias = Element | str | None


def element(tag: str, /, *children: Child, **attributes: object) -> Element:
    """An element. ``aria_label`` is ``aria-label``, ``class_`` is ``class``; None is left out."""
    made = Element(
        tag,
        {
            name.rstrip("_").replace("_", "-"): _plain(value)
            for name, value in attributes.items()
            if value is not None
        },
    )
    for child in children:
        add(made, child)
    return made


def add(to: Element, child: Child) -> None:
    """One more child at the end."""
    if child is None:
        return
    if not isinstance(child, str):
        to.append(child)
    elif len(to):
        to[-1].tail = (to[-1].tail or "") + child
    else:
        to.text = (to.text or "") + child


def svg(*children: Child, label: str | None = None, **attributes: object) -> Element:
    """A picture; with ``label`` it is one to screen readers, without they pass it over."""
    told = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return element("svg", *children, **told, **attributes)


def share(part: float, whole: float) -> str:
    """A position as SVG takes it, such as ``12.5%``."""
    return f"{100 * part / whole if whole else 0:.2f}".rstrip("0").rstrip(".") + "%"


def as_html(page: Element) -> str:
    """A whole page."""
    return "<!doctype html>\n" + tostring(page, "unicode", "html") + "\n"


def _plain(value: object) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
