"""The configuration as the daemon sees it: in force, watched, remembered, opened for editing."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from deskbreak.app.ports.config_ports import SettingsError, SettingsLine
from deskbreak.config.answer import Loaded, Origin, Request
from deskbreak.config.child_ahead import ChildAhead
from deskbreak.config.file_problems import NOT_OF_THE_FILE, ConfigError, Layer, Problem
from deskbreak.config.live import LiveConfig
from deskbreak.config.messages import render
from deskbreak.config.profile import update_profile
from deskbreak.config.remember import profile_change
from deskbreak.domain.vocabulary.settings import Keepable, Settings

Good = Callable[[Settings, tuple[SettingsLine, ...]], None]
Bad = Callable[[tuple[SettingsLine, ...]], None]


class SettingsFiles:
    """The port ``SettingsSource`` on the person's files.

    Args:
        request: what the configuration depends on, asked anew at each reading.
        profile: the file that the program itself writes.
        now: the local time, for the profile.
        good: gets every configuration that could be read, and what is worth a warning in it.
        bad: gets what is wrong with one that could not; the last good one stays in force.
        ahead: the child of the first reading, if it was started before.
    """

    def __init__(
        self,
        request: Callable[[], Request],
        profile: Path,
        now: Callable[[], datetime],
        good: Good,
        bad: Bad,
        ahead: ChildAhead | None = None,
    ) -> None:
        self._request, self._profile, self._now = request, profile, now
        self._good, self._bad = good, bad
        self._sources: Mapping[str, Origin] = {}
        self._live = LiveConfig(request, self._read, lambda problems: bad(_lines(problems)), ahead)

    @property
    def file(self) -> Path:
        """The person's own file."""
        return self._request().paths.user

    async def start(self) -> None:
        """Watch from now on, and read; returns when the first reading is over."""
        await self._live.start()

    def look(self) -> None:
        """Where nothing tells of changes: look whether the file is another one."""
        self._live.look()

    def reload(self) -> None:
        """Read again."""
        self._live.reload()

    async def close(self) -> None:
        """Stop watching and reading."""
        await self._live.close()

    def remember(self, key: str, value: Keepable) -> None:
        """Write a setting that was chosen in the program; SettingsError if it cannot be."""
        name, plain = profile_change(key, value)
        try:
            update_profile(self._profile, {name: plain}, self._now())
        except ConfigError as error:
            raise SettingsError(_lines(error.problems)) from None
        finally:
            self._live.reload()

    def set_in_file(self, key: str) -> str | None:
        """Where the person has set a key, so that the profile's value does not count."""
        origin = self._sources.get(key)
        if origin is None or origin.layer in (Layer.SYSTEM, Layer.PROFILE):
            return None
        return origin.file or origin.label

    def ready_to_edit(self) -> Path:
        """The person's file, written anew if there is none; SettingsError if it cannot be."""
        from deskbreak.config.init import keys_below, write_new  # noqa: PLC0415 - rarely asked for

        file = self.file
        try:
            if not file.exists():
                write_new(file, set_below=keys_below(self._sources))
        except ConfigError as error:
            raise SettingsError(_lines(error.problems)) from None
        return file

    def _read(self, loaded: Loaded) -> None:
        self._sources = loaded.sources
        self._good(loaded.settings, _lines(loaded.warnings))


def _lines(problems: tuple[Problem, ...]) -> tuple[SettingsLine, ...]:
    return tuple(
        SettingsLine(each.key or "file", partial(render, each), each.code not in NOT_OF_THE_FILE)
        for each in problems
    )
