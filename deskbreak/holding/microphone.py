"""A call, as the sound server sees it: somebody records from a real source.

Not a call: recording what is played (monitors), a paused stream, a level meter, and a stream that
the server itself made to connect two devices.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.errors import UnavailableError
from deskbreak.holding.ignored_programs import Ignore
from deskbreak.protocols.pulseaudio import Pulse, PulseError, Recording, connect

METER_TITLE = "Peak detect"
"""What level meters call their stream; PulseAudio also gives them a resampling of their own."""
METER_RESAMPLING = "peaks"

FILTER = "node.link-group"
"""PipeWire: the stream is one end of a filter or a loopback, which may run all day."""


class Microphone:
    """Source outputs of PulseAudio, or of PipeWire's PulseAudio server."""

    name = "microphone"
    reason = Reason.CALL

    def __init__(self, environ: Mapping[str, str], ignore: Ignore) -> None:
        self._environ, self._ignore = environ, ignore
        self._watching: Pulse | None = None

    @property
    def subscribed(self) -> bool:
        """Whether changes are told by the server."""
        return self._watching is not None and not self._watching.closed.done()

    async def viable(self) -> str | None:
        """None if the sound server can be asked."""
        try:
            (await connect(self._environ)).close()
        except PulseError as error:
            return str(error)
        return None

    async def ask(self) -> bool | None:
        """Whether anybody records."""
        try:
            if self._watching is not None and self.subscribed:
                return await self._records(self._watching)
            pulse = await connect(self._environ)
            try:
                return await self._records(pulse)
            finally:
                pulse.close()
        except PulseError as error:
            raise UnavailableError(str(error), advice=self._advice()) from error

    async def watch(self, changed: Callable[[], None]) -> None:
        """Keep a connection that tells."""
        try:
            pulse = await connect(self._environ)
            self._watching = pulse
            await pulse.subscribe(changed)
        except PulseError as error:
            raise UnavailableError(str(error)) from error
        pulse.closed.add_done_callback(lambda _: changed() if self._watching is pulse else None)

    async def unwatch(self) -> None:
        """Close it."""
        watching, self._watching = self._watching, None
        if watching is not None:
            watching.close()

    def _advice(self) -> str:
        """PipeWire alone tells nobody who records; its PulseAudio server does."""
        runtime = self._environ.get("XDG_RUNTIME_DIR")
        if not runtime or not Path(runtime, "pipewire-0").exists():
            return ""
        return "" if Path(runtime, "pulse", "native").exists() else "install-pipewire-pulse"

    async def _records(self, pulse: Pulse) -> bool:
        recordings = await pulse.recordings()
        if not any(self._counts(each) for each in recordings):
            return False
        monitors = await pulse.monitors()
        return any(self._counts(each) and each.source not in monitors for each in recordings)

    def _counts(self, recording: Recording) -> bool:
        properties = recording.properties
        meter = recording.resampling == METER_RESAMPLING or recording.title == METER_TITLE
        plumbing = recording.by_server or FILTER in properties
        names = ("application.name", "application.process.binary", "application.id")
        ignored = self._ignore.covers(*(properties.get(name) for name in names))
        return not (recording.corked or meter or plumbing or ignored)
