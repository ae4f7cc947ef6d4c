"""Real compositors without a screen, run for an ordinary user, and a hand on the pointer."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from desk import BUS_CONFIG, Desk, wait_for

from deskbreak.protocols.wayland import Wayland, connect, u32

NOBODY = 65534
HEADLESS = {
    "WLR_BACKENDS": "headless",
    "WLR_RENDERER": "pixman",
    "WLR_LIBINPUT_NO_DEVICES": "1",
}


def as_user() -> tuple[str, ...]:
    """How a program is started as an ordinary user; sway refuses to run for the superuser."""
    if os.getuid() != 0:
        return ()
    return ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")


@contextmanager
def user_desk() -> Iterator[Desk]:
    """A desk that belongs to an ordinary user, with a session bus."""
    folder = Path(tempfile.mkdtemp(prefix="desk-"))  # pytest's own is closed to other users
    try:
        with Desk(folder) as desk:
            bus = BUS_CONFIG.format(kind="session", socket=folder / "socket")
            anybody = '<policy context="default"><allow user="*"/>'  # the test may be root
            bus = bus.replace('<policy context="default">', anybody)
            (folder / "bus").write_text(bus)
            give(desk)
            desk.spawn(*as_user(), "dbus-daemon", f"--config-file={folder / 'bus'}", "--nofork")
            wait_for((folder / "socket").exists, said="the session bus")
            desk.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={folder / 'socket'}"
            yield desk
    finally:
        shutil.rmtree(folder)


def give(desk: Desk) -> None:
    """Give everything in the folder to the ordinary user."""
    if as_user():
        for path in (desk.folder, *desk.folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)


def start_sway(desk: Desk, config: str = "") -> None:
    """Start sway, again on the same display if it ran before."""
    (desk.folder / "sway").write_text("output HEADLESS-1 resolution 800x500\n" + config)
    give(desk)
    for old in (desk.folder / "run").glob("sway-ipc*"):
        old.unlink()
    desk.env |= HEADLESS
    desk.env.pop("WAYLAND_DISPLAY", None)
    desk.spawn(*as_user(), "sway", "-c", desk.folder / "sway")
    wait_for(lambda: list((desk.folder / "run").glob("wayland-?")), said="sway")
    wait_for(lambda: list((desk.folder / "run").glob("sway-ipc*")), said="sway's commands")
    (display,) = (desk.folder / "run").glob("wayland-?")
    (desk.env["SWAYSOCK"],) = (str(path) for path in (desk.folder / "run").glob("sway-ipc*"))
    desk.env["WAYLAND_DISPLAY"] = display.name


class Hand:
    """A virtual pointer (zwlr_virtual_pointer_v1); its motion is input like any other."""

    MANAGER = "zwlr_virtual_pointer_manager_v1"

    def __init__(self, wayland: Wayland) -> None:
        def ignore(_opcode: int, _data: bytes) -> None:
            """Nothing is told."""

        self._wayland = wayland
        seat = wayland.bind("wl_seat", 1, ignore)
        manager = wayland.bind(self.MANAGER, 1, ignore)
        self._pointer = wayland.new(ignore)
        wayland.send(manager, 0, u32(seat, self._pointer))
        self._times = count(1)

    @classmethod
    async def of(cls, desk: Desk) -> "Hand":
        return cls(await connect(desk.env))

    async def move(self) -> None:
        """One pixel, there or back."""
        time = next(self._times)
        step = 256 if time % 2 else 2**32 - 256
        self._wayland.send(self._pointer, 0, u32(time, step, 0))
        self._wayland.send(self._pointer, 4)
        await self._wayland.roundtrip()

    def close(self) -> None:
        self._wayland.close()
