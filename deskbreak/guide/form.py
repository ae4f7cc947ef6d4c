"""Questions one after another, as a pure machine: what is asked, what was answered, what is noted.

Rules
- An answer that means nothing is asked for again, with a note.
- One can always go back; what was answered and typed before stays until it is answered anew.
  Keeping takes an answer of this round away: then it is as it was before.
- A note after a yes is shown on a page of its own, before the next question.
- Nothing is done with the answers before the last question is answered.
"""

from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

Reply: TypeAlias = bool | tuple[str, ...]
"""Yes or no, or what was typed, as ``FormQuestion.read`` makes of it."""


class FormQuestion(Struct, frozen=True):
    """One question.

    Args:
        key: names the answer.
        heading: the question.
        items: what it is about, as a list.
        note: a line before the question; empty: none.
        typed: how the answer is typed; empty: it is yes or no.
        shortcut: an answer that is typed by a button; empty: there is none.
        read: what typed words mean; None: nothing.
        wrong: what is said then.
        present: the answer as it is now, in words; None: there is none yet.
        after_yes: said after a yes; empty: nothing.
        picture: id of the routine whose figure goes with it; empty: none.
    """

    key: str
    heading: str
    items: tuple[str, ...] = ()
    note: str = ""
    typed: str = ""
    shortcut: str = ""
    read: Callable[[str], Reply | None] = lambda _: None
    wrong: Callable[[str], str] = lambda word: word
    present: str | None = None
    after_yes: str = ""
    picture: str = ""


class Form(Struct, frozen=True):
    """One round of questions at one moment."""

    questions: tuple[FormQuestion, ...]
    at: int = 0
    answers: tuple[tuple[str, Reply], ...] = ()
    typed: tuple[tuple[str, str], ...] = ()
    """What stands in the fields, whether it could be read or not."""
    wrong: str = ""
    """Why the last answer was not taken."""
    noted: bool = False
    """The note after a yes is shown."""

    @property
    def question(self) -> FormQuestion | None:
        """What is asked; None: everything is answered."""
        return self.questions[self.at] if self.at < len(self.questions) else None

    @property
    def reply(self) -> Reply | None:
        """What was answered to this question in this round; None: nothing."""
        return None if self.question is None else dict(self.answers).get(self.question.key)

    @property
    def words(self) -> str:
        """What was typed for this question in this round."""
        return "" if self.question is None else dict(self.typed).get(self.question.key, "")

    def note(self, words: str) -> "Form":
        """Keep what stands in the field, whatever happens next."""
        if self.question is None:
            return self
        others = tuple(one for one in self.typed if one[0] != self.question.key)
        return replace(self, typed=(*others, (self.question.key, words)))

    def answer(self, reply: Reply) -> "Form":
        """Yes, no, or what was typed and read."""
        asked = self.question
        if asked is None or self.noted:
            return self
        others = tuple(one for one in self.answers if one[0] != asked.key)
        answered = replace(self, answers=(*others, (asked.key, reply)), wrong="")
        if reply is True and asked.after_yes:
            return replace(answered, noted=True)
        return answered.go_on()

    def type(self, words: str) -> "Form":
        """What was typed."""
        asked = self.question
        if asked is None or self.noted:
            return self
        form, reply = self.note(words), asked.read(words)
        return replace(form, wrong=asked.wrong(words)) if reply is None else form.answer(reply)

    def keep(self) -> "Form":
        """As it was before."""
        asked = self.question
        if asked is None or asked.present is None or self.noted:
            return self
        others = tuple(one for one in self.answers if one[0] != asked.key)
        return replace(self, answers=others).go_on()

    def go_on(self) -> "Form":
        """The next question."""
        return replace(self, at=min(self.at + 1, len(self.questions)), wrong="", noted=False)

    def back(self) -> "Form":
        """The question before, or from its note to the question."""
        return replace(self, at=max(self.at - (not self.noted), 0), wrong="", noted=False)
