"""A pystray icon that docks into an X11 system tray, with the menu and tooltip such trays lack.

Sources: the System Tray Protocol Specification 0.3 and the XEmbed Protocol Specification 0.5 of
freedesktop.org.

- The owner of ``_NET_SYSTEM_TRAY_S<screen>`` is the panel. It is watched; when it goes, the icon's
  window is destroyed (it would be left on the desktop) and docked anew with the next owner, which
  announces itself with a MANAGER message.
- A panel that names a 32-bit visual gets real transparency; on others the icon is laid over what
  the panel shows behind it.
"""

import asyncio
import logging
from typing import Final

from Xlib import X
from Xlib.error import XError
from Xlib.protocol.rq import Event
from Xlib.xobject.drawable import Window

from deskbreak.app import supervise
from deskbreak.app.ports import tray_ports
from deskbreak.tray.asyncio_icon import ICON, SHOWN, TITLE, AsyncioIcon
from deskbreak.tray.paint_client import Painter, PaintError, Picture
from deskbreak.tray.pystray_api import Menu
from deskbreak.tray.pystray_menu import default_item
from deskbreak.tray.xembed_dock import Dock
from deskbreak.tray.xembed_menu import Menus
from deskbreak.tray.xembed_popup import Popup
from deskbreak.tray.xembed_screen import DisplayUnavailableError, Screen

log = logging.getLogger(__name__)

NO_PANEL: Final = "no panel on the X display takes icons (_NET_SYSTEM_TRAY)"
HOVER: Final = 0.6
"""Seconds until the tooltip."""

ANEW: Final = 0.5
"""Seconds after a panel went until its successor is looked for; later ones announce themselves."""


