"""Video that streams through PipeWire: a shared screen, a camera behind a portal.

A screen that is shared over X11 alone cannot be told; there the microphone and fullscreen have to.
"""

from collections.abc import Callable

from deskbreak.domain.vocabulary.events import Reason
from deskbreak.protocols.pipewire import Node, PipeWire

SCREENS = ("meta-screen-cast-src", "kwin-screencast-", "xdpw-stream-", "xdph-streaming-")
"""How Mutter, KWin and the portals of wlroots and Hyprland name what they share."""
WORDS = ("screencast", "screen-cast", "screenshare", "screen-share")
"""What others do in one way or another."""


class _Video:
    """What the two gates share."""

    name = ""

    def __init__(self, pipewire: PipeWire, shows: Callable[[Node], bool]) -> None:
        self._pipewire, self._shows = pipewire, shows
        self._changed: Callable[[], None] | None = None

    @property
    def subscribed(self) -> bool:
        """Whether changes are told by PipeWire."""
        return self._changed is not None and self._pipewire.watched

    async def viable(self) -> str | None:
        """None if PipeWire can be asked."""
        return self._pipewire.why_not()

    async def ask(self) -> bool | None:
        """Whether there is such video."""
        return any(self._shows(node) for node in await self._pipewire.nodes())

    async def watch(self, changed: Callable[[], None]) -> None:
        """Hear of changes to video."""
        self._changed = changed
        await self._pipewire.watch(changed)

    async def unwatch(self) -> None:
        """Hear no more."""
        if self._changed is not None:
            await self._pipewire.unwatch(self._changed)
            self._changed = None


class ScreenCast(_Video):
    """A node that shows this screen to somebody."""

    name = "screen-cast"
    reason = Reason.SCREEN_SHARE

    def __init__(self, pipewire: PipeWire) -> None:
        super().__init__(pipewire, is_screen)


class PortalCamera(_Video):
    """A camera that runs; browsers and flatpaks open it through PipeWire."""

    name = "camera-pipewire"
    reason = Reason.CALL

    def __init__(self, pipewire: PipeWire) -> None:
        super().__init__(pipewire, is_camera_in_use)


def is_screen(node: Node) -> bool:
    """Whether a node shows a screen."""
    name = node.name.casefold()
    if name.startswith(SCREENS):
        return True
    makes_video = node.media_class in {"Stream/Output/Video", "Video/Source"}
    return makes_video and any(word in name for word in WORDS)


def is_camera_in_use(node: Node) -> bool:
    """Whether a node is a camera, and somebody takes its pictures."""
    is_camera = node.media_class == "Video/Source" and node.device in {"v4l2", "libcamera"}
    return is_camera and node.running
