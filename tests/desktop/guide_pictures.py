"""Has the guide's windows drawn without a display, with the same fonts everywhere.

``guide_pictures.py approve`` writes the approved pictures anew; look at every one of them.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
APPROVED = HERE / "approved"

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>/usr/share/fonts/opentype/noto</dir><cachedir>{cache}</cachedir></fontconfig>"""
"""Only the faces of fonts-noto-cjk."""

SCREEN = {
    "name": "large", "x": 0, "y": 0, "width": 3200, "height": 2400, "logicalDpi": 96,
    "logicalBaseDpi": 96, "dpr": 1,
}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """One approved picture."""

    what: str
    """``minute`` or ``form``."""
    language: str
    theme: str
    scale: int

    @property
    def approved(self) -> Path:
        """Where the approved picture is."""
        return APPROVED / f"{self.what}-{self.language}-{self.theme}-{self.scale}x.png"

    def draw(self, file: Path) -> None:
        """Draw it in a process of its own."""
        with tempfile.TemporaryDirectory() as folder:
            fonts, screen = Path(folder, "fonts.conf"), Path(folder, "screen.json")
            fonts.write_text(FONTS.format(cache=folder))
            screen.write_text(json.dumps({"screens": [SCREEN]}))
            script = HERE / "guide_sheets.py"
            subprocess.run(
                [sys.executable, script, self.what, self.language, self.theme, file],
                env={
                    **os.environ,
                    "PYTHONPATH": str(HERE.parents[1]),
                    "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
                    "QT_SCALE_FACTOR": str(self.scale),
                    "FONTCONFIG_FILE": str(fonts),
                },
                check=True,
                timeout=60,
            )


SHEETS = [
    *(
        Sheet("minute", language, theme, scale)
        for language in ("ja", "en")
        for theme in ("light", "dark")
        for scale in (1, 2)
    ),
    Sheet("form", "ja", "light", 1),
    Sheet("form", "en", "dark", 2),
]

if __name__ == "__main__":
    APPROVED.mkdir(exist_ok=True)
    for sheet in SHEETS if sys.argv[1:] == ["approve"] else ():
        sheet.draw(sheet.approved)
