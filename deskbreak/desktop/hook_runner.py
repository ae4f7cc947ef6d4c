"""Runs the person's own commands, and keeps them from disturbing anything.

Rules
- A command is a list of arguments, started without a shell in a session of its own.
- It has ``LIMIT`` seconds; then it and all it started is killed. At most ``AT_ONCE`` run at the
  same time, further ones wait their turn, and beyond ``WAITING`` the oldest of them is dropped.
- What it writes goes to the log, so much of it and no more.
- What went wrong is kept by setting until the same hook works again or the settings change.
"""

import asyncio
import contextlib
import logging
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Mapping
from typing import NamedTuple

from deskbreak.app import supervise
from deskbreak.app.hook_events import HookCall
from deskbreak.app.parts import Part
from deskbreak.domain.vocabulary.settings import Hooks, Settings

log = logging.getLogger(__name__)

HOOKS = Part("hooks", "hooks")
AT_ONCE, WAITING = 4, 32
LIMIT = 10.0
"""Seconds."""
MOST = 4096
"""Bytes of output that are kept of one run."""


class _Due(NamedTuple):
    setting: str
    command: tuple[str, ...]
    environment: Mapping[str, str]


class HookRunner:
    """Starts hooks; never raises and never waits. ``limit`` is in seconds."""

    def __init__(self, limit: float = LIMIT) -> None:
        self._limit = limit
        self._hooks = Hooks()
        self._due: deque[_Due] = deque(maxlen=WAITING)
        self._tasks: set[asyncio.Task[None]] = set()
        self._wrong: dict[str, str] = {}

    def configure(self, settings: Settings) -> None:
        """From now on these commands count."""
        if settings.hooks != self._hooks:
            self._hooks = settings.hooks
            self._wrong.clear()

    def call(self, call: HookCall) -> None:
        """Run the command of a setting, if there is one."""
        command: tuple[str, ...] = getattr(self._hooks, call.setting)
        if not command:
            return
        if len(self._due) == WAITING:
            log.warning("hooks: too many wait; the oldest, %s, is left out", self._due[0].setting)
        self._due.append(_Due(call.setting, command, call.environment))
        if len(self._tasks) < AT_ONCE:
            task = supervise.supervisor().start(self._work(), HOOKS)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def problems(self) -> Mapping[str, str]:
        """What went wrong at the last run of each hook, by its setting."""
        return dict(self._wrong)

    def settings(self) -> Mapping[str, str]:
        """The programs that are called, by their setting."""
        names = ("on_prompt", "on_start", "on_done", "on_hold", "on_break")
        commands = {name: getattr(self._hooks, name) for name in names}
        return {name: command[0] for name, command in commands.items() if command}

    async def close(self) -> None:
        """Let no hook outlive the program."""
        self._due.clear()
        for task in tuple(self._tasks):
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _work(self) -> None:
        while self._due:
            due = self._due.popleft()
            why = await self._run(due)
            if why is None:
                self._wrong.pop(due.setting, None)
            else:
                self._wrong[due.setting] = why
                log.warning("hooks.%s: %s", due.setting, why)

    async def _run(self, due: _Due) -> str | None:
        """Run one command; None if it went well, else what was wrong."""
        try:
            process = await asyncio.create_subprocess_exec(
                *due.command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env={**os.environ, **due.environment},
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            return f"{due.command[0]}: {getattr(error, 'strerror', None) or error}"
        finished = False
        try:
            async with asyncio.timeout(self._limit):
                said = await _said(process)
                code = await process.wait()
            finished = True
        except TimeoutError:
            return f"{due.command[0]} took longer than {self._limit:g} s and was ended"
        finally:
            if not finished:
                await _end(process)
        for line in said.decode("utf-8", "replace").splitlines():
            log.info("hooks.%s: %s", due.setting, line)
        return None if code == 0 else f"{due.command[0]} ended with exit code {code}"


async def _said(process: asyncio.subprocess.Process) -> bytes:
    """The first part of the output; the rest is read and dropped, so that nobody has to wait."""
    assert process.stdout is not None  # noqa: S101 - it was asked for
    said = b""
    while part := await process.stdout.read(MOST):
        said = (said + part)[:MOST]
    return said


async def _end(process: asyncio.subprocess.Process) -> None:
    """Kill a hook with all it started in its session."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(1):
            await process.wait()
