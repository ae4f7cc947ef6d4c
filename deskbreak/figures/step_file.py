"""Steps and longer forms out of their TOML tables."""

from collections.abc import Iterable

from msgspec import Struct

from deskbreak.figures.label_words import Word
from deskbreak.figures.table import Table


class Beat(Struct, frozen=True):
    """A way to a pose and a stay there, seconds."""

    to: str
    move: float
    hold: float
    word: Word | None
    hold_word: Word | None
    even: bool
    """True: at constant speed; False: starts and stops softly."""
    key: str
    """Where it is in the file, for messages."""


class StepScript(Struct, frozen=True):
    """One step as the file gives it."""

    seconds: float
    repeat: int
    beats: tuple[Beat, ...]
    begin: str | None
    shrink: float
    pace: float
    """Metres a second at which the ground passes."""
    stills: tuple[str, ...]
    key: str


class VariantEntry(Struct, frozen=True):
    """One step of a longer form: a step of a file with other times, or one of its own."""

    of: str | None
    step: int | None
    also: int | None
    """A second step played after the first in the same time (right side, then left)."""
    own: StepScript | None
    seconds: float
    repeat: int | None
    key: str


def known(table: Table, key: str, name: str, poses: set[str]) -> str:
    """The name of a pose that is there; FigureError otherwise."""
    if name.rstrip("~") not in poses:
        raise table.wrong(key, f"there is no pose {name!r}")
    return name


def _flip(name: str, mirror: bool) -> str:
    if not mirror:
        return name
    return name[:-1] if name.endswith("~") else name + "~"


def _word(table: Table, key: str) -> Word | None:
    text = table.text(key, "")
    if not text:
        return None
    try:
        return Word(text)
    except ValueError:
        raise table.wrong(key, f"needs one of {', '.join(Word)}, has {text!r}") from None


def _beats(table: Table, poses: set[str], *, mirror: bool) -> tuple[Beat, ...]:
    beats = []
    for t in table.tables("play"):
        ease = t.text("ease", "soft")
        if ease not in ("soft", "even"):
            raise t.wrong("ease", "needs soft or even")
        word = _word(t, "word")
        beats.append(
            Beat(
                _flip(known(t, "to", t.text("to"), poses), mirror != t.flag("mirror")),
                t.number("move", 0.0),
                t.number("hold", 0.0),
                _turned(word, mirror),
                _turned(_word(t, "hold_word"), mirror) or _turned(word, mirror),
                ease == "even",
                t.path,
            )
        )
        t.done()
    if not beats:
        raise table.wrong("play", "needs at least one pose to go to")
    return tuple(beats)


def _turned(word: Word | None, mirror: bool) -> Word | None:
    swap = {Word.LEFT: Word.RIGHT, Word.RIGHT: Word.LEFT}
    return swap.get(word, word) if mirror and word is not None else word


def step(table: Table, poses: set[str]) -> StepScript:
    """One step; its play must fill its seconds exactly."""
    mirror = table.flag("mirror")
    repeat = table.whole("repeat", 1)
    beats = _beats(table, poses, mirror=mirror)
    once = sum(b.move + b.hold for b in beats)
    seconds = table.number("seconds", once * repeat)
    if abs(once * repeat - seconds) > 1e-6:
        raise table.wrong("seconds", f"is {seconds:g}, but play takes {once:g} s × {repeat}")
    begin = table.text("from", "")
    stills = table.texts("stills")
    for name in stills:
        known(table, "stills", name, poses)
    if len(stills) not in (0, 2):
        raise table.wrong("stills", "needs two poses")
    made = StepScript(
        seconds,
        repeat,
        beats,
        _flip(known(table, "from", begin, poses), mirror) if begin else None,
        table.number("shrink", 1.0),
        table.number("pace", 0.0),
        tuple(_flip(s, mirror) for s in stills),
        table.path,
    )
    table.done()
    return made


def entries(tables: Iterable[Table], poses: set[str]) -> tuple[VariantEntry, ...]:
    """Steps that are their own or those of a file with other times."""
    found = []
    for t in tables:
        if "play" in t:
            own = step(t, poses)
            found.append(VariantEntry(None, None, None, own, own.seconds, None, t.path))
            continue
        repeat = t.whole("repeat", 1) if "repeat" in t else None
        of = t.text("of", "")
        number = t.whole("step", 1) - 1
        also = t.whole("also", 1) - 1 if "also" in t else None
        seconds = t.number("seconds")
        found.append(VariantEntry(of or None, number, also, None, seconds, repeat, t.path))
        t.done()
    return tuple(found)


def variants(table: Table, poses: set[str]) -> dict[str, tuple[VariantEntry, ...]]:
    """Every longer form of a file."""
    return {name: entries(table.tables(name), poses) for name in table.raw}
