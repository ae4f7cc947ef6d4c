"""The part of pystray that is used: ``Menu``, ``MenuItem`` and the base of every ``Icon``.

Importing pystray chooses a backend, and on Linux each of its own opens a display or pulls in GTK
at import. Its dummy backend does neither and needs no Pillow, so it is asked for, but only while
pystray is imported: programs that are started later must not inherit that choice.
"""

import importlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Final

CHOICE: Final = "PYSTRAY_BACKEND"
NATIVE: Final = ("win32", "darwin")
"""Systems whose own pystray backend is used."""

if TYPE_CHECKING:  # pystray has no type hints; these are the ones of its documentation

    class MenuItem:
        """One entry of a menu; every property is asked anew each time."""

        def __init__(
            self,
            text: str,
            action: "Callable[[Icon, MenuItem], None] | Menu | None",
            *,
            checked: Callable[["MenuItem"], bool] | None = None,
            default: bool = False,
            enabled: bool = True,
        ) -> None: ...
        def __call__(self, icon: "Icon") -> None: ...
        @property
        def text(self) -> str: ...
        @property
        def checked(self) -> bool | None: ...
        @property
        def radio(self) -> bool: ...
        @property
        def default(self) -> bool: ...
        @property
        def enabled(self) -> bool: ...
        @property
        def submenu(self) -> "Menu | None": ...

    class Menu:
        """A menu: entries, or one callable that yields them each time they are asked for."""

        SEPARATOR: MenuItem

        def __init__(self, *items: MenuItem | Callable[[], Iterable[MenuItem]]) -> None: ...
        def __iter__(self) -> Iterator[MenuItem]: ...
        def __bool__(self) -> bool: ...

    class Icon:
        """The icon as pystray documents it; ``icon`` is whatever the backend can draw."""

        icon: object
        title: str
        menu: Menu | None
        visible: bool
        _running: bool
        _icon_valid: bool

        def __init__(
            self, name: str, icon: object = None, title: str = "", menu: Menu | None = None
        ) -> None: ...
        @property
        def name(self) -> str: ...
        def run(self, setup: "Callable[[Icon], None] | None" = None) -> None: ...
        def run_detached(self, setup: "Callable[[Icon], None] | None" = None) -> None: ...
        def stop(self) -> None: ...
        def notify(self, message: str, title: str | None = None) -> None: ...
        def remove_notification(self) -> None: ...
        def update_menu(self) -> None: ...
        def _handler(self, callback: object) -> Callable[[], None]: ...
        def _update_menu(self) -> None: ...
        def _on_notify(self, wparam: int, lparam: int) -> None: ...
else:

    def _import() -> ModuleType:
        if sys.platform in NATIVE:
            return importlib.import_module("pystray")
        before = os.environ.get(CHOICE)
        os.environ[CHOICE] = "dummy"
        try:
            return importlib.import_module("pystray")
        finally:
            del os.environ[CHOICE]
            if before is not None:
                os.environ[CHOICE] = before

    _pystray = _import()
    Menu, MenuItem, Icon = _pystray.Menu, _pystray.MenuItem, _pystray.Icon
