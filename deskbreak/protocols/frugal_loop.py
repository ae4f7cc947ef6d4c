"""The event loop of the daemon, which keeps file descriptors free for what is asked."""

import asyncio
import errno
import os
import sys
from typing import Any

from deskbreak.protocols.open_files import CHILD, free, leave_enough

if sys.platform == "win32":
    new_loop = asyncio.new_event_loop
else:

    class _FrugalLoop(asyncio.SelectorEventLoop):
        """Begins nothing that would leave too few."""

        async def create_unix_connection(self, *args: Any, **more: Any) -> Any:
            leave_enough()
            return await super().create_unix_connection(*args, **more)

        async def subprocess_exec(self, *args: Any, **more: Any) -> Any:
            if free(CHILD) < CHILD:
                raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
            return await super().subprocess_exec(*args, **more)

    def new_loop() -> asyncio.AbstractEventLoop:
        """The event loop of the daemon."""
        return _FrugalLoop()
