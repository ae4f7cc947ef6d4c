"""The voice, with real programs that note when they begin and end in a file."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from deskbreak.content.model import Language
from deskbreak.guide_host import voice as voice_module
from deskbreak.guide_host.speakers import Speaker, Spoken, dictionary, speakers, voice_file
from deskbreak.guide_host.voice import Voice

SAYS = """
import signal, sys, time
text, log, lasts, code = sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
def note(what):
    with open(log, "a") as file:
        file.write(f"{what} {text}\\n")
note("begins")
time.sleep(lasts)
note("ends")
sys.exit(code)
"""
SHORT, LONG = 0.0, 60.0


def speaker(
    log: Path, lasts: float = SHORT, *, code: int = 0, name: str = "said", why: str | None = None
) -> Speaker:
    def say(text: str, _: Language) -> Spoken:
        return Spoken([sys.executable, "-S", "-c", SAYS, text, str(log), str(lasts), str(code)])

    return Speaker(name, ("en", "ja"), lambda _: why, say)


def said(log: Path) -> list[str]:
    return log.read_text().splitlines() if log.is_file() else []


async def begun(log: Path, text: str) -> None:
    while f"begins {text}" not in said(log):  # noqa: ASYNC110  # another process writes it
        await asyncio.sleep(0.01)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "said"


def run(work: Callable[[], Awaitable[None]]) -> None:
    async def limited() -> None:
        await asyncio.wait_for(work(), 30)

    asyncio.run(limited())


def test_something_is_said(log: Path) -> None:
    async def work() -> None:
        voice = Voice([speaker(log)])
        voice.say("stand", "en", 10, urgent=True)
        await voice.said()
        assert said(log) == ["begins stand", "ends stand"]
        assert voice.why is None

    run(work)


def test_what_is_urgent_ends_what_is_being_said(log: Path) -> None:
    async def work() -> None:
        voice = Voice([speaker(log, LONG)])
        voice.say("one", "en", 50, urgent=True)
        await begun(log, "one")
        voice.say("two", "en", 50, urgent=True)
        await begun(log, "two")
        assert "ends one" not in said(log)
        await voice.close()
        assert said(log) == ["begins one", "begins two"]

    run(work)


def test_a_cue_gives_way_to_what_is_being_said(log: Path) -> None:
    async def work() -> None:
        voice = Voice([speaker(log, LONG)])
        voice.say("one", "en", 50, urgent=True)
        await begun(log, "one")
        voice.say("cue", "en", 50, urgent=False)
        voice.hush()
        await voice.said()
        assert said(log) == ["begins one"]
        voice.say("next", "en", 50, urgent=False)
        await begun(log, "next")
        await voice.close()

    run(work)


def test_many_at_once_are_said_one_by_one(log: Path) -> None:
    async def work() -> None:
        voice = Voice([speaker(log, LONG)])
        for text in "abcde":
            voice.say(text, "en", 50, urgent=True)
            await asyncio.sleep(0)
        await begun(log, "e")
        await voice.close()
        assert [line for line in said(log) if line.startswith("ends")] == []
        assert said(log)[-1] == "begins e"

    run(work)


def test_what_hangs_is_ended_with_its_step(log: Path) -> None:
    async def work() -> None:
        voice = Voice([speaker(log, LONG)])
        voice.say("long", "en", 0.6, urgent=True)
        await voice.said()
        assert said(log) in ([], ["begins long"])
        assert voice.why == "it was not over in time"
        assert dict(voice.rows("en"))["said"] == "it was not over in time"

    run(work)


def test_a_hold_silences_and_nothing_is_said_until_it_ends(log: Path) -> None:
    async def work() -> None:
        voice = Voice([speaker(log, LONG)])
        voice.say("one", "en", 50, urgent=True)
        await begun(log, "one")
        voice.hold(on=True)
        await voice.said()
        voice.say("two", "en", 50, urgent=True)
        await voice.said()
        assert said(log) == ["begins one"]
        voice.hold(on=False)
        voice.say("three", "en", 50, urgent=True)
        await begun(log, "three")
        await voice.close()

    run(work)


def test_the_next_way_speaks_where_the_first_fails(log: Path) -> None:
    async def work() -> None:
        broken = Speaker("gone", ("en",), lambda _: None, lambda *_: Spoken(["/no/such/program"]))
        voice = Voice([broken, speaker(log, code=3, name="bad"), speaker(log)])
        voice.say("up", "en", 20, urgent=True)
        await voice.said()
        assert said(log) == ["begins up", "ends up"] * 2
        assert voice.why is None

    run(work)


def test_where_nothing_speaks_the_minute_goes_on(log: Path) -> None:
    async def work() -> None:
        voice = Voice([speaker(log, why="it is not installed")])
        voice.say("up", "en", 10, urgent=True)
        await voice.said()
        assert voice.viable("en") == voice.why == "no voice was found for en"
        assert said(log) == []

    run(work)


def test_a_silencing_command_follows_what_was_cut_off(log: Path) -> None:
    async def work() -> None:
        says = speaker(log, LONG).say("one", "en").command
        quiet = speaker(log, SHORT).say("silence", "en").command
        way = Speaker("server", ("en",), lambda _: None, lambda *_: Spoken(says, silence=quiet))
        voice = Voice([way])
        voice.say("one", "en", 50, urgent=True)
        await begun(log, "one")
        await voice.close()
        assert said(log) == ["begins one", "begins silence", "ends silence"]

    run(work)


@pytest.mark.parametrize("turns", range(1, 12))
def test_a_server_is_silenced_however_early_it_is_ended(log: Path, turns: int) -> None:
    """Also between the start of the program and the moment in which asyncio says that it runs."""

    async def work() -> None:
        says = speaker(log, LONG).say("one", "en").command
        quiet = speaker(log, SHORT).say("silence", "en").command
        way = Speaker("server", ("en",), lambda _: None, lambda *_: Spoken(says, silence=quiet))
        voice = Voice([way])
        voice.say("one", "en", 50, urgent=True)
        for _ in range(turns):
            await asyncio.sleep(0)
        voice.hush()
        await voice.said()
        assert said(log)[-1:] == ["ends silence"]

    run(work)


def test_a_silencing_command_that_hangs_is_ended(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice_module, "SILENCED_WITHIN", 0.2)

    async def work() -> None:
        says = speaker(log, LONG).say("one", "en").command
        hangs = speaker(log, LONG).say("silence", "en").command
        way = Speaker("server", ("en",), lambda _: None, lambda *_: Spoken(says, silence=hangs))
        voice = Voice([way])
        voice.say("one", "en", 50, urgent=True)
        await begun(log, "one")
        voice.say("two", "en", 1.5, urgent=True)
        await voice.said()
        assert voice.why == "it was not over in time"
        await voice.close()
        assert not [line for line in said(log) if line.startswith("ends")]

    run(work)


def test_a_written_file_is_played_and_gone_afterwards(log: Path, tmp_path: Path) -> None:
    player = tmp_path / "player"
    player.write_text(f'#!/bin/sh\ntest -s "$1" && echo "$1" >> {log}\n')
    player.chmod(0o755)
    write = [
        sys.executable,
        "-S",
        "-c",
        "import sys; open(sys.argv[1], 'w').write(sys.stdin.read())",
    ]

    async def work() -> None:
        way = Speaker(
            "writer", ("en",), lambda _: None, lambda text, _: Spoken([*write, "{wav}"], text),
            plays=False,
        )  # fmt: skip
        voice = Voice([way], players=[[str(player)]])
        voice.say("up", "en", 20, urgent=True)
        await voice.said()
        assert voice.why is None
        [file] = said(log)
        assert not Path(file).parent.exists()
        assert dict(Voice([way], players=[["no-such-player"]]).rows("en"))["writer"] is not None

    run(work)


def test_every_system_has_its_ways_and_says_why_not() -> None:
    def nowhere(_: str) -> None:
        return None

    for system, names in {
        "linux": ["spd-say", "espeak-ng", "open-jtalk"],
        "darwin": ["say"],
        "win32": ["sapi"],
    }.items():
        ways = speakers(system, nowhere)
        assert [way.name for way in ways] == names
        for way in ways:
            for language in way.languages:
                assert "not installed" in (way.viable(language) or "")
    found = {way.name: way for way in speakers("linux", lambda program: f"/usr/bin/{program}")}
    assert found["espeak-ng"].viable("ja") == "it cannot read kanji"
    assert found["espeak-ng"].viable("en") is None
    assert found["open-jtalk"].viable("en") == "it reads Japanese only"
    assert found["spd-say"].viable("en") is None


def test_each_way_is_told_the_language_and_the_text() -> None:
    for system in ("linux", "darwin", "win32"):
        for way in speakers(system):
            for language in way.languages:
                spoken = way.say("立つ; rm -rf $HOME", language)
                assert "立つ; rm -rf $HOME" in (spoken.stdin, *spoken.command)


def test_open_jtalk_is_given_in_kana_what_its_dictionary_misreads() -> None:
    way = next(way for way in speakers("linux") if way.name == "open-jtalk")
    said = way.say("右腕を、背もたれの縁と肩甲骨へ。左腕も", "ja").stdin
    assert said == "みぎうでを、背もたれのふちとけんこうこつへ。ひだりうでも"


def test_plyer_is_passed_over_with_a_reason() -> None:
    assert dict(Voice([]).rows("ja"))["plyer"]


def test_a_dictionary_and_a_voice_are_found_where_they_are(tmp_path: Path) -> None:
    assert dictionary([str(tmp_path)]) is None
    (tmp_path / "sys.dic").touch()
    assert dictionary(["/no/such", str(tmp_path)]) == str(tmp_path)
    assert voice_file([str(tmp_path)]) is None
    (tmp_path / "mei").mkdir()
    (tmp_path / "mei" / "mei.htsvoice").touch()
    assert voice_file([str(tmp_path)]) == str(tmp_path / "mei" / "mei.htsvoice")
