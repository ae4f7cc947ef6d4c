"""The popup menu of the XEmbed icon under pointer and keyboard.

- Opening by press, drag and release chooses what is under the pointer; a short click leaves the
  menu open.
- Up, Down, Home, End move; Right and Enter open a submenu, Left and Esc close it; Enter chooses.
- A press outside closes everything, and goes nowhere else.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from Xlib import XK, X
from Xlib.protocol.rq import Event

from deskbreak.app import supervise
from deskbreak.tray.paint_client import Painter, PaintError, Picture
from deskbreak.tray.pystray_api import Menu, MenuItem
from deskbreak.tray.xembed_popup import MenuPopup
from deskbreak.tray.xembed_screen import Screen

log = logging.getLogger(__name__)

CLICK_MS: Final = 350
"""A press and release within this many milliseconds is a click, not a drag."""

GRABBED: Final = X.ButtonPressMask | X.ButtonReleaseMask | X.PointerMotionMask


OWNER_EVENTS: Final = True
"""Our own windows get their events as without a grab."""


class Menus:
    """All open levels of the menu, the deepest last."""

    def __init__(
        self, screen: Screen, painter: Painter, choose: Callable[[MenuItem], None]
    ) -> None:
        self._screen = screen
        self._painter = painter
        self._choose = choose
        self._levels: list[MenuPopup] = []
        self._opening: asyncio.Task[None] | None = None
        self._pressed: tuple[int, int, int] | None = None
        """(time in milliseconds, x, y) of the press that opened the menu."""
        display = screen.display
        self._keys: dict[int, Callable[[], None]] = {
            display.keysym_to_keycode(keysym): action
            for keysym, action in (
                (XK.XK_Up, lambda: self._step(-1)),
                (XK.XK_Down, lambda: self._step(1)),
                (XK.XK_Home, lambda: self._edge(1)),
                (XK.XK_End, lambda: self._edge(-1)),
                (XK.XK_Return, self._take),
                (XK.XK_KP_Enter, self._take),
                (XK.XK_space, self._take),
                (XK.XK_Right, self._enter),
                (XK.XK_Left, lambda: self._leave(last=False)),
                (XK.XK_Escape, lambda: self._leave(last=True)),
            )
        }

    @property
    def open(self) -> bool:
        """Whether a menu is shown or about to be."""
        return bool(self._levels) or self._opening is not None

    def popup(self, menu: Menu, press: Event) -> None:
        """Open the menu where a button was pressed."""
        self.close()
        self._pressed = (press.time, press.root_x, press.root_y)
        self._show(tuple(menu), press.root_x, press.root_y, first=False)

    def close(self, keep: int = 0) -> None:
        """Close all levels but the first ``keep``."""
        if self._opening:
            self._opening.cancel()
            self._opening = None
        if self._levels and not keep:
            self._screen.display.ungrab_pointer(X.CurrentTime)
            self._screen.display.ungrab_keyboard(X.CurrentTime)
        while len(self._levels) > keep:
            self._levels.pop().canvas.close()

    def expose(self, window: int) -> bool:
        """Redraw the level with this window, if it is one."""
        found = [level for level in self._levels if level.canvas.window.id == window]
        for level in found:
            level.draw()
        return bool(found)

    def handle(self, event: Event) -> None:
        """Pointer and keyboard while a menu is open."""
        if not self._levels:
            return
        if event.type == X.MotionNotify:
            self._hover(event.root_x, event.root_y)
        elif event.type == X.ButtonPress and event.detail <= 3:
            if self._level_at(event.root_x, event.root_y) is None:
                self.close()
        elif event.type == X.ButtonRelease and event.detail <= 3:
            self._release(event)
        elif event.type == X.KeyPress and event.detail in self._keys:
            self._keys[event.detail]()

    # showing

    def _show(self, items: tuple[MenuItem, ...], x: int, y: int, *, first: bool) -> None:
        if self._opening:
            self._opening.cancel()

        async def paint() -> None:
            try:
                picture = await self._painter.menu(items)
            except PaintError as error:
                log.warning("%s", error)
            else:
                self._screen.act(self._place, picture, items, x, y, first)
            self._opening = None

        self._opening = supervise.start(paint())

    def _place(
        self, picture: Picture, items: tuple[MenuItem, ...], x: int, y: int, first: bool
    ) -> None:
        if self._levels:
            above = self._levels[-1]
            left, _top, width, _height = self._screen.monitor(above.x, above.y)
            if x + picture.width > left + width:
                x = above.x - picture.width + 2
        else:
            _left, top, _width, height = self._screen.monitor(x, y)
            if y + picture.height > top + height:
                y -= picture.height
        level = MenuPopup(self._screen, picture, items, x, y)
        self._levels.append(level)
        if first:
            level.step(1)
        if len(self._levels) == 1:
            self._grab(level)

    def _grab(self, level: MenuPopup) -> None:
        window, here, mode = level.canvas.window, X.CurrentTime, X.GrabModeAsync
        self._screen.display.sync()
        got = window.grab_pointer(OWNER_EVENTS, GRABBED, mode, mode, X.NONE, X.NONE, here)
        if got != X.GrabSuccess:
            log.info("the pointer is taken by another program: no menu")
            self.close()
            return
        window.grab_keyboard(OWNER_EVENTS, mode, mode, here)

    # the pointer

    def _level_at(self, x: int, y: int) -> MenuPopup | None:
        return next((level for level in reversed(self._levels) if level.holds(x, y)), None)

    def _hover(self, x: int, y: int) -> None:
        level = self._level_at(x, y)
        if level is None:
            if not self._levels[-1].items[self._levels[-1].selected or 0].submenu:
                self._levels[-1].select(None)
            return
        number = level.at(y)
        if number == level.selected and (number is None or self._is_open(level, number)):
            return
        self.close(keep=self._levels.index(level) + 1)
        level.select(number)
        if level.selected is not None and level.items[level.selected].submenu:
            self._open_submenu(level, first=False)

    def _is_open(self, level: MenuPopup, number: int) -> bool:
        """Whether what hovering this entry would open is open already."""
        if not level.usable(number) or not level.items[number].submenu:
            return True
        return self._opening is not None or self._levels[-1] is not level

    def _release(self, event: Event) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed:
            moment, x, y = pressed
            near = abs(event.root_x - x) < 6 and abs(event.root_y - y) < 6
            if near and event.time - moment < CLICK_MS:
                return
        level = self._level_at(event.root_x, event.root_y)
        if level is not None:
            level.select(level.at(event.root_y))
            self._run(level)

    # the keyboard

    def _step(self, by: int) -> None:
        self._levels[-1].step(by)

    def _edge(self, by: int) -> None:
        self._levels[-1].select(None)
        self._levels[-1].step(by)

    def _take(self) -> None:
        self._run(self._levels[-1], first=True)

    def _enter(self) -> None:
        level = self._levels[-1]
        if level.selected is not None and level.items[level.selected].submenu:
            self._open_submenu(level, first=True)

    def _leave(self, *, last: bool) -> None:
        """One level up; the last one closes only with Esc."""
        if last or len(self._levels) > 1:
            self.close(keep=len(self._levels) - 1)

    # choosing

    def _run(self, level: MenuPopup, *, first: bool = False) -> None:
        if level.selected is None:
            return
        item = level.items[level.selected]
        if item.submenu:
            if self._levels[-1] is level and self._opening is None:
                self._open_submenu(level, first=first)
            return
        self.close()
        self._choose(item)

    def _open_submenu(self, level: MenuPopup, *, first: bool) -> None:
        if level.selected is None:
            return
        submenu = level.items[level.selected].submenu
        top, _height = level.picture.rows[level.selected]
        x, y = level.x + level.picture.width - 2, level.y + top - 4
        self._show(tuple(submenu or ()), x, y, first=first)
