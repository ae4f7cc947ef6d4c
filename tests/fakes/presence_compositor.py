"""A compositor on a socket: the registry, idle notifications and windows, moved by the test."""

import asyncio
import struct
from pathlib import Path

from deskbreak.protocols.wayland import read_text, text, u32

GLOBAL, DELETE_ID, DONE = 0, 1, 0


class Compositor:
    """Serves one client. ``globals`` are (interface, version)."""

    def __init__(self, path: Path, globals_: dict[str, int]) -> None:
        self.path, self.globals = path, list(globals_.items())
        self.kinds: dict[int, str] = {}
        self.armed: dict[int, tuple[str, int]] = {}
        """Notification: its kind (``input``, ``inhibitable``, ``kde``) and its length in ms."""
        self.server: asyncio.Server | None = None
        self.writers: list[asyncio.StreamWriter] = []
        self.silent = False

    @property
    def environ(self) -> dict[str, str]:
        return {"WAYLAND_DISPLAY": str(self.path)}

    async def start(self) -> None:
        self.server = await asyncio.start_unix_server(self._serve, self.path)

    async def stop(self) -> None:
        assert self.server is not None
        self.server.close()
        for writer in self.writers:
            writer.close()
        await asyncio.sleep(0)
        self.path.unlink(missing_ok=True)

    def find(self, kind: str, length: int) -> int:
        """The notification of a kind and length; there must be one."""
        (number,) = (n for n, armed in self.armed.items() if armed == (kind, length))
        return number

    def idled(self, kind: str, length: int) -> None:
        self.send(self.find(kind, length), 0)

    def resumed(self, kind: str, length: int) -> None:
        self.send(self.find(kind, length), 1)

    def send(self, number: int, opcode: int, body: bytes = b"") -> None:
        self.writers[-1].write(u32(number, (8 + len(body)) << 16 | opcode) + body)

    def raw(self, data: bytes) -> None:
        self.writers[-1].write(data)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writers.append(writer)
        self.kinds, self.armed = {1: "wl_display"}, {}
        try:
            while True:
                number, word = struct.unpack("=II", await reader.readexactly(8))
                body = await reader.readexactly((word >> 16) - 8)
                if not self.silent:
                    self._take(number, word & 0xFFFF, body)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _take(self, number: int, opcode: int, body: bytes) -> None:
        match self.kinds.get(number), opcode:
            case "wl_display", 0:
                (callback,) = struct.unpack("=I", body)
                self.send(callback, DONE, u32(0))
                self.send(1, DELETE_ID, u32(callback))
            case "wl_display", 1:
                (registry,) = struct.unpack("=I", body)
                self.kinds[registry] = "wl_registry"
                for name, (interface, version) in enumerate(self.globals, 1):
                    self.send(registry, GLOBAL, u32(name) + text(interface) + u32(version))
            case "wl_registry", 0:
                interface, end = read_text(body, 4)
                self.kinds[struct.unpack_from("=II", body, end)[1]] = interface
            case "ext_idle_notifier_v1", 1 | 2:
                new, length, _seat = struct.unpack("=III", body)
                self._arm(new, "input" if opcode == 2 else "inhibitable", length)
            case "org_kde_kwin_idle", 0:
                new, _seat, length = struct.unpack("=III", body)
                self._arm(new, "kde", length)
            case "notification", 0:
                del self.armed[number], self.kinds[number]
                self.send(1, DELETE_ID, u32(number))

    def _arm(self, number: int, kind: str, length: int) -> None:
        self.kinds[number] = "notification"
        self.armed[number] = (kind, length)
