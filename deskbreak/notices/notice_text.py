"""What becomes of a notice's words and buttons where there is little room for them."""

import os
from collections.abc import Mapping

from deskbreak.app.answer_commands import command
from deskbreak.app.ports.notice_ports import Button, Notice

APP = "deskbreak"
"""The name under which systems know the program."""


def desktop_entry(environ: Mapping[str, str] = os.environ) -> str:
    """The name of our desktop entry: Flatpak installs it under the id of its package."""
    return environ.get("FLATPAK_ID") or APP


BUTTONS_AT_MOST = 3
"""GNOME drops a fourth."""

TITLE_AT_MOST = 63
BODY_AT_MOST = 255
"""Characters that a balloon takes on Windows (NOTIFYICONDATAW: szInfoTitle, szInfo)."""


def offered(notice: Notice) -> tuple[Button, ...]:
    """The buttons that are shown."""
    return notice.buttons[:BUTTONS_AT_MOST]


def answers(notice: Notice) -> tuple[str, ...]:
    """A line for each answer: ``Not now: deskbreak skip``, ``また今度：deskbreak skip``."""
    return tuple(
        f"{plain(button.label)}{': ' if button.label.isascii() else '：'}{line}"
        for button in notice.buttons
        if (line := command(button)) is not None
    )


def plain(text: str) -> str:
    """The text without characters that would steer a terminal; line ends stay."""
    return "".join(each for each in text if each.isprintable() or each == "\n")


def cut(text: str, most: int) -> str:
    """The text in at most ``most`` UTF-16 units, as Windows counts.

    What is kept ends with a line or a sentence, where one fits: half a sentence may say the
    contrary of the whole. Else it ends with a word and an ellipsis.
    """
    units = text.encode("utf-16-le")
    if len(units) <= 2 * most:
        return text
    room = units[: 2 * most].decode("utf-16-le", "ignore")
    for end in range(len(room), 0, -1):
        last, following = text[end - 1], text[end]
        if following == "\n" or last in "。！？" or (last in ".!?" and following == " "):
            return text[:end].rstrip()
    kept = units[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    word = text[: len(kept) + 1].rpartition(" ")[0]
    return (word if 2 * len(word) > len(kept) else kept).rstrip() + "…"
