"""Sound servers, compositors and PipeWire's tool that send nonsense: one error, never another."""

import asyncio
import random
import struct
from pathlib import Path

import pytest

from deskbreak.errors import UnavailableError
from deskbreak.protocols import pipewire, pulseaudio, wayland
from deskbreak.protocols.program_name import program_name
from deskbreak.protocols.pulseaudio_tags import pack, unpack
from deskbreak.protocols.xsync import _counters

TAGS = b"N10LBURrVTtxamvPf"


def nonsense(dice: random.Random) -> bytes:
    """Bytes that begin like values."""
    parts = [
        bytes([dice.choice(TAGS)]) + dice.randbytes(dice.randrange(8))
        for _ in range(dice.randrange(12))
    ]
    return b"".join(parts)


async def talk(folder: Path, dice: random.Random) -> None:
    """One sound server that lets us in and then answers nonsense."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            for number in range(20):
                head = await reader.readexactly(20)
                body = await reader.readexactly(struct.unpack("!I", head[:4])[0])
                values = unpack(body)
                said = b"" if number < 2 else nonsense(dice)
                reply = pack(2, values[1]) + said
                writer.write(struct.pack("!5I", len(reply), 0xFFFFFFFF, 0, 0, 0) + reply)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client has had enough
        finally:
            writer.close()

    server = await asyncio.start_unix_server(serve, folder / "native")
    try:
        pulse = await pulseaudio.connect({"PULSE_SERVER": f"unix:{folder}/native"})
        for ask in (pulse.recordings, pulse.monitors, pulse.recordings):
            try:
                async with asyncio.timeout(2):
                    await ask()
            except pulseaudio.PulseError:
                continue
        pulse.close()
    finally:
        server.close()


def test_a_sound_server_that_lies_raises_its_own_error(tmp_path: Path) -> None:
    async def run() -> None:
        for seed in range(150):
            (tmp_path / str(seed)).mkdir()
            await talk(tmp_path / str(seed), random.Random(seed))

    asyncio.run(run())


def test_properties_within_properties_do_not_end_the_stack() -> None:
    with pytest.raises(ValueError, match="none"):
        unpack(b"P" * 100_000)
    with pytest.raises(ValueError, match="another type"):
        unpack(b"f" * 100_000)


def test_the_cookie_may_be_anything(tmp_path: Path) -> None:
    for name in ("/dev/zero", "/dev/null", str(tmp_path), str(tmp_path / "none")):
        assert pulseaudio.cookie({"PULSE_COOKIE": name}) == bytes(256)


@pytest.mark.parametrize(
    "said",
    [b"", b"[", b"{}", b"[1]", b'[{"id": "x"}]', b"[" * 100_000, b'[{"id": 1, "info": []}]'],
)
def test_what_the_tool_of_pipewire_says_may_be_anything(said: bytes) -> None:
    try:
        found = pipewire._nodes(said)
    except UnavailableError as error:
        found, said = [], str(error).encode()
    assert found == []


def test_a_name_with_letters_that_are_none_is_read() -> None:
    said = b'[{"id": 1, "type": "PipeWire:Interface:Node", "info": {"state": "running", "props":'
    said += b' {"node.name": "xdpw-stream-\xe3\x83", "media.class": "Video/Source"}}}]'
    (node,) = pipewire._nodes(said)
    assert node.name.startswith("xdpw-stream-")


def test_a_compositor_that_lies_raises_its_own_error(tmp_path: Path) -> None:
    async def run(seed: int) -> None:
        dice = random.Random(seed)

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            for _ in range(30):
                number = dice.choice([1, 2, 3, dice.randrange(2**32)])
                data = dice.randbytes(4 * dice.randrange(6))
                word = (8 + len(data)) << 16 | dice.randrange(4)
                writer.write(struct.pack("=II", number, word) + data)
            writer.write(dice.randbytes(9))
            writer.close()
            await reader.read()

        path = tmp_path / str(seed)
        server = await asyncio.start_unix_server(serve, path)
        try:
            it = await wayland.connect({"WAYLAND_DISPLAY": str(path)}, limit=1)
            it.close()
        except wayland.WaylandError:
            pass
        finally:
            server.close()

    async def all_() -> None:
        for seed in range(100):
            await run(seed)

    asyncio.run(all_())


def test_ids_that_are_not_ours_are_not_used_again() -> None:
    async def run() -> None:
        it = wayland.Wayland()
        for number in (0, 1, 2, 3, 77, 2**32 - 1):
            it._display(wayland.DELETE_ID, wayland.u32(number))
        assert it._free == []
        number = it.new(lambda *_: None)
        for _ in range(2):
            it._display(wayland.DELETE_ID, wayland.u32(number))
        assert it._free == [number]

    asyncio.run(run())


def test_a_list_of_counters_that_claims_too_many_ends() -> None:
    assert len(_counters(bytes(64), 2**32 - 1)) <= 4


def test_a_program_may_be_called_anything(tmp_path: Path) -> None:
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "comm").write_bytes("aビデオ会議".encode()[:15] + b"\n")
    assert program_name(7, tmp_path) == "aビデオ会\ufffd"
    assert program_name(8, tmp_path) == ""
    assert program_name("\0", tmp_path) == ""
