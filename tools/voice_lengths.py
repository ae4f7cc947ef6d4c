"""Records everything that the voice says and measures it: is each text over before its step is?

    python tools/voice_lengths.py en        # espeak-ng
    python tools/voice_lengths.py ja        # open-jtalk, with the voice of tools/japanese_voice.sh

``OPEN_JTALK_VOICE`` names another voice file.

Exit code 1 if something takes longer than its step, or than ``said_in`` believes.
"""

import argparse
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from deskbreak.app.guide_protocol import GuideRequest
from deskbreak.content.loader import load_routines
from deskbreak.content.model import Language
from deskbreak.guide.lesson import SEATED, lesson_of
from deskbreak.guide.spoken_cues import said_in
from deskbreak.guide_host.speakers import speakers

WRITER = {"en": "espeak-ng", "ja": "open-jtalk"}


class Measured(NamedTuple):
    """One text as it was recorded."""

    text: str
    seconds: float
    """How long it takes."""
    room: float
    """Seconds from its cue to the next one, or to the end of its step; the least of all places."""


def places(language: Language) -> Iterator[tuple[str, float]]:
    """Every text that is said in some form, and the seconds it has there."""
    catalogue = load_routines()
    for facts in catalogue.facts:
        card = catalogue.card(facts.id)
        names = [None, SEATED] if card.seated_steps else [None] if facts.scheduled else []
        for form in (*names, *(one.name for one in card.forms)):
            lesson = lesson_of(GuideRequest("", facts.id, language, form=form, voice=True))
            for steps, times in (
                (lesson.script.usual, lesson.plan.seconds),
                (lesson.script.easier, lesson.plan.easier),
            ):
                for cues, seconds in zip(steps, times, strict=True):
                    ends = [cue.at for cue in cues[1:]] + [seconds]
                    for cue, end in zip(cues, ends, strict=True):
                        yield cue.text, end - cue.at


def recorded(text: str, language: Language) -> float:
    """Seconds of a text, as its program writes it into a file."""
    way = next(way for way in speakers("linux") if way.name == WRITER[language])
    if (why := way.viable(language)) is not None:
        raise SystemExit(f"{way.name}: {why}")
    spoken = way.say(text, language)
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder, "said.wav"))
        command = [file if word == "{wav}" else word for word in spoken.command]
        subprocess.run(command, input=spoken.stdin.encode(), check=True)  # noqa: S603  # its own
        with wave.open(file) as sound:
            return float(sound.getnframes() / sound.getframerate())


def measured(language: Language) -> list[Measured]:
    """Everything that is said in a language, the longest first."""
    rooms: dict[str, float] = {}
    for text, room in places(language):
        rooms[text] = min(room, rooms.get(text, room))
    with ThreadPoolExecutor(2) as pool:
        times = list(pool.map(lambda text: recorded(text, language), rooms))
    found = [Measured(text, s, rooms[text]) for text, s in zip(rooms, times, strict=True)]
    return sorted(found, key=lambda one: -one.seconds)


def main() -> int:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("language", choices=["en", "ja"])
    language = parser.parse_args().language
    found = measured(language)
    late = [one for one in found if one.seconds > min(one.room, said_in(one.text, language))]
    for one in late or found[:10]:
        sys.stdout.write(f"{one.seconds:5.2f} s of {one.room:5.2f}  {one.text}\n")
    middle = sum(one.seconds for one in found) / len(found)
    sys.stdout.write(f"{len(found)} texts, {middle:.1f} s in the mean, {len(late)} too long\n")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
