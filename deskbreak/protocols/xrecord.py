"""The RECORD extension: only who resets the screen saver.

A player that keeps the screen on may do that every few seconds; the server then counts idle time
from zero, as if there had been a hand. Nothing else is recorded. Source: Record Extension Protocol
1.13.
"""

import struct
from collections.abc import Callable, Mapping
from typing import Final

from deskbreak.protocols.x11 import X11, connect

NAME: Final = "RECORD"
FORCE_SCREEN_SAVER: Final = 115
"""The core request."""
RESET: Final = bytes([FORCE_SCREEN_SAVER, 0])
"""Its second byte is the mode, 0 to reset."""
ALL_CLIENTS: Final = 3
FROM_CLIENT: Final = 1
"""Of the kinds of what is recorded."""


QUERY_VERSION, CREATE_CONTEXT, ENABLE_CONTEXT = 0, 1, 5
"""Requests of the extension."""


class ScreenSaverResets:
    """Calls ``told`` at each reset by any program. It has a connection of its own."""

    def __init__(self, x11: X11, told: Callable[[], None]) -> None:
        self._x11, self._told = x11, told

    @classmethod
    async def of(cls, environ: Mapping[str, str], told: Callable[[], None]) -> "ScreenSaverResets":
        """Listen; X11Error if the server does not record."""
        x11 = await connect(environ)
        try:
            opcode = (await x11.extension(NAME)).opcode
            await x11.ask(opcode, struct.pack("=HH", 1, 13), QUERY_VERSION)
            context = x11.new_id()
            wish = struct.pack(
                "=IBxxxIIIBB22x",
                context, 0, 1, 1, ALL_CLIENTS, FORCE_SCREEN_SAVER, FORCE_SCREEN_SAVER,
            )  # fmt: skip
            x11.tell(opcode, wish, CREATE_CONTEXT)
            it = cls(x11, told)
            x11.follow(opcode, struct.pack("=I", context), ENABLE_CONTEXT, it._recorded)
        except BaseException:  # whatever ends this, the socket must not stay open
            x11.close()
            raise
        return it

    def close(self) -> None:
        """Record nothing more; the server forgets the context with its connection."""
        self._x11.close()

    def _recorded(self, reply: bytes) -> None:
        if reply[1] == FROM_CLIENT and reply[32:34] == RESET:
            self._told()
