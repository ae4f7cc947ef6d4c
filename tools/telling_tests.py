"""Which tests can notice a change in a line: those that ran it, the quickest first.

All tests that judge are run once with coverage, and each line remembers who ran it. A line that
runs only when its file is imported (a table, a default), or is not known to have run, is judged by
every test of that file, and then by all others: a value goes farther than the line it stands in.
"""

import itertools
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from pathlib import Path

from coverage import CoverageData

JUDGES = (
    "tests/app",
    "tests/domain",
    "tests/cli",
    "tests/config",
    "tests/content",
    "tests/control",
    "tests/faults",
    "tests/report",
    "tests/sensing",
    "tests/storage",
    *sorted(f"tests/{file.name}" for file in Path(__file__).parents[1].glob("tests/test_*.py")),
)
"""All tests that run the core and the app in the test's own process."""

DAEMON = ("tests/daemon",)
"""What starts the program itself, seconds a test: asked last, and only if it is wished."""

QUICK = """
from hypothesis import Phase
settings.register_profile(
    "mutants", settings.get_profile("by-result"), database=None,
    phases=(Phase.explicit, Phase.generate),  # what fails need not be made small
)
settings.load_profile("mutants")
"""
OPTIONS = ("-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", "--hypothesis-seed=0")


class TellingTests:
    """The tests in a copy of the project, once recorded."""

    def __init__(self, copy: Path) -> None:
        self.copy = copy
        self._seconds: dict[str, float] = {}
        self._data = CoverageData(str(copy / ".coverage"))

    def record(self, judges: Sequence[str] = JUDGES) -> bool:
        """Run all that judge, with nothing changed; False if one fails."""
        conftest = self.copy / "conftest.py"
        if QUICK not in conftest.read_text("utf-8"):
            conftest.write_text(conftest.read_text("utf-8") + QUICK, "utf-8")
        command = (
            "--cov=deskbreak/app", "--cov=deskbreak/domain", "--cov-context=test", "--cov-report=",
            "--junitxml=tests.xml", "-o", "junit_family=xunit1",
        )  # fmt: skip
        if self._run((*command, *judges), 3600) != 0:
            (self.copy / "tests.xml").unlink(missing_ok=True)  # half of them know nothing
            return False
        self._read()
        return True

    def recorded(self) -> bool:
        """Whether an earlier recording lies in the copy."""
        if not (self.copy / "tests.xml").exists():
            return False
        self._read()
        return True

    def _read(self) -> None:
        self._data.read()
        for case in ET.parse(self.copy / "tests.xml").iter("testcase"):  # noqa: S314 - its own
            file = case.get("file") or ""
            inside = (case.get("classname") or "").replace(".", "/").removeprefix(file[:-3])
            parts = [file, *inside.strip("/").split("/"), case.get("name") or ""]
            self._seconds["::".join(part for part in parts if part)] = float(case.get("time") or 0)

    def of_lines(self, file: str, first: int, last: int) -> list[str]:
        """The tests that may notice a change of these lines."""
        by_line = self._data.contexts_by_lineno(str(self.copy / file))
        here = set(
            itertools.chain.from_iterable(by_line.get(n, []) for n in range(first, last + 1))
        )
        ran = self._known(here)
        if here and "" not in here:
            return ran
        near = self._known(itertools.chain.from_iterable(by_line.values()))
        return list(dict.fromkeys([*ran, *near, *self._known(self._seconds)]))

    def _known(self, contexts: Iterable[str]) -> list[str]:
        """Tests by their contexts, the quickest first."""
        named = {context.rpartition("|")[0] or context for context in contexts} - {""}
        return sorted(
            (one for one in named if one in self._seconds),
            key=lambda one: (round(self._seconds[one], 2), one),
        )

    def pass_all(self, tests: Sequence[str]) -> bool:
        """Whether these tests pass, within thrice their time."""
        if not tests:
            return True
        asked = self.copy / "asked.txt"
        asked.write_text("\n".join(tests), "utf-8")
        limit = 30 + 3 * sum(self._seconds[one] for one in tests)
        return self._run((f"@{asked}",), limit) == 0

    def daemon_passes(self) -> bool:
        """Whether the program itself still answers as it should."""
        return self._run(DAEMON, 900) == 0

    def said(self) -> str:
        """What pytest said last."""
        return (self.copy / "said.txt").read_text("utf-8", errors="replace")[-3000:]

    def _run(self, arguments: Sequence[str], limit: float) -> int:
        command = [sys.executable, "-m", "pytest", *OPTIONS, *arguments]
        try:
            done = subprocess.run(  # noqa: S603 - its own tests
                command, cwd=self.copy, capture_output=True, timeout=limit, check=False
            )
        except subprocess.TimeoutExpired:
            return -1
        (self.copy / "said.txt").write_bytes(done.stdout + done.stderr)
        return done.returncode
