"""Pages of text: lines of which headings and the items of lists are marked."""

from collections.abc import Iterable

HEADING, ITEM = "# ", "• "
"""How such a line begins."""

_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<style>body {{ max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 sans-serif }}
h1 {{ font-size: 1.5rem }} h2 {{ font-size: 1.15rem; margin-top: 1.8rem }}</style></head>
<body><h1>{title}</h1>
{body}
</body></html>
"""


def plain(lines: Iterable[str]) -> list[str]:
    """For a terminal."""
    return [
        f"  - {line.removeprefix(ITEM)}" if line.startswith(ITEM) else line.removeprefix(HEADING)
        for line in lines
    ]


def as_html(title: str, lines: Iterable[str], language: str) -> str:
    """A page for a browser, without scripts and without anything to fetch."""
    from html import escape  # noqa: PLC0415 - with 0.3 MB of names, only for those who read

    body: list[str] = []
    in_list = False
    for line in lines:
        is_item = line.startswith(ITEM)
        if is_item != in_list:
            body.append("<ul>" if is_item else "</ul>")
            in_list = is_item
        if is_item:
            body.append(f"<li>{escape(line.removeprefix(ITEM))}</li>")
        elif line.startswith(HEADING):
            body.append(f"<h2>{escape(line.removeprefix(HEADING))}</h2>")
        elif line:
            body.append(f"<p>{escape(line)}</p>")
    if in_list:
        body.append("</ul>")
    return _PAGE.format(language=language, title=escape(title), body="\n".join(body))
