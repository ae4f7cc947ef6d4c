"""The whole page around its parts: head, style, and a policy that lets nothing in from outside."""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from xml.etree.ElementTree import Element

from deskbreak.report.day_strip import shapes
from deskbreak.report.markup import as_html, element
from deskbreak.report.words import Words


def page(
    title: str,
    subtitle: str,
    words: Words,
    parts: Iterable[Element],
    made: str,
    *,
    note: bool = True,
) -> str:
    """A page that needs no network, no script and no other file.

    ``note``: what is said of the records at its foot.
    """
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy()),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", f"{title} {subtitle}".strip()),
        element("style", _style()),
    )
    top = element(
        "header", element("h1", title), element("p", subtitle, class_="sub") if subtitle else None
    )
    about = element("p", words.say("note")) if note else None
    foot = element("footer", element("p", made), about, class_="note")
    main = element("main", top, *parts, foot)
    body = element("body", shapes(), main)
    return as_html(element("html", head, body, lang=words.language))


@cache
def _style() -> str:
    return (resources.files(__package__) / "page_style.css").read_text("utf-8")


def _policy() -> str:
    """Nothing but this page's own style, known by its digest."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "img-src 'none'"
    )
