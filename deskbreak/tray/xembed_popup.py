"""The windows of the XEmbed icon's menu and tooltip; the pictures come painted."""

from Xlib import X, Xatom

from deskbreak.tray.paint_client import Picture
from deskbreak.tray.pystray_api import Menu, MenuItem
from deskbreak.tray.xembed_screen import Canvas, Screen


class Popup:
    """An override-redirect window with a picture, kept on its monitor."""

    def __init__(self, screen: Screen, picture: Picture, x: int, y: int, kind: str) -> None:
        self.picture = picture
        left, top, width, height = screen.monitor(x, y)
        self.x = max(left, min(x, left + width - picture.width))
        self.y = max(top, min(y, top + height - picture.height))
        depth, visual = screen.true_colour()
        window = screen.root.create_window(
            self.x,
            self.y,
            picture.width,
            picture.height,
            0,
            depth,
            X.InputOutput,
            visual,
            override_redirect=1,
            event_mask=X.ExposureMask,
            background_pixel=0xFBFBFA,
            border_pixel=0,
            colormap=screen.colours(visual),
        )
        window.change_property(
            screen.atom("_NET_WM_WINDOW_TYPE"),
            Xatom.ATOM,
            32,
            [screen.atom(f"_NET_WM_WINDOW_TYPE_{kind}")],
        )
        self.canvas = Canvas(window, depth)
        window.map()

    def draw(self) -> None:
        """Show the picture."""
        size = self.picture.width * self.picture.height * 4
        self.canvas.put(0, 0, self.picture.width, self.picture.pixels[:size])

    def holds(self, x: int, y: int) -> bool:
        """Whether a point of the root window is inside."""
        inside = 0 <= x - self.x < self.picture.width
        return inside and 0 <= y - self.y < self.picture.height


class MenuPopup(Popup):
    """One level of the menu."""

    def __init__(
        self, screen: Screen, picture: Picture, items: tuple[MenuItem, ...], x: int, y: int
    ) -> None:
        super().__init__(screen, picture, x, y, "POPUP_MENU")
        self.items = items
        self.selected: int | None = None

    def draw(self) -> None:
        super().draw()
        if self.selected is not None:
            self._draw_row(self.selected, chosen=True)

    def _draw_row(self, number: int, *, chosen: bool) -> None:
        width, height = self.picture.width, self.picture.height
        top, tall = self.picture.rows[number]
        begin = (top + (height if chosen else 0)) * width * 4
        self.canvas.put(0, top, width, self.picture.pixels[begin : begin + tall * width * 4])

    def usable(self, number: int) -> bool:
        """Whether an entry can be chosen or opened."""
        item = self.items[number]
        return item is not Menu.SEPARATOR and item.enabled

    def select(self, number: int | None) -> None:
        """Move the selection; an entry that cannot be chosen is never selected."""
        if number is not None and not self.usable(number):
            number = None
        if number == self.selected:
            return
        before, self.selected = self.selected, number
        if before is not None:
            self._draw_row(before, chosen=False)
        if number is not None:
            self._draw_row(number, chosen=True)

    def step(self, by: int) -> None:
        """The next usable entry below (1) or above (-1), around the ends."""
        count = len(self.items)
        start = (-1 if by > 0 else 0) if self.selected is None else self.selected
        for distance in range(1, count + 1):
            number = (start + by * distance) % count
            if self.usable(number):
                self.select(number)
                return

    def at(self, y: int) -> int | None:
        """The entry at a height of the root window."""
        for number, (top, height) in enumerate(self.picture.rows):
            if top <= y - self.y < top + height:
                return number
        return None
