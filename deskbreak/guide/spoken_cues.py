"""What the voice says in the course of a step, and when.

Rules
- A step begins with what to do. Then the voice counts, and says the word under the figure where it
  stands long enough to be said: both only while nothing else is being said.
- A long stay without counts says once how many seconds are left.
- Everything is over before its step is.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from deskbreak.content.model import Language, Step
from deskbreak.content.spoken_texts import MINUTE, spoken
from deskbreak.content.strings import text
from deskbreak.figures.movement import Step as FigureStep

GAP = 0.15
"""Seconds of silence between two cues."""
STANDS = 1.4
"""Least seconds for which a word stands under the figure to be said."""
COUNTS_FROM = 3.0
"""Least seconds of a repetition that is counted."""
LONG_STAY, LEFT = 12.0, 5
"""Seconds of a stay that says how many are left, and how many that are."""
_COUNT = re.compile(r"(?<=[.。])[^.。]*(?:times|in all|回)[.。]?$")
"""How often, at the end of what the minute says: another form has its own number."""
_SECONDS = re.compile(r"(\d+) s\b")
_KANJI, _DIGIT, _PAUSE = re.compile("[一-鿿]"), re.compile("[0-9]"), re.compile("[。、.,:;]")


class Cue(Struct, frozen=True):
    """Something to say, ``at`` seconds after the step began."""

    at: float
    text: str
    main: bool = False
    """What to do: said at once, whatever is being said."""


def said_in(words: str, language: Language) -> float:
    """Seconds that a voice needs at most.

    Fitted to recordings of all spoken texts: open-jtalk with its usual speed, espeak-ng at 175
    words a minute (tools/voice_lengths.py). None takes longer.
    """
    pauses, digits = len(_PAUSE.findall(words)), len(_DIGIT.findall(words))
    if language == "en":
        return 0.59 + 0.052 * len(words) + 0.1 * digits + 0.4 * pauses
    kanji = len(_KANJI.findall(words)) + digits
    return 0.8 + 0.25 * kanji + 0.17 * (len(words) - kanji - pauses) + 0.7 * pauses


def cues_of(
    id_: str,
    steps: Sequence[Step],
    drawn: Sequence[FigureStep],
    language: Language,
    form: str = MINUTE,
    minute: Sequence[Step] = (),
) -> tuple[tuple[Cue, ...], ...]:
    """The cues of every step of a form.

    Args:
        id_: of the routine.
        steps: what the form tells.
        drawn: the figure's steps; empty for a routine without a figure.
        language: of the voice.
        form: its name in the spoken texts.
        minute: the steps of the usual minute, from which a longer form takes its texts.
    """
    shown = drawn if len(drawn) == len(steps) else [None] * len(steps)
    said = short_texts(id_, steps, language, form, minute)
    return tuple(
        tuple(_fitting(first, _more(step, figure, language), float(step.seconds), language))
        for first, step, figure in zip(said, steps, shown, strict=True)
    )


def short_texts(
    id_: str,
    steps: Sequence[Step],
    language: Language,
    form: str = MINUTE,
    minute: Sequence[Step] = (),
) -> list[str]:
    """What to do in each step, as short as there is."""
    own = spoken(id_, language, form)
    if len(own) == len(steps):
        return list(own)
    short = list(zip(minute, spoken(id_, language), strict=False))
    by_text = {step.text.of(language): said for step, said in short}
    same = len(short) == len(steps)
    moving = [(step, said) for step, said in short if step.reps]
    found = []
    for index, step in enumerate(steps):
        told = step.text.of(language)
        usual, said = short[index] if same else (step, by_text.get(told, told))
        if not same and step.reps and moving:
            usual, said = moving.pop(0)
        if usual.reps != step.reps:
            said = _COUNT.sub("", said)
        found.append(_cut(_SECONDS.sub(r"\1 seconds", said), float(step.seconds), language))
    return found


def _cut(words: str, seconds: float, language: Language) -> str:
    """Whole sentences, as many as can be said in time; the first one at least."""
    sentences = re.findall(r"[^.。]+[.。]?", words)
    kept = sentences[0] if sentences else words
    for sentence in sentences[1:]:
        if said_in(kept + sentence, language) > seconds - GAP:
            break
        kept += sentence
    return kept.strip()


def _more(step: Step, figure: FigureStep | None, language: Language) -> Iterator[tuple[float, str]]:
    """Counts and words, each with its second; which of them there is room for is seen later."""
    if figure is None:
        return
    beats = len(figure.segments) // figure.repeat
    per = max((step.reps or 0) // figure.repeat, 1)
    every = beats // per if beats % per == 0 else beats
    counted = step.reps and figure.loop_seconds / per >= COUNTS_FROM
    for index, (at, word, stands) in enumerate(_words(figure)):
        if word is None:
            continue
        parts = []
        place = index // every
        if counted and index % every == 0 and place:
            parts.append(str(place + 1))
        if stands >= STANDS:
            parts.append(text(language, f"minute.words.{word}"))
        if parts:
            yield at, ("、" if language == "ja" else ", ").join(parts)
    stay = figure.segments[-1].beat.hold
    if not step.reps and figure.repeat == 1 and stay >= LONG_STAY:
        yield figure.seconds - LEFT - 0.5, text(language, "voice.left", seconds=LEFT)


def _words(figure: FigureStep) -> Iterator[tuple[float, str | None, float]]:
    """Start, word (None: the one before goes on) and how long it stands, of every beat."""
    segments = figure.segments
    for index, segment in enumerate(segments):
        word = segment.beat.word
        before = segments[index - 1].beat.word if index else None
        stands = 0.0
        for later in segments[index:]:
            if later.beat.word != word:
                break
            stands += later.beat.move + later.beat.hold
        yield segment.start, None if word == before else word, stands


def _fitting(
    first: str, more: Iterator[tuple[float, str]], seconds: float, language: Language
) -> Iterator[Cue]:
    """What can be said without cutting anything off."""
    yield Cue(0.0, first, main=True)
    free = said_in(first, language) + GAP
    for at, words in sorted(more):
        ends = at + said_in(words, language)
        if at >= free and ends <= seconds:
            yield Cue(at, words)
            free = ends + GAP
