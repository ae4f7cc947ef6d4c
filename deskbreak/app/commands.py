"""Words from a button, a menu entry or a key, turned into events or calls: ``snooze 5m``."""

import logging
from collections.abc import Callable, Mapping

from deskbreak.app.ports.engine_ports import Post
from deskbreak.app.requests import WordError, event_of_words

log = logging.getLogger(__name__)

Call = Callable[[str], None]
"""Something that is no event; gets the words after the first."""


class Commands:
    """Carries out words; safe from any thread as far as ``post`` and the calls are."""

    def __init__(self, post: Post, calls: Mapping[str, Call]) -> None:
        self._post = post
        self._calls = calls

    def run(self, words: str, prompt: str | None = None) -> None:
        """Do what the words say; ``prompt`` is the one that the button belonged to."""
        name, _, rest = words.partition(" ")
        if name in self._calls:
            self._calls[name](rest)
            return
        try:
            event = event_of_words(words, prompt)
        except WordError as error:
            log.warning("not understood: %s", error)
            return
        if event is None:
            log.warning("not understood: %s", words)
        else:
            self._post(event)
