"""What the build adds to a wheel or an sdist: the commit that it was built from.

``commit.txt`` says it in one line, as ``deskbreak --version`` will show it. A release, which is a
clean checkout with the tag of its version, has none. In an sdist it stands at the top, so that the
wheel made of that is, to the byte, the one made of the checkout.

``build/share``, the completions and man pages of ``make dist``, goes along where it is there.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Called by hatchling before it collects the files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files; an unpacked sdist brings its own."""
        if version == "editable":
            return
        self._share(build_data)
        file = Path(self.root) / "commit.txt"
        if not file.exists():
            found = self._commit()
            if found is None:
                return
            self._folder = tempfile.TemporaryDirectory()  # lives as long as the build
            file = Path(self._folder.name) / "commit.txt"
            file.write_text(f"{found}\n", "utf-8")
            file.chmod(0o644)
        place = "commit.txt" if self.target_name == "sdist" else "deskbreak/commit.txt"
        build_data["force_include"][str(file)] = place

    def _share(self, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        for found in (root / "share", root / "build" / "share"):
            if found.is_dir():
                where = "force_include" if self.target_name == "sdist" else "shared_data"
                build_data[where][str(found)] = "share"
                return

    def _commit(self) -> str | None:
        sys.path.insert(0, self.root)  # the tree that is built, not what may be installed
        from deskbreak.desktop.built_from import commit  # noqa: PLC0415 - found only now

        return commit(Path(self.root) / "deskbreak")
