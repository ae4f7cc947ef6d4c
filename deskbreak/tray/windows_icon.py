"""The icon of Windows: pystray's own, mended where a menu, a quit or a size went wrong."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from deskbreak.tray.pystray_api import Icon

if TYPE_CHECKING:
    from PIL.Image import Image

WM_RBUTTONUP: Final = 0x0205
NIN_BALLOONUSERCLICK: Final = 0x0405


class WindowsIcon(Icon):
    """Builds its menu in the window's thread, right before it is shown."""

    balloon_clicked: Callable[[], None] | None = None
    """Called in the window's thread."""
    _menu_open = False
    _stop_wanted = False
    _icon_handle: int | None

    def _on_notify(self, wparam: int, lparam: int) -> None:
        if lparam == NIN_BALLOONUSERCLICK:
            if self.balloon_clicked is not None:
                self.balloon_clicked()
            return
        if lparam != WM_RBUTTONUP:
            super()._on_notify(wparam, lparam)
            return
        self._update_menu()
        self._menu_open = True
        try:
            super()._on_notify(wparam, lparam)
        finally:
            self._menu_open = False
            if self._stop_wanted:
                self._post_quit()

    def _on_stop(self, _wparam: int, _lparam: int) -> None:
        """End the loop of the window; after that of an open menu, which would swallow the end."""
        if self._menu_open:
            self._stop_wanted = True
            self._end_menu()
        else:
            self._post_quit()

    def _assert_icon_handle(self) -> None:
        """Make the handle of the image in its own size, without a file."""
        if sys.platform == "win32" and not self._icon_handle:
            from deskbreak.tray import windows_tray_api as api  # noqa: PLC0415 - only there

            image: Image = self.icon  # type: ignore[assignment]  # what ``draw`` gave
            self._icon_handle = api.icon_handle(image)

    def _end_menu(self) -> None:
        if sys.platform == "win32":
            from deskbreak.tray import windows_tray_api as api  # noqa: PLC0415 - only there

            api.end_menu()

    def _post_quit(self) -> None:
        if sys.platform == "win32":
            from deskbreak.tray import windows_tray_api as api  # noqa: PLC0415 - only there

            api.post_quit()
