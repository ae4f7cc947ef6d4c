"""Where in the minute one is: which repetition, which side, what comes next.

Rules
- A repetition is counted as its step is told; a movement done on both sides in turn counts each.
- The side is the one that the step's text names first, or that named before it; where the text
  speaks of the other side, the other one. It changes with the figure inside a step.
- What comes next is said in its short words.
"""

import re

from msgspec import Struct

from deskbreak.content.model import Language
from deskbreak.content.strings import text
from deskbreak.figures.movement import Step as FigureStep
from deskbreak.guide.lesson import Lesson
from deskbreak.guide.minute import Card, Minute

_SIDES: dict[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:(?P<right>right(?! (?:angles?|next|out|away|back|down|up)\b))|(?P<left>left)"
        r"|(?P<other>other side))\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(r"(?P<right>右)|(?P<left>左(?!右))|(?P<other>反対側)"),
}
"""Words that name a side; "right angles" and "right next to" do not."""
_BOTH = {"en": re.compile(r"left and right", re.IGNORECASE), "ja": re.compile("左右")}
_OTHER = {"right": "left", "left": "right"}
LONG = 10.0
"""Least seconds of a step without repetitions that is held on one side."""


class Progress(Struct, frozen=True):
    """What the line under the word says."""

    count: str
    side: str
    coming: str

    @property
    def line(self) -> str:
        """All of it in one line; what is not known is left out."""
        return "  ·  ".join(part for part in (self.count, self.side, self.coming) if part)


NOTHING = Progress("", "", "")


def progress(lesson: Lesson, it: Minute, now: float) -> Progress:
    """The progress at a moment; nothing while no step runs."""
    if it.card is not Card.STEP:
        return NOTHING
    told, language = lesson.told(easier=it.easier), lesson.language
    reps, seconds = told.reps[it.step] or 1, it.seconds[it.step]
    number = min(int(it.elapsed(now) / (seconds / reps) + 1e-6), reps - 1)
    count = ""
    if reps > 1:
        count = text(language, "guide.count", done=number + 1, total=reps)
    side = _side(told.steps, it.step, language)
    counted = reps > 1 or (0 < it.step < len(told.steps) - 1 and seconds >= LONG)
    if side and counted and _turned(lesson, it, number * seconds / reps):
        side = _OTHER[side]
    coming = ""
    if it.step + 1 < len(told.short):
        coming = text(language, "guide.next_up", text=told.short[it.step + 1])
    said = text(language, f"minute.words.{side}") if side and counted else ""
    return Progress(count, said, coming)


def _side(steps: tuple[str, ...], step: int, language: Language) -> str:
    """``right`` or ``left``, of a step; empty: no side is named."""
    side = ""
    for words in steps[: step + 1]:
        both = _BOTH[language].search(words)
        found = _SIDES[language].search(words)
        if found is None or both is not None:
            continue
        named = found.lastgroup or ""
        side = _OTHER.get(side, "") if named == "other" else named
    return "" if _BOTH[language].search(steps[step]) else side


def _turned(lesson: Lesson, it: Minute, at: float) -> bool:
    """Whether the figure has changed sides since the step began."""
    moves = lesson.movement
    steps: tuple[FigureStep, ...] = ()
    if moves is not None:
        steps = moves.easier_steps if it.easier else moves.steps
    if it.step >= len(steps):
        return False
    found = steps[it.step]
    first, now = found.segments[0].name, found.moment(at + 0.01).name
    return first.endswith("~") != now.endswith("~")
