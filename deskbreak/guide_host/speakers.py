"""The programs that can speak, by system: how each is started, and why it cannot be used.

Passed over: ``plyer.tts``, which waits for its program to end, cannot end it and does not know a
language (docs/decisions/0105).
"""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from deskbreak.content.model import Language

Which = Callable[[str], str | None]

PLYER = "it cannot be stopped and is not told the language"
DICTIONARIES = (
    "/var/lib/mecab/dic/open-jtalk/naist-jdic",
    "/usr/local/share/open_jtalk/dic",
    "/usr/share/open_jtalk/dic",
)
VOICES = ("/usr/share/hts-voice", "/usr/local/share/hts-voice", "/usr/share/open_jtalk/voices")
JAPANESE_MODULES = ("open_jtalk", "open-jtalk", "openjtalk")
READINGS = {"肩甲骨": "けんこうこつ", "右腕": "みぎうで", "左腕": "ひだりうで", "の縁": "のふち"}
"""Words that Open JTalk's dictionary reads as nobody says them, and how they are said."""


class Spoken(Struct, frozen=True):
    """How one text is said: a command, what it reads, and what follows it."""

    command: Sequence[str]
    """``{wav}`` stands for a file into which it writes what is to be played."""
    stdin: str = ""
    silence: Sequence[str] = ()
    """A command that ends what a server is saying; killing the first is not enough."""


class Speaker(Struct, frozen=True):
    """One way to speak."""

    name: str
    languages: tuple[Language, ...]
    viable: Callable[[Language], str | None]
    """Why it cannot say this language here; None if it probably can."""
    say: Callable[[str, Language], Spoken]
    plays: bool = True
    """False: it writes a file, and somebody else has to play it."""


def _which(program: str) -> str | None:
    return shutil.which(program)


def speakers(system: str = sys.platform, which: Which = _which) -> tuple[Speaker, ...]:
    """Those of a system, best first."""
    if system == "darwin":
        return (_say(which),)
    if system == "win32":
        return (_sapi(which),)
    return (_dispatcher(which), _espeak(which), _open_jtalk(which))


def _installed(which: Which, program: str, package: str) -> str | None:
    return None if which(program) else f"{program} is not installed ({package})"


def _dispatcher(which: Which) -> Speaker:
    def viable(language: Language) -> str | None:
        why = _installed(which, "spd-say", "speech-dispatcher")
        if why is None and language == "ja" and _japanese_module() is None:
            return "no module of speech-dispatcher reads Japanese"
        return why

    def say(text: str, language: Language) -> Spoken:
        module = ["-o", found] if language == "ja" and (found := _japanese_module()) else []
        said = _readable(text) if language == "ja" else text
        command = ["spd-say", "--wait", "-l", language, *module, "--", said]
        return Spoken(command, silence=("spd-say", "-S"))

    return Speaker("spd-say", ("en", "ja"), viable, say)


def _japanese_module(folders: Sequence[str] = ("/etc/speech-dispatcher/modules",)) -> str | None:
    """A module that reads Japanese, by its configuration file; espeak-ng cannot read kanji."""
    for folder in folders:
        for name in JAPANESE_MODULES:
            if Path(folder, f"{name}.conf").is_file():
                return name
    return None


def _espeak(which: Which) -> Speaker:
    def viable(language: Language) -> str | None:
        if language == "ja":
            return "it cannot read kanji"
        return _installed(which, "espeak-ng", "espeak-ng")

    def say(text: str, language: Language) -> Spoken:
        return Spoken(["espeak-ng", "-v", language, "-w", "{wav}", "--stdin"], text)

    return Speaker("espeak-ng", ("en",), viable, say, plays=False)


def _open_jtalk(which: Which) -> Speaker:
    def viable(language: Language) -> str | None:
        if language == "en":
            return "it reads Japanese only"
        why = _installed(which, "open_jtalk", "open-jtalk")
        if why is None and dictionary() is None:
            return "its dictionary is missing (open-jtalk-mecab-naist-jdic)"
        if why is None and voice_file() is None:
            return "it has no voice (hts-voice-nitech-jp-atr503-m001)"
        return why

    def say(text: str, _: Language) -> Spoken:
        command = ["open_jtalk", "-x", dictionary() or "", "-m", voice_file() or "", "-ow", "{wav}"]
        return Spoken(command, _readable(text))

    return Speaker("open-jtalk", ("ja",), viable, say, plays=False)


def _readable(text: str) -> str:
    for written, said in READINGS.items():
        text = text.replace(written, said)
    return text


def dictionary(places: Sequence[str] = DICTIONARIES) -> str | None:
    """The folder of Open JTalk's dictionary."""
    return next((place for place in places if Path(place, "sys.dic").is_file()), None)


def voice_file(places: Sequence[str] = VOICES) -> str | None:
    """A voice for Open JTalk; ``OPEN_JTALK_VOICE`` names another one."""
    named = os.environ.get("OPEN_JTALK_VOICE")
    if named:
        return named if Path(named).is_file() else None
    for place in places:
        found = sorted(Path(place).rglob("*.htsvoice")) if Path(place).is_dir() else []
        if found:
            return str(found[0])
    return None


def _say(which: Which) -> Speaker:
    voices = {"ja": "Kyoko", "en": "Samantha"}

    def say(text: str, language: Language) -> Spoken:
        return Spoken(["say", "-v", voices[language], "-f", "-"], text)

    return Speaker("say", ("en", "ja"), lambda _: _installed(which, "say", "macOS"), say)


_SAPI = (
    "[Console]::InputEncoding=[Text.Encoding]::UTF8;"
    "Add-Type -AssemblyName System.Speech;"
    "$s=New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "$c=[Globalization.CultureInfo]'{culture}';"
    "$v=$s.GetInstalledVoices($c)|?{{$_.Enabled}}|Select-Object -First 1;"
    "if(!$v){{exit 3}};$s.SelectVoice($v.VoiceInfo.Name);"
    "$s.Speak([Console]::In.ReadToEnd())"
)
"""Exit code 3: there is no voice for the language."""


def _sapi(which: Which) -> Speaker:
    cultures = {"ja": "ja-JP", "en": "en-US"}

    def say(text: str, language: Language) -> Spoken:
        script = _SAPI.format(culture=cultures[language])
        return Spoken(["powershell", "-NoProfile", "-NonInteractive", "-Command", script], text)

    return Speaker("sapi", ("en", "ja"), lambda _: _installed(which, "powershell", "Windows"), say)
