"""The gates of macOS against fakes of Core Audio and Core Media I/O; not run on macOS."""

import asyncio
import ctypes
from collections.abc import Sequence

import pytest

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.errors import UnavailableError
from deskbreak.holding.ignored_programs import Ignore
from deskbreak.holding.macos_gates import gates
from deskbreak.holding.media_in_use import films, records
from deskbreak.protocols import media_properties
from deskbreak.protocols.media_properties import SYSTEM_OBJECT, Address, four_letters

ZOOM, MUSIC, GONE = 70, 71, 72


class FakeProperties:
    """Objects with numbers by the four letters of a property, as both libraries have them."""

    def __init__(self, found: dict[tuple[int, str], Sequence[int]]) -> None:
        self.found = found

    def __call__(self, whose: int, name: str) -> Sequence[int]:
        if (whose, name) not in self.found:
            raise OSError("OSStatus 560947818")
        return self.found[whose, name]


def audio(*, zoom: int, music: int) -> FakeProperties:
    return FakeProperties(
        {
            (SYSTEM_OBJECT, "prs#"): [GONE, MUSIC, ZOOM],
            (ZOOM, "piri"): [zoom],
            (MUSIC, "piri"): [music],
            (ZOOM, "ppid"): [4001],
            (MUSIC, "ppid"): [4002],
        }
    )


def name_of(pid: int) -> str | None:
    return {4001: "zoom.us", 4002: "Music"}[pid]


def test_a_program_that_records_is_a_call() -> None:
    ignore = Ignore()
    assert not records(audio(zoom=0, music=0), name_of, ignore)
    assert records(audio(zoom=1, music=0), name_of, ignore)
    ignore.set(["zoom.us"])
    assert not records(audio(zoom=1, music=0), name_of, ignore)
    assert records(audio(zoom=1, music=1), name_of, ignore)


def test_a_camera_that_runs_is_a_call() -> None:
    cameras = FakeProperties({(SYSTEM_OBJECT, "dev#"): [5, 6], (6, "gone"): [0]})
    assert not films(cameras)
    cameras.found[6, "gone"] = [1]
    assert films(cameras)


def test_the_gates_ask_and_say_why_they_do_not_know() -> None:
    async def run() -> None:
        old = FakeProperties({})
        cameras = FakeProperties({(SYSTEM_OBJECT, "dev#"): [6], (6, "gone"): [1]})
        found = {gate.name: gate for gate in gates(Ignore(), lambda: old, lambda: cameras)}
        assert await found["camera"].ask() is True
        assert await found["camera"].viable() is None
        why = await found["microphone"].viable()
        assert why is not None
        assert why.startswith("macOS does not say: OSStatus")
        for name in ("screen-cast", "fullscreen", "do-not-disturb"):
            with pytest.raises(UnavailableError, match="no documented way"):
                await found[name].ask()
        assert {gate.reason for gate in found.values()} == set(Reason) - {
            Reason.CALENDAR,
            Reason.PAUSE,
        }

    asyncio.run(run())


def test_a_library_that_is_missing_is_named() -> None:
    def missing() -> media_properties.Numbers:
        media_properties._library("CoreNothing")
        raise AssertionError

    async def run() -> None:
        for gate in gates(Ignore(), missing, missing)[:2]:
            assert await gate.viable() == "macOS does not say: CoreNothing is not on this system"

    asyncio.run(run())


def test_an_address_is_twelve_bytes_with_the_letters_in_front() -> None:
    assert ctypes.sizeof(Address) == 12
    assert four_letters("glob") == 0x676C6F62
