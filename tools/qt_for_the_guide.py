"""Takes out of an unpacked PySide6 what the guide's window never loads: four fifths of it.

python tools/qt_for_the_guide.py SITE_PACKAGES
"""

import re
import shutil
import sys
from pathlib import Path

KEPT = re.compile(
    r"""
    (__init__|_config|_git_pyside_version)\.py | support/.*
    | Qt(Core|Gui|Widgets|DBus|Svg)\.(abi3\.so|pyd)
    | (lib)?pyside6\.abi3.*
    | (msvcp|vcruntime).*\.dll
    | Qt6(Core|Gui|Widgets|Svg)\.dll
    | Qt/lib/libQt6(Core|DBus|Gui|OpenGL|Svg|WaylandClient|Widgets|WlShellIntegration|XcbQpa)\.so.*
    | Qt/lib/libicu.*
    | (Qt/)?plugins/platforms/(lib)?q(offscreen|wayland|windows|xcb).*
    | (Qt/)?plugins/(iconengines|styles)/.*
    | (Qt/)?plugins/imageformats/(lib)?qsvg\..*
    | (Qt/)?plugins/(platforminputcontexts/.*compose|platforminputcontexts/.*ibus).*
    | (Qt/)?plugins/platformthemes/libqxdgdesktopportal.*
    | Qt/plugins/(wayland-decoration|wayland-graphics-integration)-client/.*
    | Qt/plugins/(wayland-shell-integration|xcbglintegrations)/.*
    """,
    re.VERBOSE,
)


def main(site: Path) -> None:
    """Remove what is not kept, and the programs that come along."""
    root = site / "PySide6"
    for file in sorted(root.rglob("*"), reverse=True):
        if file.is_dir() and not file.is_symlink():
            if not any(file.iterdir()):
                file.rmdir()
        elif not KEPT.fullmatch(file.relative_to(root).as_posix()):
            file.unlink()
    shutil.rmtree(site / "bin", ignore_errors=True)
    for stub in site.glob("shiboken6/**/*.pyi"):
        stub.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
