"""Questions one after another in a terminal or from a script; each can be gone back from or kept.

Nothing is done with the answers here: they are handed over when the last question is answered.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TextIO, TypeAlias

from msgspec import Struct

from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.desktop.terminal_text import fit
from deskbreak.errors import DeskbreakError

Answer: TypeAlias = bool | tuple[str, ...]

YES: Final = frozenset({"y", "yes", "はい"})
NO: Final = frozenset({"n", "no", "いいえ"})
BACK: Final = frozenset({"b", "back", "戻る", "前へ"})


class InputEnded(DeskbreakError):
    """The input was over before the last answer."""

    def __init__(self) -> None:
        super().__init__("the input ended before the last answer; nothing was kept")


class Question(Struct, frozen=True):
    """One question."""

    key: str
    lines: tuple[str, ...]
    form: str
    """What may be typed."""
    read: Callable[[str], Answer | None]
    """The answer that a word means; None: it means none."""
    wrong: Callable[[str], str]
    """What is said then."""
    present: str | None = None
    """The answer as it is now, in words, which Enter keeps; None: there is none yet."""
    after_yes: str = ""
    """Said after the answer yes."""
    in_window: str = ""
    """What may be typed where ``shortcut`` is a button; empty: as ``form``."""
    shortcut: str = ""
    """An answer that a window has a button for; empty: none."""


def yes_no(
    language: Language,
    key: str,
    *lines: str,
    present: bool | None = None,
    after_yes: str = "",
) -> Question:
    """A question to be answered by yes or no."""

    def read(word: str) -> bool | None:
        return True if word in YES else False if word in NO else None

    return Question(
        key=key,
        lines=lines,
        form=text(language, "setup.yes_no"),
        read=read,
        wrong=lambda _: text(language, "setup.yes_no_again"),
        present=None if present is None else text(language, f"setup.{'yes' if present else 'no'}"),
        after_yes=after_yes,
    )


class Dialogue:
    """Asks on ``out`` and reads lines from ``source``."""

    def __init__(self, language: Language, source: TextIO, out: TextIO) -> None:
        self._language = language
        self._source = source
        self._out = out
        self._echo = not source.isatty()
        """Nobody has typed a line's end: a script, or a file."""

    def hold(self, questions: Sequence[Question]) -> Mapping[str, Answer]:
        """Ask all of them; an answer that was kept is not in the result. Raises InputEnded."""
        answers: dict[str, Answer] = {}
        at = 0
        while at < len(questions):
            question = questions[at]
            numbers = {"number": at + 1, "total": len(questions)}
            head = text(self._language, "setup.count", **numbers)
            self._say("", head, *question.lines)
            reply = self._reply(question, first=at == 0)
            if reply == "back":
                at -= 1
                continue
            if reply == "keep":
                answers.pop(question.key, None)
            elif not isinstance(reply, str):
                answers[question.key] = reply
            if reply is True and question.after_yes:
                self._say(question.after_yes)
            at += 1
        return answers

    def _reply(self, question: Question, *, first: bool) -> Answer | str:
        """The answer, or ``back`` or ``keep``; asked again until it is one of them."""
        language = self._language
        parts = [question.form, *([] if first else [text(language, "setup.back")])]
        hint = " · ".join(parts) if language == "en" else "・".join(parts)
        if question.present is not None:
            self._say(text(language, "setup.keep", answer=question.present))
        while True:
            word = self._word(fit(f"{hint}:", self._out) + " ")
            if not word and question.present is not None:
                return "keep"
            if word in BACK and not first:
                return "back"
            answer = question.read(word)
            if answer is not None:
                return answer
            said = question.wrong(word) if word else text(language, "setup.nothing_typed")
            self._say(said)

    def _word(self, prompt: str) -> str:
        """One line; letters of full width mean the plain ones."""
        self._out.write(prompt)
        self._out.flush()
        line = self._source.readline()
        if self._echo or not line:
            self._out.write("\n")
        if not line:
            raise InputEnded
        return unicodedata.normalize("NFKC", line).strip().lower()

    def _say(self, *lines: str) -> None:
        for line in lines:
            self._out.write(f"{fit(line, self._out)}\n")