class Icon(AsyncioIcon):
    """pystray's icon in an XEmbed tray."""

    def __init__(
        self, name: str, icon: object = None, title: str = "", menu: Menu | None = None
    ) -> None:
        super().__init__(name, icon, title, menu)
        self._screen: Screen | None = None
        self._painter: Painter | None = None
        self._menus: Menus | None = None
        self._dock: Dock | None = None
        self._tip: Popup | None = None
        self._hover: asyncio.TimerHandle | None = None
        self._tipping: asyncio.Task[None] | None = None
        self._owner = 0

    def _open(self) -> None:
        try:
            self._screen = screen = Screen(self._event, self._lost)
            screen.true_colour()
        except DisplayUnavailableError as error:
            self._lost(str(error))
            return
        self._painter = Painter(screen.scale)
        self._menus = Menus(screen, self._painter, self._choose)
        screen.act(self._listen)

    def _listen(self) -> None:
        if self._screen:
            # MANAGER messages go to whoever selects these events on the root window.
            self._screen.root.change_attributes(event_mask=X.StructureNotifyMask)

    def _close(self) -> None:
        if self._screen:
            self._screen.act(self._leave)
            self._screen.close()
        self._lost("stopped")

    def _lost(self, reason: str) -> None:
        if self._painter:
            self._painter.close()
        if self._screen:
            self._screen.close()
        self._screen = self._painter = self._menus = self._dock = self._tip = None
        self._tell_host(reason)

    def _apply(self, changed: set[str]) -> None:
        if self._screen is None:
            self._open()
        if self._screen:
            self._screen.act(self._bring_up_to_date, changed)

    def _bring_up_to_date(self, changed: set[str]) -> None:
        if SHOWN in changed and not self.visible:
            self._leave()
        elif self._dock is None and self.visible:
            self._enter()
        elif self._dock:
            if ICON in changed:
                self._draw()
            if TITLE in changed:
                self._dock.entitle(self.title or self.name)

    # the panel

    def _enter(self) -> None:
        screen = self._screen
        if screen is None:
            return
        # With the server grabbed, the panel cannot go between being found and being watched.
        screen.display.grab_server()
        try:
            name = screen.atom(f"_NET_SYSTEM_TRAY_S{screen.number}")
            owner = screen.display.get_selection_owner(name)
            if isinstance(owner, Window):
                owner.change_attributes(event_mask=X.StructureNotifyMask)
        finally:
            screen.display.ungrab_server()
        if not isinstance(owner, Window):
            self._owner = 0
            self._tell_host(NO_PANEL)
            return
        try:
            self._dock = Dock(screen, owner, self.name, self.title or self.name)
        except XError:  # it went meanwhile; its successor announces itself
            self._owner = 0
            self._tell_host(NO_PANEL)
            return
        self._owner = owner.id
        self._tell_host(None)

    def _leave(self) -> None:
        self._unhover()
        if self._menus:
            self._menus.close()
        if self._dock:
            self._dock.canvas.close()
            self._dock = None

    def _panel_went(self) -> None:
        self._leave()
        self._owner = 0
        self._tell_host(NO_PANEL)
        if self._screen:
            self._screen.later(ANEW, self._enter_anew)

    def _enter_anew(self) -> None:
        if self._dock is None and self.visible:
            self._enter()

    def _draw(self) -> None:
        if self._dock and isinstance(self.icon, tray_ports.Icon):
            self._dock.draw(self.icon)

    # events

    def _event(self, event: Event) -> None:
        kind = event.type
        window = event.window.id if hasattr(event, "window") else 0
        mine = self._dock is not None and window == self._dock.canvas.window.id
        if kind == X.ClientMessage:
            self._announced(event)
        elif kind == X.DestroyNotify:
            if window == self._owner:
                self._panel_went()
            elif mine:
                self._dock = None  # by a panel that destroys what it held
        elif kind in {X.Expose, X.ConfigureNotify}:
            self._exposed(window, mine=mine)
        elif self._menus and self._menus.open:
            self._menus.handle(event)
        elif mine and kind == X.ButtonPress:
            self._pressed(event)
        elif mine and kind == X.EnterNotify:
            self._entered(event)
        elif mine and kind == X.LeaveNotify:
            self._unhover()

    def _announced(self, event: Event) -> None:
        screen = self._screen
        if screen is None or event.client_type != screen.atom("MANAGER"):
            return
        if event.data[1][1] == screen.atom(f"_NET_SYSTEM_TRAY_S{screen.number}"):
            self._leave()
            self._enter_anew()

    def _exposed(self, window: int, *, mine: bool) -> None:
        if mine:
            self._draw()
        elif self._tip and window == self._tip.canvas.window.id:
            self._tip.draw()
        elif self._menus:
            self._menus.expose(window)

    def _pressed(self, event: Event) -> None:
        self._unhover()
        default = default_item(self.menu)
        if event.detail == X.Button1 and default is not None:
            self._choose(default)
        elif event.detail in {X.Button1, X.Button3} and self.menu and self._menus:
            self._menus.popup(self.menu, event)

    # the tooltip

    def _entered(self, event: Event) -> None:
        if self._screen and self._painter:
            self._painter.wake()
            self._unhover()
            self._hover = self._screen.later(HOVER, self._show_tip, event.root_x, event.root_y)

    def _unhover(self) -> None:
        if self._hover:
            self._hover.cancel()
            self._hover = None
        if self._tipping:
            self._tipping.cancel()
            self._tipping = None
        if self._tip:
            self._tip.canvas.close()
            self._tip = None

    def _show_tip(self, x: int, y: int) -> None:
        painter, text = self._painter, self.title
        if painter is None or not text:
            return

        async def paint() -> None:
            try:
                picture = await painter.tip(text)
            except PaintError as error:
                log.warning("%s", error)
                return
            if self._screen:
                self._screen.act(self._place_tip, picture, x, y)

        self._tipping = supervise.start(paint())

    def _place_tip(self, picture: Picture, x: int, y: int) -> None:
        if self._screen is None:
            return
        _left, top, _width, height = self._screen.monitor(x, y)
        away = round(18 * self._screen.scale)
        below = y < top + height // 2
        at = y + away if below else y - away - picture.height
        self._tip = Popup(self._screen, picture, x, at, "TOOLTIP")
