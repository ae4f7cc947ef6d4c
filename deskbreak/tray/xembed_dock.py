"""The little window that a panel takes into its tray."""

from typing import Any, Final

from Xlib import X, Xatom, Xutil
from Xlib.protocol.event import ClientMessage
from Xlib.xobject.drawable import Window

from deskbreak.app.ports.tray_ports import Icon
from deskbreak.tray import image_file as pixels
from deskbreak.tray.xembed_screen import Canvas, Screen

REQUEST_DOCK: Final = 0
MAPPED: Final = 1
XEMBED_VERSION: Final = 0
SIDE: Final = 24
"""Pixels asked for at 96 dpi; the panel decides."""

EVENTS: Final = (
    X.ExposureMask
    | X.StructureNotifyMask
    | X.ButtonPressMask
    | X.EnterWindowMask
    | X.LeaveWindowMask
)


class Dock:
    """Creates the window and asks the ``panel`` to take it; the panel maps and sizes it."""

    def __init__(self, screen: Screen, panel: Window, name: str, title: str) -> None:
        named = panel.get_full_property(screen.atom("_NET_SYSTEM_TRAY_VISUAL"), Xatom.VISUALID)
        visual = named.value[0] if named and len(named.value) else X.CopyFromParent
        self.alpha = screen.depth_of(visual) == 32
        side = round(SIDE * screen.scale)
        depth = 32 if self.alpha else screen.depth
        looks: dict[str, Any] = {"event_mask": EVENTS, "background_pixmap": X.ParentRelative}
        if self.alpha:
            looks = {"event_mask": EVENTS, "background_pixel": 0, "border_pixel": 0}
            looks["colormap"] = screen.colours(visual)
        else:
            visual = X.CopyFromParent
        window = screen.root.create_window(
            -side, -side, side, side, 0, depth, X.InputOutput, visual, **looks
        )
        window.set_wm_class(name, name)
        window.set_wm_name(name)
        window.set_wm_normal_hints(
            flags=Xutil.PMinSize | Xutil.PSize, min_width=side, min_height=side
        )
        info = screen.atom("_XEMBED_INFO")
        window.change_property(info, info, 32, [XEMBED_VERSION, MAPPED])
        self.canvas = Canvas(window, depth)
        self._title = (screen.atom("_NET_WM_NAME"), screen.atom("UTF8_STRING"))
        self.entitle(title)
        panel.send_event(
            ClientMessage(
                window=panel,
                client_type=screen.atom("_NET_SYSTEM_TRAY_OPCODE"),
                data=(32, [X.CurrentTime, REQUEST_DOCK, window.id, 0, 0]),
            )
        )

    def entitle(self, title: str) -> None:
        """Name the window; some panels list their icons by name (EWMH, ``_NET_WM_NAME``)."""
        name, utf8 = self._title
        self.canvas.window.change_property(name, utf8, 8, title.encode())

    def draw(self, icon: Icon) -> None:
        """Draw the largest image that fits, in the middle."""
        window = self.canvas.window
        room = window.get_geometry()
        size = pixels.best_size(min(room.width, room.height))
        image = pixels.load(icon)[size]
        x, y = (room.width - size) // 2, (room.height - size) // 2
        window.clear_area()
        if self.alpha:
            self.canvas.put(x, y, size, pixels.premultiplied(image))
            return
        x, y = max(0, x), max(0, y)
        wide, tall = min(size, room.width), min(size, room.height)
        if (wide, tall) != (size, size):
            return  # smaller than any image: the panel is about to size the window
        behind = window.get_image(x, y, size, size, X.ZPixmap, 0xFFFFFFFF).data
        ground = behind if isinstance(behind, bytes) else behind.encode("latin-1")
        self.canvas.put(x, y, size, pixels.over(image, ground))
